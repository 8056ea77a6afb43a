"""Is what a text states found in every way of writing it, and nothing in words that only look like numbers?"""

from __future__ import annotations

from decimal import Decimal

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
    for right in ("2026年10月30日（金）", "2026年10月30日", "10月30日（木）", "2026年10月", "48人"):
        assert wrong_weekday(tokens(right)[0]) == ""


def of(text: str) -> list[tuple[object, ...]]:
    """Return (kind, value, note, is weak, what is written) of everything that a text states."""
    found = tokens(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    return [(each.kind, each.value, each.note, each.weak, each.text) for each in found]


def number(value: int, unit: str, text: str, note: str = "", *, weak: bool = False) -> tuple[object, ...]:
    return ("数", (Decimal(value), unit), note, weak, text)


def day(
    value: tuple[int | None, ...], text: str, note: str = "", *, weak: bool = False
) -> tuple[object, ...]:
    return ("日付", value, note, weak, text)


def time(minutes: int, is_certain: bool, text: str, note: str = "") -> tuple[object, ...]:
    return ("時刻", (minutes, is_certain), note, False, text)


STATED = {
    "前 30人": [number(30, "人", "30人")],
    "前に　約1,012人以上": [number(1012, "人", "約1,012人以上", "約以上")],
    "およそ30人": [number(30, "人", "およそ30人", "約")],
    "おおよそ30人": [number(30, "人", "おおよそ30人", "約")],
    "概ね30人": [number(30, "人", "概ね30人", "約")],
    "おおむね30人": [number(30, "人", "おおむね30人", "約")],
    "延べ30人": [number(30, "人", "延べ30人", "延べ")],
    "3年間": [number(3, "年", "3年間")],
    "5営業日": [number(5, "営業日", "5営業日")],
    "別紙3枚": [number(3, "枚", "3枚", weak=True)],
    "別表 30人": [number(30, "人", "30人", weak=True)],
    "一覧表の30人": [number(30, "人", "30人")],
    "三万人": [number(30000, "人", "三万人")],
    "千二百万円": [("金額", (Decimal(12_000_000),), "", False, "千二百万円")],
    "1億2000万5千円": [("金額", (Decimal(120_005_000),), "", False, "1億2000万5千円")],
    "約3万円": [("金額", (Decimal(30000),), "約", False, "約3万円")],
    "単位:万円": [],
    "数万円": [],
    "30%程度": [("割合", (Decimal(30),), "程度", False, "30%程度")],
    "2月29日": [day((None, 2, 29), "2月29日")],
    "2月30日": [day((None, 2, None), "2月"), number(30, "日", "30日")],
    "平成元年5月1日": [day((1989, 5, 1), "平成元年5月1日")],
    "令和元年5月": [day((2019, 5, None), "令和元年5月")],
    "2026年度": [day((2026, None, None), "2026年度")],
    "2026/11/2頃": [day((2026, 11, 2), "2026/11/2頃", "頃")],
    "最判令和5年3月2日": [day((2023, 3, 2), "令和5年3月2日", weak=True)],
    "判決は令和5年3月2日": [day((2023, 3, 2), "令和5年3月2日")],
    "正午頃": [time(720, True, "正午頃", "頃")],
    "9時ごろ": [time(540, False, "9時ごろ", "頃")],
    "9:30": [time(570, True, "9:30")],
    "12時30分": [time(750, False, "12時30分")],
    "13時": [time(780, True, "13時")],
    "午後12時30分": [time(750, True, "午後12時30分")],
    "午前12時": [time(720, True, "午前12時")],
    "窓口はInfo@Example.jp.まで": [("メールアドレス", ("info@example.jp",), "", False, "Info@Example.jp")],
    "詳細は(https://example.jp/notice,": [
        ("URL", ("https://example.jp/notice",), "", False, "https://example.jp/notice")
    ],
    "住所 〒100-0000": [("郵便番号", ("1000000",), "", False, "〒100-0000")],
    "電話 +81-3-0000-0000": [("電話番号", ("0300000000",), "", False, "+81-3-0000-0000")],
    "□有　■無": [("選択", ("無",), "", False, "■無")],
    "規則 第3版": [("番号", ("3版",), "", True, "第3版")],
    "Office365を使う": [("番号", ("Office365",), "", True, "Office365")],
    "番号 X12": [("番号", ("X12",), "", True, "X12")],
    "合計 12,345": [("番号", (Decimal(12345),), "", True, "12,345")],
    "対策は実施済み": [("状況", ("実施済み",), "", True, "実施済み")],
    "漏えい確認": [("確からしさ", ("漏えいした",), "", False, "漏えい確認")],
}


@pytest.mark.parametrize("text", STATED)
def test_a_text_states_these_values_and_no_others(text: str) -> None:
    assert of(text) == STATED[text]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2026年11月", "2026年11月2日", True),
        ("2026年11月", "11月2日", True),
        ("2026年11月", "2026年12月2日", False),
        ("2026年", "11月2日", False),
        ("2025年11月", "2026年11月", False),
        ("4日", "11月4日", True),
        ("4日", "11月5日", False),
        ("4件", "11月4日", False),
        ("4日", "11月", False),
        ("11時30分", "23:30", True),
        ("11時30分", "11時31分", False),
        ("正午", "0:00", False),
        ("1件", "1件", True),
    ],
)
def test_two_values_are_the_same_whichever_comes_first(one: str, other: str, is_same: bool) -> None:
    first, second = tokens(one)[0], tokens(other)[0]
    assert (same(first, second), same(second, first)) == (is_same, is_same)
