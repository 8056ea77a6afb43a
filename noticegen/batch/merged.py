"""How do a thousand letters become one Word file for the printer, each beginning on a sheet of its own?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from noticegen.batch.put import put
from noticegen.batch.written import Letter, Part, Written
from noticegen.ooxml.merged import most_letters, write_merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.batch.job import Job
    from noticegen.batch.made import Made
    from noticegen.facts.recipients import Recipient
    from noticegen.ooxml.template import Rendering, Template


@dataclass(frozen=True, slots=True)
class Merged:
    """One Word file for each thousand letters. The manifest names the file and the letter's position in it."""

    name: str = "merged"
    suffix: str = ".docx"
    is_packed: bool = True

    def rows(self, template: Template, size: int) -> int:  # noqa: ARG002 - only the template counts
        """Return how many letters one file may hold: a thousand, fewer where Word would lose count of the lists.

        Raises:
            TemplateError: letters of this template cannot stand in one file.
        """
        return most_letters(template)

    def write(self, job: Job, index: int, letters: Iterator[Made]) -> Written:
        """Write the letters as one document; none is written where there is no letter."""
        first = next(letters, None)
        if first is None:
            return Written()
        name = job.part(index)
        recipients: list[Recipient] = []

        def renderings() -> Iterable[Rendering]:
            for letter in chain((first,), letters):
                recipients.append(letter.recipient)
                yield letter.rendering

        def fill(file: BinaryIO) -> None:
            write_merged(renderings(), file, duplex=job.duplex)

        sha256, is_edited = put(job.folder / name, fill)
        listed = [
            Letter(recipient.number, recipient.id, f"{name}/{place}", sha256)
            for place, recipient in enumerate(recipients, 1)
        ]
        part = Part(name, sha256, len(listed), listed[0].number, listed[-1].number)
        return Written(listed, [part], [name] if is_edited else [])

    def space(self, letters: int, size: int, rows: int) -> tuple[int, int]:
        """Return bytes and files: what is the same in every letter deflates to little."""
        return letters * size // 4 + size, letters // rows + 1
