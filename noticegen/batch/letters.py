"""Writing the letters of one chunk of rows, each checked before it is written. Runs in a worker."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from noticegen.documents.output import make_folder, write_file
from noticegen.facts.affected_person import AffectedPerson
from noticegen.facts.recipients import Excluded
from noticegen.findings import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noticegen.batch.job import Job
    from noticegen.documents.make import DocumentMaker
    from noticegen.findings import Finding
    from noticegen.ooxml.template import Rendering

NOTHING_AFFECTED = "この人の漏えい項目がありません。グループの items か、この人の漏えい項目を書いてください。"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that lies on the disk."""

    number: int
    id: str
    file: str
    sha256: str


@dataclass
class Chunk:
    """What became of some rows: letters written, rows left out, persons counted per data item."""

    letters: list[Letter] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)


class LetterWriter:
    """Writes letters of one job; compiles the template once and remembers which variants were read."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._maker: DocumentMaker = job.maker()
        self._variants: dict[frozenset[int], tuple[Finding, ...]] = {}

    def write(self, rows: Iterable[AffectedPerson | Excluded]) -> Chunk:
        """Write a letter for each person; a row whose letter would not be right is left out with the reason."""
        chunk = Chunk()
        for row in rows:
            result = row if isinstance(row, Excluded) else self._write(row)
            if isinstance(result, Excluded):
                chunk.excluded.append(result)
            elif isinstance(row, AffectedPerson):
                chunk.letters.append(result)
                chunk.tally.update(dict.fromkeys((each.name for each in row.items), 1))
        return chunk

    def _write(self, person: AffectedPerson) -> Letter | Excluded:
        recipient = person.recipient
        if not person.parts and not person.received:
            return _excluded(person, "B201", NOTHING_AFFECTED)
        try:
            made = self._maker.make(person, self._job.number(recipient.number))
        except RenderError as error:
            first = error.findings[0]
            return _excluded(person, first.code, f"{first.message}（{first.where}）")
        wrong = self._errors(made)
        if wrong:
            return _excluded(person, wrong[0].code, wrong[0].message)
        name = self._job.file(recipient.number)
        path = self._job.folder / name
        make_folder(path.parent)
        write_file(path, made.data)
        return Letter(recipient.number, recipient.id, name, hashlib.sha256(made.data).hexdigest())

    def _errors(self, made: Rendering) -> tuple[Finding, ...]:
        """Return what is wrong with a letter.

        The first letter of each set of branches taken is read in full: later ones of the same set have the same
        sections with the same fixed text, and differ in printed values alone. Where one of those is blank, the
        letter itself is read.
        """
        if made.blanks:
            return self._read(made)
        if made.branches not in self._variants:
            self._variants[made.branches] = self._read(made)
        return self._variants[made.branches]

    def _read(self, made: Rendering) -> tuple[Finding, ...]:
        return tuple(finding for finding in self._maker.check(made.data) if finding.severity == "error")


def _excluded(person: AffectedPerson, code: str, reason: str) -> Excluded:
    recipient = person.recipient
    return Excluded(recipient.number, recipient.row, recipient.id, code, reason)


class _ByKey:
    """A job that equals every other one with the same inputs, so that a worker prepares its template once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._identity = (job.key, str(job.folder))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByKey) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)


@lru_cache(maxsize=1)
def _writer(keyed: _ByKey) -> LetterWriter:
    return LetterWriter(keyed.job)


def write_letters(job: Job, rows: Iterable[AffectedPerson | Excluded]) -> Chunk:
    """Write the letters of these rows. Importable, so that any executor can run it elsewhere.

    Raises:
        OutputError: a letter cannot be written.
        TemplateError: the template is not usable.
    """
    return _writer(_ByKey(job)).write(rows)
