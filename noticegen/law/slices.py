"""Which part of the incident is one client's own?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.facts.audience import event_for
from noticegen.facts.totals import client_groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noticegen.facts.event import Group
    from noticegen.facts.incident import Incident


def with_groups(incident: Incident, groups: Iterable[Group]) -> Incident:
    """Return the incident with these groups alone; unless they are all, the stated total is dropped."""
    kept = tuple(groups)
    if kept == incident.group:
        return incident
    affected = incident.affected and incident.affected.model_copy(update={"count": None})
    return incident.model_copy(update={"group": kept, "affected": affected})


def client_slice(incident: Incident, client: str) -> Incident:
    """Return the incident as far as it concerns one client: its groups, and what is marked as its own or nobody's."""
    part = with_groups(incident, client_groups(incident, client))
    own = (None, client)
    return part.model_copy(
        update={
            "incident": event_for(incident.knowledge, incident.incident, client),
            "timeline": tuple(entry for entry in incident.timeline if entry.client in own),
            "measure": tuple(entry for entry in incident.measure if entry.client in own),
            "protection": tuple(entry for entry in incident.protection if entry.client in own),
        }
    )
