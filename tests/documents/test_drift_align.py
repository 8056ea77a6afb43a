"""Is every paragraph laid beside the one that it was, wherever it stands now?"""

from __future__ import annotations

import pytest

from noticegen.documents.drift_align import Pair, Unit, align, units, without_gaps
from noticegen.ooxml.reading import Place


def paper(*lines: str) -> tuple[Unit, ...]:
    return units(Place(line, "本文", number) for number, line in enumerate(lines, 1))


def aligned(
    made: tuple[str, ...], edited: tuple[str, ...]
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Return (as made, as edited) of each pair in the order as made, what is gone and what is new, as texts."""
    pairs, left, new = align(paper(*made), paper(*edited))
    changed = sorted(
        ((pair.made.text, pair.edited.text) for pair in pairs), key=lambda each: made.index(each[0])
    )
    return changed, [unit.text for unit in left], [unit.text for unit in new]


def test_a_paragraph_is_compared_alone_and_a_row_of_a_table_as_one() -> None:
    header = Place("同じ見出し", "ヘッダー", 1)
    places = (
        Place("甲", "本文", 1),
        Place("　", "本文", 2),
        Place("乙", "本文", 3),
        Place("会員", "本文", 4, row=1),
        Place("48人", "本文", 5, row=1),
        Place("総数", "本文", 6, row=2),
        header,
        header,
    )
    texts = [unit.text for unit in units(places)]
    assert texts == ["甲", "乙", "会員\n48人", "総数", "同じ見出し", "同じ見出し"]


def test_what_stands_in_both_is_compared_with_nothing_wherever_it_stands() -> None:
    assert aligned(("甲は48人", "乙は31人"), ("乙は　31人", "甲は48人")) == ([], [], [])
    assert aligned(("以上",) * 3, ("以上",) * 2) == ([], ["以上"], [])
    assert aligned(("以上",), ("以上",) * 3) == ([], [], ["以上"] * 2)


def test_no_paragraph_is_two_others() -> None:
    pairs, left, new = aligned(("会員は48人です。", "社員は48人です。"), ("会員は84人です。",))
    assert (pairs, left, new) == ([("会員は48人です。", "会員は84人です。")], ["社員は48人です。"], [])
    pairs, left, new = aligned(("会員は48人です。",), ("社員は84人です。", "会員は84人です。"))
    assert (pairs, left, new) == ([("会員は48人です。", "会員は84人です。")], [], ["社員は84人です。"])


def test_what_comes_after_a_paragraph_that_is_taken_is_still_found() -> None:
    made = ("会員は48人です。", "会員は49人です。", "原因は調べています。", "以上")
    edited = ("会員は58人です。", "原因は今も調べています。")
    assert aligned(made, edited) == (
        [(made[0], edited[0]), (made[2], edited[1])],
        ["会員は49人です。", "以上"],
        [],
    )


@pytest.mark.parametrize(
    "lines",
    [
        (("総数11人", "総数22人"), ("総数33人", "総数44人")),
        (("今日は雨天", "今日は晴天"), ("今日は曇天", "今日は雪天")),
    ],
)
def test_of_equally_like_ones_the_nearest_in_order_is_the_same(lines: tuple[tuple[str, ...], ...]) -> None:
    assert aligned(*lines) == ([*zip(*lines, strict=True)], [], [])


def test_the_nearest_in_order_is_counted_from_the_head_of_both() -> None:
    assert aligned(("総数11人", "総数22人"), ("全く別の話です", "総数33人")) == (
        [("総数22人", "総数33人")],
        ["総数11人"],
        ["全く別の話です"],
    )


@pytest.mark.parametrize(
    "around", ["", "これは、どの人の行にも同じように書かれている、とても長い説明の文です。" * 6]
)
def test_rows_in_another_order_are_the_rows_with_the_nearest_values(around: str) -> None:
    made = tuple(f"{each * 111_111}人{around}" for each in range(1, 9))
    edited = tuple(f" {each * 111_111 - 1}人{around}" for each in reversed(range(1, 9)))
    assert aligned(made, edited) == ([*zip(made, reversed(edited), strict=True)], [], [])


def test_how_far_away_it_stands_never_outweighs_what_it_says() -> None:
    rest = tuple(f"{each}番目の記載" for each in "甲乙丙丁戊己庚辛壬癸" * 20)
    one, near, far = "総数48人です。", "総数です。", "総数49人です。"
    assert aligned((one,), (near, *rest, far))[0] == [(one, far)]
    assert aligned((near, *rest, far), (one,))[0] == [(far, one)]


@pytest.mark.parametrize(("made", "edited"), [("甲乙", "甲丙"), ("甲", "甲乙丙")])
def test_what_agrees_by_half_was_rewritten_and_what_agrees_by_less_is_another(made: str, edited: str) -> None:
    assert aligned(("東西南北", made), ("春夏秋冬", edited)) == ([(made, edited)], ["東西南北"], ["春夏秋冬"])
    assert aligned((made,), (f"{edited}丁",)) == ([], [made], [f"{edited}丁"])


def test_a_long_paragraph_that_was_rewritten_is_the_same_paragraph() -> None:
    made = "漏えいした情報の項目と対象となる方の範囲は次のとおりです。" * 12
    edited = f"はじめに申し上げます。{made}"
    assert aligned((made,), (edited,)) == ([(made, edited)], [], [])


def test_the_frame_of_a_paragraph_is_its_words_without_the_values() -> None:
    one, same, other, last = (
        each.frame
        for each in paper("甲 48人、乙31人です", "甲84人、乙 13人です", "丙48人、乙31人です", "丁31人です")
    )
    assert one == same
    assert len({one, other, last}) == 3


def test_each_position_of_a_row_lies_in_its_cell() -> None:
    cells = [
        Place(text, "本文", number, row=1) for number, text in enumerate(("会員", "一般の方", "48人"), 1)
    ]
    (row,) = units(cells)
    numbers = "".join(str(row.place_at(offset).number) for offset in range(len(row.text) + 1))
    assert numbers == "111222223333"
    assert row.place_at(len(row.text) + 9) == cells[-1]


def test_what_is_stated_leaves_out_what_names_a_missing_fact() -> None:
    assert without_gaps("48人、〓未記入：3件〓と5件〓") == "48人、〓と5件〓"
    (unit,) = paper("48人、〓未記入：3件〓、5件")
    assert [(token.text, place.number) for token, place in unit.stated] == [("48人", 1), ("5件", 1)]


def test_a_pair_differs_in_values_alone_or_in_words_too() -> None:
    made, values, words = paper("会員は48人です。", "会員は 84人です。", "社員は48人です。")
    assert [Pair(made, other).is_same_but_values for other in (values, words)] == [True, False]
