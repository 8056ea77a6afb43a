"""To which section does a paragraph belong that stands in none any more?

LibreOffice moves tables out of a section, and a paragraph may be dragged out of one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from noticegen.documents.drift_align import units
from noticegen.documents.drift_expected import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from noticegen.documents.drift_expected import Expected
    from noticegen.ooxml.reading import FinishedDocument, Place


def by_section(places: Iterable[Place]) -> dict[tuple[str, str], list[Place]]:
    """Return the paragraphs of each section; those of none by the kind of place in which they stand."""
    found: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        found.setdefault((place.section, "" if place.section else place.kind), []).append(place)
    return found


def brought_back(before: Mapping[tuple[str, str], list[Place]], here: list[Place]) -> Iterator[Place]:
    """Yield the paragraphs, those outside every section that were made as part of one as if they still were.

    LibreOffice moves tables out of a section, and a paragraph may be dragged out of one.
    """
    outside = {unit.frame for (section, _), places in before.items() if not section for unit in units(places)}
    owners: dict[str, str] = {}
    for (section, _), places in before.items():
        for unit in units(places):
            owners.setdefault(unit.frame, section)
    for unit in units(here):
        section = unit.places[0].section
        # A value alone, such as a postal code, may be of anywhere.
        if not section and unit.frame not in outside and re.search(r"\w", unit.frame):
            section = owners.get(unit.frame, "")
        yield from (replace(place, section=section) for place in unit.places)


def with_sections(document: FinishedDocument, made: Expected, titles: Mapping[str, str]) -> FinishedDocument:
    """Return the document with the section named of what was left behind in it, where LibreOffice moved it out."""
    brought = list(brought_back(by_section(made.places()), list(printed(document))))
    owners = {(each.part, each.number): each.section for each in brought if each.section}
    rows = {(each.part, each.row): each.section for each in brought if each.section and each.row}

    def named(place: Place) -> Place:
        if place.section:
            return place
        # Of a row with hidden text the words are others; the rows beside it are of the same table.
        near = [rows.get((place.part, place.row + step)) for step in (0, -1, 1)] if place.row else []
        section = next(filter(None, [owners.get((place.part, place.number)), *near]), "")
        return replace(place, section=section, title=titles.get(section, ""))

    return replace(
        document,
        hidden_text=tuple(map(named, document.hidden_text)),
        changed=tuple(map(named, document.changed)),
        commented=tuple(map(named, document.commented)),
        leftovers=tuple(replace(each, place=named(each.place)) for each in document.leftovers),
    )
