"""Which changes of the law are coming, and which entries has nobody looked at for long?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from noticegen.law.data import table
from noticegen.law.requirements import requirements

if TYPE_CHECKING:
    from datetime import date

    from noticegen.law.requirements import Requirement


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the law that was not in force when the tables were checked; ``on`` is None while no day is set."""

    id: str
    title: str
    affects: tuple[str, ...]
    detail: str
    sources: tuple[str, ...]
    checked_on: date
    on: date | None = None
    unverified: bool = False


@cache
def changes() -> tuple[Change, ...]:
    """Return every recorded change."""
    return tuple(
        Change(**{**entry, "affects": tuple(entry["affects"]), "sources": tuple(entry["sources"])})
        for entry in table("changes")["change"]
    )


def overdue_changes(on: date, document: str | None = None) -> tuple[Change, ...]:
    """Return the changes that are in force on the day but were not when the tables were last checked.

    What the tables say is then to be read with care, until somebody has looked again.
    """
    return tuple(
        change
        for change in changes()
        if change.on is not None
        and change.checked_on < change.on <= on
        and (document is None or document in change.affects)
    )


def stale_requirements(on: date, days: int = 180) -> tuple[Requirement, ...]:
    """Return the requirements in force that nobody has checked for more than so many days."""
    return tuple(entry for entry in requirements(on=on) if (on - entry.checked_on).days > days)
