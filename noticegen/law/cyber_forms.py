"""Which forms do the ministries share for the report of a cyber attack, and is this one?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.facts.values import known
from noticegen.law.data import InForce, in_force, rows

if TYPE_CHECKING:
    from datetime import date

    from noticegen.facts.incident import Incident

ATTACK: Final = "不正アクセス"


@dataclass(frozen=True, slots=True)
class CyberForm:
    """A form that the ministries share. ``unverified``: its name was not compared with the form itself."""

    id: str
    name: str
    url: str
    sources: tuple[str, ...]
    in_force: InForce
    checked_on: date
    unverified: bool = False


def cyber_forms(incident: Incident, on: date) -> tuple[CyberForm, ...]:
    """Return the shared forms that are in use on the day, none where the cause is no attack as far as is known."""
    cause = incident.cause
    if cause is None or ATTACK not in (known(cause.category) or ()):
        return ()
    return tuple(
        CyberForm(**{**entry, "sources": tuple(entry["sources"]), "in_force": in_force(entry)})
        for entry in rows("cyber_forms", "form", on)
    )
