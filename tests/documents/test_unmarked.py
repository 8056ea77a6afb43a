"""Is a section that lost its mark found by its heading, and never where there is nothing of it?"""

from __future__ import annotations

import pytest

from noticegen.documents.check import check_document
from noticegen.ooxml.compose import compose
from tests.documents import word_edits
from tests.documents.cases import BASES
from tests.documents.damages import both, of_section, pasted

REPORT = BASES[0]


def codes(found: object, section: str) -> set[str]:
    return {each.code for each in found if each.section == section}  # type: ignore[attr-defined]


def test_without_the_facts_a_section_is_found_by_the_heading_of_its_template() -> None:
    found = check_document(word_edits.unwrapped(REPORT.docx, ["item4_cause"]))
    assert codes(found, "item4_cause") == {"D225"}
    (finding,) = (each for each in found if each.code == "D225")
    assert (finding.severity, finding.where.path) == ("warning", finding.where.path)
    assert "段落目" in (finding.where.path or "")


def test_a_heading_with_nothing_below_it_is_an_empty_section_whatever_follows() -> None:
    edit = both(
        of_section(word_edits.emptied, "prevention_planned"),
        of_section(word_edits.unwrapped, "prevention_planned"),
    )
    found = check_document(edit(REPORT.docx), REPORT.incident)
    assert "D202" in codes(found, "prevention_planned")
    # What stood behind the section belongs to the section that it is in.
    assert codes(found, "item9_other") == set()


def test_a_heading_alone_in_another_document_is_no_section() -> None:
    docx = compose("<見出し1>(4) 原因\n<見出し1>(9) その他参考となる事項\n")
    found = check_document(docx, REPORT.incident, document="ppc_report", on=REPORT.day)
    assert {"D202", "D225"} >= codes(found, "item4_cause") >= {"D202"}
    assert "error" in {each.severity for each in found if each.section == "item4_cause"}


def test_the_label_of_a_table_is_no_heading() -> None:
    docx = compose("[table 40,120]\n| <表見出し>発生日 | 2026年10月30日 |\n[/table]\n")
    found = check_document(docx, REPORT.incident, document="ppc_report", on=REPORT.day)
    assert codes(found, "occurred_on") == {"D201"}


def test_strict_makes_a_lost_mark_block() -> None:
    found = check_document(pasted(REPORT.docx), REPORT.incident, strict=True)
    assert {each.severity for each in found if each.code == "D225"} == {"error"}


@pytest.mark.parametrize("base", BASES[::3], ids=str)
def test_a_document_pasted_whole_lacks_nothing_that_has_a_heading(base: object) -> None:
    found = check_document(pasted(base.docx), base.incident, on=base.day)  # type: ignore[attr-defined]
    lost = {each.section for each in found if each.code in {"D201", "D202"}}
    assert lost <= {"addressee"}
    assert {each.code for each in found} <= {"D201", "D225", "L201"}
