"""What is told in letters and notices of reports, of places where the data was seen, and of what is still open?

The same for the letter to a person and for the public notice: entries in order of time, none twice.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from noticegen.documents.views import CertaintyView, View, view
from noticegen.facts.values import Moment
from noticegen.facts.walk import unknowns
from noticegen.japanese.certainty import ladder
from noticegen.law.conditions import REPORTED_TABLES
from noticegen.law.published import published_on
from noticegen.law.response import POLICE, TO_REGULATORS, is_named_in_public

if TYPE_CHECKING:
    from noticegen.facts.event import Exposure
    from noticegen.facts.incident import Incident
    from noticegen.facts.parties import Authority
    from noticegen.japanese.dates import Style

OPEN_AS: Final[dict[tuple[str | int, str | int], str]] = {
    ("secondary_damage", "count"): "二次被害（確認された件数）",
}
"""What is open is not always what the fact is called."""
HOLDERS: Final = ("業者", "手元")
"""Words for places that are somebody who has the data now: nothing is posted there."""
NOT_AWAITED: Final = frozenset(
    {
        ("person_response",),
        ("publication",),
        ("measure",),
        ("affected", "unreachable"),
        ("cause", "improper_purpose"),
        ("cause", "improper_act_against"),
    }
)
"""When we act, whom we cannot reach, and what 規則7条 turns on: nothing that a person waits to learn of the event."""


def authorities(seen: Incident, style: Style, *, every: bool = False) -> tuple[View, ...]:
    """Return whom we told, the earliest first, without what the course of events says already (unless ``every``).

    Where one authority is named all are, the course of events notwithstanding: one left out would seem not to have
    been told. Each has ``who``: no station and no partner is named, and so an entry of which nothing but a partner's
    name is left is not there. ``lost_property`` is true of a report of a lost article (遺失届).
    """
    entries = sorted(seen.authority, key=lambda each: _day(each.on) or date.max)
    names_one = any(each.kind in TO_REGULATORS and not _in_course(each, seen) for each in entries)
    return tuple(
        View(
            who=who,
            kind=entry.kind,
            on=view(entry.on, style),
            status=entry.status,
            lost_property="遺失届" in (entry.detail or ""),
            detail=entry.detail,
        )
        for entry in entries
        if (who := _who(entry)) is not None
        and (every or not _in_course(entry, seen) or (names_one and entry.kind in TO_REGULATORS))
    )


def _who(entry: Authority) -> str | None:
    """Return how to call it in public, None where there is nothing to say without its name."""
    if not is_named_in_public(entry):
        return None
    return POLICE if POLICE in entry.name else entry.name


def _in_course(entry: Authority, seen: Incident) -> bool:
    """Whether the course of events, which this reader sees too, tells of it on the same day."""
    day = _day(entry.on)
    name = POLICE if POLICE in entry.name else entry.name
    return day is not None and any(
        _day(line.when) == day and name in line.what and not line.withdrawn for line in seen.timeline
    )


def notice_day(seen: Incident) -> date:
    """Return the day that a public notice bears: that of a publication still to come, else that of the letters."""
    return max(published_on(seen, "実施予定") or date.min, seen.letter.date)


def published_before(seen: Incident) -> date | None:
    """Return the day of an earlier publication, which makes a further notice a 続報; None where there was none."""
    day = published_on(seen)
    return day if day is not None and day < seen.letter.date else None


def exposures(seen: Incident, style: Style) -> tuple[View, ...]:
    """Return where the data was or could be seen, each place of which the same is said once.

    ``whose`` are the labels of the groups whose data it was, empty where all places are the same groups'.
    """
    found: dict[tuple[str, ...], View] = {}
    concerned = [groups_of(entry, seen) for entry in seen.exposure]
    for entry, labels in zip(seen.exposure, concerned, strict=True):
        shown = view(entry, style)
        shown.whose = labels if len(set(concerned)) > 1 else ()
        words = (
            shown.whose,
            shown.place,
            shown.window,
            shown.viewed,
            shown.takedown_asked,
            shown.takedown_done,
        )
        found.setdefault((*map(str, words), entry.detail or ""), shown)
    return tuple(found.values())


def groups_of(entry: Exposure, seen: Incident) -> tuple[str, ...]:
    """Return the labels of the groups whose data was seen there, none where it was everybody's."""
    everybody = [group for group in seen.group if group.role == "本人"]
    concerned = [
        group.label
        for group in everybody
        if (group.id in entry.groups if entry.groups else entry.client in {None, group.client})
    ]
    return tuple(concerned) if len(concerned) < len(everybody) else ()


def rungs(seen: Incident) -> tuple[CertaintyView, ...]:
    """Return every rung of certainty that the groups of affected persons are on, the surest first."""
    words = {group.certainty for group in seen.group if group.role == "本人"}
    return tuple(CertaintyView(rung) for rung in ladder() if rung.value in words)


def open_points(seen: Incident) -> tuple[str, ...]:
    """Return the titles of what is still unknown of the nine items (規則8条1項), each once."""
    titles = (
        _takedown(seen.exposure[int(path[1])].place)
        if (path[0], path[-1]) == ("exposure", "takedown_done")
        else OPEN_AS.get((path[0], path[-1])) or re.split("[(（]", title)[0]
        for path, title, _ in unknowns(seen)
        if path[0] in REPORTED_TABLES and not NOT_AWAITED.intersection({path[:1], path[:2]})
    )
    return tuple(dict.fromkeys(titles))


def _takedown(place: str) -> str:
    """Return what is open of a takedown: what somebody holds is destroyed or given back, what is posted is deleted."""
    is_held = any(word in place for word in HOLDERS)
    return f"{place}に渡った情報の消去等の状況" if is_held else f"{place}からの情報の削除の状況"


def _day(when: object) -> date | None:
    """Return the day of a moment that has one."""
    return when.first_day if isinstance(when, Moment) else None
