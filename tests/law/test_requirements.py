from __future__ import annotations

import re
import typing
from collections import Counter
from datetime import date
from typing import Any

import pytest

from noticegen.documents.kinds import kind
from noticegen.facts.incident import Incident
from noticegen.facts.values import Value
from noticegen.law.conditions import CONDITIONS
from noticegen.law.data import LEVEL_NAMES
from noticegen.law.requirements import Requirement, document_kinds, requirements
from noticegen.law.sources import source_of

TODAY = date(2026, 11, 22)
EVERY = requirements()


def by_id(requirement: Requirement) -> str:
    return f"{requirement.id}-{requirement.in_force.since}"


def models(annotation: Any) -> list[type[Value]]:
    """Return every table that an annotation can mean, through unions, arrays and facts."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return [annotation]
    return [model for part in typing.get_args(annotation) for model in models(part)]


def exists(path: str) -> bool:
    classes: list[type[Value]] = [Incident]
    for part in path.replace("[]", "").split("."):
        fields = [cls.model_fields[part] for cls in classes if part in cls.model_fields]
        if not fields:
            return False
        classes = [model for field in fields for model in models(field.annotation)]
    return True


def test_the_kinds_of_document_are_recorded() -> None:
    assert document_kinds() == (
        "assessment_memo",
        "client_letter",
        "demand_letter",
        "disciplinary_memo",
        "hold_notice",
        "ppc_report",
        "public_notice",
        "qa_script",
        "takedown_request",
        "victim_apology",
    )


@pytest.mark.parametrize("requirement", EVERY, ids=by_id)
def test_every_requirement_is_whole(requirement: Requirement) -> None:
    assert requirement.id.startswith(f"{requirement.document}.")
    assert re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", requirement.id)
    assert requirement.title
    assert requirement.level in LEVEL_NAMES
    assert requirement.sources
    assert requirement.checked_on == TODAY
    assert requirement.when in CONDITIONS
    assert requirement.given in CONDITIONS
    assert requirement.otherwise is None or requirement.otherwise in LEVEL_NAMES
    assert requirement.in_force.until is None or requirement.in_force.since < requirement.in_force.until
    assert {requirement.unknown_preliminary, requirement.unknown_final} <= {"never", "allowed", "with_reason"}


@pytest.mark.parametrize("requirement", EVERY, ids=by_id)
def test_every_citation_names_a_recorded_text(requirement: Requirement) -> None:
    for citation in requirement.sources:
        assert source_of(citation).title


@pytest.mark.parametrize("requirement", EVERY, ids=by_id)
def test_every_fact_exists_in_the_model(requirement: Requirement) -> None:
    for line in requirement.facts:
        for path in line.split(" | "):
            own = path.removeprefix(f"document.{requirement.document}.")
            is_own = own != path and own in {fact.name for fact in kind(requirement.document).facts}
            assert path == "person.items" or is_own or exists(path), path


@pytest.mark.parametrize("requirement", EVERY, ids=by_id)
def test_what_binds_cites_more_than_practice(requirement: Requirement) -> None:
    assert not requirement.binds or requirement.sources != ("実務",)


@pytest.mark.parametrize("requirement", EVERY, ids=by_id)
def test_forbidden_text_is_a_pattern_and_asks_for_no_section(requirement: Requirement) -> None:
    for pattern in requirement.forbidden_text:
        assert re.compile(pattern)
        assert not requirement.section


def test_ids_are_unique_on_every_day() -> None:
    days = {requirement.in_force.since for requirement in EVERY} | {TODAY}
    for day in days:
        counted = Counter(requirement.id for requirement in requirements(on=day))
        assert max(counted.values()) == 1


def test_the_law_demands_exactly_nine_items_of_the_report() -> None:
    nine = {
        f"規則8条1項{number}号": [
            requirement.id
            for requirement in requirements("ppc_report", TODAY)
            if f"規則8条1項{number}号" in requirement.sources and requirement.section
        ]
        for number in range(1, 10)
    }
    assert all(len(ids) == 1 for ids in nine.values()), nine
    assert nine["規則8条1項1号"] == ["ppc_report.summary"]
    for ids in nine.values():
        (requirement,) = (entry for entry in requirements("ppc_report", TODAY) if entry.id == ids[0])
        assert requirement.level == "S"
        assert requirement.unknown_at("速報") == "allowed"
        assert requirement.unknown_at("確報") == "with_reason"


def test_the_breakdown_of_the_summary_is_guideline_and_not_statute() -> None:
    for name in ("occurred_on", "discovered_on", "incident_type", "discoverer", "entrustor", "fact_timeline"):
        (requirement,) = (
            entry for entry in requirements("ppc_report", TODAY) if entry.id == f"ppc_report.{name}"
        )
        assert requirement.level == "G"


def test_the_law_demands_exactly_items_1_2_4_5_9_of_the_notice_to_the_person() -> None:
    bound = {
        citation
        for requirement in requirements("victim_apology", TODAY)
        if requirement.binds and requirement.section
        for citation in requirement.sources
        if citation.startswith("規則8条1項")
    }
    assert bound == {f"規則8条1項{number}号" for number in (1, 2, 4, 5, 9)}


def test_the_letter_to_the_client_has_all_nine_items() -> None:
    items = [entry for entry in requirements("client_letter", TODAY) if ".item" in entry.id]
    assert [entry.id[len("client_letter.item")] for entry in items] == list("123456789")
    assert {(entry.level, entry.when, entry.otherwise) for entry in items} == {("S", "entrustee_notice", "P")}


def test_the_amended_whistleblower_act_binds_from_its_first_day() -> None:
    def level(day: date) -> str:
        found = [
            entry
            for entry in requirements("disciplinary_memo", day)
            if entry.id == "disciplinary_memo.whistleblower_check"
        ]
        assert len(found) == 1
        return found[0].level

    assert level(date(2026, 11, 30)) == "P"
    assert level(date(2026, 12, 1)) == "S"


def test_before_april_2022_no_report_was_owed() -> None:
    assert requirements("ppc_report", date(2022, 3, 31)) == ()
    assert requirements("ppc_report", date(2022, 4, 1)) != ()


def test_a_kind_that_is_not_recorded_demands_nothing() -> None:
    assert requirements("unrecorded_kind") == ()
