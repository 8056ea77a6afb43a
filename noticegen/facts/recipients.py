"""Who gets a letter? A list of recipients (CSV, TSV or .xlsx) as a stream of persons and of rows left out.

The file is read again at each iteration and never held in memory. A file that cannot be read as a whole raises
``RecipientsError``; a row that cannot be used is an ``Excluded`` with its reason, and the others go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.facts.items import item_key, known_keys, match_key
from noticegen.facts.recipients_columns import HEADER_WITHIN, describe_header, find_header, lay_out
from noticegen.facts.recipients_reasons import broken, notice, row_reason, unreadable
from noticegen.facts.recipients_remarks import Remarks
from noticegen.facts.recipients_rows import RowReader
from noticegen.facts.recipients_seen import FirstSeen
from noticegen.facts.recipients_table import Contents, Table, open_tables, scan
from noticegen.facts.recipients_text import address_key, is_blank
from noticegen.facts.recipients_types import Delivery, Excluded, Recipient, RecipientKind
from noticegen.findings import Finding, RecipientsError, Where

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from os import PathLike

__all__ = [
    "Delivery",
    "Excluded",
    "Recipient",
    "RecipientKind",
    "RecipientsFile",
    "check_against",
    "read_recipients",
]

_SAMPLE: Final = 1000
_GROUP_ONLY: Final[Mapping[str, str]] = {}


@dataclass(slots=True)
class RecipientsFile:
    """A list of recipients. Iterating yields ``Recipient | Excluded`` in the order of the rows, any number of times.

    ``columns`` maps canonical names to the headers found, ``marks`` are the items with a column of marks, ``unused``
    the other columns; ``header_row`` is the header's row as Excel shows it, ``choices`` what the caller has chosen,
    ``sha256`` is of its bytes. ``blank_rows`` is the number of blank rows between and below the others, None until an
    iteration has reached the end.
    """

    path: Path
    columns: Mapping[str, str]
    header_row: int
    encoding: str
    marks: tuple[str, ...]
    unused: tuple[str, ...]
    choices: Mapping[str, object]
    sha256: str
    blank_rows: int | None = None
    _notices: tuple[Finding, ...] = field(repr=False, kw_only=True)
    _table: Table = field(repr=False, kw_only=True)
    _reader: RowReader = field(repr=False, kw_only=True)
    _stamp: tuple[int, int] = field(repr=False, kw_only=True)
    _held: dict[str, int] | None = field(default=None, repr=False, kw_only=True)
    _remarks: Remarks = field(default_factory=Remarks, repr=False, kw_only=True)
    _delivery: int | None = field(default=None, repr=False, kw_only=True)
    _is_empty: bool = field(default=False, repr=False, kw_only=True)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Warnings and notes about the file, and about the rows that were iterated so far."""
        where = Where(file=self.path.name)
        empty = (notice("R217", where),) if self._is_empty else ()
        return (*self._notices, *empty, *self._remarks.findings(where))

    def __iter__(self) -> Iterator[Recipient | Excluded]:
        """Yield a value for each row that is not blank.

        Raises RecipientsError when the file has changed since it was opened, or its quotation marks do not match.
        """
        held = self._held_rows()
        ids, people = FirstSeen(), FirstSeen()
        self._remarks = remarks = Remarks(self._reader.layout.phones, self._delivery)
        blank = number = 0
        for row, cells in self._rows():
            if all(map(is_blank, cells)):
                blank += 1
                continue
            number += 1
            result = self._reader.read(number, row, cells)
            if isinstance(result, Recipient):
                case, other = _conflict(result, held, ids, people)
                if case:
                    code, reason = row_reason(case, found=other)
                    result = Excluded(number, row, result.id, code, reason, result.name, result.address)
                else:
                    remarks.look(result, cells)
            yield result
        self.blank_rows = blank
        self._is_empty = number == 0

    def count_rows(self) -> int:
        """Return how many rows an iteration yields, without looking into them. Raises RecipientsError."""
        return sum(not all(map(is_blank, cells)) for _, cells in self._rows())

    def require_unchanged(self) -> None:
        """Make sure that the file is still the one that was opened. Raises RecipientsError."""
        if _stamp(self.path) != self._stamp:
            raise RecipientsError(broken("R007", Where(file=self.path.name)))

    def _rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        self.require_unchanged()
        return islice(self._table.rows(), self.header_row, None)

    def _held_rows(self) -> Mapping[str, int]:
        """Return the rows whose letter is held back, by the keys of their persons.

        They are looked for before the first letter: the same person may stand, without the remark, in an earlier
        row, and a letter to a person under protection must not depend on the order of rows.
        """
        if self._held is None:
            held: dict[str, int] = {}
            column = self._reader.layout.fields.get("delivery")
            if column is not None:
                for row, cells in self._rows():
                    if self._reader.delivery(cells) != "送付":
                        for key in _held_keys(self._reader, cells):
                            held.setdefault(key, row)
                    elif self._reader.text(cells, "delivery"):
                        self._delivery = column
            self._held = held
        return self._held


def read_recipients(  # noqa: PLR0913 - each is a choice of the caller
    source: str | PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    known_items: Iterable[str] = (),
    require_address: bool = True,
    sheet: str | None = None,
    pad_postal: bool = False,
) -> RecipientsFile:
    """Return the list of recipients, after decoding all of the file and finding its header.

    ``columns`` says which header to take for which column (``{"氏名": "お名前"}``; an empty header: none; ``B列``: that
    column), ``sheet`` which sheet of a workbook to read, by its name or position. ``pad_postal`` puts lost leading
    zeros of postal codes back where the prefecture of the address agrees; without it such a row is left out.
    ``known_items`` are names of data items beyond the catalogue's, those of the incident. ``require_address`` is
    whether the letters go by mail. Raises RecipientsError.
    """
    path = Path(source)
    overrides = columns or {}
    where = Where(file=path.name)
    # Taken before anything is read, so that a change in between is noticed.
    stamp = _stamp(path)
    contents = scan(path)
    keys = known_keys() | frozenset(map(item_key, known_items))
    opening = _find_table(path, contents, overrides, sheet)
    table, header, rows = opening.table, opening.header, opening.rows
    layout = lay_out(rows[header], rows[header + 1 :], overrides, keys, where)
    reader = RowReader(layout, keys, require_address, table.cells_can_shift, pad_postal)
    findings = [*table.findings, *layout.findings]
    if header:
        findings.append(notice("R203", where, row=header + 1))
    if require_address and not layout.fields.keys() & {"postal", "postal1"}:
        findings.append(notice("R205", where))
    return RecipientsFile(
        path=path,
        columns=layout.columns,
        header_row=header + 1,
        encoding=contents.encoding,
        marks=tuple(column.item for column in layout.marks),
        unused=layout.unused,
        choices={"columns": dict(overrides) or None, "sheet": sheet, "pad_postal": pad_postal or None},
        sha256=contents.sha256,
        _notices=tuple(findings),
        _table=table,
        _reader=reader,
        _stamp=stamp,
    )


def check_against(
    recipient: Recipient, group_ids: Collection[str], labels: Mapping[str, str] = _GROUP_ONLY
) -> Recipient | Excluded:
    """Return the recipient with the ids of its groups, or its exclusion where a group is not among them.

    ``labels`` maps the labels of the groups to their ids, for lists that name a group by its label. A difference
    of width or case alone is none.
    """
    if all(group in group_ids for group in recipient.groups):
        return recipient
    by_key = {match_key(label): group for label, group in labels.items()}
    by_key |= {match_key(group): group for group in group_ids}
    resolved = []
    for group in recipient.groups:
        known = group if group in group_ids else by_key.get(match_key(group))
        if known is None:
            code, reason = row_reason("R105", found="、".join(group_ids))
            return Excluded(recipient.number, recipient.row, recipient.id, code, reason)
        resolved.append(known)
    return replace(recipient, groups=tuple(dict.fromkeys(resolved)))


@dataclass(frozen=True, slots=True)
class _Opening:
    """The first rows of a table, where its header is (-1: nowhere), and why no more rows could be read."""

    table: Table
    rows: list[Sequence[str]]
    header: int
    recognised: int
    failure: RecipientsError | None


def _open(table: Table, overrides: Mapping[str, str]) -> _Opening:
    rows: list[Sequence[str]] = []
    failure = None
    try:
        rows.extend(cells for _, cells in islice(table.rows(), HEADER_WITHIN + _SAMPLE))
    except RecipientsError as error:
        # With the wrong delimiter a good file may look broken: this counts only where the header is.
        failure = error
    return _Opening(table, rows, *find_header(rows, overrides), failure)


def _find_table(path: Path, contents: Contents, overrides: Mapping[str, str], sheet: str | None) -> _Opening:
    """Return the table that has a header. Raises RecipientsError where there is none, or more than one sheet has."""
    where = Where(file=path.name)
    openings = [_open(table, overrides) for table in open_tables(path, contents, sheet)]
    found = [opening for opening in openings if opening.header >= 0]
    if not found:
        failures = [opening.failure for opening in openings if opening.failure]
        if failures and len(failures) == len(openings):
            raise failures[0]
        described = describe_header(openings[0].rows if openings else ())
        if contents.not_utf8 and contents.encoding == "cp932":
            line, byte = contents.not_utf8
            described += f"UTF-8 のつもりなら、{line}行目(先頭から{byte}バイト目)で壊れています。"
        raise RecipientsError(broken("R004", where, found=described))
    if len(found) > 1 and contents.encoding == "xlsx":
        places = "、".join(opening.table.place for opening in found)
        raise RecipientsError(broken("R008", where, count=len(found), found=places))
    best = max(found, key=lambda opening: opening.recognised)
    if best.failure:
        raise best.failure
    return best


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise RecipientsError(unreadable(Where(file=path.name), error)) from error
    return status.st_size, status.st_mtime_ns


def _person_key(name: str, address: tuple[str, ...]) -> str:
    return f"{match_key(name)}\0{address_key(address)}"


def _held_keys(reader: RowReader, cells: Sequence[str]) -> Iterator[str]:
    """Yield the keys by which another row is seen to be of the same person as a row that is held back."""
    identifier, name, address = reader.text(cells, "id"), reader.name(cells), reader.address(cells)
    # A returned letter concerns the address, and the same person may stand in another row with a new one.
    if identifier and reader.delivery(cells) != "返戻":
        yield f"id\0{match_key(identifier)}"
    if name and address:
        yield _person_key(name, address)
    elif name and not identifier:
        yield f"name\0{match_key(name)}"


def _conflict(
    recipient: Recipient, held: Mapping[str, int], ids: FirstSeen, people: FirstSeen
) -> tuple[str, int | None]:
    """Return why the row is not the only one of its person, and the other row."""
    identifier, person = match_key(recipient.id), _person_key(recipient.name, recipient.address)
    if held:
        for key in (f"id\0{identifier}", person, f"name\0{match_key(recipient.name)}"):
            if key in held:
                return "R110-same", held[key]
    # A person may get one letter as a victim and another as a wrong recipient: the kind is part of the key.
    if identifier and (earlier := ids.add(f"{recipient.kind}\0{identifier}", recipient.row)):
        return "R111", earlier
    if recipient.address and (earlier := people.add(f"{recipient.kind}\0{person}", recipient.row)):
        return "R112", earlier
    return "", None
