"""How many persons are affected, when groups nest, overlap, or count different things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.facts.values import Count, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from noticegen.facts.event import Group
    from noticegen.facts.incident import Incident


def client_groups(incident: Incident, client: str) -> tuple[Group, ...]:
    """Return the groups of one client: those marked as its own, or the unmarked ones where it is the only client."""
    own = tuple(group for group in incident.group if group.client == client)
    if own or [party.id for party in incident.clients] != [client]:
        return own
    return tuple(group for group in incident.group if group.client is None)


def outer_groups(incident: Incident, *, client: str | None = None) -> tuple[Group, ...]:
    """Return the groups that add up: affected persons, outermost, of one client if ``client`` is given.

    Of a client's groups, one whose outer group is not the client's stands for itself.
    """
    groups = incident.group if client is None else client_groups(incident, client)
    ids = {group.id for group in groups}
    return tuple(group for group in groups if group.role == "本人" and group.within not in ids)


def total_count(incident: Incident, *, client: str | None = None) -> Count | Unknown | None:
    """Return the number of persons affected: as stated in [affected], else added up from the outermost groups.

    Different units never add up, and a group without a number leaves no total: the result is then None or
    unknown. Groups that may overlap give a maximum and no value. With ``client`` only that client's groups count.
    """
    if client is None and incident.affected is not None and incident.affected.count is not None:
        return incident.affected.count
    groups = outer_groups(incident, client=client)
    if len(groups) == 1:
        return groups[0].count
    numbers = [group.count for group in groups if isinstance(group.count, Count)]
    if len(numbers) < len(groups):
        return next((group.count for group in groups if isinstance(group.count, Unknown)), None)
    return _sum(numbers, overlapping=any(group.overlaps for group in groups)) if numbers else None


def _sum(counts: Sequence[Count], *, overlapping: bool) -> Count | Unknown | None:
    if len({count.unit for count in counts}) != 1:
        return None
    values = [count.value for count in counts if count.value is not None]
    uppers = [count.upper for count in counts if count.upper is not None]
    value = sum(values) if len(values) == len(counts) and not overlapping else None
    upper = sum(uppers) if len(uppers) == len(counts) else None
    if value is None and upper is None:
        return Unknown(unknown="把握していない")
    return Count(
        value=value,
        max=upper if upper != value else None,
        unit=counts[0].unit,
        about=any(count.about for count in counts),
        estimated=any(count.estimated for count in counts),
        overlapping=overlapping,
    )
