"""What is one deadline, and how does an entry of the law become one?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from noticegen.law.calendar import roll_forward
from noticegen.law.data import Level, rows

_HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due. ``due_on`` is None where the law says 速やかに without a number of days: see ``within``.

    ``within`` says how soon where there is no day: 速やかに, 直ちに, or in the words of a contract; else it is blank.
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
    within: str = ""

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
        within="" if due else row.get("within", "速やかに"),
    )


def deadline_rows(row_id: str, on: date) -> tuple[dict[str, Any], ...]:
    """Return the entries of this id that are in force on the day."""
    return tuple(row for row in rows("deadlines", "deadline", on) if row["id"] == row_id)
