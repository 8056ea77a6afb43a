"""Which days of the facts are told as impossible, and which follow one another as they should?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.case import Case
from noticegen.law.plausibility import plausibility_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 10)


def found(incident: Incident) -> list[tuple[str, str | None]]:
    every = [each for each in plausibility_findings(Case(incident, ON)) if "C138" <= each.code <= "C143"]
    assert all(each.severity == "warning" and each.message and each.hint for each in every)
    return [(each.code, each.where.path) for each in every]


def events(*days: Any) -> list[dict[str, Any]]:
    return [{"what": "調べた。", **(day if isinstance(day, dict) else {"when": day})} for day in days]


def test_facts_that_go_together_are_not_told(make: Callable[..., Incident]) -> None:
    assert found(make()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"incident": {"discovered_on": "2026年11月31日"}}, ("C138", "incident.discovered_on")),
        ({"incident": {"known_text": "2026年11月31日頃"}}, ("C138", "incident.known_text")),
        ({"incident": {"occurred": "2026年10月30日（木）"}}, ("C139", "incident.occurred")),
        (
            {"timeline": events({"when": {"at": date(2026, 10, 30), "text": "10月32日"}})},
            ("C138", "timeline[0].when"),
        ),
        ({"affected": {"count": {"value": 10, "as_of": "2026年11月31日"}}}, ("C138", "affected.count")),
        ({"letter": {"date": date(2026, 10, 31)}}, ("C140", "letter.date")),
        ({"incident": {"discovered_on": date(2026, 11, 11)}}, ("C141", "incident.discovered_on")),
        (
            {"measure": [{"what": "施錠", "status": "実施済み", "on": date(2026, 11, 11)}]},
            ("C142", "measure[0].on"),
        ),
        ({"timeline": events(date(2026, 11, 2), date(2026, 11, 1))}, ("C143", "timeline[1].when")),
        (
            {"timeline": events(date(2026, 11, 3), date(2026, 11, 3), "同日頃", datetime(2026, 11, 2, 9))},
            ("C143", "timeline[3].when"),
        ),
    ],
)
def test_each_day_that_cannot_be_is_told_with_its_place(
    make: Callable[..., Incident], changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert found(make(**changes)) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"incident": {"discovered_on": ON}},
        {"incident": {"discovered_on": "調査中", "occurred": "10月下旬"}},
        {"incident": {"summary": "2026年11月31日と記した書類"}},
        {"letter": {"date": date(2026, 11, 1)}},
        {"letter": {"date": date(1900, 1, 1)}},
        {"measure": [{"what": "施錠", "status": "実施予定", "on": date(2026, 11, 11)}]},
        {"measure": [{"what": "施錠", "status": "実施済み", "on": ON}]},
        {"measure": [{"what": "施錠", "status": "実施済み"}]},
        {"timeline": events(date(2026, 11, 1), date(2026, 11, 1), datetime(2026, 11, 1, 9), "不明")},
        {
            "timeline": events(
                date(2026, 11, 2), {"when": {"since": date(2026, 10, 1), "until": date(2026, 11, 3)}}
            )
        },
        {"timeline": events(date(2026, 11, 2), {"when": {"since": date(2026, 10, 1)}})},
    ],
)
def test_what_may_well_be_is_not_told(make: Callable[..., Incident], changes: dict[str, Any]) -> None:
    assert found(make(**changes)) == []


def test_the_courses_of_two_clients_are_not_compared_for_nobody_reads_both(
    make: Callable[..., Incident],
) -> None:
    parties = [{"id": each, "role": "委託元", "name": f"株式会社架空{each}"} for each in ("a", "b")]

    def course(*entries: tuple[int, str | None]) -> list[tuple[str, str | None]]:
        listed = events(
            *(
                {"when": date(2026, 11, day)} | ({"client": client} if client else {})
                for day, client in entries
            )
        )
        return found(make(party=parties, timeline=listed))

    assert course((3, "a"), (2, "b")) == []
    assert course((3, "a"), (2, "a")) == [("C143", "timeline[1].when")]
    assert course((3, None), (2, "a")) == [("C143", "timeline[1].when")]
    assert course((3, "a"), (2, None)) == [("C143", "timeline[1].when")]
