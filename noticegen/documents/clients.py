"""For which client is a document made, where it is one for each?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.findings import DocumentError, Finding

if TYPE_CHECKING:
    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident

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
