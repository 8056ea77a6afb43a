"""What became of some rows, and do their letters still lie there as they were written?"""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from noticegen.batch.plan import Persons
from noticegen.documents.output import output_problem
from noticegen.findings import DocumentError, OutputError
from noticegen.ooxml.archive import read_parts

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.facts.recipients import Excluded

Standing = Literal["intact", "edited", "gone"]
BROKEN: Final = "D102"
PDF_END: Final = b"%%EOF"
PDF_TAIL: Final = 1024


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that lies on the disk.

    ``file`` is its own file, or the part and the letter's name or position in it. ``pages`` are those of its paper,
    known only after LibreOffice has laid it out.
    """

    number: int
    id: str
    file: str
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file that holds many letters: how many, and the numbers of the first and the last."""

    file: str
    sha256: str
    letters: int
    first: int
    last: int
    pages: int | None = None


@dataclass
class Written:
    """What a way out put on the disk for one chunk.

    ``edited`` are the files that were there already and that somebody has changed since: they are left alone.
    """

    letters: list[Letter] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)


@dataclass
class Chunk:
    """Some rows: letters written, rows left out, persons counted per data item.

    ``marked`` are the letters whose own name or address looks like a mark of a template, such as ``{{``; ``unfit`` are
    the numbers of those whose address is too long for the window of the envelope; ``areas`` counts letters by the first digits of their postal code.
    """

    written: Written = field(default_factory=Written)
    excluded: list[Excluded] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    marked: list[str] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)
    areas: Counter[str] = field(default_factory=Counter)
    persons: Persons = field(default_factory=Persons)


@dataclass
class Totals:
    """What became of all rows so far."""

    chunks: int = 0
    letters: int = 0
    excluded: int = 0
    persons: Persons = field(default_factory=Persons)
    codes: Counter[str] = field(default_factory=Counter)
    areas: Counter[str] = field(default_factory=Counter)
    pages: Counter[int] = field(default_factory=Counter)
    parts: list[Part] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)

    def add(self, chunk: Chunk) -> None:
        """Count one more chunk."""
        self.chunks += 1
        self.letters += len(chunk.written.letters)
        self.excluded += len(chunk.excluded)
        self.persons.include(chunk.persons)
        self.codes.update(row.code for row in chunk.excluded)
        self.areas.update(chunk.areas)
        self.pages.update(letter.pages for letter in chunk.written.letters if letter.pages is not None)
        self.parts += chunk.written.parts
        self.edited += chunk.written.edited
        self.marked += chunk.marked
        self.unfit += chunk.unfit


def standing(path: Path, sha256: str) -> Standing:
    """Return whether a file is there as it was written, was edited since, or is gone.

    A file that is no archive, or no PDF, any more counts as gone: that is what a power failure leaves, and nobody's
    work.

    Raises:
        OutputError: it is there and cannot be read.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return "gone"
    except OSError as error:
        raise OutputError(output_problem(error, path)) from error
    if digest == sha256:
        return "intact"
    return "gone" if _is_torn(path) else "edited"


def _is_torn(path: Path) -> bool:
    """Whether a file cannot be what anybody saved."""
    if path.suffix == ".docx":
        try:
            read_parts(path)
        except DocumentError as error:
            return error.findings[0].code == BROKEN
        return False
    if path.suffix == ".zip":
        return not zipfile.is_zipfile(path)
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - PDF_TAIL))
        return PDF_END not in file.read()
