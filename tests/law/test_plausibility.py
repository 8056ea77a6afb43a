from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.case import Case
from noticegen.law.plausibility import plausibility_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 10)
SHOWN = "この書面についてのお知らせを、ホームページに掲載しています。"


def codes(incident: Incident) -> dict[str, str]:
    return {finding.code: finding.where.path or "" for finding in plausibility_findings(Case(incident, ON))}


@pytest.mark.parametrize(
    ("genuine", "publication", "is_doubtful"),
    [
        (SHOWN, {"status": "実施済み"}, False),
        (SHOWN, {"status": "実施予定", "on": date(2026, 11, 10)}, False),
        (SHOWN, {"status": "実施予定", "on": date(2026, 11, 11)}, True),
        (SHOWN, {"status": "実施予定"}, True),
        (SHOWN, {"status": "検討中"}, True),
        (SHOWN, {"status": "調査中"}, True),
        (SHOWN, None, True),
        ("2026年11月24日に掲載する予定です。", {"status": "実施予定"}, False),
        ("ホームページに掲載の代表電話でお確かめください。", None, False),
    ],
)
def test_a_letter_names_no_page_that_is_not_there(
    make: Callable[..., Incident], genuine: str, publication: dict[str, Any] | None, *, is_doubtful: bool
) -> None:
    found = codes(make(letter={"genuine": genuine}, publication=publication))
    assert (found.get("C133") == "letter.genuine") is is_doubtful


def test_a_substitute_measure_is_for_persons_who_cannot_be_told(make: Callable[..., Incident]) -> None:
    response = {"substitute": {"method": ["公表"]}}
    assert codes(make(person_response=response))["C134"] == "person_response.substitute"
    assert "C134" not in codes(make(person_response=response, affected={"unreachable": 3}))
    returned = {**response, "wave": [{"method": "書面", "returned": 2}]}
    assert "C134" not in codes(make(person_response=returned))
    assert "C134" not in codes(make(person_response={"status": "実施済み"}))


def test_what_is_accepted_is_a_wording_that_there_is(make: Callable[..., Incident]) -> None:
    def found(name: str) -> str | None:
        return codes(make(accepted=[{"name": name, "reason": "社の方針"}])).get("C135")

    assert found("wording.regret") is None
    assert found("regret") is None
    assert found("L101") == "accepted[0].name"
