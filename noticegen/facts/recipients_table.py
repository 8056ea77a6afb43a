"""How does a file of recipients become rows of cells, without ever guessing a character?

A CSV is decoded strictly: by its byte order mark, else as UTF-8, else as CP932 (what Excel in Japan calls CSV). A
file that is none of these is refused with the place of the first byte that does not fit; nothing is replaced.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from noticegen.facts.recipients_reasons import broken, unreadable
from noticegen.findings import Finding, RecipientsError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_CHUNK: Final = 1 << 20
_DELIMITERS: Final = ",\t;"
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MARKUP: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Table(Protocol):
    """Rows of cells under one header, to be read any number of times."""

    @property
    def encoding(self) -> str:
        """How the text is encoded, ``xlsx`` for a workbook."""

    @property
    def place(self) -> str:
        """Which sheet of a workbook this is, in words; empty for a text file."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should know about the table as a whole."""

    @property
    def cells_can_shift(self) -> bool:
        """Whether a separator too many pushes the cells of a row to the right."""

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each row with its number as Excel shows it, blank rows included."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What one pass over the bytes tells: the digest, the encoding, and why the file is not UTF-8."""

    sha256: str
    encoding: str
    not_utf8: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TextTable:
    """A CSV or TSV file, or one with semicolons."""

    path: Path
    encoding: str
    delimiter: str
    place: str = ""
    findings: tuple[Finding, ...] = ()
    cells_can_shift: bool = True

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each record. Raises RecipientsError when a quotation mark is not closed."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            records = csv.reader(file, delimiter=self.delimiter, strict=True, skipinitialspace=True)
            number, line = 0, 0
            try:
                for number, cells in enumerate(records, 1):
                    line = records.line_num
                    yield number, cells
            except csv.Error:
                where = Where(file=self.path.name, line=line + 1)
                raise RecipientsError(broken("R006", where, row=number + 1)) from None


def scan(path: Path) -> Contents:
    """Return digest and encoding of the file, after decoding all of it strictly.

    Raises RecipientsError for a file that cannot be opened, is of another kind, or is in no known encoding.
    """
    where = Where(file=path.name)
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            head = file.read(_CHUNK)
            if why := _other_format(head):
                raise RecipientsError(broken("R003", where, why=why))
            is_workbook = head.startswith(_ZIP)
            trials = () if is_workbook else _trials(head)
            if not head.startswith((_ZIP, *_UTF16)) and (b"\n\x00" in head or b"\x00\n" in head):
                raise RecipientsError(broken("R012", where))
            while head:
                digest.update(head)
                for trial in trials:
                    trial.feed(head)
                head = file.read(_CHUNK)
    except OSError as error:
        raise RecipientsError(unreadable(where, error)) from error
    if is_workbook:
        return Contents(digest.hexdigest(), "xlsx")
    for trial in trials:
        trial.feed(b"")
    chosen = next((trial for trial in trials if trial.failed is None), None)
    if chosen is None:
        line, byte = trials[0].failed or (1, 1)
        raise RecipientsError(broken("R002", Where(file=path.name, line=line), byte=byte))
    return Contents(digest.hexdigest(), chosen.encoding, trials[0].failed)


def _other_format(head: bytes) -> str:
    """Return what a file is that is neither text nor a workbook of today; empty for one that may be."""
    if head.startswith(_OLE):
        return "パスワード付きの Excel ファイル" if _ENCRYPTED in head else "古い形式の .xls など"
    text = head[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return "中身が HTML か XML" if text.startswith(_MARKUP) else ""


def open_tables(path: Path, contents: Contents, sheet: str | None = None) -> tuple[Table, ...]:
    """Return the tables that the file can be read as: a CSV, a TSV …, or the visible sheets of a workbook.

    ``sheet`` is the name of the one to read, or its position from 1. Raises RecipientsError when there is none.
    """
    if contents.encoding == "xlsx":
        # openpyxl takes longer to import than a CSV of a thousand rows to read.
        from noticegen.facts.recipients_workbook import open_sheets  # noqa: PLC0415

        return open_sheets(path, sheet)
    if sheet is not None:
        raise RecipientsError(broken("R014", Where(file=path.name)))
    return tuple(TextTable(path, contents.encoding, delimiter) for delimiter in _DELIMITERS)


class _Trial:
    """One encoding, fed with the file until a byte does not fit."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.failed: tuple[int, int] | None = None
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._offset = 0
        self._lines = 0

    def feed(self, data: bytes) -> None:
        """Decode further; no data means the end. Notes line and byte (from 1) of the first misfit."""
        if self.failed:
            return
        waiting = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            place = max(0, error.start - waiting)
            line = self._lines + data.count(b"\n", 0, place) + 1
            self.failed = (line, self._offset + error.start - waiting + 1)
        self._offset += len(data)
        self._lines += data.count(b"\n")


def _trials(head: bytes) -> tuple[_Trial, ...]:
    if head.startswith(codecs.BOM_UTF8):
        return (_Trial("utf-8-sig"),)
    if head.startswith(_UTF16):
        return (_Trial("utf-16"),)
    return _Trial("utf-8"), _Trial("cp932")
