"""Does a paragraph that stands in no section any more go back to the one that it was made in?"""

from __future__ import annotations

from dataclasses import replace

from noticegen.documents.drift_expected import Expected
from noticegen.documents.drift_sections import brought_back, by_section, with_sections
from noticegen.ooxml.reading import FinishedDocument, Leftover, Place

CAUSE, COUNT, DAMAGE = "cause", "item3_count", "secondary_damage"
TITLES = {COUNT: "本人の数", CAUSE: "原因", DAMAGE: "二次被害"}


def sections(made: list[Place], here: list[Place]) -> list[str]:
    return [each.section for each in brought_back(by_section(made), here)]


def place(text: str, number: int, section: str = "", row: int = 0, part: str = "document") -> Place:
    return Place(text, "本文", number, section, part=part, row=row)


def paper(*places: Place) -> FinishedDocument:
    return FinishedDocument("a.docx", (), places, {}, (), (), False, False, False)


def test_paragraphs_are_laid_by_section_and_those_of_none_by_kind() -> None:
    header, other = Place("以上", "ヘッダー", 1), Place("頁", "フッター", 1)
    first, second, third = place("甲", 1, CAUSE), place("乙", 2), replace(header, section=CAUSE)
    assert by_section([first, header, second, third, other]) == {
        (CAUSE, ""): [first, third],
        ("", "ヘッダー"): [header],
        ("", "本文"): [second],
        ("", "フッター"): [other],
    }


def test_what_lost_its_section_has_it_again_although_its_values_were_changed() -> None:
    made = [
        place("本人は48人です。", 1, COUNT),
        place("会員", 2, COUNT, 1),
        place("31人", 3, COUNT, 1),
        place("100-0000", 4, COUNT),
        place("拝啓", 5),
        place("照会は48人です。", 6, CAUSE),
        place("原因は盗難です。", 7, CAUSE),
        place("本人は84人です。", 8, CAUSE),
    ]
    here = [
        place("本人は13人です。", 1),
        place("会員", 2, "", 1),
        place("13人", 3, "", 1),
        place("600-0000", 4),
        place("拝啓", 5),
        place("照会は48人です。", 6, DAMAGE),
        place("見当のつかない記載です。", 7),
    ]
    assert sections(made, here) == [COUNT, COUNT, COUNT, "", "", DAMAGE, ""]
    assert [each.text for each in brought_back(by_section(made), here)] == [each.text for each in here]
    # What also stood outside of any section may be just that.
    assert sections([*made, place("本人は5人です。", 9)], here)[0] == ""
    assert sections(made[:1], [replace(here[0], kind="ヘッダー")]) == [COUNT]


def test_what_is_left_behind_in_a_table_that_was_moved_out_is_of_its_section() -> None:
    rows = [
        place(text, number, COUNT, row)
        for number, (text, row) in enumerate((("区分", 1), ("総数", 2), ("会員", 3)), 1)
    ]
    made = [*rows, place("原因は盗難です。", 4, CAUSE)]
    moved = [replace(each, section="") for each in made]
    hidden = moved[1]
    here = [replace(moved[0]), replace(hidden, text="総数(内訳は別紙)"), moved[2], moved[3]]
    document = replace(
        paper(*here),
        hidden_text=(hidden, place("残", 9, "", 4), place("上", 10, "", 5), place("無", 11)),
        changed=(moved[3],),
        commented=(replace(moved[0], section=DAMAGE), replace(hidden, part="other"), moved[2]),
        leftovers=(Leftover("〓", moved[3]),),
    )
    named = with_sections(document, Expected(paper(*made), frozenset(), (), has_somebody=False), TITLES)
    assert named.paragraphs == document.paragraphs

    def of(places: tuple[Place, ...]) -> list[tuple[str, str]]:
        return [(each.section, each.title) for each in places]

    assert of(named.hidden_text) == [(COUNT, "本人の数"), (COUNT, "本人の数"), ("", ""), ("", "")]
    assert of(named.changed) == [(CAUSE, "原因")]
    assert of(named.commented) == [(DAMAGE, ""), ("", ""), (COUNT, "本人の数")]
    assert named.leftovers == (Leftover("〓", replace(moved[3], section=CAUSE, title="原因")),)
    assert named.leftovers[0].place.title == "原因"
    before = replace(document, hidden_text=(place("前", 9, "", 1),))
    late = with_sections(
        replace(
            before, paragraphs=tuple(replace(each, row=each.row + 1) if each.row else each for each in here)
        ),
        Expected(paper(*made), frozenset(), (), has_somebody=False),
        {},
    )
    assert of(late.hidden_text) == [(COUNT, "")]


def test_a_row_that_says_other_words_now_is_of_its_own_table_or_of_the_one_above() -> None:
    made = [
        place("総数", 1, COUNT, 1),
        place("内数", 2, COUNT, 2),
        place("有無", 3, DAMAGE, 4),
        place("状況", 4, DAMAGE, 5),
    ]
    here = [replace(each, section="") for each in made]
    between, beside = place("残", 9, "", 3), place("残", 9, "", 4)
    document = replace(paper(*here), hidden_text=(between, beside))
    named = with_sections(document, Expected(paper(*made), frozenset(), (), has_somebody=False), TITLES)
    assert [each.section for each in named.hidden_text] == [COUNT, DAMAGE]
    beneath = replace(
        paper(*here[:2], *(replace(each, row=each.row - 1) for each in here[2:])),
        hidden_text=(place("残", 9, "", 2),),
    )
    named = with_sections(beneath, Expected(paper(*made), frozenset(), (), has_somebody=False), TITLES)
    assert [each.section for each in named.hidden_text] == [COUNT]
