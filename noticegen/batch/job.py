"""What a worker must know to write letters: the facts, the kind of document, and where to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from noticegen.documents.kinds import Kind, TemplateRule, kinds
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.make import DocumentMaker, facts_hash
from noticegen.findings import DocumentError, Finding, TemplateError, Where
from noticegen.law.conditions import Case

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from datetime import date

    from noticegen.batch.made import Made
    from noticegen.batch.written import Written
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.template import Template

LETTERS: Final = "letters"
PER_FOLDER: Final = 1000
SHORTEST_NUMBER: Final = 4


class Way(Protocol):
    """One way out."""

    @property
    def name(self) -> str:
        """How people ask for it."""

    def rows(self, template: Template, size: int) -> int:
        """Return how many rows a chunk has at most, and so a part letters, a .docx having ``size`` bytes.

        Raises:
            TemplateError: the letters of this template cannot come out this way.
            OutputError: something is missing on this machine.
        """

    @property
    def suffix(self) -> str:
        """How the names of the files with letters end."""

    @property
    def is_packed(self) -> bool:
        """Whether a file holds many letters."""

    def write(self, job: Job, index: int, letters: Iterator[Made]) -> Written:
        """Write the letters of one chunk, each file whole or not at all; what is there as it should be stays.

        Raises:
            OutputError: a file cannot be written.
        """

    def space(self, letters: int, size: int, rows: int) -> tuple[int, int]:
        """Return the bytes and the files that so many letters need, in chunks of ``rows``."""


@dataclass(frozen=True)
class Job:
    """One batch. ``key`` names its inputs: two jobs with the same key write the same letters.

    ``width`` is the number of digits of a letter's number, ``sharded`` whether the letters lie in folders of a
    thousand numbers each, ``way`` in which files they come out, ``rows`` how many rows a chunk has, ``duplex``
    whether a file with many letters is made for printing on both sides, ``since`` the earlier facts, of which the
    letters tell the changes.
    """

    key: str
    incident: Incident
    kind: Kind
    on: date
    folder: Path
    width: int
    sharded: bool
    way: Way
    rows: int
    duplex: bool = False
    since: Incident | None = None

    def maker(self) -> DocumentMaker:
        """Return what makes the letters. Compiles the template."""
        return DocumentMaker(
            self.kind, Case(self.incident, self.on, audience=self.kind.audience, since=self.since)
        )

    def number(self, position: int) -> str:
        """Return a letter's number as it is printed and as the file is called."""
        return f"{position:0{self.width}d}"

    def file(self, position: int) -> str:
        """Return where a letter lies, relative to the batch folder. Named by number alone, never by data."""
        shard = f"{(position - 1) // PER_FOLDER:0{max(self.width - 3, 1)}d}/" if self.sharded else ""
        return f"{LETTERS}/{shard}{self.number(position)}{self.way.suffix}"

    def part(self, index: int) -> str:
        """Return where the letters of a chunk lie, relative to the batch folder, in a way that packs them."""
        return f"{LETTERS}-{index + 1:04d}{self.way.suffix}"


def recipient_kind(
    name: str, templates: str | os.PathLike[str] | None = None, template: str | os.PathLike[str] | None = None
) -> Kind:
    """Return a kind that is made per recipient, with another Word template if one is given.

    Raises:
        TemplateError: there is no such kind, or no such template.
        DocumentError: it is not made per recipient.
    """
    rule = kind_named(name, templates)
    if rule.per != "recipient":
        message = f"「{rule.title}」は、本人ごとに作る文書ではありません。"
        others = "、".join(each.id for each in kinds(templates).values() if each.per == "recipient")
        hint = f"noticegen draft で作るか、batch の --document に {others} のどれかを指定してください。"
        where = Where(path="--document")
        raise DocumentError(Finding("error", "B101", message, hint, document=name, where=where))
    if template is None:
        return rule
    path = Path(template).resolve()
    if not path.is_file():
        hint = "--template に Word のテンプレート(.docx)を指定してください。"
        raise TemplateError(
            Finding("error", "K006", "テンプレートのファイルがありません。", hint, where=Where(str(template)))
        )
    return replace(rule, templates=(TemplateRule(str(path)),))


def key_of(inputs: Mapping[str, Any]) -> str:
    """Return the name of these inputs: equal ones have equal names."""
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def digits(rows: int) -> int:
    """Return how many digits a letter's number needs, at least four."""
    return max(SHORTEST_NUMBER, len(str(rows)))


__all__ = ["LETTERS", "Job", "digits", "facts_hash", "key_of", "recipient_kind"]
