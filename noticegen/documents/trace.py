"""From which facts is each section of a Word document made, and which provisions ask for it?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.kinds import kinds
from noticegen.documents.make import PREFIX
from noticegen.documents.provenance import law_date_of
from noticegen.documents.template_check import file_of, kind_of
from noticegen.facts.values import today
from noticegen.findings import DocumentError, Finding, Where
from noticegen.law.requirements import requirements
from noticegen.ooxml.lint import uses_of
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from datetime import date

    from noticegen.documents.kinds import Kind
    from noticegen.law.data import Level
    from noticegen.law.requirements import Requirement
    from noticegen.ooxml.uses import Use

NO_KIND: Final = "D210"


@dataclass(frozen=True, slots=True)
class TracedRequirement:
    """What is asked of a section: by which provisions, at which level, compared with its text on which day."""

    id: str
    title: str
    level: Level
    sources: tuple[str, ...]
    checked_on: date
    unverified: bool


@dataclass(frozen=True, slots=True)
class TracedSection:
    """A section of a document, the names that its tags read, and what the law asks of it.

    ``facts`` are paths as in the incident file, ``computed.…`` for what follows from facts, ``person.…`` for the
    recipient. ``when`` names the condition under which the section is due.
    """

    section: str
    title: str
    when: str
    facts: tuple[str, ...]
    requirements: tuple[TracedRequirement, ...]


def trace(
    source: str | os.PathLike[str] | bytes,
    document: str | None = None,
    *,
    on: date | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[TracedSection, ...]:
    """Return the sections of a template or of a finished document, in its order, each with facts and provisions.

    The facts of a finished document are those that its template reads. The law is that of ``on``, else of the day
    that the document bears, else of today.

    Raises:
        DocumentError: the file cannot be read, or nobody says what kind of document it is.
        TemplateError: there is no such kind, or the template cannot be understood.
    """
    finished = read_document(source)
    rule = kind_of(source, finished, document, templates)
    if rule is None:
        hint = f"--document に {'、'.join(kinds(templates))} のどれかを指定してください。"
        problem = Finding("error", NO_KIND, "文書の種類が分かりません。", hint, where=Where(finished.name))
        raise DocumentError(problem)
    file = file_of(rule, finished.name, finished)
    day = on or law_date_of(finished.properties.get(f"{PREFIX}law_date")) or today()
    is_finished = f"{PREFIX}facts" in finished.properties
    facts = _facts(_uses(None if is_finished else source, rule, file))
    law = {requirement.id: requirement for requirement in requirements(rule.law, day)}
    rules = {each.id: each for each in rule.sections_of(file)}
    titles: dict[str, str] = {}
    for section in finished.sections:
        titles.setdefault(section.id, section.title)
    return tuple(
        TracedSection(
            name,
            rules[name].title if name in rules else title or name,
            rules[name].when if name in rules else "always",
            facts.get(name, ()),
            _asked(rules[name].requirements if name in rules else (), law),
        )
        for name, title in titles.items()
    )


def _uses(source: str | os.PathLike[str] | bytes | None, rule: Kind, file: str) -> tuple[Use, ...]:
    """Return what the file's own tags read; a document without any has those of its template."""
    if source is not None:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        if found := uses_of(data, file):
            return found
    return uses_of((rule.folder / file).read_bytes(), file)


def _facts(uses: Iterable[Use]) -> Mapping[str, tuple[str, ...]]:
    """Return the paths that each section reads, a table or array only where nothing of it is read."""
    found: dict[str, dict[str, None]] = {}
    for use in uses:
        for section in use.sections:
            found.setdefault(section, {})[use.path] = None
    return {
        section: tuple(
            path.removesuffix("[]")
            for path in paths
            if not any(other.startswith((f"{path}.", f"{path}[]")) for other in paths)
        )
        for section, paths in found.items()
    }


def _asked(names: Iterable[str], law: Mapping[str, Requirement]) -> tuple[TracedRequirement, ...]:
    return tuple(
        TracedRequirement(each.id, each.title, each.level, each.sources, each.checked_on, each.unverified)
        for name in names
        if (each := law.get(name)) is not None
    )
