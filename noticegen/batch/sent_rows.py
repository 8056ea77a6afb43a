"""Which letter does each row of a result list speak of, what happened to it, and when?

Lists come from post offices and mail houses. Files are read as lists of recipients are; the words are data.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from noticegen.facts.items import match_key
from noticegen.facts.recipients_table import open_tables, scan
from noticegen.facts.recipients_text import is_blank, trim
from noticegen.facts.recipients_words import column_of, header_key, is_total
from noticegen.findings import Finding, RecipientsError, Where
from noticegen.japanese.read_dates import day_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from noticegen.facts.recipients_table import Table

EventKind = Literal["発送", "返戻", "再送", "到達", "代替措置"]
"""What can happen to a letter, in the order in which it happens on one day."""

KINDS: Final[tuple[EventKind, ...]] = get_args(EventKind)
PENDING: Final = "途中"
HEADER_WITHIN: Final = 20
OWN_DIGITS: Final = 9
_NUMBER: Final = re.compile(r"(?:.*[/\\])?(?:no\.?)?0*(\d{1,9})(?:\.(?:docx|pdf))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One thing that a list says of one letter. ``number`` is None where it gives only an id, or none that is one.

    ``kind`` is None for a word that is not known, ``day`` None where no day is written, ``is_bad_day`` where what is
    written is no day. ``is_open`` says that the row tells no result: none is written, or news on the way.
    """

    row: int
    number: int | None
    id: str
    kind: EventKind | None
    day: date | None
    is_bad_day: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _Layout:
    number: int | None
    printed: int | None
    id: int | None
    event: int | None
    date: int | None
    dated: Mapping[EventKind, int]

    @property
    def fields(self) -> int:
        """How many columns are recognised; none counts without a letter and something that happened to it."""
        is_usable = (self.number, self.id) != (None, None) and (self.event is not None or self.dated)
        single = sum(each is not None for each in (self.number, self.id, self.event, self.date))
        return single + len(self.dated) if is_usable else 0


@dataclass(frozen=True, slots=True)
class ResultList:
    """A list of results that can be read any number of times. ``has_ids`` says that letters are named by 管理番号."""

    path: Path
    has_ids: bool
    _table: Table
    _header: int
    _layout: _Layout

    def __iter__(self) -> Iterator[ResultRow]:
        """Yield what each row says: nothing for blank rows and totals, several for several dates."""
        for row, cells in islice(self._table.rows(), self._header + 1, None):
            if not all(map(is_blank, cells)):
                yield from self._row(row, cells)

    def _row(self, row: int, cells: Sequence[str]) -> Iterator[ResultRow]:
        def text(index: int | None) -> str:
            return trim(cells[index]) if index is not None and index < len(cells) else ""

        written, identifier = text(self._layout.number), text(self._layout.id).removeprefix("'")
        if not identifier and (not written or is_total(written)) and any(is_total(cell) for cell in cells):
            return
        found = _NUMBER.fullmatch(match_key(written)) if written else None
        number = int(found[1]) if found else None
        dated = {kind: cell for kind, index in self._layout.dated.items() if (cell := text(index))}
        for kind, cell in dated.items():
            day = day_written(cell)
            yield ResultRow(row, number, identifier, kind, day, is_bad_day=day is None)
        word = match_key(text(self._layout.event))
        if word and (kind_word := _words().events.get(word)) != PENDING:
            cell = text(self._layout.date)
            day = day_written(cell) if cell else None
            kind_known = cast("EventKind | None", kind_word)
            yield ResultRow(row, number, identifier, kind_known, day, is_bad_day=bool(cell) and day is None)
        elif self._layout.event is not None and not dated:
            yield ResultRow(row, number, identifier, None, None, is_open=True)


def read_results(path: Path) -> ResultList:
    """Return a list of results (CSV, TSV or .xlsx). Raises RecipientsError where it cannot be read as one."""
    best: tuple[int, int, Table, _Layout] | None = None
    seen: list[Sequence[str]] = []
    for table in open_tables(path, scan(path)):
        for index, (_, cells) in enumerate(_opening(table)):
            seen.append(cells)
            layout = _with_printed(_lay_out(cells), table, index)
            if layout.fields > (best[0] if best else 0):
                best = (layout.fields, index, table, layout)
    if best is None:
        headers = _words().named
        message = f"結果の一覧の見出しが見つかりません。{_described(seen)}"
        hint = (
            f"「{headers['number']}」(書面の番号)か「{headers['id']}」の列と、「{headers['event']}」か「発送日」"
            "「返戻日」などの列を、最初の20行以内の見出しに書いてください。"
            "「お問い合わせ番号」は、10桁以上の番号があれば郵便の追跡番号とみて、書面の番号に読みません。"
        )
        raise RecipientsError(Finding("error", "B400", message, hint, where=Where(file=path.name)))
    return ResultList(path, best[3].number is None, best[2], best[1], best[3])


def _opening(table: Table) -> list[tuple[int, Sequence[str]]]:
    try:
        return list(islice(table.rows(), HEADER_WITHIN))
    except RecipientsError:
        return []  # with the wrong delimiter a good file may look broken


def _lay_out(cells: Sequence[str]) -> _Layout:
    keys = [header_key(trim(cell)) for cell in cells]
    words = _words()

    def first(headers: Sequence[str]) -> int | None:
        return next((keys.index(header) for header in headers if header in keys), None)

    dated = {kind: index for kind in KINDS if (index := first(words.dated[kind])) is not None}
    return _Layout(**{name: first(words.headers[name]) for name in words.headers}, dated=dated)


def _with_printed(layout: _Layout, table: Table, header: int) -> _Layout:
    """Take the column headed as our letters print it for their numbers, unless they are those of a carrier.

    Carriers call a tracking number of 11 to 13 digits by the same words; ours have nine at most.
    """
    index = layout.printed
    if index is None or (layout.number, layout.id) != (None, None):
        return layout
    values = (cells[index] for _, cells in islice(table.rows(), header + 1, None) if index < len(cells))
    is_tracking = any(sum(map(str.isdigit, value)) > OWN_DIGITS for value in values)
    return layout if is_tracking else replace(layout, number=index)


def _described(rows: Sequence[Sequence[str]]) -> str:
    """Return the headings that were seen; of a row that may be no heading only the words that surely are one."""
    words = _words()
    own = {key for each in (*words.headers.values(), *words.dated.values()) for key in each}

    def known(cells: Sequence[str]) -> list[str]:
        return [cell for cell in map(trim, cells) if header_key(cell) in own or column_of(cell) is not None]

    best = max(rows, key=lambda cells: len(known(cells)), default=())
    shown = [trim(cell) for cell in best] if len(known(best)) > 1 else known(best)
    return f"見つかった見出し: {'、'.join(filter(None, shown))}。" if shown else ""


@dataclass(frozen=True, slots=True)
class _Words:
    headers: Mapping[str, Sequence[str]]
    named: Mapping[str, str]
    dated: Mapping[EventKind, Sequence[str]]
    events: Mapping[str, str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("sent.toml").read_text("utf-8"))
    return _Words(
        headers={name: tuple(map(header_key, headers)) for name, headers in data["headers"].items()},
        named={name: headers[0] for name, headers in data["headers"].items()},
        dated={kind: tuple(map(header_key, headers)) for kind, headers in data["dated"].items()},
        events={match_key(word): kind for kind, words in data["events"].items() for word in words},
    )
