"""Which rows of the list are asked for, and how many letters will there be?"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.recipients import Excluded
from noticegen.facts.recipients_count import DUPLICATES, NOT_PERSONS
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from noticegen.facts.incident import Incident
    from noticegen.facts.recipients import RecipientsFile

    Wanted = Mapping[int, str]
    """The numbers of the letters that are asked for, each with the 管理番号 that the asking list gives."""

CHUNK_ROWS: Final = 500
NUMBER: Final = "番号"


@dataclass
class Plan:
    """What a list holds. ``persons`` counts the rows about somebody whose data is affected.

    ``doubtful`` of them are left out and may be about somebody who only received the data, ``duplicates`` are about
    somebody who stands in an earlier row too.
    ``unknown`` are the numbers that were asked for and have no row, ``other`` those whose row has another 管理番号
    than the list that asked for them.
    """

    rows: int = 0
    persons: int = 0
    doubtful: int = 0
    duplicates: int = 0
    letters: int = 0
    skipped: int = 0
    unknown: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)


def survey(source: RecipientsFile, incident: Incident, wanted: Wanted | None) -> Plan:
    """Count the rows before the first letter: their number decides how letters are numbered and filed."""
    plan = Plan()
    has_receivers = any(group.role == "誤受領者" for group in incident.group)
    for row in source:
        joined = row if isinstance(row, Excluded) else affected_person(row, incident)
        plan.rows += 1
        if _is_affected(joined):
            plan.persons += 1
            plan.doubtful += has_receivers and isinstance(joined, Excluded)
            plan.duplicates += isinstance(joined, Excluded) and joined.code in DUPLICATES
        if wanted is not None and row.number not in wanted:
            plan.skipped += 1
            continue
        plan.letters += isinstance(joined, AffectedPerson)
        if wanted is not None and wanted[row.number] not in {"", _as_listed(row.id)}:
            plan.other.append(row.number)
    plan.unknown = sorted(number for number in wanted or () if number > plan.rows)
    return plan


def _is_affected(row: AffectedPerson | Excluded) -> bool:
    """Return whether this counts among the persons affected: not a total, nor somebody who only got the data."""
    return row.code not in NOT_PERSONS if isinstance(row, Excluded) else bool(row.parts)


def chunks(
    source: RecipientsFile, incident: Incident, wanted: Wanted | None
) -> Iterator[list[AffectedPerson | Excluded]]:
    """Yield the rows that are asked for, joined with the facts, some hundreds at a time."""
    rows = (
        row if isinstance(row, Excluded) else affected_person(row, incident)
        for row in source
        if wanted is None or row.number in wanted
    )
    while chunk := list(islice(rows, CHUNK_ROWS)):
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
