"""Which words of a document are held against those of the others, and which are not?"""

from __future__ import annotations

import pytest

from noticegen.documents.consistency import set_findings
from noticegen.ooxml.reading import FinishedDocument, Place

REPORT, PUBLIC = "ppc_report", "public_notice"
Line = tuple[str, str] | tuple[str, str, int]


def document(kind: str, *lines: Line, headings: tuple[str, ...] = ()) -> FinishedDocument:
    """Return a document of a kind with paragraphs of (section, text) or (section, text, row of a table)."""
    places = tuple(
        Place(text, "本文", number, section, is_heading=text in headings, row=row[0] if row else 0)
        for number, (section, text, *row) in enumerate(lines, 1)
    )
    properties = {"noticegen.kind": kind}
    return FinishedDocument(f"{kind}.docx", (), places, properties, (), (), False, False, False)


def told(*documents: FinishedDocument) -> list[str]:
    """Return of which subjects the documents differ."""
    return [each.message.split("」")[0].removeprefix("「") for each in set_findings(documents)]


def test_a_value_in_a_heading_is_not_what_the_section_says() -> None:
    lines = (("occurred_on", "2 発生日(2026年11月3日)"), ("occurred_on", "2026年11月2日"))
    other = document(PUBLIC, ("incident_summary", "発生日 2026年11月2日"))
    assert told(document(REPORT, *lines, headings=(lines[0][1],)), other) == []
    wrong = document(PUBLIC, ("incident_summary", "発生日 2026年11月3日"))
    assert told(document(REPORT, *lines, headings=(lines[0][1],)), wrong) == ["発生日"]


def test_the_label_of_a_row_is_read_although_it_is_a_heading() -> None:
    row = (("affected_items", "会員", 1), ("affected_items", "48人", 1))
    wrong = (("affected_items", "会員", 1), ("affected_items", "84人", 1))
    assert told(document(REPORT, *row, headings=("会員",)), document(PUBLIC, *wrong, headings=("会員",))) == [
        "本人の数（会員）"
    ]


def test_every_day_of_the_occurrence_is_compared_and_only_the_first_of_the_discovery() -> None:
    one = document(REPORT, ("occurred_on", "2026年11月2日から"), ("occurred_on", "2026年11月18日まで"))
    two = document(PUBLIC, ("incident_summary", "発生日 2026年11月2日から2026年11月17日まで"))
    first = document(PUBLIC, ("incident_summary", "発生日 2026年11月1日から2026年11月18日まで"))
    assert told(one, two) == ["発生日"]
    assert told(one, first) == ["発生日"]
    discovered = document(REPORT, ("discovered_on", "2026年11月18日(報告を受けたのは2026年11月19日)"))
    other = document(PUBLIC, ("incident_summary", "発覚日 2026年11月18日(調査の開始は2026年11月20日)"))
    assert told(discovered, other) == []


def test_what_is_of_another_kind_beside_a_day_is_not_compared() -> None:
    one = document(REPORT, ("discovered_on", "0120-000-000への電話により2026年11月18日"))
    other = document(PUBLIC, ("incident_summary", "発覚日 2026年11月18日"))
    assert told(one, other) == []


def test_a_day_without_its_year_is_the_same_day() -> None:
    one = document(REPORT, ("occurred_on", "2026年11月2日"))
    assert told(one, document(PUBLIC, ("incident_summary", "発生日 11月2日"))) == []
    assert told(one, document(PUBLIC, ("incident_summary", "発生日 11月3日"))) == ["発生日"]


def test_words_and_rows_of_other_sections_are_not_compared() -> None:
    said = ("secondary_damage", "二次被害が生じるおそれがあります。")
    elsewhere = ("protective_actions", "二次被害を確認している方はお知らせください。")
    assert told(document(REPORT, elsewhere, said), document(PUBLIC, said)) == []
    assert told(document(REPORT, elsewhere), document(PUBLIC, said)) == []
    row = (("affected_items", "会員", 1), ("affected_items", "48人", 1))
    other = (("company_response", "会員", 1), ("company_response", "84人", 1))
    assert told(document(REPORT, *row), document(PUBLIC, *other)) == []


@pytest.mark.parametrize(
    ("cell", "is_told"),
    [("84人", True), ("約48人", True), ("48人(うち法人3社)", False), ("うち84人", False), ("", False)],
)
def test_a_cell_of_a_number_says_the_number_with_which_it_begins(cell: str, is_told: bool) -> None:
    row = (("item3_count", "会員", 1), ("item3_count", "48人", 1))
    other = (("affected_items", "会員", 1), ("affected_items", cell, 1))
    assert told(document(REPORT, *row), document(PUBLIC, *other)) == ["本人の数（会員）"] * is_told


def test_a_cell_of_certainty_says_it_wherever_it_stands_in_the_cell() -> None:
    row = (("item2_items", "会員", 1), ("item2_items", "調査の結果、漏えい確認", 1))
    other = (("affected_items", "会員", 1), ("affected_items", "漏えいしたおそれがある情報:氏名", 1))
    assert told(document(REPORT, *row), document(PUBLIC, *other)) == ["漏えい等の状況（会員）"]
    both = (
        ("affected_items", "会員", 1),
        ("affected_items", "漏えいした情報と、漏えいしたおそれがある情報", 1),
    )
    assert told(document(REPORT, *row), document(PUBLIC, *both)) == []


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("株式会社模擬商事", "株式会社模擬商会", True),
        ("株式会社模擬商", "株式会社模擬商事", True),
        ("株式会社模擬乙", "株式会社模擬一乙", True),
        ("株式会社模擬商事", "株式会社模擬商事部門", False),
        ("株式会社模擬商事", "株式会社架空商事", False),
        ("株式会社甲乙", "株式会社甲丙", False),
        ("株式会社模擬商事", "模擬商事株式会社", False),
        ("株式会社模擬商事", "有限会社模擬商事", False),
    ],
)
def test_a_name_is_a_slip_of_another_where_one_letter_differs(one: str, other: str, is_told: bool) -> None:
    for first, second in ((one, other), (other, one)):
        both = (document(REPORT, ("sender", first)), document(PUBLIC, ("sender", second)))
        assert told(*both) == ["名称"] * is_told
