"""Is whatever no finished document may hold told at its place, and what only looks like it left alone?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.sections_check import section_findings, stranger_findings, structure_findings
from noticegen.findings import Finding, Where
from noticegen.law.case import Case
from noticegen.ooxml.leftovers import leftovers_of
from noticegen.ooxml.reading import FinishedDocument, Leftover, Place, Section
from tests.documents.cases import example, incident_of
from tests.documents.wordless import wordless

ON = date(2026, 11, 24)
FIRST, SECOND, THIRD = (
    Place(f"{name}です。", "本文", number, "cause") for number, name in enumerate("甲乙丙", 2)
)
CLEAN = FinishedDocument("a.docx", (), (FIRST, SECOND, THIRD), {}, (), (), False, False, False)


def told(**holds: Any) -> list[Finding]:
    return list(structure_findings(replace(CLEAN, **holds), "ppc_report"))


@pytest.mark.parametrize(
    ("holds", "code", "section", "words"),
    [
        ({"is_draft": True}, "D206", "", ["下書き"]),
        ({"has_tracked_changes": True}, "D207", "", ["変更履歴"]),
        ({"has_comments": True}, "D207", "", ["コメント"]),
        ({"outside": ("外部の図", "埋め込み")}, "D213", "", ["外部の図、埋め込み"]),
        ({"sections": (Section("cause", "原因", "", 0, is_empty=True),)}, "D202", "cause", ["「原因」"]),
        ({"sections": (Section("cause", "", "", 0, is_empty=True),)}, "D202", "cause", ["「cause」"]),
    ],
)
def test_what_is_of_the_whole_document_is_told_of_its_file(
    holds: dict[str, Any], code: str, section: str, words: list[str]
) -> None:
    (found,) = told(**holds)
    assert wordless(found, *words) == Finding(
        "error", code, "", document="ppc_report", section=section, where=Where("a.docx")
    )


@pytest.mark.parametrize(
    ("holds", "code", "more"),
    [
        ({"leftovers": (Leftover("{{x}}", FIRST),)}, "D205", ""),
        ({"hidden_text": (FIRST,)}, "D208", ""),
        ({"has_tracked_changes": True, "changed": (FIRST,)}, "D207", ""),
        ({"has_tracked_changes": True, "changed": (FIRST, SECOND)}, "D207", "ほか1か所"),
        ({"has_comments": True, "commented": (FIRST, SECOND, THIRD)}, "D207", "ほか2か所"),
    ],
)
def test_what_stands_at_places_is_told_at_the_first_with_the_number_of_the_others(
    holds: dict[str, Any], code: str, more: str
) -> None:
    (found,) = told(**holds)
    where = found.where.path or ""
    assert (found.severity, found.code, found.document, found.section) == (
        "error",
        code,
        "ppc_report",
        "cause",
    )
    assert wordless(found).where.file == "a.docx"
    assert where.startswith("本文 2 ")
    assert where.endswith(more)
    assert more or "ほか" not in where


def test_every_mark_is_told_though_the_one_before_it_is_part_of_a_name() -> None:
    named = Place("株式会社{{x}}商事", "本文", 1)
    left = replace(FIRST, text="{{x}}です。")
    marks = tuple(Leftover(mark, place) for place in (named, left) for mark in leftovers_of(place.text))
    assert len(marks) == 2
    found = structure_findings(replace(CLEAN, leftovers=marks), "ppc_report", ("株式会社{{x}}商事",))
    assert [each.section for each in found] == ["cause"]


def test_nobody_is_called_like_the_mark_of_a_fact_that_is_to_be_filled_in() -> None:
    facts = example("lost_pc/incident")
    facts["business"]["name"] = "株式会社〓"
    marks = (Leftover("〓", Place("株式会社〓", "本文", 1)),)
    found = section_findings(
        kind("ppc_report"), Case(incident_of(facts), ON), replace(CLEAN, leftovers=marks), "report.docx"
    )
    assert "D205" in {each.code for each in found}


def test_a_longer_name_that_holds_the_name_of_another_client_twice_is_still_one_name() -> None:
    facts = example("misdirected_mail/incident")
    other = next(each for each in facts["party"] if each["id"] == "seikatsu")
    other["name"] = "架空堂"
    police = {"role": "警察", "name": "架空堂前"}
    facts["party"] += [{**police, "id": "a"}, {**police, "id": "b", "name": "架空堂前の架空堂"}]
    case = Case(incident_of(facts), ON, "kenshin")

    def found(text: str) -> list[Finding]:
        places = (Place(text, "本文", 4, "item3_count"),)
        return list(stranger_findings(kind("client_letter"), case, replace(CLEAN, paragraphs=places)))

    assert found("架空堂前の架空堂に届け出た。") == []
    (error,) = found("架空堂 の分は14人です。")
    where = error.where.path or ""
    assert wordless(replace(error, where=Where(error.where.file)), "seikatsu") == Finding(
        "error", "D212", "", document="client_letter", section="item3_count", where=Where("a.docx")
    )
    assert where.startswith("本文 4 ")
