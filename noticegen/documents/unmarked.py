"""Which sections stand in the text of a document but are no longer marked, and which are there twice?

A content control may be deleted with its text kept, or the text pasted into another document. Such a section is
known by its heading, and without one by text that nobody changed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from noticegen.documents.drift_expected import is_filled_in
from noticegen.documents.drift_tokens import plain
from noticegen.findings import Finding, Where
from noticegen.ooxml.reading import first_of, read_document, section_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from noticegen.documents.kinds import Kind, SectionRule
    from noticegen.ooxml.reading import FinishedDocument, Place

UNMARKED: Final = "D225"
TWICE: Final = "D226"

_BODY: Final = "本文"
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_NUMBERING: Final = re.compile(
    r"^(?:第?[0-9一二三四五六七八九十]+(?:章|節|条)?|[(][0-9一二三四五六七八九十]+[)]|[①-⑳ⅠⅡⅢⅣⅤ■●◆○◎・※])[.．、・:]?"
)
_ENOUGH: Final = 4
"""How many characters of its own a text must have to be known again without a heading."""


def with_unmarked(
    kind: Kind, template: str, document: FinishedDocument, made: FinishedDocument | None
) -> tuple[FinishedDocument, dict[str, Place]]:
    """Return the document with the sections marked that were found in its text, and where each of them begins.

    ``made`` is the document as it would be made from the facts, where they are known.
    """
    there = {section.id for section in document.sections}
    rules = kind.sections_of(template)
    missing = {rule.id: rule for rule in rules if rule.id not in there}
    if not missing:
        return document, {}
    pattern = _pattern((kind.folder / template).read_bytes()) if (kind.folder / template).is_file() else made
    finder = _Finder(rules, document, [each for each in (pattern, made) if each is not None])
    owners = finder.by_heading(missing)
    if made is not None:
        owners |= finder.by_text([name for name in missing if name not in owners.values()], made)
    if not owners:
        return document, {}
    places = tuple(
        _in_section(place, owners.get(number), missing) for number, place in enumerate(document.paragraphs)
    )
    begins: dict[str, Place] = {}
    for number in sorted(owners):
        begins.setdefault(owners[number], places[number])
    found = [
        section_from(
            name,
            missing[name].title,
            [places[number] for number in sorted(owners) if owners[number] == name],
            len(document.sections) + position,
        )
        for position, name in enumerate(begins)
    ]
    return replace(document, paragraphs=places, sections=(*document.sections, *found)), begins


def _in_section(place: Place, name: str | None, rules: Mapping[str, SectionRule]) -> Place:
    return place if name is None else replace(place, section=name, title=rules[name].title)


def unmarked_findings(
    kind: Kind, template: str, document: FinishedDocument, begins: dict[str, Place], *, strict: bool = False
) -> Iterator[Finding]:
    """Yield a warning for each section that is written but no longer marked."""
    titles = {rule.id: rule.title for rule in kind.sections_of(template)}
    for name, place in begins.items():
        yield Finding(
            "error" if strict else "warning",
            UNMARKED,
            f"区画「{titles[name]}」は、文はありますが、コンテンツ コントロールが外れています。",
            "内容がそろっているか確かめてください。作り直した文書の区画に写すと、区画に戻ります。",
            document=kind.id,
            section=name,
            where=Where(document.name, path=f"{replace(place, section='', title='')}"),
        )


def twice_findings(
    kind: Kind, template: str, document: FinishedDocument, made: FinishedDocument
) -> Iterator[Finding]:
    """Yield a warning for each section that stands in the document more often than in the one made from the facts."""
    there, usual = (Counter(section.id for section in each.sections) for each in (document, made))
    titles: dict[str, SectionRule] = {rule.id: rule for rule in kind.sections_of(template)}
    for name, times in there.items():
        if name in titles and times > max(usual[name], 1):
            before = (None, *document.paragraphs)
            begins = [
                place
                for last, place in zip(before, document.paragraphs, strict=False)
                if place.section == name and (last is None or last.section != name)
            ]
            yield Finding(
                "warning",
                TWICE,
                f"区画「{titles[name].title}」が{times}か所にあります。",
                "古い方が残っていないか確かめ、一つにしてください。",
                document=kind.id,
                section=name,
                where=Where(document.name, path=first_of(begins)[1] or None),
            )


@lru_cache(maxsize=16)
def _pattern(template: bytes) -> FinishedDocument:
    return read_document(template)


class _Finder:
    """Looks for sections among the paragraphs of a document that stand in none."""

    def __init__(
        self, rules: Sequence[SectionRule], document: FinishedDocument, patterns: Sequence[FinishedDocument]
    ) -> None:
        self._places = document.paragraphs
        self._headings: dict[str, set[str]] = {rule.id: set() for rule in rules}
        self._titles = {_bare(rule.title): rule.id for rule in rules}
        self._outside: set[str] = set()
        for pattern in patterns:
            begun: set[str] = set()
            for place in pattern.paragraphs:
                if not place.section:
                    self._outside.add(_bare(_TAG.sub("", place.text)))
                elif place.text.strip() and place.section not in begun:
                    begun.add(place.section)
                    if place.is_heading and not place.row and not _TAG.search(place.text):
                        self._headings.setdefault(place.section, set()).add(_bare(place.text))

    def by_heading(self, missing: dict[str, SectionRule]) -> dict[int, str]:
        """Return the owner of each paragraph that stands below the heading of a missing section."""
        known = {heading: name for name, headings in self._headings.items() for heading in headings}
        owners: dict[int, str] = {}
        current = ""
        for number, place in enumerate(self._places):
            if place.section or place.kind != _BODY:
                current = "" if place.section else current
                continue
            text = _bare(place.text)
            heading = "" if place.row else known.get(text, "")
            if not heading and place.is_heading and not place.row:
                heading = self._titles.get(text, "")
            if heading:
                current = heading if heading in missing and heading not in owners.values() else ""
            elif text in self._outside:
                continue
            if current:
                owners[number] = current
        return owners

    def by_text(self, missing: Sequence[str], made: FinishedDocument) -> dict[int, str]:
        """Return the owner of each paragraph of a missing section whose text stands there as it was made."""
        free = [
            number for number, place in enumerate(self._places) if not place.section and place.text.strip()
        ]
        owners: dict[int, str] = {}
        for name in missing:
            wanted = [place.text for place in made.paragraphs if place.section == name and place.text.strip()]
            if not wanted or max(len(_bare(text)) for text in wanted) < _ENOUGH:
                continue
            for first in range(len(free) - len(wanted) + 1):
                stretch = free[first : first + len(wanted)]
                if all(
                    number not in owners and _is_same(text, self._places[number].text)
                    for text, number in zip(wanted, stretch, strict=True)
                ):
                    owners |= dict.fromkeys(stretch, name)
                    break
        return owners


def _is_same(made: str, text: str) -> bool:
    return _bare(made) == _bare(text) or is_filled_in(made, text)


def _bare(text: str) -> str:
    """Return a text without blanks and without the number before a heading."""
    flat = re.sub(r"\s+", "", plain(text))
    return _NUMBERING.sub("", flat) or flat
