"""How do the sheets of an .xlsx become rows of cells, with what a person sees in Excel?

A cell that Excel stores as a number or a date instead of the text that was meant is marked (``OddCell``), so that
the row which needs it can be left out with the reason.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook

from noticegen.facts.recipients_reasons import broken, notice
from noticegen.facts.recipients_text import OddCell
from noticegen.findings import Finding, RecipientsError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_BLOCK: Final = 256
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 1 << 12
# Excel holds fifteen digits of a number; what was typed after them is lost.
_EXACT: Final = 10**15
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HIDDEN_ROW: Final = re.compile(rb'<row [^>]*hidden="(?:1|true)"')
# A formula whose result nobody has calculated: no value, or an empty one that is no text.
_UNCALCULATED: Final = re.compile(
    rb"<c(?![^>]*t=\"str\")(?: [^>]*)?><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>"
)


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


def open_sheets(path: Path) -> tuple[SheetTable, ...]:
    """Return the visible sheets. Raises RecipientsError for a ZIP that is no workbook."""
    where = Where(file=path.name)
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")
            workbook = load_workbook(file, read_only=True, data_only=True)
            states = [sheet.sheet_state for sheet in workbook.worksheets]
            workbook.close()
        uncalculated, hidden_rows = _look_through(path)
    except (OSError, KeyError, ValueError, SyntaxError, TypeError, zipfile.BadZipFile) as error:
        raise RecipientsError(broken("R003", where)) from error
    findings = []
    if hidden := sum(state != "visible" for state in states):
        findings.append(notice("R207", where, count=hidden))
    if hidden_rows:
        findings.append(notice("R208", where))
    return tuple(
        SheetTable(path, index, f"{index + 1}枚目のシート", uncalculated, tuple(findings))
        for index, state in enumerate(states)
        if state == "visible"
    )


def _values(path: Path, index: int, *, formulas: bool = False) -> Iterator[Sequence[Any]]:
    """Yield the rows of a sheet, in blocks: openpyxl warns about extensions that nobody here needs."""
    with path.open("rb") as file:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(file, read_only=True, data_only=not formulas)
            sheet: Any = workbook.worksheets[index]
            # Some programs write a wrong extent, and rows beyond it would be lost.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True)
        try:
            while True:
                with warnings.catch_warnings():
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
        return OddCell("(日付)", "R121")
    if isinstance(value, int | float):
        if abs(value) >= _EXACT:
            return OddCell("(桁落ち)", "R106")
        return str(int(value)) if value == int(value) else str(value)
    return OddCell("(値なし)", "R121")


def _look_through(path: Path) -> tuple[bool, bool]:
    """Return whether any sheet has an uncalculated formula, and whether any has a hidden row."""
    uncalculated = hidden = False
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            with archive.open(name) as part:
                tail = b""
                while chunk := part.read(_CHUNK):
                    text = tail + chunk
                    uncalculated = uncalculated or _UNCALCULATED.search(text) is not None
                    hidden = hidden or _HIDDEN_ROW.search(text) is not None
                    tail = text[-_OVERLAP:]
    return uncalculated, hidden
