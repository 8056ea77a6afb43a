"""What is due when, to whom, counted how?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from noticegen.japanese.dates import date_text
from noticegen.law.assessment import applicable, client_applicability
from noticegen.law.authorities import addressee, commission
from noticegen.law.clocks import (
    IMPROPER,
    Clock,
    client_told_us,
    clocks,
    informed_on,
    known_on,
    told_on,
)
from noticegen.law.conditions import Case, entrustee_notice
from noticegen.law.deadline import Deadline, deadline_rows, due_on, make_deadline
from noticegen.law.deadlines_contracts import contract_deadlines, deadline_questions
from noticegen.law.deadlines_other import other_deadlines
from noticegen.law.done import done_on
from noticegen.law.slices import client_slice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident
    from noticegen.japanese.dates import Style

WRITTEN = ("書面", "文書", "通知書", "郵", "送付", "メール", "FAX", "ファクス", "ファックス", "手交")
"""Words of a means by which the nine items can have been handed over, and be shown to have been."""

__all__ = ["Deadline", "client_deadlines", "deadline_questions", "deadlines", "due_on"]


def deadlines(incident: Incident, *, on: date) -> tuple[Deadline, ...]:
    """Return everything that is due by the law of the day, the earliest first; what has no day comes last.

    Each item of 規則7条 has the clock of its own day of knowledge. The earliest clock bears the plain id
    (``final_report``), every other one the items that it is for (``final_report_rule7_4``).
    """
    clients = [party.id for party in incident.clients]
    found = [
        *_own(incident, on),
        *(each for client in clients for each in _towards_client(incident, client, on)),
        *contract_deadlines(incident, on),
        *(
            each
            for client in clients
            if informed_on(incident, client) is not None
            for each in client_deadlines(incident, client, on=on)
        ),
        *other_deadlines(incident, on),
    ]
    done = (
        replace(each, done_on=each.done_on or done_on(incident, each.id, each.recipient, each.counted_from))
        for each in found
    )
    return tuple(sorted(done, key=lambda each: (each.due_on or date.max, each.id)))


def client_deadlines(incident: Incident, client: str, *, on: date) -> tuple[Deadline, ...]:
    """Return when a client's own reports are due, the earliest first; none where it owes none.

    None either where the client told us, and nobody says since when it had known.

    A client that was not told yet knows at the latest from the letter: its date then is day 1.

    Raises:
        KeyError: there is no such party.
    """
    if client_told_us(incident, client):
        return ()
    applicability = client_applicability(incident, client, on)
    told = informed_on(incident, client)
    start = told or incident.letter.date
    note = "" if told else "本書の日付を1日目とした。到達が遅れるときは、到達した日から数える。"
    target = _Target(commission(on).name, client, note, incident.letter.style)
    return _reports("client_", clocks(applicability, lambda _: start), applicability.undecided, target, on)


def _own(incident: Incident, on: date) -> Iterator[Deadline]:
    applicability = applicable(incident, on)
    if not applicability.reportable:
        return
    exempt = ""
    if entrustee_notice(Case(incident, on)):
        exempt = "報告義務を負う委託元に通知すれば、その委託に係る分の報告義務を免れる（法26条1項ただし書）。"
    target = _Target(addressee(incident, on), None, exempt, incident.letter.style)
    running = clocks(applicability, lambda item: known_on(incident, item))
    yield from _reports("", running, applicability.undecided, target, on)
    for row in deadline_rows("person_notice", on):
        start = min(clock.starts_on for clock in running)
        yield make_deadline(row, start, items=applicability.items)


def _towards_client(incident: Incident, client: str, on: date) -> Iterator[Deadline]:
    """Yield what the business owes its client: the notice of 規則9条."""
    party = incident.party_named(client)
    start = known_on(client_slice(incident, client))
    if entrustee_notice(Case(incident, on, client)):
        for row in deadline_rows("entrustor_notice", on):
            made = make_deadline(row, start, recipient=party.name, party=client)
            told, means = told_on(party, on), (party.informed.by_means if party.informed else None) or ""
            # No form is prescribed, but the nine items must have been in it: a call alone does not show that.
            if told is not None and any(word in means for word in WRITTEN):
                proof = f"知らせた日（{means}）による。把握している9項目を通知したことを、控えで示せるようにする。"
                made = replace(made, done_on=told, note=made.note + proof)
            elif told is not None:
                call = (
                    f"{date_text(told, incident.letter.style)}に知らせている（{means or '方法の記載なし'}）。"
                )
                rest = "把握している9項目は、書面など、控えの残る方法で通知する。"
                made = replace(made, note=made.note + call + rest)
            yield made


@dataclass(frozen=True, slots=True)
class _Target:
    recipient: str
    party: str | None
    note: str
    style: Style


def _reports(
    prefix: str, running: tuple[Clock, ...], undecided: tuple[int, ...], target: _Target, on: date
) -> tuple[Deadline, ...]:
    """Return the preliminary reports, one for each day of knowledge, and the final ones, one for each clock."""
    starts: dict[date, set[int]] = {}
    for clock in running:
        starts.setdefault(clock.starts_on, set()).update(clock.items)
    preliminary = [(Clock(start, tuple(sorted(items)), improper=False)) for start, items in starts.items()]
    found = []
    for name, each in (("preliminary_report", preliminary), ("final_report", list(running))):
        for row in deadline_rows(prefix + name, on):
            made = [
                make_deadline(
                    row,
                    clock.starts_on,
                    improper=clock.improper,
                    recipient=target.recipient,
                    party=target.party,
                    items=clock.items,
                    note=_note(clock, undecided, target, several=len(each) > 1),
                )
                for clock in each
            ]
            made.sort(key=lambda one: one.due_on or date.max)
            found += [made[0], *(_renamed(one) for one in made[1:])] if made else []
    return tuple(found)


def _renamed(deadline: Deadline) -> Deadline:
    """Return a deadline that is not the earliest of its kind, with its items in the id."""
    name, colon, party = deadline.id.partition(":")
    items = "_".join(str(item) for item in deadline.items)
    return replace(deadline, id=f"{name}_rule7_{items}{colon}{party}")


def _note(clock: Clock, undecided: tuple[int, ...], target: _Target, *, several: bool) -> str:
    sentences = []
    if several:
        sentences.append("起算日又は日数の異なる期限があるときは、最も早いものに従う。")
    doubtful = [f"{item}号" for item in clock.items if item in undecided]
    if doubtful:
        sentences.append(f"{'・'.join(doubtful)}は判断不能のため、該当するものとして数えた。")
    if clock.improper and set(clock.items) - {IMPROPER}:
        short = date_text(due_on(clock.starts_on, 30, rolls=True), target.style)
        sentences.append(f"3号に当たらないこととなったときは30日（{short}まで）。")
    return "".join((*sentences, target.note))
