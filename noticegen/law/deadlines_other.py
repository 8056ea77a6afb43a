"""What else do the facts set going: the clocks of other laws, of marks, brands and exchanges?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from noticegen.facts.values import known
from noticegen.law.assessment import applicable
from noticegen.law.authorities import possible_delegates
from noticegen.law.clocks import clocks_are_improper, known_on
from noticegen.law.conditions import Case, my_number
from noticegen.law.data import rows
from noticegen.law.deadline import deadline_rows, make_deadline
from noticegen.law.rule7 import has_card_data, judge, rule7_items

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from noticegen.facts.incident import Incident
    from noticegen.law.deadline import Deadline

CYBER_LAWS = ("サイバー対処能力強化", "重要電子計算機")


def other_deadlines(incident: Incident, on: date) -> Iterator[Deadline]:
    """Yield the clocks of other laws and rules, each only where the facts set it going."""
    improper = clocks_are_improper(applicable(incident, on))
    running = triggers(incident, on)
    discovered = known(incident.incident.discovered_on)
    for row in rows("deadlines", "deadline", on):
        if row["trigger"] not in running:
            continue
        start = known_on(incident)
        if row["start"] == "discovered" and discovered is not None and discovered.first_day is not None:
            start = discovered.first_day
        yield make_deadline(row, start, improper=improper)
    yield from _sector_laws(incident, on)


def triggers(incident: Incident, on: date) -> frozenset[str]:
    """Return the names of what the facts set going beside 法26条."""
    business = incident.business
    has_my_number, has_mark = my_number(Case(incident, on)), known(business.privacy_mark) is True
    industries = {authority.id for authority in possible_delegates(incident, on)}
    said = {
        "my_number": has_my_number,
        "privacy_mark": has_mark,
        "privacy_mark_urgent": has_mark and (has_my_number or _is_urgent(incident, on)),
        "card": has_card_data(incident),
        "serves_eu": known(business.serves_eu) is True,
        "listed": known(business.listed) is True,
        "finance": "finance" in industries and not business.sector_laws,
        "telecom": "telecom" in industries,
        "cyber_law": any(word in law for law in business.sector_laws for word in CYBER_LAWS),
    }
    return frozenset(name for name, holds in said.items() if holds)


def _is_urgent(incident: Incident, on: date) -> bool:
    """Return whether the mark demands a first report: data, purpose or number as in 規則7条, or it is not known.

    What the law leaves out (another's employee, encryption) the mark does not.
    """
    persons = tuple(group for group in incident.group if group.role == "本人")
    return any(judge(entry, incident, persons).verdict != "非該当" for entry in rule7_items(on))


def _sector_laws(incident: Incident, on: date) -> Iterator[Deadline]:
    """Yield a report for each law that the business names beside 法26条, but those which have an entry of their own."""
    laws = [law for law in incident.business.sector_laws if not any(word in law for word in CYBER_LAWS)]
    for number, law in enumerate(laws, 1):
        for row in deadline_rows("sector_law", on):
            made = make_deadline(
                row, known_on(incident), recipient=incident.business.delegated_to or "業法の所管官庁"
            )
            yield replace(
                made,
                id=made.id if len(laws) == 1 else f"{made.id}_{number}",
                title=f"{made.title}（{law}）",
            )
