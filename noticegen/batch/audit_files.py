"""How is each letter of the manifest found again: in a file of its own, or in a part that holds many?"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from noticegen.documents.output import is_part
from noticegen.findings import DocumentError, Finding, Where
from noticegen.ooxml.archive import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from noticegen.batch.audit_reading import LetterReader, Read

AGAIN: Final = "同じ batch をもう一度実行すると、ないファイルだけを作ります。"
REPAIR: Final = "同じ batch をもう一度実行すると、壊れたファイルだけを作り直します。"
ANEW: Final = "batch を新しい出力先で作り直してください。"
EDITED: Final = (
    "変更した箇所を人が確かめてください。元に戻すには、このファイルを消して同じ batch をもう一度実行します。"
)
SURPLUS: Final = "送らないでください。batch が作ったものではありません。消すか、別の場所に移してください。"
UNFINISHED: Final = "途中で止まった処理の書きかけです。同じ batch をもう一度実行すると消えます。"


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter that was looked for: what it says, if it can be read, and what is wrong with its file."""

    read: Read | None
    findings: tuple[Finding, ...] = ()
    is_intact: bool = True


class LooseLetters:
    """Letters that lie each in a file of its own."""

    is_pdf = False

    def __init__(self, folder: Path, reader: LetterReader) -> None:
        self._folder = folder
        self._reader = reader

    def open(self, name: str, sha256: str, number: str) -> Opened:  # noqa: ARG002 - a page carries the number
        """Read one letter of the manifest."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return Opened(None, (gone(name),))
        return read_letter(self._reader, name, data, sha256)

    def rest(self) -> Iterator[Finding]:
        """Yield what is wrong apart from single letters: nothing here."""
        return iter(())


class ZipLetters:
    """Letters that lie in ZIP files, which are opened one after the other."""

    is_pdf = False

    def __init__(self, folder: Path, reader: LetterReader, parts: Mapping[str, str]) -> None:
        self._folder = folder
        self._reader = reader
        self._parts = parts
        self._name = ""
        self._archive: zipfile.ZipFile | None = None
        self._members: set[str] = set()
        self._findings: list[Finding] = []

    def open(self, name: str, sha256: str, number: str) -> Opened:  # noqa: ARG002 - a page carries the number
        """Read one letter of the manifest."""
        part, _, member = name.partition("/")
        if part != self._name:
            self._turn_to(part)
        if self._archive is None:
            return Opened(None)  # the part itself is told
        if member not in self._members:
            return Opened(None, (gone(name),))
        self._members.discard(member)
        try:
            data = self._archive.read(member)
        except DAMAGED:
            return Opened(None, (unreadable(name),), is_intact=False)
        return read_letter(self._reader, name, data, sha256)

    def _turn_to(self, part: str) -> None:
        self._close()
        self._name = part
        path = self._folder / part
        found = part_findings(path, part, self._parts.get(part))
        try:
            self._archive = zipfile.ZipFile(path)
        except FileNotFoundError:
            self._findings += found
            return
        except DAMAGED:
            self._findings.append(unreadable(part))
            return
        names = self._archive.namelist()
        if not any(name.endswith(".docx") for name in names):
            # Of an archive that was cut off, what is found is the list of members of the last whole letter in it.
            self._archive.close()
            self._archive = None
            self._findings.append(unreadable(part))
            return
        self._findings += found
        self._members = set(names)
        if len(self._members) != len(names):
            self._findings.append(wrong("B302", part, "ZIP の中に、同じ名前の書面が二つ以上あります。", ANEW))

    def _close(self) -> None:
        for member in sorted(self._members):
            self._findings.append(surplus(f"{self._name}/{member}"))
        if self._archive is not None:
            self._archive.close()
        self._archive, self._members = None, set()

    def rest(self) -> Iterator[Finding]:
        """Yield what is wrong with the parts themselves."""
        self._close()
        yield from self._findings


def read_letter(reader: LetterReader, name: str, data: bytes, sha256: str) -> Opened:
    """Return what a Word letter says, and whether it is the one that was written."""
    intact = hashlib.sha256(data).hexdigest() == sha256
    findings = () if intact else (changed(name),)
    try:
        return Opened(reader.read(data), findings, intact)
    except DocumentError:
        return Opened(None, (unreadable(name),), intact)


def part_findings(path: Path, part: str, sha256: str | None) -> Iterator[Finding]:
    """Yield what is wrong with a file that holds many letters."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        yield gone(part)
        return
    if found != sha256:
        yield changed(part)


def gone(name: str) -> Finding:
    """Return the finding for a letter or part that is not there."""
    return wrong("B304", name, "書面のファイルがありません。", AGAIN)


def changed(name: str) -> Finding:
    """Return the finding for a letter or part that is not as it was written."""
    return wrong("B305", name, "作成した後に書き換えられています。", EDITED)


def unreadable(name: str) -> Finding:
    """Return the finding for a letter or part that nothing can open."""
    return wrong("B306", name, "壊れていて、読めません。", REPAIR)


def surplus(name: str) -> Finding:
    """Return the finding for a file that is in no list."""
    hint = UNFINISHED if is_part(PurePath(name)) else SURPLUS
    return wrong("B303", name, "manifest.csv にないファイルです。", hint)


def wrong(code: str, name: str, message: str, hint: str) -> Finding:
    """Return an error about one file of the folder."""
    return Finding("error", code, message, hint, where=Where(name))
