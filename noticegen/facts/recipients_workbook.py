"""How do the sheets of an .xlsx become rows of cells, with what a person sees in Excel?

A cell that Excel stores as a number or a date instead of the text that was meant is marked (``OddCell``), so that
the row which needs it can be left out with the reason.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook

from noticegen.facts.items import match_key
from noticegen.facts.recipients_reasons import broken, notice
from noticegen.facts.recipients_text import OddCell
from noticegen.findings import Finding, RecipientsError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_BLOCK: Final = 256
_MOST_MEMBERS: Final = 10_000
# Sheets are read as a stream, all else (the texts of a million rows among it) is kept in memory.
_LARGEST: Final = 4 << 30
_LARGEST_KEPT: Final = 512 << 20
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 1 << 12
# Excel holds fifteen digits of a number; what was typed after them is lost.
_EXACT: Final = 10**15
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A formula whose result nobody has calculated: no value, or an empty one that is no text.
_FORMULA: Final = "R122"
_SIGNS: Final = {
    _FORMULA: re.compile(
        rb"<c(?![^>]*t=\"str\")(?: [^>]*)?><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>"
    ),
    "R208": re.compile(rb'<row [^>]*hidden="(?:1|true)"'),
    "R210": re.compile(rb'<col [^>]*hidden="(?:1|true)"'),
    # Cells of one row that are merged are a title; here the rows differ.
    "R211": re.compile(rb'<mergeCell ref="[A-Z]+(\d+):[A-Z]+(?!\1")\d+"'),
}


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One visible sheet of a workbook."""

    path: Path
    index: int
    place: str
    has_uncalculated: bool
    findings: tuple[Finding, ...] = ()
    encoding: str = "xlsx"
    cells_can_shift: bool = False

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each row as texts, with its number in the sheet."""
        values = _values(self.path, self.index)
        if not self.has_uncalculated:
            for number, row in enumerate(values, 1):
                yield number, [_text(value) for value in row]
            return
        formulas = _values(self.path, self.index, formulas=True)
        for number, (row, written) in enumerate(zip(values, formulas, strict=True), 1):
            yield (
                number,
                [
                    OddCell("(計算式)", "R122") if value is None and formula is not None else _text(value)
                    for value, formula in zip(row, written, strict=True)
                ],
            )


def open_sheets(path: Path, wanted: str | None = None) -> tuple[SheetTable, ...]:
    """Return the visible sheets, or the one that is wanted, by its name or its position from 1.

    Raises RecipientsError for a ZIP that is no workbook, and where there is no such sheet.
    """
    where = Where(file=path.name)
    with _readable(path):
        _refuse_bombs(path)
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")
            workbook = load_workbook(file, read_only=True, data_only=True)
            sheets = [(sheet.title, sheet.sheet_state == "visible") for sheet in workbook.worksheets]
            workbook.close()
        seen = _look_through(path)
    places = [f"{index}枚目「{title}」" for index, (title, _) in enumerate(sheets, 1)]
    chosen = _chosen(wanted, [title for title, _ in sheets])
    if wanted is not None and chosen is None:
        raise RecipientsError(broken("R013", where, sheet=wanted, found="、".join(places)))
    findings = []
    if chosen is None and (hidden := sum(not visible for _, visible in sheets)):
        findings.append(notice("R207", where, count=hidden))
    findings += [notice(code, where) for code in sorted(seen - {_FORMULA})]
    return tuple(
        SheetTable(path, index, places[index], _FORMULA in seen, tuple(findings))
        for index, (_, visible) in enumerate(sheets)
        if (visible if chosen is None else index == chosen)
    )


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Tell of a damaged workbook. Raises RecipientsError."""
    try:
        yield
    except RecipientsError:
        raise
    except Exception as error:  # openpyxl meets a damaged file with any exception there is
        raise RecipientsError(broken("R003", Where(file=path.name), why="壊れたファイルなど")) from error


def _refuse_bombs(path: Path) -> None:
    """Raise RecipientsError for a small file that unpacks to more than a list can hold."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        kept = sum(each.file_size for each in members if not each.filename.startswith("xl/worksheets/"))
        if (
            len(members) > _MOST_MEMBERS
            or kept > _LARGEST_KEPT
            or sum(each.file_size for each in members) > _LARGEST
        ):
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


def _values(path: Path, index: int, *, formulas: bool = False) -> Iterator[Sequence[Any]]:
    """Yield the rows of a sheet, in blocks: openpyxl warns about extensions that nobody here needs."""
    with path.open("rb") as file:
        with _readable(path), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(file, read_only=True, data_only=not formulas)
            sheet: Any = workbook.worksheets[index]
            # Some programs write a wrong extent, and rows beyond it would be lost.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True)
        try:
            while True:
                with _readable(path), warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    block = list(islice(rows, _BLOCK))
                if not block:
                    return
                yield from block
        finally:
            workbook.close()


def _text(value: object) -> str:
    """Return the value as a person sees it in Excel, marked when that is not what was typed."""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value) if "_x" in value else value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    if isinstance(value, date | time | timedelta):
        return OddCell(str(value)[:10], "R121")
    if isinstance(value, int | float):
        if abs(value) >= _EXACT:
            return OddCell("(桁落ち)", "R106")
        return str(int(value)) if value == int(value) else str(value)
    return OddCell("(値なし)", "R121")


def _look_through(path: Path) -> set[str]:
    """Return what any of the sheets holds of which a person should know: the codes of ``_SIGNS``."""
    found: set[str] = set()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            with archive.open(name) as part:
                tail = b""
                while chunk := part.read(_CHUNK):
                    text = tail + chunk
                    found |= {
                        code for code, sign in _SIGNS.items() if code not in found and sign.search(text)
                    }
                    tail = text[-_OVERLAP:]
    return found
