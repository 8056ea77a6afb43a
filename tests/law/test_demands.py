from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from noticegen.law.case import Case
from noticegen.law.demands import demands

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 22)


def level(incident: Incident, requirement: str) -> str:
    return next(each.level for each in demands("ppc_report", Case(incident, ON)) if each.id == requirement)


def test_what_need_not_be_reported_is_no_statutory_demand(make: Callable[..., Incident]) -> None:
    assert level(make(), "ppc_report.cause") == "F"


def test_a_public_body_owes_the_same_items_by_another_article(make: Callable[..., Incident]) -> None:
    assert level(make(business={"kind": "行政機関等"}), "ppc_report.cause") == "S"


def test_a_lawyer_may_decide_that_a_public_body_need_not_report(make: Callable[..., Incident]) -> None:
    decision = {"rule7": [], "by": "弁護士　架空 誠", "on": ON, "reason": "該当しない"}
    assert level(make(business={"kind": "行政機関等"}, assessment=decision), "ppc_report.cause") == "F"


def test_a_public_body_is_not_asked_to_tell_of_a_right_that_exists_against_businesses_alone(
    make: Callable[..., Incident],
) -> None:
    def asked(**more: object) -> bool:
        found = demands("victim_apology", Case(make(assessment=decision, **more), ON))
        return "victim_apology.right_to_stop_use" in {each.id for each in found}

    decision = {"rule7": [4], "by": "弁護士　架空 誠", "on": ON, "reason": "千人を超える"}
    assert asked()
    assert not asked(business={"kind": "行政機関等"})
    assert not any(
        each.id == "victim_apology.right_to_stop_use"
        for each in demands("victim_apology", Case(make(business={"kind": "行政機関等"}), ON))
    )
