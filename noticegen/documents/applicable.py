"""Which kinds of document does an incident need, when nobody names any?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.documents.kinds import kinds
from noticegen.law.gates import gates

if TYPE_CHECKING:
    import os

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident


def applicable_kinds(incident: Incident, templates: str | os.PathLike[str] | None = None) -> tuple[str, ...]:
    """Return the kinds of document that this incident can need, in the order of their ids.

    Letters to clients need a client, a disciplinary memo needs [discipline], a kind with required facts of its
    own needs [document.<kind>]; an optional kind is never among them. What is not to be made public needs no notice
    to the public, unless that takes the place of notice to persons (法26条2項ただし書). Where all data is that of the host of a
    dispatched worker, report, notice and publication are the host's, not the agency's.
    """
    without = {name for name, rule in kinds(templates).items() if not _is_called_for(rule, incident)}
    if not incident.clients:
        without |= {name for name, rule in kinds(templates).items() if rule.per == "client"}
    if incident.discipline is None:
        without.add("disciplinary_memo")
    if _is_kept_back(incident):
        without |= {name for name, rule in kinds(templates).items() if rule.audience == "公表"}
    if _is_only_dispatcher(incident):
        without |= {
            name for name, rule in kinds(templates).items() if rule.audience in {"委員会", "本人", "公表"}
        }
    return tuple(name for name in kinds(templates) if name not in without)


def _is_called_for(rule: Kind, incident: Incident) -> bool:
    """Whether the kind is made unasked: one required fact of its own is enough to ask for it, and for the rest."""
    required = [fact.name for fact in rule.facts if fact.required]
    given = incident.document.get(rule.id, {})
    return not rule.optional and (not required or any(name in given for name in required))


def _is_kept_back(incident: Incident) -> bool:
    """Whether it was decided not to publish, nor to take a measure in place of notice."""
    response, publication = incident.person_response, incident.publication
    is_decided = publication is not None and publication.status == "予定なし"
    return is_decided and (response is None or response.substitute is None)


def _is_only_dispatcher(incident: Incident) -> bool:
    """Whether every group is data of a 派遣先 (通則編ガイドライン3-4-3: 派遣先の従業者に含まれる)."""
    results = [
        result for result in gates(incident) if result.id == "dispatched" and result.outcome == "対象外"
    ]
    elsewhere = {group_id for result in results for group_id in result.groups}
    return bool(results) and elsewhere.issuperset(group.id for group in incident.group)
