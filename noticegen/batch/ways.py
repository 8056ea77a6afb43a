"""In which files do the letters come out: each its own, or many in one?

A chunk of rows is written by one call in a worker. In the packed ways a chunk is a part, whose number is that of the
chunk, so that workers never share a file and a part is there whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.batch.merged import Merged
from noticegen.batch.pdf import MergedPdf, Pdf
from noticegen.batch.put import put_bytes
from noticegen.batch.written import Written
from noticegen.batch.zips import Zip
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from noticegen.batch.job import Job, Way
    from noticegen.batch.made import Made
    from noticegen.ooxml.template import Template

BLOCK: Final = 4096
CHUNK_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Files:
    """A Word file for each letter, in folders of a thousand."""

    name: str = "files"
    suffix: str = ".docx"
    is_packed: bool = False

    def rows(self, template: Template, size: int) -> int:  # noqa: ARG002 - the same for every template
        """Return a thousand: enough for the costs of a task to vanish, little enough to do again."""
        return CHUNK_ROWS

    def write(self, job: Job, index: int, letters: Iterator[Made]) -> Written:  # noqa: ARG002 - a way with parts needs it
        """Write each letter into its own file."""
        written = Written()
        for letter in letters:
            name = job.file(letter.recipient.number)
            sha256, is_edited = put_bytes(job.folder / name, letter.rendering.data)
            written.letters.append(letter.listed(name, sha256))
            if is_edited:
                written.edited.append(name)
        return written

    def space(self, letters: int, size: int, rows: int) -> tuple[int, int]:
        """Return bytes, in whole blocks of the disk, and files with their folders."""
        return letters * (size // BLOCK + 1) * BLOCK, letters + letters // rows + 1


WAYS: Final[Mapping[str, Way]] = {way.name: way for way in (Files(), Zip(), Merged(), Pdf(), MergedPdf())}

DUPLEX: Final = ("merged", "merged-pdf")


def way_named(name: str) -> Way:
    """Return the way out of this name.

    Raises:
        OutputError: there is none.
    """
    if name not in WAYS:
        message = f"「{name}」という出力の形はありません。"
        hint = f"{'、'.join(WAYS)} のどれかを指定してください。"
        raise OutputError(Finding("error", "B109", message, hint, where=Where(path="--as")))
    return WAYS[name]


def require_duplex(name: str, *, duplex: bool) -> None:
    """Make sure that sheets are asked for where there are any to print on both sides. Raises OutputError."""
    if duplex and name not in DUPLEX:
        message = f"--duplex は、書面をつないで印刷するときの指定です(今は --as {name})。"
        hint = "--as merged か --as merged-pdf を一緒に指定してください。"
        raise OutputError(Finding("error", "B112", message, hint, where=Where(path="--duplex")))
