"""Is this a reportable event (報告対象事態): what does the tool propose, and what did the lawyer decide?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from noticegen.facts.values import Unknown
from noticegen.law.gates import GateResult, gates
from noticegen.law.rule7 import ItemProposal, Verdict, judge, rule7_items
from noticegen.law.slices import client_slice

if TYPE_CHECKING:
    from datetime import date

    from noticegen.facts.event import Group
    from noticegen.facts.incident import Incident


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the tool proposes: the gates it went through, and a verdict on each item of 規則7条."""

    gates: tuple[GateResult, ...]
    items: tuple[ItemProposal, ...]

    def numbers(self, *verdicts: Verdict) -> tuple[int, ...]:
        """Return the numbers of the items with one of these verdicts."""
        return tuple(item.number for item in self.items if item.verdict in verdicts)


@dataclass(frozen=True, slots=True)
class Applicability:
    """What the documents and deadlines go by.

    ``items`` are the items of 規則7条 that apply. What cannot be decided is treated as applying, and is named
    in ``undecided`` too. A lawyer's [assessment] decides alone; the proposal is kept beside it.
    """

    items: tuple[int, ...]
    undecided: tuple[int, ...]
    decided_by: Literal["proposal", "lawyer"]
    proposal: Proposal
    name: str | None = None
    on: date | None = None
    reason: str | None = None

    @property
    def reportable(self) -> bool:
        """Whether it is, or must be treated as, a reportable event."""
        return bool(self.items)


def propose(incident: Incident, *, on: date, administrative: bool = False) -> Proposal:
    """Return the tool's proposal by the rules of the day (規則7条、通則編ガイドライン3-5-3-1).

    ``administrative``: the number of 法68条 (100 persons) in place of 1,000.
    """
    results = gates(incident)
    excluded = _concerned(incident, results, "対象外")
    doubtful = _concerned(incident, results, "判断不能")
    remaining = tuple(group for group in incident.group if group.id not in excluded and group.role == "本人")
    sure = tuple(group for group in remaining if group.id not in doubtful)
    items = []
    for entry in rule7_items(on):
        everyone = _relevant(incident, entry["number"], remaining, planned=entry.get("planned_data", False))
        certain = tuple(group for group in everyone if group in sure)
        proposal = judge(entry, incident, everyone, administrative=administrative)
        if certain != everyone and proposal.verdict == "該当":
            alone = judge(entry, incident, certain, administrative=administrative)
            if alone.verdict != "該当":
                proposal = replace(proposal, verdict="判断不能")
        items.append(_with_gates(proposal, results))
    return Proposal(results, tuple(items))


def _concerned(incident: Incident, results: tuple[GateResult, ...], outcome: str) -> frozenset[str]:
    everyone = tuple(group.id for group in incident.group)
    return frozenset(
        group_id for result in results if result.outcome == outcome for group_id in result.groups or everyone
    )


def _relevant(
    incident: Incident, number: int, groups: tuple[Group, ...], *, planned: bool
) -> tuple[Group, ...]:
    """Return the groups whose data the item covers: planned personal data counts for item 3 alone."""
    if incident.incident.data_category != "個人データとして取り扱う予定の個人情報":
        return groups
    return groups if number == 3 and planned else ()


def _with_gates(proposal: ItemProposal, results: tuple[GateResult, ...]) -> ItemProposal:
    """Return the proposal with what the gates found among its reasons."""
    against = tuple(result.reason for result in results if result.outcome == "対象外")
    doubts = tuple(result.reason for result in results if result.outcome == "判断不能")
    return replace(
        proposal,
        reasons_against=(*proposal.reasons_against, *against),
        reasons_open=(*proposal.reasons_open, *(doubts if proposal.verdict != "非該当" else ())),
    )


def applicable(incident: Incident, on: date) -> Applicability:
    """Return which items of 規則7条 apply to the business: the lawyer's decision, else the tool's proposal."""
    proposal = propose(incident, on=on)
    decision = incident.assessment
    if decision is None:
        undecided = proposal.numbers("判断不能")
        return Applicability(proposal.numbers("該当", "判断不能"), undecided, "proposal", proposal)
    return Applicability(
        tuple(sorted(set(decision.rule7))), (), "lawyer", proposal, decision.by, decision.on, decision.reason
    )


def client_applicability(incident: Incident, client: str, on: date) -> Applicability:
    """Return which items apply to a client by its own slice of the incident (通則編ガイドライン3-5-3-1、3-5-3-5).

    Each client counts its own persons. ``owes_report`` of the party decides where it is known: then all items
    that the slice may meet stand. A client of several whose slice is not marked cannot be judged: every item
    stays undecided.

    Raises:
        KeyError: there is no such party.
    """
    party = incident.party_named(client)
    part = client_slice(incident, client)
    if part.group:
        proposal = _as_handler(part, on, administrative=party.administrative)
    else:
        reason = "この取引先の分の本人のグループが記録されていない。"
        proposal = Proposal(
            (),
            tuple(
                ItemProposal(
                    entry["number"], entry["title"], "判断不能", (), (), tuple(entry["sources"]), (reason,)
                )
                for entry in rule7_items(on)
            ),
        )
    owes = party.owes_report
    if owes is None or isinstance(owes, Unknown):
        items, undecided = proposal.numbers("該当", "判断不能"), proposal.numbers("判断不能")
        return Applicability(items, undecided, "proposal", proposal)
    reason = "[[party]] の owes_report による。"
    if not owes:
        return Applicability((), (), "lawyer", proposal, reason=reason)
    items = (
        proposal.numbers("該当") or proposal.numbers("判断不能") or tuple(i.number for i in proposal.items)
    )
    return Applicability(items, (), "lawyer", proposal, reason=reason)


def _as_handler(part: Incident, on: date, *, administrative: bool) -> Proposal:
    """Return the proposal for a client as the one who handles the data: the gates about us do not concern it."""
    nobodys = {"client": None}
    own = part.model_copy(
        update={
            "group": tuple(group.model_copy(update=nobodys) for group in part.group),
            "protection": tuple(entry.model_copy(update=nobodys) for entry in part.protection),
            "business": part.business.model_copy(update={"kind": "個人情報取扱事業者"}),
            "party": (),
        }
    )
    return propose(own, on=on, administrative=administrative)
