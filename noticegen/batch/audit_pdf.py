"""What do the letters say that lie there as PDF: one in a file, or many?

Text and pages are read by poppler. A PDF has no sections any more: that they are there was seen in the Word file from
which it was made.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from noticegen.batch.audit_files import Opened, changed, gone, part_findings, unreadable
from noticegen.batch.audit_reading import Read
from noticegen.batch.pdf_pages import letter_pages, pages_of_letters
from noticegen.findings import OutputError
from noticegen.office.texts import page_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from noticegen.findings import Finding


class PdfLetters:
    """Letters that lie each in a PDF of its own."""

    is_pdf = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, name: str, sha256: str, number: str) -> Opened:
        """Read one letter of the manifest."""
        path = self._folder / name
        try:
            intact = hashlib.sha256(path.read_bytes()).hexdigest() == sha256
        except OSError:
            return Opened(None, (gone(name),), is_intact=False)
        try:
            pages = page_texts(path)
        except OutputError as error:
            return Opened(None, (_unreadable(name, error),), intact)
        findings = () if intact else (changed(name),)
        return Opened(_read(pages), (*findings, *letter_pages(pages, number, name)[1]), intact)

    def rest(self) -> Iterator[Finding]:
        """Yield what is wrong apart from single letters: nothing here."""
        return iter(())


class MergedPdfLetters:
    """Letters that lie in PDFs of many; ``numbers`` are those of each part, in their order.

    ``are_counted``: every page says which it is, and of how many.
    """

    is_pdf = True

    def __init__(
        self,
        folder: Path,
        parts: Mapping[str, str],
        numbers: Mapping[str, Sequence[str]],
        *,
        are_counted: bool,
    ) -> None:
        self._folder = folder
        self._are_counted = are_counted
        self._parts = parts
        self._numbers = numbers
        self._name = ""
        self._pages: dict[str, tuple[str, ...]] = {}
        self._findings: list[Finding] = []

    def open(self, name: str, sha256: str, number: str) -> Opened:  # noqa: ARG002 - the part was compared as a whole
        """Read one letter of the manifest."""
        part = name.partition("/")[0]
        if part != self._name:
            self._name, self._pages = part, {}
            self._open_part(part)
        pages = self._pages.get(number, ())
        # A letter without pages is told with its part.
        return Opened(_read(pages)) if pages else Opened(None, is_intact=False)

    def _open_part(self, part: str) -> None:
        path = self._folder / part
        changes = tuple(part_findings(path, part, self._parts.get(part)))
        if not path.is_file():
            self._findings += changes
            return
        try:
            pages = page_texts(path)
        except OutputError as error:
            self._findings.append(_unreadable(part, error))
            return
        self._findings += changes
        self._pages, found = pages_of_letters(
            pages, self._numbers.get(part, ()), part, are_counted=self._are_counted
        )
        self._findings += found

    def rest(self) -> Iterator[Finding]:
        """Yield what is wrong with the parts themselves."""
        yield from self._findings


def _read(pages: Sequence[str]) -> Read:
    lines = tuple(line.strip() for page in pages for line in page.splitlines() if line.strip())
    return Read(lines, "\n".join(lines))


def _unreadable(name: str, error: OutputError) -> Finding:
    if error.findings[0].code == "O141":
        raise error
    return unreadable(name)
