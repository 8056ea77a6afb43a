"""Since when does a clock run, for the business and for each client?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from noticegen.facts import values

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from noticegen.facts.incident import Incident
    from noticegen.facts.parties import Party
    from noticegen.law.assessment import Applicability

IMPROPER = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """A day of knowledge (day 1) with the items of 規則7条 that it starts, and whether the longer limit is theirs."""

    starts_on: date
    items: tuple[int, ...]
    improper: bool


def known_on(incident: Incident, rule7: int | None = None) -> date:
    """Return the day on which the business knew of the event, or of what makes this item of 規則7条 apply.

    いずれかの部署が知った時点(通則編ガイドライン3-5-3-3); 4号 arises when 1,000 is exceeded (3-5-3-1). Of several
    entries the earliest counts.
    """
    own = [entry for entry in incident.knowledge if entry.party is None and entry.client is None]
    ours = [entry.on for entry in own if entry.rule7 is None]
    base = min([incident.incident.known_on, *ours])
    if rule7 is None:
        return base
    return min((entry.on for entry in own if entry.rule7 == rule7), default=base)


def clocks(applicability: Applicability, known: Callable[[int], date]) -> tuple[Clock, ...]:
    """Return the clocks of the final report, each item at its own day of knowledge.

    If item 3 applies, its 60 days hold for the other items too (通則編ガイドライン3-5-3-4). If it is only
    possible, they keep their 30, and its own clock stands beside theirs.
    """
    sure = clocks_are_improper(applicability)
    found: dict[tuple[date, bool], list[int]] = {}
    for item in applicability.items:
        found.setdefault((known(item), sure or item == IMPROPER), []).append(item)
    return tuple(
        Clock(start, tuple(sorted(each)), improper) for (start, improper), each in sorted(found.items())
    )


def clocks_are_improper(applicability: Applicability) -> bool:
    """Return whether item 3 surely applies, so that the longer limit holds."""
    return IMPROPER in applicability.items and IMPROPER not in applicability.undecided


def informed_on(incident: Incident, client: str) -> date | None:
    """Return the day on which a client knew: as stated in [[knowledge]], at the latest when it was told (3-5-3-5).

    Raises:
        KeyError: there is no such party.
    """
    days = [entry.on for entry in incident.knowledge if entry.party == client]
    informed = incident.party_named(client).informed
    moment = values.known(informed.at) if informed is not None else None
    if moment is not None and moment.first_day is not None:
        days.append(moment.first_day)
    return min(days, default=None)


def told_on(party: Party, on: date) -> date | None:
    """Return the day up to ``on`` on which we told a party of the event, by whatever means; None where nobody says so.

    That it shall be told on a later day is a plan.
    """
    moment = values.known(party.informed.at) if party.informed is not None else None
    day = moment.last_day if moment is not None else None
    return day if day is not None and day <= on else None


def client_told_us(incident: Incident, client: str) -> bool:
    """Return whether the client knew before we told it, and nobody says since when.

    Its own day 1 then lies before anything that we know of: no deadline can be counted for it.

    Raises:
        KeyError: there is no such party.
    """
    if any(entry.party == client for entry in incident.knowledge):
        return False
    party = incident.party_named(client)
    told = values.known(party.told_us)
    ours = values.known(party.informed.at) if party.informed is not None else None
    if told is None:
        return False
    return (
        ours is None or ours.first_day is None or told.first_day is None or told.first_day <= ours.first_day
    )
