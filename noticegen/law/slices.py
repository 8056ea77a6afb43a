"""Which part of the incident is one client's own?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noticegen.facts.event import Group
    from noticegen.facts.incident import Incident


def with_groups(incident: Incident, groups: Iterable[Group], *, whole: bool = False) -> Incident:
    """Return the incident with these groups alone.

    Unless they are the ``whole``, the stated total is dropped, and a group whose outer group is missing stands
    for itself: otherwise nobody would count it.
    """
    kept = tuple(groups)
    if whole:
        return incident
    ids = {group.id for group in kept}
    freed = tuple(
        group if group.within is None or group.within in ids else group.model_copy(update={"within": None})
        for group in kept
    )
    affected = incident.affected and incident.affected.model_copy(update={"count": None})
    return incident.model_copy(update={"group": freed, "affected": affected})


def client_groups(incident: Incident, client: str) -> tuple[Group, ...]:
    """Return the groups of one client: those marked as its own, or the unmarked ones where it is the only client."""
    own = tuple(group for group in incident.group if group.client == client)
    if own or [party.id for party in incident.clients] != [client]:
        return own
    return tuple(group for group in incident.group if group.client is None)


def client_slice(incident: Incident, client: str) -> Incident:
    """Return the incident as far as it concerns one client: its groups, and what is marked as its own or nobody's."""
    groups = client_groups(incident, client)
    part = with_groups(incident, groups, whole=groups == incident.group)
    own = (None, client)
    return part.model_copy(
        update={
            "timeline": tuple(entry for entry in incident.timeline if entry.client in own),
            "measure": tuple(entry for entry in incident.measure if entry.client in own),
            "protection": tuple(entry for entry in incident.protection if entry.client in own),
        }
    )
