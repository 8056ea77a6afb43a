"""What does each section of each document of an incident say of the facts, so that two states can be compared?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.clients import clients_of
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.make import DocumentMaker
from noticegen.documents.person import specimen
from noticegen.documents.views import CertaintyView, View
from noticegen.findings import TemplateError
from noticegen.law.conditions import Case
from noticegen.ooxml.lint import uses_of
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from noticegen.documents.kinds import Kind
    from noticegen.facts.affected_person import AffectedPerson
    from noticegen.facts.incident import Incident

OUTSIDE: Final = "区画の外"


@dataclass(frozen=True, slots=True)
class TouchedSection:
    """A section of a kind of document that a fact stands in or decides on; outside the sections its id is empty."""

    kind: str
    section: str
    title: str


Said = dict[TouchedSection, dict[tuple[str, ...], tuple[object, ...]]]
"""What the facts that a section reads are, for each document (client or group of persons) that it stands in."""


class Reading:
    """The templates of some kinds, to be read with several states of the facts."""

    def __init__(
        self, names: Iterable[str], on: date, templates: str | os.PathLike[str] | None = None
    ) -> None:
        self._kinds = tuple(kind_named(name, templates) for name in names)
        self._on = on

    def of(self, incident: Incident, only: Iterable[str] | None = None) -> Said:
        """Return what every section says, of all kinds or of some."""
        wanted = None if only is None else set(only)
        said: Said = {}
        for kind in self._kinds:
            if wanted is None or kind.id in wanted:
                for key, file, variables in self._documents(kind, incident):
                    template = (kind.folder / file).read_bytes()
                    for section, paths in _sections(template, file, kind).items():
                        values = tuple(_value(variables, path, whole=whole) for path, whole in paths)
                        said.setdefault(section, {})[key] = (file, *values)
        return said

    def _documents(
        self, kind: Kind, incident: Incident
    ) -> Iterator[tuple[tuple[str, ...], str, Mapping[str, Any]]]:
        """Yield key, template and variables of each document of a kind; letters to persons once for each group."""
        for client in clients_of(kind, incident):
            try:
                maker = DocumentMaker(kind, Case(incident, self._on, client, kind.audience))
            except TemplateError:
                continue  # none of its templates is for such facts: it says nothing
            for group, person in _persons(kind, incident):
                yield (client or "", group), maker.template_rule.file, maker.variables(person)


def _persons(kind: Kind, incident: Incident) -> Iterator[tuple[str, AffectedPerson | None]]:
    if kind.per != "recipient":
        yield "", None
        return
    for group in incident.group:
        if group.role == "本人":
            others = (each for each in incident.group if each is not group)
            yield group.id, specimen(incident.model_copy(update={"group": (group, *others)}))


@lru_cache(maxsize=64)
def _sections(template: bytes, name: str, kind: Kind) -> dict[TouchedSection, tuple[tuple[str, bool], ...]]:
    """Return the paths that each section of a template reads, each with whether it is printed as a whole."""
    uses, document = uses_of(template, name), read_document(template)
    titles = {each.id: each.title for each in document.sections} | {
        rule.id: rule.title for rule in kind.sections
    }
    found: dict[TouchedSection, dict[str, bool]] = {}
    for use in uses:
        sections = [TouchedSection(kind.id, name, titles.get(name, name)) for name in use.sections]
        for section in sections or [TouchedSection(kind.id, "", use.place.part or OUTSIDE)]:
            paths = found.setdefault(section, {})
            paths[use.path] = paths.get(use.path, False) or use.prints
    # What is read in one section may decide on another that stands further down.
    order = list(dict.fromkeys(place.section for place in document.paragraphs))
    found = dict(sorted(found.items(), key=lambda each: order.index(each[0].section)))
    return {
        section: tuple((path, whole and not _has_parts(path, paths)) for path, whole in paths.items())
        for section, paths in found.items()
    }


def _has_parts(path: str, paths: Iterable[str]) -> bool:
    return any(other.startswith((f"{path}.", f"{path}[]")) for other in paths)


def _value(variables: Mapping[str, Any], path: str, *, whole: bool) -> object:
    """Return what a path leads to: of a table or array that is not printed as a whole, only whether it is there."""
    found: list[Any] = [variables]
    for step in path.replace("[]", ".[]").split("."):
        if step == "[]":
            found = [entry for value in found if isinstance(value, tuple | list) for entry in value]
        else:
            found = [_field(value, step) for value in found]
    return tuple(_plain(value, whole=whole) for value in found)


def _field(value: Any, name: str) -> Any:  # noqa: ANN401 - a view of anything
    field = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
    return None if callable(field) else field


def _plain(value: Any, *, whole: bool) -> object:  # noqa: ANN401
    """Return a value in a form that can be compared."""
    if isinstance(value, View):
        if not whole:
            return bool(value)
        return tuple((name, _plain(field, whole=True)) for name, field in sorted(vars(value).items()))
    if isinstance(value, tuple | list):
        return tuple(_plain(entry, whole=True) for entry in value) if whole else bool(value)
    return str(value) if isinstance(value, CertaintyView) else value
