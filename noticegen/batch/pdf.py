"""The letters as PDF, made by LibreOffice from the Word files and read again page by page before they count."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.batch.pdf_pages import letter_pages, pages_of_letters
from noticegen.batch.put import put_bytes
from noticegen.batch.written import Letter, Part, Written
from noticegen.documents.output import (
    PART,
    PRIVATE_FOLDER,
    make_folder,
    output_problem,
    whole_file,
    write_file,
)
from noticegen.findings import OutputError
from noticegen.office.convert import STALLED_SECONDS, convert, not_converted
from noticegen.office.programs import require
from noticegen.office.texts import page_texts
from noticegen.ooxml.merged import most_letters, write_merged
from noticegen.ooxml.page_counts import counts_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from noticegen.batch.job import Job
    from noticegen.batch.made import Made
    from noticegen.findings import Finding
    from noticegen.ooxml.template import Template

SIZE: Final = 220_000
"""Bytes of a letter as a PDF of its own: the fonts are in each. In a common file a letter takes a thirtieth."""

PROFILE: Final = 20_000_000
BATCH: Final = 125
"""Letters in a run of LibreOffice: as fast as more, and two workers share a thousand evenly."""

SECONDS_EACH: Final = 2
"""How long LibreOffice may take over a letter of a common file, in which no sign of progress is seen."""


def require_office() -> None:
    """Make sure that what PDFs need is there, before anything is written.

    Raises:
        OutputError: LibreOffice or poppler is not installed.
    """
    require("soffice")
    require("pdftotext")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF for each letter."""

    name: str = "pdf"
    suffix: str = ".pdf"
    is_packed: bool = False

    def rows(self, template: Template, size: int) -> int:  # noqa: ARG002 - the programs decide
        """Return how many letters LibreOffice converts in a run.

        Raises:
            OutputError: LibreOffice or poppler is not installed.
        """
        require_office()
        return BATCH

    def write(self, job: Job, index: int, letters: Iterator[Made]) -> Written:  # noqa: ARG002 - a way with parts needs it
        """Write each letter as a PDF whose every page carries the letter's number.

        Raises:
            OutputError: LibreOffice is missing or makes no PDF of a letter, or a page does not carry its number;
                then none of these letters is put in its place.
        """
        written = Written()
        with _place(job.folder) as place:
            sources: dict[str, tuple[Path, Made]] = {}
            for letter in letters:
                source = place / "docx" / f"{letter.number}.docx"
                write_file(source, letter.rendering.data)
                sources[letter.number] = source, letter
            documents = [source for source, _ in sources.values()]
            missing = convert(documents, place / "pdf", place, seconds=STALLED_SECONDS)
            if missing:
                raise OutputError(
                    *(not_converted(job.file(sources[each.stem][1].recipient.number)) for each in missing)
                )
            pages: dict[str, int] = {}
            wrong: list[Finding] = []
            for number, (_, letter) in sources.items():
                file = job.file(letter.recipient.number)
                pages[number], found = letter_pages(page_texts(place / "pdf" / f"{number}.pdf"), number, file)
                wrong += found
            if wrong:
                raise OutputError(*wrong)
            for number, (_, letter) in sources.items():
                file = job.file(letter.recipient.number)
                sha256, is_edited = put_bytes(
                    job.folder / file, (place / "pdf" / f"{number}.pdf").read_bytes()
                )
                written.letters.append(letter.listed(file, sha256, pages[number]))
                if is_edited:
                    written.edited.append(file)
        return written

    def space(self, letters: int, size: int, rows: int) -> tuple[int, int]:  # noqa: ARG002 - the fonts decide
        """Return bytes and files; those of a batch under way and of a profile of LibreOffice with them."""
        return letters * SIZE + 2 * rows * SIZE + PROFILE, letters + letters // 1000 + 2 * rows


@dataclass(frozen=True, slots=True)
class MergedPdf:
    """One PDF for each thousand letters, for the printer: thirty times smaller than a PDF for each."""

    name: str = "merged-pdf"
    suffix: str = ".pdf"
    is_packed: bool = True

    def rows(self, template: Template, size: int) -> int:  # noqa: ARG002 - the template decides
        """Return how many letters one file may hold.

        Raises:
            OutputError: LibreOffice or poppler is not installed.
            TemplateError: letters of this template cannot stand in one file.
        """
        require_office()
        return most_letters(template)

    def write(self, job: Job, index: int, letters: Iterator[Made]) -> Written:
        """Write the letters as one PDF, each page of which carries the number of its letter.

        Raises:
            OutputError: LibreOffice is missing or makes no PDF of them, or a page does not carry its number.
            TemplateError: letters of this template cannot stand in one file.
        """
        name = job.part(index)
        with _place(job.folder) as place:
            made: list[Made] = []
            source = place / "letters.docx"
            with whole_file(source) as file:
                write_merged((each.rendering for each in _noted(letters, made)), file, duplex=job.duplex)
            if not made:
                return Written()
            seconds = STALLED_SECONDS + SECONDS_EACH * len(made)
            if convert([source], place / "pdf", place, seconds=seconds):
                raise OutputError(not_converted(name))
            pdf = place / "pdf" / "letters.pdf"
            pages, wrong = pages_of_letters(
                page_texts(pdf),
                [letter.number for letter in made],
                name,
                are_counted=counts_pages(made[0].rendering.template.prepared.members),
            )
            if wrong:
                raise OutputError(*wrong)

            sha256, is_edited = put_bytes(job.folder / name, pdf.read_bytes())
        listed = [
            Letter(each.recipient.number, each.recipient.id, f"{name}/{at}", sha256, len(pages[each.number]))
            for at, each in enumerate(made, 1)
        ]
        sheets = sum(letter.pages or 0 for letter in listed)
        part = Part(name, sha256, len(listed), listed[0].number, listed[-1].number, sheets)
        return Written(listed, [part], [name] if is_edited else [])

    def space(self, letters: int, size: int, rows: int) -> tuple[int, int]:
        """Return bytes and files; those of a part under way and of a profile of LibreOffice with them."""
        return (letters + rows) * SIZE // 20 + rows * size // 4 + SIZE + PROFILE, letters // rows + 2


def _noted(letters: Iterator[Made], made: list[Made]) -> Iterator[Made]:
    for letter in letters:
        made.append(letter)
        yield letter


@contextmanager
def _place(folder: Path) -> Iterator[Path]:
    """Give a private folder inside the batch folder, gone at the end; what a killed process leaves, the next removes."""
    make_folder(folder)
    place = folder / f".pdf.{secrets.token_hex(4)}{PART}"
    try:
        place.mkdir(PRIVATE_FOLDER)
        (place / "docx").mkdir(PRIVATE_FOLDER)
        yield place
    except OSError as error:
        raise OutputError(output_problem(error, folder)) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
