"""Is every section traced to its facts and its provisions, in a template and in a document made from it?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.kinds import kinds
from noticegen.documents.trace import trace
from noticegen.facts.load import load_incident
from noticegen.findings import DocumentError
from noticegen.law.requirements import requirements
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"
TEMPLATES = [(kind.id, rule.file) for kind in kinds().values() for rule in kind.templates]
LETTER = kind_named("victim_apology").folder / "letter.docx"
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(("kind", "file"), TEMPLATES)
def test_every_section_of_a_shipped_template_is_traced_in_order(kind, file):
    rule = kind_named(kind)
    traced = trace(rule.folder / file, on=DAY)
    there = dict.fromkeys(section.id for section in read_document(rule.folder / file).sections)
    assert [each.section for each in traced] == list(there)
    met = {asked.id for each in traced for asked in each.requirements}
    declared = {name for section in rule.sections_of(file) for name in section.requirements}
    in_force = {each.id for each in requirements(rule.law, DAY)}
    assert met == {name for name in declared if name in in_force}


def test_a_section_has_its_facts_its_condition_and_its_provisions():
    traced = {each.section: each for each in trace(LETTER, on=DAY)}
    cause = traced["cause"]
    assert cause.title == "原因"
    assert {"cause.summary", "cause.category"} <= {path.replace("[]", "") for path in cause.facts}
    assert "cause" not in cause.facts
    (asked,) = cause.requirements
    assert (asked.id, asked.level) == ("victim_apology.cause", "S")
    assert "規則10条" in asked.sources
    assert traced["person_rights"].when == "reportable"
    assert "computed.when.reportable" in traced["person_rights"].facts
    assert "timeline[].what" in traced["course"].facts


def test_a_finished_document_is_traced_like_its_template():
    incident = load_incident(EXAMPLES / "lost_pc" / "incident.toml")
    made = draft(incident, "ppc_report", on=incident.letter.date)
    template = {
        each.section: each
        for each in trace(kind_named("ppc_report").folder / "report.docx", on=incident.letter.date)
    }
    traced = trace(made.docx)
    assert len(traced) > 20
    assert all(template[each.section] == each for each in traced)


def test_the_law_is_that_of_the_day_of_the_document():
    assert all(each.requirements == () for each in trace(LETTER, on=date(2000, 1, 1)))


def test_a_document_of_no_known_kind_is_refused_with_the_kinds():
    with pytest.raises(DocumentError, match="victim_apology"):
        trace(compose("[section cause 原因]\n{{ cause.summary }}\n[/section]\n"))


def test_a_kind_may_be_named_and_a_section_of_ones_own_is_traced_to_its_facts():
    text = "[section cause 原因]\n{{ cause.summary }}\n[/section]\n[section own 独自]\n{{ other.detail }}\n[/section]\n"
    cause, own = trace(compose(text), "victim_apology", on=DAY)
    assert [each.id for each in cause.requirements] == ["victim_apology.cause"]
    assert (own.title, own.facts, own.requirements) == ("独自", ("other.detail",), ())
