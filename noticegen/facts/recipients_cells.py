"""What do the cells of a sheet hold, as a person sees them in Excel?

A cell that Excel stores as a number or a date instead of the text that was meant is marked with the code of its
problem (``OddCell``), so that the row which needs it can be left out with the reason.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from openpyxl.utils.datetime import from_excel

from noticegen.facts.recipients_markup import TRUE, LocalNames, feed
from noticegen.facts.recipients_spool import Texts
from noticegen.facts.recipients_text import OddCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zipfile import ZipFile

    from noticegen.facts.recipients_book import Book

LAST_ROW: Final = 1 << 20
_LAST_COLUMN: Final = 1 << 14
# Excel takes 32,767.
_LONGEST: Final = 1 << 20
# Excel holds fifteen digits of a number; what was typed after them is lost.
_EXACT: Final = 10**15
_DIGITS: Final = "0123456789"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ROWS_OF_RANGE: Final = re.compile(r"[A-Z]+(\d+):[A-Z]+(?!\1$)\d+")


class Row(NamedTuple):
    """The texts of a row up to its last, and its number."""

    number: int
    cells: list[str]


def read_texts(archive: ZipFile, book: Book, name: str) -> Texts:
    """Return the texts that the cells of all sheets share. ``name`` is the file of which problems are told."""
    handler = _SharedTexts(Texts(name))
    if book.texts is not None:
        with archive.open(book.texts) as part:
            for _ in feed(part, handler):
                pass
    return handler.texts


def read_cells(archive: ZipFile, part: str, book: Book, texts: Texts, signs: set[str]) -> Iterator[Row]:
    """Yield the rows of a sheet that hold cells, and add to ``signs`` the codes of what a person should know.

    Raises ValueError, IndexError or ExpatError for a sheet that Excel would not open.
    """
    handler = _Cells(book, texts, signs)
    with archive.open(part) as sheet:
        for _ in feed(sheet, handler):
            yield from handler.rows
            handler.rows.clear()


class _Reader:
    """Gathers the text within elements, without the readings (ふりがな) that stand above it."""

    def __init__(self) -> None:
        self._local = LocalNames()
        self._pieces: list[str] = []
        self._length = 0
        self._is_text = self._is_reading = False
        self.has_text = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = self._local[name]
        if local in {"v", "t"}:
            self._is_text = self.has_text = not self._is_reading
        elif local == "rPh":
            self._is_reading = True
        else:
            self.begins(local, attributes)

    def end(self, name: str) -> None:
        local = self._local[name]
        if local in {"v", "t"}:
            self._is_text = False
        elif local == "rPh":
            self._is_reading = False
        else:
            self.ends(local)

    def text(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > _LONGEST:
                raise ValueError("a text longer than any cell")

    def take(self) -> str:
        """Return what was gathered, and begin anew."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        self.has_text = False
        return text

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of another element."""

    def ends(self, name: str) -> None:
        """Take the end of another element."""


class _SharedTexts(_Reader):
    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts

    def ends(self, name: str) -> None:
        if name == "si":
            self.texts.append(_unescaped(self.take()))


class _Cells(_Reader):
    def __init__(self, book: Book, texts: Texts, signs: set[str]) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._book = book
        self._texts = texts
        self._signs = signs
        self._row = Row(0, [])
        self._column = 0
        self._kind = self._style = ""
        self._is_formula = False
        self._is_data = False

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheetData":
            self._is_data = True
        elif name in {"c", "row"} and not self._is_data:
            return  # a check box below the table says in which row it stands
        elif name == "c":
            reference = attributes.get("r")
            self._column = column_number(reference.rstrip(_DIGITS).upper()) if reference else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._is_formula = False
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and attributes.get("hidden") in TRUE:
            self._signs.add("R210")
        elif name == "mergeCell" and _ROWS_OF_RANGE.match(attributes.get("ref", "")):
            # Cells of one row that are merged are a title; here the rows differ.
            self._signs.add("R211")

    def ends(self, name: str) -> None:
        if name == "sheetData":
            self._is_data = False
        elif name == "c" and self._is_data:
            if cell := self._cell():
                self._put(cell)
        elif name == "row" and self._is_data:
            self.rows.append(self._row)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        number = int(float(attributes["r"])) if "r" in attributes else self._row.number + 1
        if not self._row.number < number <= LAST_ROW:
            raise ValueError("a row out of its order")
        self._row, self._column = Row(number, []), 0
        if attributes.get("hidden") in TRUE:
            self._signs.add("R208")

    def _put(self, cell: str) -> None:
        cells, column = self._row.cells, self._column
        if not 0 < column <= _LAST_COLUMN:
            raise ValueError("a column beyond the last")
        if len(cells) < column:
            cells.extend([""] * (column - len(cells)))
        cells[column - 1] = cell

    def _cell(self) -> str:
        has_text, text = self.has_text, self.take()
        # A formula whose result nobody has calculated has no value, or an empty one that is no text.
        if self._is_formula and not text and not (has_text and self._kind == "str"):
            return OddCell("(計算式)", "R122")
        if not text:
            return ""
        if self._kind == "s":
            return self._texts[int(text)]
        if self._kind == "n":
            return self._number(text)
        if self._kind == "d":
            return OddCell(text[:10], "R121")
        if self._kind == "b":
            text = "TRUE" if text in TRUE else "FALSE"
        return _unescaped(text)

    def _number(self, text: str) -> str:
        number = float(text) if not text.isdecimal() else int(text)
        if self._style in self._book.dates:
            is_span = self._style in self._book.durations
            try:
                moment = from_excel(number, self._book.epoch, timedelta=is_span)
            except (OverflowError, ValueError):
                return "#VALUE!"
            return OddCell(str(moment)[:10], "R121")
        if abs(number) >= _EXACT:
            return OddCell("(桁落ち)", "R106")
        return str(int(number)) if number == int(number) else str(number)


@cache
def column_number(letters: str) -> int:
    """Return the position of a column, from 1.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _unescaped(text: str) -> str:
    r"""Return the text with the characters that XML cannot hold; half of one is a lost character.

    >>> _unescaped("見本_x000D_太郎"), _unescaped("_x005F_x000D_")
    ('見本\r太郎', '_x000D_')
    """
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
