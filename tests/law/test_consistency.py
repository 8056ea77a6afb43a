from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.case import Case
from noticegen.law.clocks import client_told_us
from noticegen.law.consistency import consistency_findings
from noticegen.law.deadlines import client_deadlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 22)


def codes(incident: Incident) -> dict[str, str]:
    return {finding.code: finding.severity for finding in consistency_findings(Case(incident, ON))}


def group(**more: Any) -> dict[str, Any]:
    return {"id": "m", "label": "会員", "certainty": "漏えい確認", "items": ["氏名"], "count": 10, **more}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ({"status": "確認されていない"}, "C112"),
        ({"status": "確認されていない", "as_of": date(2027, 1, 1)}, "C113"),
        ({"status": "確認されていない", "as_of": date(2026, 10, 1)}, "C114"),
    ],
)
def test_the_day_of_a_statement_on_damage_is_looked_at(
    make: Callable[..., Incident], damage: dict[str, Any], code: str
) -> None:
    assert codes(make(group=[group()], secondary_damage=damage)).get(code) == "warning"


def test_leak_and_possible_leak_are_both_kinds(make: Callable[..., Incident]) -> None:
    sure, possible = group(), group(id="p", certainty="漏えいのおそれ")
    assert "C115" in codes(make(group=[sure, possible], incident={"kinds": ["漏えい"]}))
    assert "C115" in codes(make(group=[sure], incident={"kinds": ["漏えいのおそれ"]}))
    assert "C115" not in codes(make(group=[sure, possible], incident={"kinds": ["漏えい", "漏えいのおそれ"]}))


def test_a_desk_without_means_is_an_error_where_it_is_the_substitute_measure(
    make: Callable[..., Incident],
) -> None:
    desk = [{"label": "窓口"}]
    assert codes(make(group=[group()], contact=desk))["C117"] == "warning"
    response = {"substitute": {"method": ["問合せ窓口"]}}
    assert codes(make(group=[group()], contact=desk, person_response=response))["C117"] == "error"


def test_a_measure_has_no_effect_before_it_is_delivered(make: Callable[..., Incident]) -> None:
    discipline = {
        "stage": "決定",
        "relation": "自社雇用",
        "effective_on": date(2026, 11, 20),
        "delivered_on": date(2026, 11, 24),
    }
    assert "C118" in codes(make(group=[group()], discipline=discipline))


def test_no_deadline_is_counted_for_a_client_that_told_us(make: Callable[..., Incident]) -> None:
    party = {
        "id": "c",
        "role": "委託元",
        "name": "株式会社見本",
        "told_us": date(2026, 11, 9),
        "informed": {"at": date(2026, 11, 9)},
        "owes_report": True,
    }
    incident = make(group=[group()], party=[party])
    assert client_told_us(incident, "c")
    assert client_deadlines(incident, "c", on=ON) == ()
    known = make(group=[group()], party=[party], knowledge=[{"party": "c", "on": date(2026, 11, 6)}])
    assert not client_told_us(known, "c")
    assert {due.counted_from for due in client_deadlines(known, "c", on=ON)} == {date(2026, 11, 6)}


def test_a_corporate_number_must_check(make: Callable[..., Incident]) -> None:
    assert "C119" in codes(make(group=[group()], business={"corporate_number": "1234567890123"}))
    assert "C119" not in codes(make(group=[group()], business={"corporate_number": "5835678256246"}))


def test_what_may_be_somebodys_individual_number_is_pointed_at_and_never_repeated(
    make: Callable[..., Incident],
) -> None:
    incident = make(group=[group()], incident={"summary": "番号６２１４９８３２０２５７が記載された書類"})
    found = [each for each in consistency_findings(Case(incident, ON)) if each.code == "C120"]
    assert [each.where.path for each in found] == ["incident.summary"]
    assert "6214" not in str(found[0])
