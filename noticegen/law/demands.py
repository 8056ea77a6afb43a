"""What is demanded of this document in this case, at which level?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from noticegen.law.conditions import CONDITIONS
from noticegen.law.requirements import Requirement, requirements

if TYPE_CHECKING:
    from datetime import date

    from noticegen.law.conditions import Case


def demands(document: str, case: Case) -> tuple[Requirement, ...]:
    """Return the requirements in force on the case's day that apply, each with the level that it has here.

    Where ``when`` does not hold, a requirement remains at its ``otherwise`` level (such as P for a letter about an
    event that need not be reported), or not at all. Where ``given`` does not hold, nothing remains (a measure and
    its grounds, where nobody can be disciplined).
    """
    found = []
    for requirement in requirements(document, case.on):
        if not CONDITIONS[requirement.given](case):
            continue
        if CONDITIONS[requirement.when](case) or _is_under_another_article(requirement, case):
            found.append(requirement)
        elif requirement.otherwise is not None:
            found.append(replace(requirement, level=requirement.otherwise))
    return tuple(found)


def _is_under_another_article(requirement: Requirement, case: Case) -> bool:
    """Whether a public body asks: 法68条 demands the same of it, so that what 法26条 demands does not sink.

    Only a lawyer's decision that nothing need be reported lets it.
    """
    decided = case.incident.assessment is not None
    return case.incident.business.kind == "行政機関等" and not decided and requirement.when == "reportable"


def demands_of_any_case(document: str, on: date | None = None) -> tuple[Requirement, ...]:
    """Return what a document of this kind must hold whatever the facts are, when they are not at hand.

    That is what applies always, and what applies at one level or another (``otherwise``). The facts that would
    lower the level are not known, so the level stays as if the event were reportable.
    """
    return tuple(
        requirement
        for requirement in requirements(document, on)
        if requirement.when == "always" or requirement.otherwise is not None
    )
