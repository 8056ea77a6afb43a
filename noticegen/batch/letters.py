"""Writing the letters of one chunk of rows, each checked before it is written. Runs in a worker."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from noticegen.batch.folder import BatchFolder
from noticegen.batch.made import Made
from noticegen.batch.plan import joined
from noticegen.batch.written import Chunk
from noticegen.facts.affected_person import NOTHING_AFFECTED
from noticegen.facts.recipients import Excluded
from noticegen.findings import RenderError
from noticegen.ooxml.leftovers import leftovers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.batch.job import Job
    from noticegen.documents.make import DocumentMaker
    from noticegen.facts.affected_person import AffectedPerson
    from noticegen.facts.recipients import Recipient
    from noticegen.findings import Finding
    from noticegen.ooxml.template import Rendering

AREA: Final = 3
"""How many digits of a postal code name an area: the first three are those of the sorting post office."""


class LetterWriter:
    """Writes letters of one job; compiles the template once and remembers which variants were read."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._maker: DocumentMaker = job.maker()
        self._variants: dict[frozenset[int], tuple[Finding, ...]] = {}

    @property
    def template_bytes(self) -> bytes:
        """The Word template that it has read."""
        return self._maker.template_bytes

    def write(self, index: int, rows: Iterable[Recipient | Excluded]) -> Chunk:
        """Write a letter for each person; a row whose letter would not be right is left out with the reason."""
        chunk = Chunk()
        marked: set[int] = set()
        chunk.written = self._job.way.write(self._job, index, self._letters(rows, chunk, marked))
        chunk.marked = [letter.file for letter in chunk.written.letters if letter.number in marked]
        return chunk

    def _letters(
        self, rows: Iterable[Recipient | Excluded], chunk: Chunk, marked: set[int]
    ) -> Iterator[Made]:
        """Yield the letters, and note of each row what became of it."""
        for row in rows:
            person = joined(row, self._job.incident)
            chunk.persons.add(person, self._job.incident)
            if isinstance(person, Excluded):
                chunk.excluded.append(person)
                continue
            result = self._made(person)
            if isinstance(result, Excluded):
                chunk.excluded.append(result)
                continue
            recipient = person.recipient
            chunk.tally.update(dict.fromkeys((each.name for each in person.items), 1))
            chunk.areas[recipient.postal_code[:AREA]] += 1
            words = _own_words(recipient)
            # All at once first: there is next to never one.
            if leftovers_of("\n".join(words)) and any(map(leftovers_of, words)):
                marked.add(recipient.number)
            number = self._job.number(recipient.number)
            if not self._maker.fits_window(result):
                chunk.unfit.append(number)
            yield Made(recipient, number, result)

    def _made(self, person: AffectedPerson) -> Rendering | Excluded:
        if not person.parts and not person.received:
            return _excluded(person, *NOTHING_AFFECTED)
        try:
            made = self._maker.make(person, self._job.number(person.recipient.number))
            wrong = self._errors(made, person)
        except RenderError as error:
            first = error.findings[0]
            return _excluded(person, first.code, f"{first.message}（{first.where}）")
        return _excluded(person, wrong[0].code, wrong[0].message) if wrong else made

    def _errors(self, made: Rendering, person: AffectedPerson) -> tuple[Finding, ...]:
        """Return what is wrong with a letter.

        The first letter of each set of branches taken is read in full: later ones of the same set have the same
        sections with the same fixed text, and differ in printed values alone. Where one of those is blank, the
        letter itself is read.
        """
        if made.blanks:
            return self._read(made, person)
        if made.branches not in self._variants:
            self._variants[made.branches] = self._read(made, person)
        return self._variants[made.branches]

    def _read(self, made: Rendering, person: AffectedPerson) -> tuple[Finding, ...]:
        found = self._faults(made)
        if not found:
            return ()
        # A name or an address may look like a mark of a template. It is printed as held, and must neither stop
        # its own letter nor, being the first of a variant, all those after it: what counts is the letter around it.
        plain = self._maker.make(_plain(person), self._job.number(person.recipient.number))
        same = (plain.branches, plain.blanks) == (made.branches, made.blanks)
        return self._faults(plain) if same else found

    def _faults(self, made: Rendering) -> tuple[Finding, ...]:
        return tuple(finding for finding in self._maker.check(made.data) if finding.severity == "error")


def _own_words(recipient: Recipient) -> tuple[str, ...]:
    """Return what a letter prints as the list holds it."""
    return (recipient.name, recipient.title, recipient.id, *recipient.address)


def _plain(person: AffectedPerson) -> AffectedPerson:
    """Return the person with ordinary words in place of those of the row: as many of them, and the same items."""
    held = person.recipient
    recipient = replace(
        held,
        name="見本 花子",
        title=held.title and "様",
        id=held.id and "1",
        address=("東京都架空区見本町",) * len(held.address),
    )
    return replace(person, recipient=recipient)


def _excluded(person: AffectedPerson, code: str, reason: str) -> Excluded:
    recipient = person.recipient
    return Excluded(recipient.number, recipient.row, recipient.id, code, reason)


class _ByKey:
    """A job that equals every other one with the same inputs, so that a worker prepares its template once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._identity = (job.key, job.folder.absolute())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByKey) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)


@lru_cache(maxsize=1)
def _writer(keyed: _ByKey) -> LetterWriter:
    folder = BatchFolder(keyed.job.folder)
    folder.require_same(keyed.job.key)
    writer = LetterWriter(keyed.job)
    folder.require_template(writer.template_bytes)
    return writer


def write_letters(job: Job, index: int, rows: Iterable[Recipient | Excluded]) -> Chunk:
    """Write the letters of these rows. Importable, so that any executor can run it elsewhere.

    Raises:
        OutputError: a letter cannot be written, or this machine does not see the batch folder or would write
            other bytes than the one that began it.
        TemplateError: the template is not usable.
    """
    return _writer(_ByKey(job)).write(index, rows)
