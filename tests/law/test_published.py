from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.case import Case
from noticegen.law.plausibility import plausibility_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

DONE = {"status": "実施済み", "on": date(2026, 11, 9), "method": ["ホームページに掲載"]}


@pytest.mark.parametrize(
    ("publication", "found"),
    [
        (DONE, []),
        ({"status": "実施済み"}, [("C136", "publication.on"), ("C136", "publication.method")]),
        ({**DONE, "on": None}, [("C136", "publication.on")]),
        ({**DONE, "method": "調査中", "on": "調査中"}, []),
        ({"status": "実施予定"}, []),
        ({"status": "実施予定", "on": date(2026, 11, 10)}, []),
        ({"status": "実施予定", "on": date(2026, 11, 9)}, [("C137", "publication.on")]),
        ({"status": "実施予定", "on": {"text": "11月上旬"}}, []),
        ({"status": "検討中"}, []),
        ({"status": "調査中"}, []),
        (None, []),
    ],
)
def test_of_a_publication_its_day_and_way_are_said_and_no_plan_is_past(
    make: Callable[..., Incident], publication: dict[str, Any] | None, found: list[tuple[str, str]]
) -> None:
    said = {key: value for key, value in (publication or {}).items() if value is not None}
    incident = make(publication=said or None, letter={"date": date(2026, 11, 10)})
    told = [
        each
        for each in plausibility_findings(Case(incident, date(2026, 11, 10)))
        if each.code in {"C136", "C137"}
    ]
    assert [(each.code, each.where.path) for each in told] == found
    for each in told:
        assert each.severity == "warning"
        assert each.sources[0] == "規則8条1項7号"
        assert str(each.where.path).partition(".")[2] in str(each.hint)
