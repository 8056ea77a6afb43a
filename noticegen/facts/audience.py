"""Who may read what: the one list of defaults, and the part of an incident that an audience may see.

Whatever concerns the employee is closed to everyone but 社内; 代理人限り is never the audience of a document,
so what is marked with it alone reaches none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.facts.tables import ClientTable, Table
from noticegen.facts.values import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from noticegen.facts.incident import Incident
    from noticegen.facts.tables import Audience

EVERYONE: Final[tuple[Audience, ...]] = ("委員会", "取引先", "本人", "公表", "社内")

DEFAULT: Final[Mapping[str, tuple[Audience, ...]]] = {
    "incident": EVERYONE,
    "business": (*EVERYONE, "相手方"),
    "letter": (*EVERYONE, "相手方"),
    "report": ("委員会", "取引先", "社内"),
    "group": EVERYONE,
    "affected": EVERYONE,
    "timeline": EVERYONE,
    "knowledge": ("委員会", "社内"),
    "assessment": ("社内",),
    "party": ("委員会", "社内"),
    "protection": EVERYONE,
    "exposure": EVERYONE,
    "cause": EVERYONE,
    "secondary_damage": EVERYONE,
    "person_response": EVERYONE,
    "publication": EVERYONE,
    "measure": EVERYONE,
    "authority": EVERYONE,
    "other": EVERYONE,
    "advice": ("本人", "公表", "社内"),
    "contact": ("委員会", "取引先", "本人", "公表", "社内"),
    "compensation": ("本人", "社内"),
    "worker_notice": ("取引先",),
    "cooperation": ("取引先",),
    "liability": ("取引先",),
    "attachment": ("委員会", "取引先", "社内"),
    "discipline": ("社内",),
}

NARROWER: Final[Mapping[str, tuple[Audience, ...]]] = {
    # Fields that reach fewer readers than their table.
    "incident.reference": ("委員会", "取引先", "社内"),
    "business.clerk": ("委員会", "社内"),
    "exposure.address": (),
    "exposure.found_by": ("委員会", "社内"),
    "cause.detail": ("委員会", "取引先", "社内"),
    "cause.attack": ("委員会",),
    "cause.background": ("委員会", "取引先", "社内"),
    "other.detail": ("委員会", "取引先", "社内"),
    "protection.standard": ("委員会", "取引先", "社内"),
    "protection.detail": ("委員会", "取引先", "社内"),
    "report.previous_number": ("委員会", "社内"),
    "publication.reason": ("委員会", "取引先", "社内"),
    "person_response.no_notice_reason": ("委員会", "取引先", "社内"),
    "group.retained_reason": ("委員会", "取引先", "本人", "社内"),
}


def visible(incident: Incident, audience: Audience, *, client: str | None = None) -> Incident:
    """Return the incident with everything removed that this audience (or this client) may not read.

    A table's own ``audience`` wins over the default. Where ``client`` is given, entries of other clients are
    removed, and so is every other party that is itself a client; if there are several clients, only groups that
    name this one remain. Structural tables (incident, business, letter, report) always remain.
    """
    several = len(incident.clients) > 1
    changes: dict[str, object] = {}
    for name in type(incident).model_fields:
        value = getattr(incident, name)
        if isinstance(value, Table):
            kept = _narrowed(name, value, audience) if _may_read(name, value, audience, client) else None
            structural = type(incident).model_fields[name].is_required()
            changes[name] = _narrowed(name, value, audience) if kept is None and structural else kept
        elif isinstance(value, tuple):
            changes[name] = tuple(
                _narrowed(name, entry, audience)
                for entry in value
                if _may_read(name, entry, audience, client)
                and not (
                    client is not None and _is_other_slice(incident, name, entry, client, several=several)
                )
            )
    changes.update(_without_dangling_groups(changes))
    return incident.model_copy(update=changes)


def _may_read(name: str, table: Table, audience: Audience, client: str | None) -> bool:
    allowed = table.audience if table.audience is not None else DEFAULT[name]
    if name == "party" and client is not None and getattr(table, "id", None) == client:
        return True
    return audience in allowed


def _is_other_slice(incident: Incident, name: str, entry: Table, client: str, *, several: bool) -> bool:
    if name == "party":
        others = {party.id for party in incident.clients} - {client}
        return getattr(entry, "id", None) in others
    if not isinstance(entry, ClientTable):
        return False
    if entry.client is None:
        return name == "group" and several
    return entry.client != client


def _narrowed(name: str, table: Table, audience: Audience) -> Table:
    hidden = {
        field: None
        for field in type(table).model_fields
        if (key := f"{name}.{field}") in NARROWER and audience not in NARROWER[key]
    }
    entries = {
        field: tuple(entry for entry in value if entry.audience is None or audience in entry.audience)
        for field in type(table).model_fields
        if isinstance(value := getattr(table, field), tuple) and value and isinstance(value[0], Table)
    }
    return table.model_copy(update={**hidden, **entries}) if hidden or entries else table


def _without_dangling_groups(changes: Mapping[str, object]) -> dict[str, object]:
    """Clear references to groups that this reader does not see, so that not even their ids remain."""
    groups = changes["group"]
    assert isinstance(groups, tuple)  # noqa: S101 - the field is an array of tables
    seen = {group.id for group in groups}
    cleared: dict[str, object] = {}
    for name, value in changes.items():
        entries = value if isinstance(value, tuple) else ()
        updated = tuple(_only_seen(entry, seen) for entry in entries)
        if entries and updated != entries:
            cleared[name] = updated
    return cleared


def _only_seen(entry: Value, seen: set[str]) -> Value:
    update: dict[str, object] = {}
    for field in ("groups", "overlaps"):
        ids = getattr(entry, field, None)
        if ids and not seen.issuperset(ids):
            update[field] = tuple(name for name in ids if name in seen)
    within = getattr(entry, "within", None)
    if within is not None and within not in seen:
        update["within"] = None
    return entry.model_copy(update=update) if update else entry
