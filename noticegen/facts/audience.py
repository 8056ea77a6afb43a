"""Who may read what: the one list of defaults, and the part of an incident that an audience may see.

Whatever concerns the employee is closed to everyone but 社内; 代理人限り is never the audience of a document,
so what is marked with it alone reaches none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.facts.event import Knowledge
from noticegen.facts.tables import ClientTable, Table
from noticegen.facts.totals import client_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from noticegen.facts.event import Event
    from noticegen.facts.incident import Incident
    from noticegen.facts.tables import Audience
    from noticegen.facts.values import Value
    from noticegen.facts.walk import Path

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
    "accepted": (),
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
    "report.change": ("委員会", "取引先"),
    "publication.reason": ("委員会", "取引先", "社内"),
    "person_response.no_notice_reason": ("委員会", "取引先", "社内"),
    "group.retained_reason": ("委員会", "取引先", "本人", "社内"),
}


def visible(incident: Incident, audience: Audience, *, client: str | None = None) -> Incident:
    """Return the incident with everything removed that this audience (or this client) may not read.

    A table's own ``audience`` wins over the default. Where ``client`` is given, entries of other clients are
    removed, and so are other clients, whoever belongs to them, and the totals over all; if there are several
    clients, only groups that name this one remain. Tables that every document needs (incident, business,
    letter, report) always remain, without the fields that are closed to the audience.
    """
    slice_ = _Slice(incident, audience, client)
    changes: dict[str, object] = {}
    for name, field in type(incident).model_fields.items():
        value = getattr(incident, name)
        if isinstance(value, Table):
            keeps = field.is_required() or slice_.holds(name, value)
            changes[name] = slice_.narrowed(name, value) if keeps else None
        elif isinstance(value, tuple):
            changes[name] = tuple(
                slice_.narrowed(name, entry) for entry in value if slice_.holds(name, entry)
            )
    changes.update(_without_dangling_groups(changes))
    seen = incident.model_copy(update=changes)
    if client is None:
        return seen
    return seen.model_copy(update={"incident": event_for(slice_.knowledge(incident), seen.incident, client)})


def event_for(knowledge: Iterable[Knowledge], event: Event, client: str) -> Event:
    """Return [incident] as one client should read it: where our knowledge of its part is our own, with that.

    Whatever such an entry of [[knowledge]] leaves open is absent then: it would be another client's discovery.
    """
    own = min(
        (entry for entry in knowledge if entry.client == client), key=lambda entry: entry.on, default=None
    )
    if own is None:
        return event
    return event.model_copy(
        update={
            "known_on": own.on,
            "known_text": None,
            "known_by": own.by,
            "discovered_on": own.discovered_on,
            "discoverer": own.discoverer,
            "discoverer_detail": own.discoverer_detail,
        }
    )


def place_in_file(incident: Incident, audience: Audience, path: Path, *, client: str | None = None) -> Path:
    """Return where in the file a fact stands that stands at ``path`` in what :func:`visible` returned.

    Entries that this reader may not see are counted in the file and not in what the reader sees.
    """
    slice_ = _Slice(incident, audience, client)
    name, *rest = path
    found: list[str | int] = [name]
    table = getattr(incident, str(name))
    if isinstance(table, tuple) and rest:
        index = [number for number, entry in enumerate(table) if slice_.holds(str(name), entry)][int(rest[0])]
        found, rest, table = [*found, index], rest[1:], table[index]
    if len(rest) > 1 and isinstance(entries := getattr(table, str(rest[0]), None), tuple):
        kept = [number for number, entry in enumerate(entries) if slice_.holds_entry(entry)]
        found, rest = [*found, rest[0], kept[int(rest[1])]], rest[2:]
    return (*found, *rest)


class _Slice:
    """What one audience, and perhaps one client, may read of an incident."""

    def __init__(self, incident: Incident, audience: Audience, client: str | None) -> None:
        self._audience = audience
        self._client = client
        clients = {party.id for party in incident.clients}
        self._several = len(clients) > 1
        self._groups = None if client is None else {group.id for group in client_groups(incident, client)}
        hidden = clients - {client} if client is not None else set[str]()
        while further := {party.id for party in incident.party if party.of in hidden} - hidden:
            hidden |= further
        self._hidden_parties = hidden

    def holds(self, name: str, table: Table) -> bool:
        """Whether the table itself may be read."""
        if name == "party" and getattr(table, "id", None) in self._hidden_parties:
            return False
        if name == "party" and self._client is not None and getattr(table, "id", None) == self._client:
            return True
        if name == "group" and self._groups is not None and getattr(table, "id", None) not in self._groups:
            return False
        if name == "affected" and self._client is not None and self._several:
            return False
        allowed = table.audience if table.audience is not None else DEFAULT[name]
        return self._audience in allowed and not self._is_of_another(table)

    def narrowed(self, name: str, table: Table) -> Table:
        """Return the table without the fields and entries that may not be read."""
        update: dict[str, object] = {}
        for field in type(table).model_fields:
            key, value = f"{name}.{field}", getattr(table, field)
            if key in NARROWER and self._audience not in NARROWER[key]:
                update[field] = () if isinstance(value, tuple) else None
            elif isinstance(value, tuple) and value and isinstance(value[0], Table):
                update[field] = tuple(entry for entry in value if self.holds_entry(entry))
        return table.model_copy(update=update) if update else table

    def knowledge(self, incident: Incident) -> Iterator[Knowledge]:
        """Yield [[knowledge]]; of an entry that states other readers than this one, the days alone remain."""
        for entry in incident.knowledge:
            if entry.audience is None or self._audience in entry.audience:
                yield entry
            else:
                yield Knowledge(rule7=entry.rule7, party=entry.party, client=entry.client, on=entry.on)

    def holds_entry(self, entry: Value) -> bool:
        """Whether an entry of an array within a table may be read."""
        if not isinstance(entry, Table):
            return True
        readable = entry.audience is None or self._audience in entry.audience
        return readable and not self._is_of_another(entry)

    def _is_of_another(self, table: Table) -> bool:
        if self._client is None or not isinstance(table, ClientTable):
            return False
        return table.client not in (None, self._client)


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
