"""What is known of the opponent that a demand or a takedown request goes to?

Conditions as in :mod:`noticegen.law.conditions`, which lists them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from noticegen.facts.values import day_of, known

if TYPE_CHECKING:
    from noticegen.law.case import Case

PLATFORM_ACT: Final = date(2025, 4, 1)
"""From this day プロバイダ責任制限法 is called 情報流通プラットフォーム対処法; 3条2項 stays 3条2項."""


def opponent_has_counsel(case: Case) -> bool:
    """Return whether an opponent is known to have counsel, who is then written to (弁護士職務基本規程52条)."""
    return any(party.role == "相手方代理人" for party in case.incident.party)


def posting_deleted(case: Case) -> bool:
    """Return whether the posting is gone from every place, and was seen in none of them after it was gone there.

    The request's own facts come first: ``deleted_on`` decides. The day on which the posting was last seen
    (``seen_on``) names no place, so it must lie after the deletion in none: what is seen then was posted anew.
    """
    own = case.incident.document.get("takedown_request", {})
    if isinstance(own.get("deleted_on"), date):
        return True
    # Whether a deletion was asked for says nothing: a place that nobody has written to may be online too.
    days = [
        moment.last_day if (moment := known(each.takedown_done)) else None for each in case.incident.exposure
    ]
    gone = [day for day in days if day is not None and day <= case.incident.letter.date]
    seen = own.get("seen_on")
    last_seen = day_of(seen) if isinstance(seen, date) else date.min
    return bool(days) and len(gone) == len(days) and last_seen <= min(gone)


def platform_act_in_force(case: Case) -> bool:
    """Return whether 情報流通プラットフォーム対処法 bears this name on the day of the document."""
    return case.on >= PLATFORM_ACT
