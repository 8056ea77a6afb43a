"""Which reader fits the files of a finished folder?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from noticegen.batch.audit_files import LooseLetters, ZipLetters
from noticegen.batch.audit_merged import MergedLetters
from noticegen.batch.audit_pdf import MergedPdfLetters, PdfLetters
from noticegen.batch.folder import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from noticegen.batch.audit_files import Opened
    from noticegen.batch.audit_reading import LetterReader
    from noticegen.batch.folder import BatchFolder
    from noticegen.findings import Finding


class Letters(Protocol):
    """Finds the letters of a folder again, in the order of the manifest."""

    @property
    def is_pdf(self) -> bool:
        """Whether words may go on in the next line."""

    def open(self, name: str, sha256: str, number: str) -> Opened:
        """Read one letter, by its file, hash and number in the manifest."""

    def rest(self) -> Iterator[Finding]:
        """Yield what is wrong with files that hold many letters."""


def letters_of(batch: BatchFolder, state: dict[str, Any], reader: LetterReader) -> Letters:
    """Return what finds the letters of a finished folder again."""
    folder: Path = batch.path
    parts = {part["file"]: part["sha256"] for part in state["parts"]}
    way = state["inputs"].get("as", "files")
    if way == "zip":
        return ZipLetters(folder, reader, parts)
    if way == "merged":
        return MergedLetters(folder, reader, parts)
    if way == "pdf":
        return PdfLetters(folder)
    if way == "merged-pdf":
        return MergedPdfLetters(folder, parts, _numbers(batch), are_counted="pages" in state["printed"])
    return LooseLetters(folder, reader)


def _numbers(batch: BatchFolder) -> dict[str, list[str]]:
    """Return the numbers of the letters in each part, in their order."""
    numbers: dict[str, list[str]] = {}
    for row in batch.rows(MANIFEST):
        numbers.setdefault(row["ファイル"].partition("/")[0], []).append(row["番号"])
    return numbers
