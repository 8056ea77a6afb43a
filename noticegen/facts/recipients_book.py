"""Which sheets has a workbook, and which styles of its cells show a number as a date?

Of the rest (fonts, themes, names, drawings) nothing is read, so that nothing there can keep a list from being read.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from noticegen.facts.recipients_markup import TRUE, Handler, LocalNames, feed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zipfile import ZipFile

# 「1月2日」「2001年2月3日」「令和3年2月1日」: formats built into the Japanese Excel, which openpyxl takes for numbers.
_JAPANESE_DATES: Final = frozenset(map(str, (*range(27, 37), *range(50, 59))))

_H = TypeVar("_H", bound=Handler)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells; ``part`` is the member of the archive that holds it."""

    title: str
    is_visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: ``dates`` are the styles that show a number as a date, ``durations`` those of a span of time.

    ``texts`` is the member with the texts that cells share, None where there is none.
    """

    sheets: tuple[Sheet, ...]
    epoch: datetime
    dates: frozenset[str]
    durations: frozenset[str]
    texts: str | None


def read_book(archive: ZipFile) -> Book:
    """Return what the parts of the workbook say. Raises KeyError, ValueError or ExpatError where it is none."""
    parts = _Parts(archive)
    main = next(part for kind, part in parts.related("").values() if kind == "officeDocument")
    related = parts.related(main)
    members = {kind: parts.members.get(part) for kind, part in related.values()}
    workbook = parts.read(parts.members[main], _Workbook())
    styles = parts.read(members.get("styles"), _Styles())
    sheets = []
    for title, is_visible, key in workbook.sheets:
        kind, part = related[key]
        if kind == "worksheet" and part in parts.members:
            sheets.append(Sheet(title, is_visible, parts.members[part]))
    dates, durations = styles.dates_and_durations()
    epoch = MAC_EPOCH if workbook.counts_from_1904 else WINDOWS_EPOCH
    return Book(tuple(sheets), epoch, dates, durations, members.get("sharedStrings"))


class _Parts:
    """The parts of a workbook by their names, which some programs write with backslashes or in another case."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.members = {name.replace("\\", "/").lower(): name for name in archive.namelist()}

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part (the workbook, or nothing for the package) refers to: kinds and parts by their ids."""
        folder, name = posixpath.split(part)
        handler = self.read(self.members[posixpath.join(folder, "_rels", f"{name}.rels")], _Relations())
        return {
            key: (kind, posixpath.normpath(posixpath.join("/", folder, target))[1:].lower())
            for key, kind, target in handler.found
        }

    def read(self, member: str | None, handler: _H) -> _H:
        """Return the handler after it has seen the part, if there is one."""
        if member is not None:
            with self._archive.open(member) as part:
                for _ in feed(part, handler):
                    pass
        return handler


class _Elements:
    """A handler of elements without texts."""

    def __init__(self) -> None:
        self._local = LocalNames()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.element(self._local[name], attributes)

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element by its name without prefix."""

    def end(self, name: str) -> None:
        """An end tells nothing here."""

    def text(self, text: str) -> None:
        """A text tells nothing here."""


class _Relations(_Elements):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes["Type"].rpartition("/")[2]
            self.found.append((attributes["Id"], kind, attributes["Target"].replace("\\", "/")))


class _Workbook(_Elements):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, bool, str]] = []
        self.counts_from_1904 = False

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            # Excel writes a second one, of another namespace, among the extensions.
            self.counts_from_1904 |= attributes.get("date1904") in TRUE
        elif name == "sheet":
            key = next(value for attribute, value in attributes.items() if attribute.endswith(":id"))
            self.sheets.append((attributes["name"], attributes.get("state", "visible") == "visible", key))


class _Styles(_Elements):
    def __init__(self) -> None:
        super().__init__()
        self._formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        self._own: set[str] = set()
        self._styles: list[str] = []
        self._list = ""

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"numFmts", "cellXfs", "cellStyleXfs", "dxfs"}:
            self._list = name
        elif name == "numFmt" and self._list == "numFmts":  # those of tables and conditions are of no cell
            self._formats[attributes["numFmtId"]] = attributes["formatCode"]
            self._own.add(attributes["numFmtId"])
        elif name == "xf" and self._list == "cellXfs":
            self._styles.append(attributes.get("numFmtId", "0"))

    def dates_and_durations(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the styles of dates and times, and those of them that are spans, as cells name them."""
        dates = {number for number, code in self._formats.items() if is_date_format(code)}
        dates |= _JAPANESE_DATES - self._own
        durations = {number for number, code in self._formats.items() if is_timedelta_format(code)}
        return self._named(dates), self._named(durations)

    def _named(self, numbers: set[str]) -> frozenset[str]:
        return frozenset(str(index) for index, number in enumerate(self._styles) if number in numbers)
