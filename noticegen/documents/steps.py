"""What did we do outside: whom did we tell and when was it made public, in one order of time?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from noticegen.documents.told import authorities
from noticegen.documents.views import View, day_seen, view

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident
    from noticegen.japanese.dates import Style

PUBLISHED: Final = "公表"


def steps(seen: Incident, style: Style) -> tuple[View, ...]:
    """Return the reports to authorities and the publication that this reader sees: what is done first, by its day.

    Each has ``who``, ``kind``, ``status``, ``on``, ``lost_property`` and ``url``; the publication has the kind 公表
    and nobody whom it was told. ``in_course`` is true of what the course of events says already.
    """
    beside = authorities(seen, style)
    found = [
        View(**{**entry.__dict__, "url": None, "in_course": entry not in beside})
        for entry in authorities(seen, style, every=True)
    ]
    publication = seen.publication
    if publication is not None and publication.status in {"実施済み", "実施予定"}:
        found.append(
            View(
                who=None,
                kind=PUBLISHED,
                status=publication.status,
                on=view(publication.on, style),
                lost_property=False,
                detail=None,
                url=publication.url,
                in_course=False,
            )
        )
    return tuple(sorted(found, key=_place))


def _place(step: View) -> tuple[bool, date]:
    """Return what is done before what is planned, each by its day, and last what has none."""
    return getattr(step, "status", "") == "実施予定", day_seen(getattr(step, "on", None)) or date.max
