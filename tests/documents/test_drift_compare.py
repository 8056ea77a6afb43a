"""Which values of a section were changed, which are of nobody's telling, and which are gone?"""

from __future__ import annotations

import pytest

from noticegen.documents.drift_align import align, units
from noticegen.documents.drift_compare import compare
from noticegen.documents.drift_tokens import tokens
from noticegen.ooxml.reading import Place

Told = tuple[str, str, str, bool]


def drifts(made: tuple[str, ...], edited: tuple[str, ...], facts: str = "", usual: str = "") -> list[Told]:
    """Return (what, the value as made, as edited, whether that leaves no doubt) of each drift of a section."""
    before, here = (
        units(Place(line, "本文", number) for number, line in enumerate(lines, 1)) for lines in (made, edited)
    )
    first, last = ([token for unit in each for token, _ in unit.stated] for each in (before, here))
    aligned = align(before, here)
    found = list(compare(aligned, first, last, tokens(facts), tokens(usual)))
    starts = {pair.edited.places[0]: pair.made.text for pair in aligned[0]}
    for each in found:
        if each.what == "gone":
            assert (each.place, each.start) == (None, "")
        else:
            assert each.place is not None
            # Of what vanished the place is that as it was made.
            assert each.place.text == (edited if each.edited else made)[each.place.number - 1]
            assert (each.edited or each.made or tokens("1")[0]).text in each.place.text
            assert each.start == starts.get(each.place, each.place.text)
    return [
        (
            each.what,
            each.made.text if each.made else "",
            each.edited.text if each.edited else "",
            each.is_contradiction,
        )
        for each in found
    ]


def one(made: str, edited: str, facts: str = "", usual: str = "") -> list[Told]:
    return drifts((made,), (edited,), facts, usual)


@pytest.mark.parametrize(
    ("made", "edited", "changed"),
    [
        ("本人は48人です。", "本人は84人です。", ("48人", "84人")),
        ("本人は48人です。", "本人は48件です。", ("48人", "48件")),
        ("本人は調査中です。", "本人は84人です。", ("調査中", "84人")),
        ("本人は84人です。", "本人は調査中です。", ("84人", "調査中")),
        ("届出は実施済みです。", "届出は実施予定です。", ("実施済み", "実施予定")),
        ("被害は確認されました。", "被害は確認されていません。", ("確認されました", "確認されていません")),
        ("届出は2026年11月2日です。", "届出は2026年11月3日です。", ("2026年11月2日", "2026年11月3日")),
    ],
)
def test_a_value_in_place_of_another_is_a_change_beyond_doubt(
    made: str, edited: str, changed: tuple[str, str]
) -> None:
    assert one(made, edited) == [("changed", *changed, True)]


@pytest.mark.parametrize(
    ("made", "edited", "new"),
    [
        ("本人は48人です。", "本人は31件です。", "31件"),
        ("本人は48人です。", "本人は2026年11月3日です。", "2026年11月3日"),
        ("本人は確認されました。", "本人は31件です。", "31件"),
        ("担当は以上です。", "担当は31件です。", "31件"),
    ],
)
def test_a_value_of_another_kind_is_in_place_of_nothing(made: str, edited: str, new: str) -> None:
    assert one(made, edited) == [("unfounded", "", new, False)]
    assert one(made, edited, facts=new) == one(made, edited, usual=new) == []


@pytest.mark.parametrize(
    "edited", ["本人は2通です。", "本人は実施済みです。", "本人は千人です。", "本人は第3です。"]
)
def test_what_is_common_in_prose_is_no_invention(edited: str) -> None:
    assert one("本人は以上です。", edited) == []
    assert drifts(("以上です。",), ("以上です。", f"なお、{edited}")) == []


@pytest.mark.parametrize(
    "edited", ["対象の本人は多数です。", "対象の本人は2通です。", "対象の本人は確認されました。"]
)
def test_of_what_was_said_to_be_unknown_any_other_word_is_a_change(edited: str) -> None:
    assert one("対象の本人は調査中です。", edited) == [("changed", "調査中", "", False)]
    assert one("対象の本人は48人です。", edited) == []
    assert drifts(("対象の本人は調査中です。", "原因は調査中です。"), (edited, "原因は調査中です。")) == []


def test_what_is_right_elsewhere_in_the_section_leaves_a_doubt() -> None:
    made, edited = ("本人は48人です。", "合計で48人です。"), ("本人は84人です。", "合計で48人です。")
    assert drifts(made, edited) == [("changed", "48人", "84人", False)]


def test_in_a_rewritten_sentence_a_changed_value_leaves_a_doubt_and_a_word_of_certainty_none() -> None:
    assert one("対象となる本人は48人です。", "なお、対象となる本人は84人と分かった。") == [
        ("changed", "48人", "84人", False)
    ]
    words = "氏名が漏えいしたことを確認した。", "氏名については漏えいしたおそれがあることを確認した。"
    assert [each[3] for each in one(*words)] == [True]


def test_in_a_rewritten_sentence_a_value_may_have_come_from_elsewhere_but_not_from_nowhere() -> None:
    made = ("受付は11月2日です。", "届出は11月5日です。")
    edited = ("受付をした日は11月5日です。", made[1])
    assert drifts(made, edited) == []
    assert drifts(made, edited, facts="11月2日") == [("gone", "11月2日", "", False)]
    assert drifts(made, ("受付は11月5日です。", made[1])) == [("changed", "11月2日", "11月5日", True)]
    two = drifts(("受付は11月2日に48人です。", made[1]), ("受付をした日は11月5日に84人です。", made[1]))
    assert two == [("changed", "48人", "84人", False)]
    moved = ("会員を調べると84人です。", "会員でない方も含めると、全部で48人です。")
    assert drifts(("会員は48人です。",), moved) == [("unfounded", "", "84人", False)]
    assert drifts(("会員は48人です。",), moved, facts="84人") == []
    words = ("届出は実施済みです。", "公表は実施予定です。")
    told = drifts(words, ("届出については実施予定です。", words[1]))
    assert told == [("changed", "実施済み", "実施予定", False)]


def test_what_is_said_of_a_value_belongs_to_it_but_leaves_a_doubt() -> None:
    for made, edited in (("約48人", "48人"), ("48人", "約48人"), ("約48人", "最大48人")):
        assert one(f"本人は{made}です。", f"本人は{edited}です。") == [("changed", made, edited, False)]


def test_the_same_values_in_another_order_are_the_same() -> None:
    assert one("対象となる約48人のうち48人です。", "対象となる48人は約48人のうちです。") == []
    assert one("31件と48人です。", "11月9日に31件と84人です。", facts="11月9日") == [
        ("changed", "48人", "84人", False)
    ]


def test_a_day_that_is_no_such_weekday_is_told_in_what_was_changed_and_in_what_is_new() -> None:
    wrong = "2026年11月3日(水)"
    told = ("weekday", "", wrong, False)
    assert one("届出は2026年11月3日(火)です。", f"届出は{wrong}です。") == [told]
    assert drifts(
        ("以上です。",), ("以上です。", f"届出の予定は{wrong}とします。"), facts="2026年11月3日"
    ) == [told]


def test_a_fact_that_is_deleted_is_gone_and_is_told_once() -> None:
    made = (
        "2通を送りました。",
        "11月2日に48件を送付した。",
        "対応済みです。",
        "届いたのは11月2日、対象は31人です。",
    )
    gone = [("gone", value, "", False) for value in ("11月2日", "48件", "31人")]
    facts = "11月2日、48件、31人、2通、対応済み"
    assert drifts(made, (), facts) == gone
    assert drifts(made, (), "48件") == gone[1:2]
    assert drifts(made, ("別紙の31人のうち48件",), facts) == gone[:1]
    assert one("11月2日に48件を送付した。", "48件を送付したものです。", "11月2日、48件") == gone[:1]
    two = ("11月2日に書面で送付した。", "原因は48件の誤送付です。")
    assert sorted(drifts(two, ("書面で送付した。", "原因は誤送付です。"), facts)) == gone[:2]
    assert one("11月2日に48件を送付した。", "11月2日に84件を送付した。", facts) == [
        ("changed", "48件", "84件", True)
    ]
