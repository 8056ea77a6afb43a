"""What follows from the facts and is the same for every document: totals, deadlines, words, the law's conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from noticegen.documents.advice import advice_for, situations_of
from noticegen.documents.clients import addressed, entrusted_by_others, named_entrustors
from noticegen.documents.form import entrustees, form_choices
from noticegen.documents.reported import reported
from noticegen.documents.steps import steps
from noticegen.documents.told import (
    authorities,
    exposures,
    notice_day,
    open_points,
    published_before,
    rungs,
)
from noticegen.documents.unknowns import open_facts
from noticegen.documents.views import CertaintyView, DateView, UnknownView, View, view
from noticegen.facts.totals import outer_groups, total_count
from noticegen.facts.values import Count, Unknown
from noticegen.japanese.certainty import surest
from noticegen.japanese.lists import list_text
from noticegen.japanese.numbers import number_text, yen_text
from noticegen.japanese.self_names import self_name
from noticegen.law.assessment import client_applicability
from noticegen.law.authorities import addressee
from noticegen.law.clocks import client_told_us
from noticegen.law.conditions import CONDITIONS
from noticegen.law.cyber_forms import cyber_forms
from noticegen.law.deadlines import client_deadlines, deadlines
from noticegen.law.discipline import pay_cut_limits
from noticegen.law.form import form_field
from noticegen.law.gates import has_my_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from noticegen.facts.incident import Incident
    from noticegen.japanese.dates import Style
    from noticegen.law.assessment import Applicability
    from noticegen.law.conditions import Case
    from noticegen.law.deadlines import Deadline


class When:
    """Every condition of the law as an attribute: ``computed.when.reportable``."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._known: dict[str, bool] = {}

    def __getattr__(self, name: str) -> bool:
        if name.startswith("_") or name not in CONDITIONS:
            raise AttributeError(name)
        if name not in self._known:
            self._known[name] = CONDITIONS[name](self._case)
        return self._known[name]


def computed(case: Case, seen: Incident, kind_id: str, clients: Collection[str] = ()) -> View:
    """Return the variable ``computed``: ``case`` knows all facts, ``seen`` only what the reader may see.

    ``clients`` are those of the person written to, whose numbers then stand for the total.
    """
    style = case.incident.letter.style
    incident = case.incident
    facts: dict[str, Any] = {
        "when": When(case),
        "kind": kind_id,
        "we": incident.business.self_name or self_name(incident.business.name),
        "we_plain": incident.business.self_name or self_name(incident.business.name, plain=True),
        "today": DateView(case.on, style),
        "total": view(_total(case, clients), style),
        "event": event_words(incident.incident.kinds),
        "event_done": all("おそれ" not in kind for kind in incident.incident.kinds),
        "certainty": _certainty(seen, style),
        "signatory": view(incident.letter.signatory or incident.business.representative, style),
        "addressee": addressee(incident, case.on),
        "cyber_forms": tuple(form.name for form in cyber_forms(seen, case.on)),
        "my_number_groups": tuple(
            group.label for group in seen.group if group.role == "本人" and has_my_number(group)
        ),
        "entrustors": named_entrustors(seen, style, all_of_them=case.audience == "委員会"),
        "entrustees": view(entrustees(seen), style),
        "receivers": view(tuple(each for each in seen.group if each.role == "誤受領者"), style),
        "joint_reporters": view(
            tuple(each for each in seen.party if each.id in seen.report.joint_with), style
        ),
        "measures_done": view(tuple(each for each in seen.measure if each.status == "実施済み"), style),
        "measures_planned": view(tuple(each for each in seen.measure if each.status == "実施予定"), style),
        "advice": _advice(seen),
        "authorities": authorities(seen, style),
        "exposures": exposures(seen, style),
        "reported": reported(seen, addressee(incident, case.on), style),
        "steps": steps(seen, style),
        "notice_date": DateView(notice_day(seen), style),
        "published_before": view(published_before(seen), style),
        "owes_notice": _owes_notice(case, clients),
        "rungs": rungs(seen),
        "open_points": open_points(seen),
        "unknowns": open_facts(seen, style),
        "pay_cut": _pay_cut(seen, style),
        "changes": None,  # put here by who knows the earlier state too
    }
    if case.client is None:
        facts["rule7"] = _rule7(case.applicability, seen, case)
        facts["gates"] = _gates(case)
        facts["form"] = _form(seen, case.applicability, style)
        facts["deadlines"] = _deadlines(deadlines(incident, on=case.on), seen, case.on)
    else:
        # Our own verdict on item 4 would betray the number of other clients' customers.
        party = incident.party_named(case.client)
        facts["client"] = view(party, style)
        facts["client_you"] = addressed(party)
        facts["client_of_others"] = entrusted_by_others(incident, case.client)
        facts["client_rule7"] = _rule7(case.client_applicability, seen, case)
        facts["client_total"] = facts["total"]
        facts["client_told_us"] = client_told_us(incident, case.client)
        facts["client_deadlines"] = _deadlines(
            client_deadlines(incident, case.client, on=case.on), seen, case.on
        )
        facts["form"] = _form(seen, case.client_applicability, style)
    return View(**facts)


def _total(case: Case, clients: Collection[str]) -> Count | Unknown | None:
    """Return the number of persons, None where it would tell of a group or of a total that is closed to the reader."""
    if case.client is None and len(clients) > 1:
        return None  # the sum over some clients of several would be nobody's number
    client = case.client or next(iter(clients), None)
    affected = case.part.affected
    if client is None and affected is not None and affected.count is not None:
        return affected.count
    shown = {group.id for group in case.part.group}
    if any(group.id not in shown for group in outer_groups(case.incident, client=client)):
        return None  # without the closed groups the sum would be too small
    return total_count(case.incident.model_copy(update={"affected": None}), client=client)


def _owes_notice(case: Case, clients: Collection[str]) -> bool:
    """Return whether the data of this person are part of a reportable event (法26条2項, 35条5項).

    Of a client's persons by that client's slice: another client's may be reportable where theirs is not.
    """
    if not clients:
        return CONDITIONS["reportable"](case)
    return any(client_applicability(case.incident, each, case.on).reportable for each in clients)


def event_words(kinds: tuple[str, ...]) -> str:
    """Return what happened in the words of the law: 漏えい及び滅失のおそれ.

    >>> event_words(("漏えい", "毀損のおそれ"))
    '漏えい及び毀損のおそれ'
    """
    return list_text(dict.fromkeys(kinds), "及び") or ""


def _certainty(seen: Incident, style: Style) -> CertaintyView | UnknownView:
    groups = [group for group in seen.group if group.role == "本人"]
    rung = surest(group.certainty for group in groups if isinstance(group.certainty, str))
    if rung is not None:
        return CertaintyView(rung)
    word = next(
        (group.certainty for group in groups if isinstance(group.certainty, Unknown)), Unknown(unknown="不明")
    )
    seen_word: UnknownView = view(word, style)
    return seen_word


def _gates(case: Case) -> tuple[View, ...]:
    """Return what was asked before 規則7条, for readers within the business alone: it names parties."""
    if case.audience != "社内":
        return ()
    labels = {group.id: group.label for group in case.part.group}
    return tuple(
        View(
            id=gate.id,
            title=gate.title,
            outcome=gate.outcome,
            reason=_named(gate.reason, case.incident),
            sources=gate.sources,
            groups=tuple(labels[name] for name in gate.groups if name in labels),
        )
        for gate in case.applicability.proposal.gates
    )


def _named(reason: str, incident: Incident) -> str:
    """Return a gate's reason with the name of a cloud provider in place of its id, which only the file knows."""
    names = {party.id: party.name for party in incident.party}
    return re.sub(
        r"(?<=クラウド事業者（)[^）]+", lambda found: names.get(found.group(), found.group()), reason
    )


def _labelled(reasons: Iterable[str], seen: Incident) -> tuple[str, ...]:
    """Return the reasons with groups by what they are called, not by their ids, and numbers as the document has them.

    What is true of several groups is said of them together.
    """
    labels = {group.id: group.label for group in seen.group}
    style = seen.letter.style

    def number(found: re.Match[str]) -> str:
        return number_text(int(found[0].replace(",", "")), style)

    told: dict[str, list[str]] = {}
    for reason in reasons:
        found = re.match(r"グループ (\S+) ", reason)
        rest = reason[found.end() :] if found else reason
        groups = told.setdefault(re.sub(r"[0-9]+(?:,[0-9]{3})+(?=人)", number, rest), [])
        if found:
            groups.append(f"「{labels.get(found[1], found[1])}」")
    return tuple("".join(groups) + rest for rest, groups in told.items())


def _rule7(decision: Applicability, seen: Incident, case: Case) -> View:
    """Return the decision on 規則7条 beside the proposal.

    The lawyer's name and reason are for who may read [assessment]; what speaks for and against an item in the
    facts, for them and for all readers within the business.
    """
    style = case.incident.letter.style
    shows_reasons = seen.assessment is not None
    shows_both_sides = shows_reasons or case.audience == "社内"
    labels = form_field("rule7", case.on).choices
    entries = []
    for item in decision.proposal.items:
        applies = item.number in decision.items
        entries.append(
            View(
                number=item.number,
                label=next(
                    (label for label in labels if f"第{item.number}号" in label), f"第{item.number}号"
                ),
                verdict=item.verdict
                if decision.decided_by == "proposal"
                else "該当"
                if applies
                else "非該当",
                title=item.title,
                proposed=item.verdict if shows_both_sides else None,
                applies=applies,
                mark="■" if applies else "□",
                reasons_for=_labelled(item.reasons_for, seen) if shows_both_sides else (),
                reasons_against=_labelled(item.reasons_against, seen) if shows_both_sides else (),
                reasons_open=_labelled(item.reasons_open, seen) if shows_both_sides else (),
                sources=item.sources,
            )
        )
    return View(
        entries=tuple(entries),
        applies_any=bool(decision.items),
        decided_by=decision.decided_by,
        name=decision.name if shows_reasons else None,
        on=view(decision.on, style) if shows_reasons else None,
        reason=decision.reason if shows_reasons else None,
    )


def _form(seen: Incident, decision: Applicability, style: Style) -> Any:  # noqa: ANN401 - a view
    choices = form_choices(seen, rule7=decision.items)
    facts = {name: getattr(choices, name) for name in choices.__dataclass_fields__}
    for name in ("counts", "card"):
        facts[name] = tuple(
            View(
                **{
                    **{key: getattr(row, key) for key in row.__dataclass_fields__},
                    "count": view(row.count, style),
                }
            )
            for row in facts[name]
        )
    return View(**facts)


def _advice(seen: Incident) -> tuple[str, ...]:
    groups = [group for group in seen.group if group.role == "本人"]
    items = [
        each.name
        for group in groups
        if group.items and not isinstance(group.items, Unknown)
        for each in group.items
    ]
    certainties = [group.certainty for group in groups if isinstance(group.certainty, str)]
    return advice_for(
        items,
        situations=situations_of(certainties),
        groups=[group.id for group in groups],
        written=seen.advice,
    )


def _deadlines(due: tuple[Deadline, ...], seen: Incident, on: date) -> tuple[View, ...]:
    style, dated = seen.letter.style, seen.letter.date
    return tuple(
        View(
            id=each.id,
            title=each.title,
            recipient=each.recipient,
            due_from=view(each.due_from, style),
            due_on=view(each.due_on, style),
            counted_from=view(each.counted_from, style),
            days=each.days,
            rolled=each.rolled,
            source=each.source,
            within=each.within,
            note=each.note or None,
            done_on=view(each.done_on, style),
            passed=each.due_on is not None and each.due_on < dated,
            overdue=each.due_on is not None and each.done_on is None and each.due_on < on,
            late=each.due_on is not None and each.done_on is not None and each.done_on > each.due_on,
            items=each.items,
        )
        for each in due
    )


def _pay_cut(seen: Incident, style: Style) -> View | None:
    if seen.discipline is None or seen.discipline.pay_cut is None:
        return None
    figures = seen.discipline.pay_cut
    limits = pay_cut_limits(figures)
    return View(
        per_act_limit=yen_text(int(limits.per_act_limit), style),
        total_limit=yen_text(int(limits.total_limit), style),
        average_daily=yen_text(figures.average_daily, style),
        period_total=yen_text(figures.period_total, style),
        per_act=yen_text(figures.per_act, style),
        total=yen_text(figures.total, style),
        within=limits.within,
    )
