"""What changed between two states of the facts, and which sections of which documents does it touch?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.diff_sections import Reading, TouchedSection
from noticegen.documents.diff_values import ChangeKind, Comparison, written
from noticegen.facts.values import today

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import date

    from noticegen.documents.diff_sections import Said
    from noticegen.facts.incident import Incident


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changed: where it stands in the new file (in the old one, if it is gone), and both its texts.

    ``kind`` is 追加, 変更, 撤回 (also a correction noted beside an entry of the course of events) or 確度の変更.
    """

    path: str
    title: str
    kind: ChangeKind
    old: str | None
    new: str | None
    sections: tuple[TouchedSection, ...] = ()


def diff(
    old: Incident,
    new: Incident,
    *,
    on: date | None = None,
    documents: Iterable[str] = (),
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Change, ...]:
    """Return every fact that changed, in the order of the file, each with the sections that read it.

    A section is touched when something that its tags read, directly or by what is computed from it, is not the
    same any more: nothing is touched by a fact that the readers of the document may not see. ``documents`` are
    the kinds that are looked at; else all that either state can need.

    Raises:
        TemplateError: there is no such kind, or a template cannot be understood.
    """
    comparison = Comparison(old, new)
    names = tuple(documents) or _kinds(old, new, templates)
    touched = _touched(comparison, old, new, Reading(names, on or today(), templates))
    return tuple(
        Change(
            each.path,
            each.title,
            each.kind,
            written(each.old, old.letter.style),
            written(each.new, new.letter.style),
            touched[number],
        )
        for number, each in enumerate(comparison.differences)
    )


def _kinds(old: Incident, new: Incident, templates: str | os.PathLike[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*applicable_kinds(new, templates), *applicable_kinds(old, templates))))


def _touched(
    comparison: Comparison, old: Incident, new: Incident, reading: Reading
) -> list[tuple[TouchedSection, ...]]:
    """Return the sections that each difference touches, by its number.

    Each difference is made alone in the old state, or taken back alone in the new one. What only several of them
    bring about together (three groups that exceed 1,000) is touched by all that have a part in no other way.
    """
    before, after = reading.of(old), reading.of(new)
    changed = _unlike(before, after)
    numbers = range(len(comparison.differences))
    found: list[set[TouchedSection]] = [
        _unlike(before, reading.of(comparison.with_new(number))) & changed for number in numbers
    ]
    left = changed.difference(*found)
    if left:
        kinds = {section.kind for section in left}
        for number in numbers:
            found[number] |= left & _unlike(after, reading.of(comparison.without_new(number), kinds), kinds)
        together = changed.difference(*found)
        found = [sections | together for sections in found]
    order = list(dict.fromkeys((*after, *before)))
    return [tuple(section for section in order if section in sections) for sections in found]


def _unlike(one: Said, other: Said, kinds: Iterable[str] | None = None) -> set[TouchedSection]:
    """Return the sections that do not say the same in two states."""
    wanted = None if kinds is None else set(kinds)
    return {
        section
        for section in {**one, **other}
        if (wanted is None or section.kind in wanted) and one.get(section) != other.get(section)
    }
