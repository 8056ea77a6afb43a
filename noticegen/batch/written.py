"""What became of some rows, and do their letters still lie there as they were written?"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from noticegen.documents.output import output_problem
from noticegen.findings import DocumentError, OutputError
from noticegen.ooxml.archive import read_parts

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.facts.recipients import Excluded

Standing = Literal["intact", "edited", "gone"]
BROKEN = "D102"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that lies on the disk."""

    number: int
    id: str
    file: str
    sha256: str


@dataclass
class Chunk:
    """Some rows: letters written, rows left out, persons counted per data item.

    ``edited`` are the files that were there already and that somebody has changed since: they are left alone.
    ``marked`` are the letters whose own name or address looks like a mark of a template, such as ``{{``.
    """

    letters: list[Letter] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    edited: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)


@dataclass
class Totals:
    """What became of all rows so far."""

    chunks: int = 0
    letters: int = 0
    excluded: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    edited: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)

    def add(self, chunk: Chunk) -> None:
        """Count one more chunk."""
        self.chunks += 1
        self.letters += len(chunk.letters)
        self.excluded += len(chunk.excluded)
        self.codes.update(row.code for row in chunk.excluded)
        self.edited += chunk.edited
        self.marked += chunk.marked


def standing(path: Path, sha256: str) -> Standing:
    """Return whether a letter is there as it was written, was edited since, or is gone.

    A file that is no archive any more counts as gone: that is what a power failure leaves, and nobody's work.

    Raises:
        OutputError: it is there and cannot be read.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return "gone"
    except OSError as error:
        raise OutputError(output_problem(error, path)) from error
    if hashlib.sha256(data).hexdigest() == sha256:
        return "intact"
    try:
        read_parts(data)
    except DocumentError as error:
        return "gone" if error.findings[0].code == BROKEN else "edited"
    return "edited"
