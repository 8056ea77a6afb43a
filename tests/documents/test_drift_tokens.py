"""Is what a text states found in every way of writing it, and nothing in words that only look like numbers?"""

from __future__ import annotations

import pytest

from noticegen.documents.drift_tokens import CERTAINTY, same, tokens, wrong_weekday
from noticegen.japanese.certainty import ladder

SAME = (
    ("1,012人", "１０１２名", "千十二人", "一〇一二人"),
    ("35,000円", "3万5000円", "３万５千円", "三万五千円", "¥35,000"),
    (
        "2026年10月30日",
        "令和8年10月30日",
        "令和八年十月三十日",
        "R8.10.30",
        "2026/10/30",
        "2026-10-30",
        "10月30日",
    ),
    ("午後11時30分", "23時30分", "23:30", "午後11時半", "11時30分"),
    ("正午", "午後0時", "12:00"),
    ("0120-000-000", "０１２０－０００－０００", "0120000000"),
    ("〒100-0000", "100-0000", "１００－００００"),
    ("3か月", "３ヶ月", "三箇月"),
    ("30%", "30パーセント", "３０％"),
    ("■有", "☑有", "■ 有"),
)


@pytest.mark.parametrize("ways", SAME, ids=lambda ways: ways[0])
def test_every_way_of_writing_it_means_the_same(ways: tuple[str, ...]) -> None:
    found = [tokens(way) for way in ways]
    assert [len(each) for each in found] == [1] * len(ways)
    assert all(same(found[0][0], each[0]) for each in found)


DIFFERENT = (
    ("1,012人", "1,012件"),
    ("35,000円", "3,500円"),
    ("2026年10月30日", "令和7年10月30日"),
    ("午前11時30分", "23:30"),
    ("■有", "■無"),
    ("info@example.jp", "info@example.com"),
)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_is_not_the_same_is_told_apart(one: str, other: str) -> None:
    assert not same(tokens(one)[0], tokens(other)[0])


@pytest.mark.parametrize(
    "text",
    ["一日も早い解決", "お一人お一人", "第三者への提供", "十分な措置", "一部の方", "規則7条4号", "2通", "二つの", "1丁目2番3号", "□有　□無", "万一の場合"],
)  # fmt: skip
def test_words_that_look_like_numbers_state_nothing_by_themselves(text: str) -> None:
    assert [each for each in tokens(text) if not each.weak] == []


@pytest.mark.parametrize("rung", ladder(), ids=lambda rung: rung.value)
def test_every_phrase_of_the_ladder_of_certainty_is_known(rung: object) -> None:
    phrases = {getattr(rung, name) for name in ("sentence_end", "opening", "modifier", "plain")}
    words = {
        each.value for text in phrases for each in tokens(f"個人情報が{text}。") if each.kind == CERTAINTY
    }
    assert len(words) == 1, words


def test_a_date_with_the_wrong_weekday_names_the_right_one() -> None:
    assert wrong_weekday(tokens("2026年10月30日（木）")[0]) == "金"
    assert wrong_weekday(tokens("2026年10月30日（金）")[0]) == ""
