"""For which client is a document made, where it is one for each, and what is that client to us?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from noticegen.documents.form import ENTRUSTOR, all_entrustors, entrustors
from noticegen.documents.views import view
from noticegen.facts.totals import client_groups
from noticegen.findings import DocumentError, Finding
from noticegen.japanese.organisations import organisation

if TYPE_CHECKING:
    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.facts.parties import Party
    from noticegen.japanese.dates import Style

NO_CLIENT: Final = "K005"
"""There is no client for whom a document is to be made, or more than one."""


def clients_of(rule: Kind, incident: Incident) -> tuple[str | None, ...]:
    """Return the ids of the clients that get such a document; only None where it is not one for each client."""
    return tuple(party.id for party in incident.clients) if rule.per == "client" else (None,)


def client_of(rule: Kind, incident: Incident, client: str | None) -> str | None:
    """Return the client whose document this is, None where it is nobody's own. Raises DocumentError."""
    known = clients_of(rule, incident)
    if rule.per != "client":
        return None
    if client in known:
        return client
    if client is None and len(known) == 1:
        return known[0]
    if not known:
        raise DocumentError(no_client(rule))
    message = "宛先の取引先を一つに決められません。"
    hint = f"client に {'、'.join(map(str, known))} のどれかを指定してください。"
    raise DocumentError(Finding("error", NO_CLIENT, message, hint, document=rule.id))


def no_client(rule: Kind) -> Finding:
    """Return what is to be said where there is no client for whom a document could be made."""
    message = "宛先の取引先がありません。"
    hint = '[[party]] に、role = "委託元" か role = "派遣先" の取引先を書いてください。'
    return Finding("error", NO_CLIENT, message, hint, document=rule.id)


def addressed(client: Party) -> str:
    """Return how a letter speaks to a client: 貴社, 貴行, 貴法人, and 貴機関 to an administrative body."""
    return "貴機関" if client.administrative else organisation(client.name) or "貴社"


def entrusted_by_others(incident: Incident, client: str) -> Literal["全部", "一部"] | None:
    """Return how much of what we handle for a client was entrusted to it by others; None where it is its own.

    Who stands between us and its own entrustors ([[party]] with ``of``) has the sum of theirs in its slice. A group
    is the client's own where it is marked with it, those of its entrustors being marked with theirs and outside.
    """
    behind = {party.id for party in incident.party if party.of == client and party.role == ENTRUSTOR}
    groups = [group for group in client_groups(incident, client) if group.role == "本人"]
    marked = [group for group in incident.group if group.client in behind]
    theirs = [
        group
        for group in groups
        if group.client is None or not marked or any(each.within == group.id for each in marked)
    ]
    if not behind or not theirs:
        return None
    return "全部" if len(theirs) == len(groups) else "一部"


def named_entrustors(seen: Incident, style: Style, *, all_of_them: bool) -> Any:  # noqa: ANN401 - views
    """Return the entrustors of the groups that the reader sees: another client's name must not reach them.

    The authority is told of every one, whose the groups may be, and of those behind it.
    """
    if all_of_them:
        return view(all_entrustors(seen), style)
    clients = {group.client for group in seen.group}
    return view(tuple(each for each in entrustors(seen) if clients == {None} or each.id in clients), style)
