"""What is due when, to whom, counted how?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from noticegen.facts.values import known
from noticegen.japanese.dates import date_text
from noticegen.law.assessment import applicable, client_applicability
from noticegen.law.authorities import addressee, commission
from noticegen.law.calendar import roll_forward
from noticegen.law.clocks import (
    IMPROPER,
    Clock,
    client_told_us,
    clocks,
    clocks_are_improper,
    informed_on,
    known_on,
)
from noticegen.law.conditions import Case, entrustee_notice, my_number
from noticegen.law.data import Level, rows
from noticegen.law.done import done_on
from noticegen.law.rule7 import has_card_data
from noticegen.law.slices import client_slice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident

_HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due. ``due_on`` is None where the law says 速やかに without a number of days.

    ``due_from`` is the first day of a span (day 3 of 3 to 5), ``counted_from`` is day 1, ``days`` the number
    counted, ``rolled`` whether the last day was closed and the next open day counts, ``done_on`` the day on which
    the facts say that it was done.
    """

    id: str
    title: str
    recipient: str
    due_from: date | None
    due_on: date | None
    counted_from: date
    days: int | None
    rolled: bool
    level: Level
    source: str
    note: str = ""
    items: tuple[int, ...] = ()
    party: str | None = None
    unverified: bool = False
    done_on: date | None = None

    def days_left(self, on: date) -> int | None:
        """Return how many days remain: 0 on the last day, negative when it has passed, None without a day."""
        return None if self.due_on is None else (self.due_on - on).days


def due_on(counted_from: date, days: int, *, rolls: bool) -> date:
    """Return the last day in time: day 1 is the day of knowledge, every calendar day counts.

    末日が土日・祝日・12月29日～1月3日なら翌開庁日(通則編ガイドライン3-5-3-4 ※2), where ``rolls``.

    >>> due_on(date(2026, 11, 2), 30, rolls=True), due_on(date(2026, 11, 2), 60, rolls=True)
    (datetime.date(2026, 12, 1), datetime.date(2027, 1, 4))
    """
    last = counted_from + timedelta(days=days - 1)
    return roll_forward(last) if rolls else last


def deadlines(incident: Incident, *, on: date) -> tuple[Deadline, ...]:
    """Return everything that is due by the law of the day, the earliest first; what has no day comes last.

    Each item of 規則7条 has the clock of its own day of knowledge. The earliest clock bears the plain id
    (``final_report``), every other one the items that it is for (``final_report_rule7_4``).
    """
    clients = [party.id for party in incident.clients]
    found = [
        *_own(incident, on),
        *(each for client in clients for each in _towards_client(incident, client, on)),
        *(
            each
            for client in clients
            if informed_on(incident, client) is not None
            for each in client_deadlines(incident, client, on=on)
        ),
        *other_deadlines(incident, on),
    ]
    done = (
        replace(each, done_on=done_on(incident, each.id, each.recipient, each.counted_from)) for each in found
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
    target = _Target(commission(on).name, client, note)
    return _reports("client_", clocks(applicability, lambda _: start), applicability.undecided, target, on)


def _own(incident: Incident, on: date) -> Iterator[Deadline]:
    applicability = applicable(incident, on)
    if not applicability.reportable:
        return
    exempt = ""
    if entrustee_notice(Case(incident, on)):
        exempt = "報告義務を負う委託元に通知すれば、その委託に係る分の報告義務を免れる（法26条1項ただし書）。"
    target = _Target(addressee(incident, on), None, exempt)
    running = clocks(applicability, lambda item: known_on(incident, item))
    yield from _reports("", running, applicability.undecided, target, on)
    for row in _rows("person_notice", on):
        start = min(clock.starts_on for clock in running)
        yield make_deadline(row, start, items=applicability.items)


def _towards_client(incident: Incident, client: str, on: date) -> Iterator[Deadline]:
    """Yield what the business owes its client: the notice of 規則9条, and what the contract says."""
    party = incident.party_named(client)
    start = known_on(client_slice(incident, client))
    if entrustee_notice(Case(incident, on, client)):
        for row in _rows("entrustor_notice", on):
            yield make_deadline(row, start, recipient=party.name, party=client)
    if party.contract is not None and party.contract.report_within:
        for row in _rows("contract_report", on):
            note = f"契約上の期限: {party.contract.report_within}"
            yield make_deadline(row, start, recipient=party.name, party=client, note=note)


@dataclass(frozen=True, slots=True)
class _Target:
    recipient: str
    party: str | None
    note: str


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
        for row in _rows(prefix + name, on):
            made = [
                make_deadline(
                    row,
                    clock.starts_on,
                    improper=clock.improper,
                    recipient=target.recipient,
                    party=target.party,
                    items=clock.items,
                    note=_note(clock, undecided, target.note, several=len(each) > 1),
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


def _note(clock: Clock, undecided: tuple[int, ...], more: str, *, several: bool) -> str:
    sentences = []
    items = "・".join(f"{item}号" for item in clock.items)
    if several:
        sentences.append(
            f"規則7条{items}について。起算日又は日数の異なる期限があるときは、最も早いものに従うのが安全。"
        )
    doubtful = [f"{item}号" for item in clock.items if item in undecided]
    if doubtful:
        sentences.append(f"{'・'.join(doubtful)}は判断不能のため、該当するものとして数えた。")
    if clock.improper and set(clock.items) - {IMPROPER}:
        short = date_text(due_on(clock.starts_on, 30, rolls=True))
        sentences.append(f"3号に当たらないこととなったときは30日（{short}まで）。")
    return "".join((*sentences, more))


def make_deadline(  # noqa: PLR0913 - the parts of one deadline
    row: dict[str, Any],
    start: date,
    *,
    improper: bool = False,
    recipient: str = "",
    party: str | None = None,
    items: tuple[int, ...] = (),
    note: str = "",
) -> Deadline:
    """Return the deadline that an entry of the law makes of a day of knowledge."""
    days = row.get("improper_days", row.get("days")) if improper else row.get("days")
    due: date | None = None
    if days is not None:
        due = due_on(start, days, rolls=row["rolls"])
    elif "hours" in row:
        due = start + timedelta(days=row["hours"] // _HOURS_OF_A_DAY)
    return Deadline(
        id=row["id"] if party is None else f"{row['id']}:{party}",
        title=row["title"],
        recipient=recipient or row.get("recipient", ""),
        due_from=start + timedelta(days=row["from_day"] - 1) if "from_day" in row else None,
        due_on=due,
        counted_from=start,
        days=days,
        rolled=days is not None and due != due_on(start, days, rolls=False),
        level=row["level"],
        source="、".join(row["sources"]),
        note="".join(part for part in (row["note"], note) if part),
        items=items,
        party=party,
        unverified=row["unverified"],
    )


def _rows(row_id: str, on: date) -> tuple[dict[str, Any], ...]:
    return tuple(row for row in rows("deadlines", "deadline", on) if row["id"] == row_id)


def other_deadlines(incident: Incident, on: date) -> Iterator[Deadline]:
    """Yield the clocks of other laws and contracts, each only where the facts set it going."""
    improper = clocks_are_improper(applicable(incident, on))
    triggers = {
        "my_number": my_number(Case(incident, on)),
        "privacy_mark": known(incident.business.privacy_mark) is True,
        "card": has_card_data(incident),
        "serves_eu": known(incident.business.serves_eu) is True,
        "listed": known(incident.business.listed) is True,
    }
    discovered = known(incident.incident.discovered_on)
    for row in rows("deadlines", "deadline", on):
        if not triggers.get(row["trigger"], False):
            continue
        start = known_on(incident)
        if row["start"] == "discovered" and discovered is not None and discovered.first_day is not None:
            start = discovered.first_day
        yield make_deadline(row, start, improper=improper)
