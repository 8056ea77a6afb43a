from __future__ import annotations

from datetime import date
from typing import Any

from noticegen.documents.check import check
from noticegen.documents.draft import draft
from noticegen.documents.facts_check import MISSING
from noticegen.documents.gathered import gathered
from noticegen.documents.kinds import kind
from noticegen.findings import Finding, Where
from noticegen.law.case import Case
from noticegen.law.conditions import CONDITIONS
from noticegen.law.demands import demands
from noticegen.law.requirements import requirements
from tests.documents.cases import example, incident_of

ON = date(2026, 11, 24)
NAME = "disciplinary_memo"


def told(stage: str, *, strict: bool = False, **more: Any) -> tuple[Finding, ...]:
    facts = example("lost_pc/incident")
    facts["discipline"] = {"stage": stage, "relation": "自社雇用", **more}
    return check(incident_of(facts), NAME, on=ON, strict=strict)


def test_while_the_matter_is_investigated_what_the_decision_needs_is_told_once() -> None:
    found = told("調査")
    assert [each.where.path for each in found] == [
        "discipline.subject",
        "discipline.whistleblower",
        "discipline.preservation",
        "discipline.standby",
        "discipline.investigation",
        "discipline",
        "discipline.confidentiality",
    ]
    (one,) = (each for each in found if each.where.path == "discipline")
    later = [each for each in requirements(NAME, ON) if each.together_until]
    assert all(f"「{each.title}」" in one.message for each in later)
    assert "16項目" in one.message
    assert {"労働契約法15条", "労働基準法89条9号"} <= set(one.sources)
    assert "finding、evidence、rule、" in one.hint


def test_from_the_decision_on_nothing_is_gathered_and_what_binds_blocks() -> None:
    found = told("決定")
    paths = [each.where.path for each in found]
    assert "discipline" not in paths
    errors = {each.requirement.partition(".")[2] for each in found if each.severity == "error"}
    assert {"facts_found", "evidence", "rule_clause", "explanation_chance", "sanction"} <= errors


def test_what_blocks_is_never_gathered() -> None:
    assert "discipline" not in [each.where.path for each in told("調査", strict=True)]


def test_one_missing_fact_stands_alone() -> None:
    facts = example("lost_pc/incident")
    facts["discipline"] = {**facts["discipline"], "stage": "調査"}
    for name in ("decided_on", "effective_on", "delivered_on", "precedents"):
        facts["discipline"].pop(name, None)
    missing = [each.where.path for each in check(incident_of(facts), NAME, on=ON) if each.code == "L101"]
    assert missing == ["discipline.precedents"]


def test_a_draft_gathers_too_and_the_condition_is_one_of_the_law() -> None:
    facts = example("lost_pc/incident")
    facts["discipline"] = {"stage": "調査", "relation": "自社雇用"}
    found = draft(incident_of(facts), NAME, on=ON).findings
    assert [each.where.path for each in found].count("discipline") == 1
    named = {each.together_until for each in requirements() if each.together_until}
    assert named == {"decision_stage"} <= set(CONDITIONS)


def later(count: int) -> tuple[list[Finding], tuple[Finding, ...]]:
    """Return so many findings of what is due only with the decision, and what is told in their place."""
    facts = example("lost_pc/incident")
    facts["discipline"] = {"stage": "調査", "relation": "自社雇用"}
    rule = kind(NAME)
    case = Case(incident_of(facts), ON, None, rule.audience)
    waiting = [each for each in demands(rule.law, case) if each.together_until is not None]
    found = [
        Finding(
            "warning",
            MISSING,
            each.title,
            "",
            requirement=each.id,
            where=Where(path=f"discipline.{number}[0].x"),
            sources=each.sources,
        )
        for number, each in enumerate(waiting[:count])
    ]
    return found, gathered(
        iter([Finding("error", "X1", "前"), *found, Finding("note", "X2", "後")]), rule, case
    )


def test_one_alone_is_told_as_it_is_and_two_as_one_in_the_place_of_the_first() -> None:
    (alone,), told_of_one = later(1)
    assert told_of_one[1] is alone
    two, (before, one, after) = later(2)
    assert (before.code, after.code) == ("X1", "X2")
    titles = "、".join(f"「{each.message}」" for each in two)
    assert one == Finding(
        "warning",
        MISSING,
        f"処分の決定までに要る2項目が書かれていません: {titles}。",
        "調査が進んだら、[discipline] の 0、1 を書いてください。段階が「決定」になると、一つずつ知らせます。",
        document=NAME,
        where=Where(path="discipline"),
        sources=tuple(dict.fromkeys(source for each in two for source in each.sources)),
    )
