"""Which rows of the list are asked for, how many are they, and about whom?"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.items import match_key
from noticegen.facts.recipients import Excluded
from noticegen.facts.recipients_count import DUPLICATES, UNCOUNTED
from noticegen.facts.recipients_text import address_key
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from noticegen.facts.incident import Incident
    from noticegen.facts.recipients import Recipient, RecipientsFile

    Wanted = Mapping[int, str]
    """The numbers of the letters that are asked for, each with the 管理番号 that the asking list gives."""

NUMBER: Final = "番号"


@dataclass
class Plan:
    """What a list holds. ``asked`` rows of it are to have a letter, if they can.

    ``unknown`` are the numbers that were asked for and have no row, ``other`` those whose row has another 管理番号
    than the list that asked for them. ``twice`` are pairs of numbers: a row that was asked for, and a later one about
    the same person that was not, whose letter may have been made before.
    """

    rows: int = 0
    asked: int = 0
    unknown: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)
    twice: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Persons:
    """How many rows are about somebody whose data is affected.

    ``doubtful`` of them are left out and may be about somebody who only received the data, ``duplicates`` are about
    somebody who stands in an earlier row too.
    """

    affected: int = 0
    doubtful: int = 0
    duplicates: int = 0

    def add(self, row: AffectedPerson | Excluded, incident: Incident) -> None:
        """Count a row: not a total, nor somebody who only got the data."""
        if not isinstance(row, Excluded):
            self.affected += bool(row.parts)
        elif row.code not in UNCOUNTED:
            self.affected += 1
            self.doubtful += any(group.role == "誤受領者" for group in incident.group)
            self.duplicates += row.code in DUPLICATES

    def include(self, others: Persons) -> None:
        """Add what was counted elsewhere."""
        self.affected += others.affected
        self.doubtful += others.doubtful
        self.duplicates += others.duplicates


def survey(source: RecipientsFile, wanted: Wanted | None) -> Plan:
    """Count the rows before the first letter: their number decides how letters are numbered and filed."""
    if wanted is None:
        rows = source.count_rows()
        return Plan(rows, rows)
    plan = Plan()
    asked: dict[object, int] = {}
    for row in source:
        plan.rows += 1
        if row.number not in wanted:
            # The list leaves a later row out for the earlier one, which may have had no letter when that one had.
            earlier = [asked[key] for key in _person_keys(row) if key in asked]
            if isinstance(row, Excluded) and row.code in DUPLICATES and earlier:
                plan.twice.append((earlier[0], row.number))
        else:
            if not isinstance(row, Excluded):
                asked.update(dict.fromkeys(_person_keys(row), row.number))
            plan.asked += 1
            if wanted[row.number] not in {"", _as_listed(row.id)}:
                plan.other.append(row.number)
    plan.unknown = sorted(number for number in wanted if number > plan.rows)
    return plan


def _person_keys(row: Recipient | Excluded) -> Iterator[object]:
    """Yield by what a row is seen to be of the same person as another."""
    if row.id:
        yield match_key(row.id)
    if row.name and row.address:
        yield match_key(row.name), address_key(row.address)


def persons_of(source: RecipientsFile, incident: Incident) -> Persons:
    """Count the persons of a whole list, where the letters of this run do not tell."""
    persons = Persons()
    for row in source:
        persons.add(joined(row, incident), incident)
    return persons


def joined(row: Recipient | Excluded, incident: Incident) -> AffectedPerson | Excluded:
    """Return a row with what of this person's data is affected."""
    return row if isinstance(row, Excluded) else affected_person(row, incident)


def chunks(
    source: RecipientsFile, rows: Iterable[Recipient | Excluded], wanted: Wanted | None, size: int
) -> Iterator[list[Recipient | Excluded]]:
    """Yield the rows that are asked for, so many at a time.

    Raises:
        RecipientsError: the list has changed since it was opened; no row is given that was read after that.
    """
    asked = iter(rows) if wanted is None else (row for row in rows if row.number in wanted)
    while chunk := list(islice(asked, size)):
        source.require_unchanged()
        yield chunk


def numbers_of(path: Path) -> Wanted:
    """Return the letter numbers that a list names in its column 番号, such as an ``excluded.csv``, with the 管理番号.

    Raises:
        OutputError: there is no such list or column.
    """
    try:
        rows = csv.DictReader(io.StringIO(_decoded(path.read_bytes()), newline=""))
        return {int(row[NUMBER]): _as_listed(row.get("管理番号") or "") for row in rows if any(row.values())}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, ValueError, TypeError):
        message = "番号の一覧として読めません。"
        hint = "batch が書いた excluded.csv など、「番号」の列がある CSV を指定してください。"
        raise OutputError(Finding("error", "O110", message, hint, where=Where(str(path)))) from None


def _decoded(data: bytes) -> str:
    """Return the text of a CSV as we wrote it, or as Excel saves it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp932")


def _as_listed(identifier: str) -> str:
    """Return an id without the apostrophe that keeps Excel from taking it for a formula."""
    return identifier.strip().removeprefix("'")
