"""To whom is the report made, and at which address on that day?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from noticegen.law.data import InForce, in_force, rows

if TYPE_CHECKING:
    from datetime import date

    from noticegen.facts.incident import Incident


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that receives reports (法26条1項・150条1項)."""

    id: str
    name: str
    sources: tuple[str, ...]
    in_force: InForce
    checked_on: date
    postal_code: str = ""
    address: str = ""
    url: str = ""
    note: str = ""
    industries: tuple[str, ...] = ()
    unverified: bool = False


def authorities(on: date | None = None) -> tuple[Authority, ...]:
    """Return the authorities as they are on the day."""
    return tuple(_authority(entry) for entry in rows("authorities", "authority", on))


def _authority(entry: dict[str, Any]) -> Authority:
    plain = {key: value for key, value in entry.items() if key != "in_force"}
    for key in ("sources", "industries"):
        plain[key] = tuple(plain.get(key, ()))
    return Authority(**plain, in_force=in_force(entry))


def commission(on: date) -> Authority:
    """Return the Personal Information Protection Commission with its address on the day, or its first one before."""
    recorded = [authority for authority in authorities() if authority.id == "ppc"]
    return next(
        (authority for authority in recorded if authority.in_force.on(on)),
        min(recorded, key=lambda authority: authority.in_force.since),
    )


def addressee(incident: Incident, on: date) -> str:
    """Return the name of the authority to which this business reports: 委任先 as stated, else the Commission."""
    return incident.business.delegated_to or commission(on).name


def possible_delegates(incident: Incident, on: date) -> tuple[Authority, ...]:
    """Return the authorities to which the business's industry may be delegated; for a person to verify."""
    industry = incident.business.industry or ""
    return tuple(
        authority for authority in authorities(on) if any(word in industry for word in authority.industries)
    )
