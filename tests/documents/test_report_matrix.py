"""Is of every requirement told what the facts, or a finished document, have of it?"""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.report_matrix import Met, met_by_document, met_by_facts
from noticegen.documents.sections_check import EMPTY, LEFT_OVER
from noticegen.findings import Finding
from noticegen.law.case import Case
from noticegen.law.demands import demands
from tests.documents.cases import changed, example, incident_of

ON = date(2026, 11, 24)
FACTS = example("lost_pc/incident")
REPORT, LETTER = kind("ppc_report"), kind("victim_apology")


def case(facts: dict[str, Any] = FACTS, client: str | None = None, rule: Any = REPORT) -> Case:
    return Case(incident_of(facts), ON, client, rule.audience)


def states(facts: dict[str, Any] = FACTS, rule: Any = REPORT) -> dict[str, str]:
    return {
        each.requirement.partition(".")[2]: each.state for each in met_by_facts(rule, case(facts, rule=rule))
    }


def without(table: str) -> dict[str, Any]:
    facts = copy.deepcopy(FACTS)
    facts.pop(table)
    return facts


def test_every_requirement_that_is_due_has_a_cell_with_its_law() -> None:
    asked = [each for each in demands("ppc_report", case()) if not each.optional]
    assert [
        (each.requirement, each.title, each.level, each.sources, each.unverified)
        for each in met_by_facts(REPORT, case())
    ] == [(each.id, each.title, each.level, each.sources, each.unverified) for each in asked]
    assert {(each.document, each.client, each.file) for each in met_by_facts(REPORT, case())} == {
        ("ppc_report", None, None)
    }


@pytest.mark.parametrize(
    ("facts", "requirement", "state"),
    [
        (FACTS, "cause", "said"),
        (without("cause"), "cause", "missing"),
        (changed(FACTS, cause__summary="〓原因〓"), "cause", "missing"),
        (changed(FACTS, cause__summary={"unknown": "調査中"}), "cause", "unknown"),
        (changed(FACTS, cause__summary={"unknown": "調査中", "reason": "〓"}), "cause", "missing"),
        (changed(FACTS, incident__occurred=date(1900, 1, 1)), "occurred_on", "missing"),
        (changed(FACTS, incident__occurred={"at": date(1900, 1, 1)}), "occurred_on", "missing"),
        (without("affected"), "affected_count", "said"),
    ],
)
def test_a_requirement_is_said_unknown_or_missing(
    facts: dict[str, Any], requirement: str, state: str
) -> None:
    assert states(facts)[requirement] == state


def test_what_is_no_fact_is_to_be_looked_for_in_the_document() -> None:
    found = states(rule=LETTER)
    assert found["addressee"] == "in_document"
    assert found["cause"] == "said"


def finding(code: str, severity: Any = "error", **more: Any) -> Finding:
    return Finding(severity, code, "誤り", **more)


def lacking(*findings: Finding) -> set[str]:
    met = met_by_document(REPORT, case(), "案件/報告.docx", iter(findings))
    assert {(each.document, each.file) for each in met} == {("ppc_report", "案件/報告.docx")}
    assert {each.state for each in met} <= {"said", "missing"}
    return {each.requirement.partition(".")[2] for each in met if each.state == "missing"}


def test_a_finished_document_lacks_what_its_check_tells() -> None:
    assert lacking() == set()
    assert lacking(finding("D203", requirement="ppc_report.cause")) == {"cause"}
    assert lacking(finding("D203", "warning", requirement="ppc_report.cause")) == {"cause"}
    assert lacking(finding("D203", "note", requirement="ppc_report.cause")) == set()
    whole = {
        name.partition(".")[2]
        for each in REPORT.sections
        if each.id == "report_kind"
        for name in each.requirements
    }
    for code in (EMPTY, LEFT_OVER):
        assert lacking(finding(code, section="report_kind")) == whole & asked()
        assert lacking(finding(code, "note", section="report_kind")) == set()
    assert lacking(finding("D220", section="report_kind")) == set()


def asked() -> set[str]:
    return {each.requirement.partition(".")[2] for each in met_by_document(REPORT, case(), "a.docx", ())}


def test_of_a_finished_document_only_what_stands_in_it_is_asked() -> None:
    due = [each for each in demands("ppc_report", case()) if not each.optional]
    assert asked() == {each.id.partition(".")[2] for each in due if each.section or each.forbidden_text}


def test_a_letter_to_a_client_is_that_clients() -> None:
    facts, rule = example("misdirected_mail/incident"), kind("client_letter")
    of_client = case(facts, "kenshin", rule)
    cells: tuple[Met, ...] = (*met_by_facts(rule, of_client), *met_by_document(rule, of_client, "a.docx", ()))
    assert {each.client for each in cells} == {"kenshin"}
