"""How is a state of the facts that nobody wrote, between two that somebody did, kept free of references to nothing?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from noticegen.facts.references import TO_GROUPS, TO_PARTIES
from noticegen.facts.values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from noticegen.facts.incident import Incident


def mended(incident: Incident) -> Incident:
    """Return the incident without references to groups and parties that it does not have, and without circles."""
    parties = {party.id for party in incident.party}
    outer = {group.id: group.within for group in incident.group}
    known = {key: set(outer) for key in TO_GROUPS} | dict.fromkeys(TO_PARTIES, parties)
    whole: Incident = _without_dangling(incident, known)
    groups = tuple(
        group.model_copy(update={"within": None}) if _is_in_circle(group.id, outer) else group
        for group in whole.group
    )
    return whole if groups == whole.group else whole.model_copy(update={"group": groups})


def _without_dangling(value: Any, known: Mapping[str, Collection[str]]) -> Any:  # noqa: ANN401 - any fact
    """Return a table with all below it, where references lead to something."""
    if isinstance(value, tuple):
        return tuple(_without_dangling(entry, known) for entry in value)
    if not isinstance(value, Value):
        return value
    update: dict[str, Any] = {}
    for name in type(value).model_fields:
        before = after = getattr(value, name)
        if name in known and isinstance(before, str):
            after = before if before in known[name] else None
        elif name in known and isinstance(before, tuple) and all(isinstance(each, str) for each in before):
            after = tuple(each for each in before if each in known[name])
        elif isinstance(before, Value | tuple):
            after = _without_dangling(before, known)
        if after != before:
            update[name] = after
    return value.model_copy(update=update) if update else value


def _is_in_circle(name: str, outer: Mapping[str, str | None]) -> bool:
    seen = {name}
    at = outer.get(name)
    while at is not None and at not in seen:
        seen.add(at)
        at = outer.get(at)
    return at is not None
