"""How do the sheets of an .xlsx become rows of cells that can be read again and again?

The file is read once, from beginning to end, whatever its size: its rows are kept in a file without a name, where the
later readings find them.
"""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.facts.items import match_key
from noticegen.facts.recipients_book import read_book
from noticegen.facts.recipients_cells import Row, read_cells, read_texts
from noticegen.facts.recipients_reasons import broken, notice
from noticegen.facts.recipients_spool import LARGEST, Spool
from noticegen.facts.recipients_text import OddCell
from noticegen.findings import Finding, RecipientsError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_MOST_MEMBERS: Final = 10_000


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One visible sheet of a workbook."""

    place: str
    spool: Spool
    findings: tuple[Finding, ...] = ()
    encoding: str = "xlsx"
    cells_can_shift: bool = False

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each row as texts, with its number in the sheet; rows that the file leaves out are blank."""
        following = 1
        for number, cells in self.spool:
            for blank in range(following, number):
                yield blank, ()
            is_marked = list in map(type, cells)
            yield number, [_cell(kept) for kept in cells] if is_marked else cells
            following = number + 1


def open_sheets(path: Path, wanted: str | None = None) -> tuple[SheetTable, ...]:
    """Return the visible sheets, or the one that is wanted, by its name or its position from 1.

    Raises RecipientsError for a ZIP that is no workbook, where there is no such sheet, and for lack of room.
    """
    where = Where(file=path.name)
    with _readable(path), zipfile.ZipFile(path) as archive:
        _refuse_bombs(path, archive)
        book = read_book(archive)
        places = [f"{index}枚目「{sheet.title}」" for index, sheet in enumerate(book.sheets, 1)]
        chosen = _chosen(wanted, [sheet.title for sheet in book.sheets])
        if wanted is not None and chosen is None:
            raise RecipientsError(broken("R013", where, sheet=wanted, found="、".join(places)))
        hidden = sum(not sheet.is_visible for sheet in book.sheets)
        told = [notice("R207", where, count=hidden)] if chosen is None and hidden else []
        texts = read_texts(archive, book, path.name)
        tables = []
        for index, sheet in enumerate(book.sheets):
            if sheet.is_visible if chosen is None else index == chosen:
                signs: set[str] = set()
                spool = _spooled(path, read_cells(archive, sheet.part, book, texts, signs))
                findings = (*told, *(notice(code, where) for code in sorted(signs)))
                tables.append(SheetTable(places[index], spool, findings))
    return tuple(tables)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Tell of a damaged workbook. Raises RecipientsError."""
    try:
        yield
    except RecipientsError:
        raise
    except Exception as error:  # a damaged file is met with any exception there is
        raise RecipientsError(broken("R003", Where(file=path.name), why="壊れたファイルなど")) from error


def _refuse_bombs(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise RecipientsError for a small file that unpacks to more than a list can hold."""
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS or sum(each.file_size for each in members) > LARGEST:
        raise RecipientsError(broken("R003", Where(file=path.name), why="展開後の大きさが上限を超えます"))


def _chosen(wanted: str | None, titles: Sequence[str]) -> int | None:
    """Return the index of the sheet that is asked for: a name goes before a position."""
    if wanted is None:
        return None
    keys = [match_key(title) for title in titles]
    if match_key(wanted) in keys:
        return keys.index(match_key(wanted))
    position = int(wanted) if wanted.isdecimal() else 0
    return position - 1 if 1 <= position <= len(titles) else None


def _cell(kept: str | list[str]) -> str:
    return kept if isinstance(kept, str) else OddCell(*kept)


def _spooled(path: Path, rows: Iterable[Row]) -> Spool:
    """Return the rows as they are read again: a cell that cannot be used as its text and the code of its problem."""
    spool = Spool(path.name)
    for number, cells in rows:
        if OddCell in map(type, cells):
            marked = [[cell, cell.problem] if isinstance(cell, OddCell) else cell for cell in cells]
            spool.append((number, marked))
        else:
            spool.append((number, cells))
    return spool
