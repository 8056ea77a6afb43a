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
from noticegen.ooxml.archive import write_parts
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.test_kinds import GOOD, own
from tests.documents.word_edits import W, edited, parts

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


def test_a_kind_of_a_firm_is_traced_by_its_own_settings(tmp_path):
    toml = GOOD.replace('id = "body"', 'id = "body"\nwhen = "my_number"').replace("本文", "中身")
    firm = own(tmp_path, toml=toml)
    template = firm / "house_report" / "letter.docx"
    (body,) = trace(template, templates=firm)
    assert (body.section, body.title, body.when, body.facts) == (
        "body",
        "中身",
        "my_number",
        ("incident.title",),
    )
    assert trace(str(template), templates=str(firm)) == (body,)
    (named,) = trace(compose("[section body 本文]\n以上\n[/section]\n"), "house_report", templates=firm)
    assert named == body
    with pytest.raises(DocumentError) as refused:
        trace(compose("[section body 本文]\n以上\n[/section]\n"), templates=firm)
    (finding,) = refused.value.findings
    assert (finding.severity, finding.code, finding.message) == (
        "error",
        "D210",
        "文書の種類が分かりません。",
    )
    lost = tmp_path / "lost.docx"
    lost.write_bytes(compose("[section body 本文]\n以上\n[/section]\n"))
    with pytest.raises(DocumentError) as refused:
        trace(lost)
    assert refused.value.findings[0].where.file == "lost.docx"
    assert finding.hint == f"--document に {'、'.join(kinds(firm))} のどれかを指定してください。"


def test_a_table_is_left_to_what_is_read_of_it():
    text = "[section own 独自]\n{{ cause }}{{ cause.summary }}{{ letter }}\n{% for each in group %}{{ each.label }}{% endfor %}\n[/section]\n"
    (own_section,) = trace(compose(text), "victim_apology", on=DAY)
    assert (own_section.title, own_section.when) == ("独自", "always")
    assert own_section.facts == ("cause.summary", "letter", "group[].label")


def test_an_asked_provision_is_told_as_it_stands_in_the_table_of_the_law():
    (cause,) = [each for each in trace(LETTER, on=DAY) if each.section == "cause"]
    (asked,) = cause.requirements
    (law,) = [each for each in requirements("victim_apology", DAY) if each.id == asked.id]
    assert (asked.title, asked.level, asked.sources) == (law.title, law.level, law.sources)
    assert (asked.checked_on, asked.unverified) == (law.checked_on, law.unverified)


def test_the_law_of_a_finished_document_is_that_of_the_day_that_it_bears_and_its_facts_are_its_templates():
    incident = load_incident(EXAMPLES / "lost_pc" / "incident.toml")
    made = draft(incident, "public_notice", on=DAY).docx
    there = parts(made)
    own_day = there["docProps/custom.xml"].decode()
    assert DAY.isoformat() in own_day
    of_old = write_parts(
        {**there, "docProps/custom.xml": own_day.replace(DAY.isoformat(), "2001-01-01").encode()}
    )
    assert {each.requirements for each in trace(of_old)} == {()}
    assert any(each.requirements for each in trace(made))
    assert any(each.requirements for each in trace(of_old, on=DAY))
    # A tag that somebody left in it is not all that it says.
    left = edited(made, lambda tree: setattr(next(iter(tree.iter(f"{W}t"))), "text", "{{ cause.summary }}"))
    assert trace(left, on=DAY) == trace(made, on=DAY)


def test_a_section_that_reads_nothing_has_no_facts_and_an_array_that_is_printed_is_named_as_it_is_written():
    text = (
        "[section own 独自]\n以上\n[/section]\n[section list 一覧]\n以上\n"
        "{% for each in group %}{% for one in each.items %}{{ one }}{% endfor %}{% endfor %}\n[/section]\n"
    )
    nothing, array = trace(compose(text), "victim_apology", on=DAY)
    assert (nothing.facts, array.facts) == ((), ("group[].items",))
