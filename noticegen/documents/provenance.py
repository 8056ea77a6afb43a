"""From which facts was a document made, by which template and version, according to the law of which day?

Read from the properties that every document carries; they hold no personal data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from noticegen.documents.kinds import kinds
from noticegen.documents.make import PREFIX, facts_hash
from noticegen.japanese.dates import date_text
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from noticegen.facts.incident import Incident

_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a document says of its making; empty where it says nothing.

    ``facts`` and ``template_hash`` are SHA-256, ``is_current`` whether the facts given are those, None without any.
    """

    file: str
    kind: str
    title: str
    stage: str
    law_date: str
    version: str
    template: str
    template_hash: str
    facts: str
    is_current: bool | None = None

    def __str__(self) -> str:
        """Return all of it as one sentence."""
        if not self.facts:
            return "作成の記録がありません。"
        now = {None: "", True: "(いまの事実と同じ)", False: "(いまの事実とは異なる)"}[self.is_current]
        title = self.title.partition("（")[0]
        day = law_date_of(self.law_date)
        law = f"{date_text(day)}の法令により " if day else ""
        return (
            f"{title}（{self.stage}）: {law}noticegen {self.version} が作成。"
            f"元の事実は {self.facts[:_SHOWN]}{now}。"
        )


def law_date_of(said: str | None) -> date | None:
    """Return the day of whose law a document speaks; None where it names none, or something that is no day."""
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None


def provenance(
    path: Path, incident: Incident | None = None, templates: str | os.PathLike[str] | None = None
) -> Provenance:
    """Return what a Word document says of its making.

    Raises:
        DocumentError: the file cannot be read.
    """
    said = read_document(path).properties
    names = ("stage", "law_date", "version", "template", "template_hash", "facts")
    values = {name: said.get(f"{PREFIX}{name}", "") for name in names}
    name = said.get(f"{PREFIX}kind", "")
    known = kinds(templates)
    is_current = None
    if incident is not None and values["facts"]:
        is_current = values["facts"] == facts_hash(incident)
    title = known[name].title if name in known else name
    return Provenance(str(path), name, title, **values, is_current=is_current)
