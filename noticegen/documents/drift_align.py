"""Which paragraph of an edited section was which one of the section as it was made?

Paragraphs are compared by what they say, not by their place: a row that was moved is the same row.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Final

from noticegen.documents.drift_tokens import Token, plain, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from noticegen.ooxml.reading import Place

ALIKE: Final = 0.5
"""From how much agreement on a paragraph counts as rewritten and no longer as another one."""


@dataclass(frozen=True)
class Unit:
    """What is compared as one: a paragraph, or a row of a table with the labels of its values."""

    places: tuple[Place, ...]

    @property
    def text(self) -> str:
        """The text of all paragraphs, figures and blanks of usual width."""
        return "\n".join(plain(place.text) for place in self.places)

    @property
    def stated(self) -> list[tuple[Token, Place]]:
        """What is stated, each with the paragraph where it stands."""
        return [(token, place) for place in self.places for token in tokens(without_gaps(place.text))]

    @property
    def frame(self) -> str:
        """The text with a mark in place of each value that it states, blanks apart."""
        return "\n".join(_framed(place.text) for place in self.places)

    def place_at(self, offset: int) -> Place:
        """Return the paragraph in which a position of ``text`` lies."""
        for place in self.places:
            if offset <= len(place.text):
                return place
            offset -= len(place.text) + 1
        return self.places[-1]


@dataclass(frozen=True)
class Pair:
    """A unit as made, and the same unit as edited."""

    made: Unit
    edited: Unit

    @property
    def is_same_but_values(self) -> bool:
        """Whether nothing but values was changed."""
        return self.made.frame == self.edited.frame


def units(places: Iterable[Place]) -> tuple[Unit, ...]:
    """Return the units of consecutive paragraphs that say something."""
    filled = (place for place in places if place.text.strip())
    counted = enumerate(filled)
    rows = groupby(counted, key=lambda each: (each[1].row, None if each[1].row else each[0]))
    return tuple(Unit(tuple(place for _, place in row)) for _, row in rows)


def align(made: Sequence[Unit], edited: Sequence[Unit]) -> tuple[list[Pair], list[Unit], list[Unit]]:
    """Return the units that were changed as pairs, those that are gone, and those that are new.

    Units that stand in both as they are, wherever they stand, are in none of the three.
    """
    left = list(_without(made, edited))
    new = list(_without(edited, made))
    pairs: list[Pair] = []
    for _, one, other in sorted(_candidates(left, new), key=lambda each: -each[0]):
        if any(one is pair.made or other is pair.edited for pair in pairs):
            continue
        pairs.append(Pair(one, other))
    left = [unit for unit in left if not any(unit is pair.made for pair in pairs)]
    new = [unit for unit in new if not any(unit is pair.edited for pair in pairs)]
    return pairs, left, new


def _without(some: Sequence[Unit], others: Sequence[Unit]) -> Iterator[Unit]:
    there = Counter(_squeezed(unit.text) for unit in others)
    for unit in some:
        key = _squeezed(unit.text)
        if there[key]:
            there[key] -= 1
        else:
            yield unit


def _candidates(left: list[Unit], new: list[Unit]) -> Iterator[tuple[float, Unit, Unit]]:
    """Yield (likeness, made, edited) for all that are alike, the nearer in order a little more alike."""
    most = max(len(left), len(new))
    for place, one in enumerate(left):
        matcher = SequenceMatcher(b=one.text, autojunk=False)
        for position, other in enumerate(new):
            distance = abs(place - position) / most / 100
            if one.frame == other.frame:
                yield 1 + _shared(one, other) - distance, one, other
                continue
            matcher.set_seq1(other.text)
            if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
                continue
            if (ratio := matcher.ratio()) >= ALIKE:
                yield ratio - distance, one, other


def _shared(one: Unit, other: Unit) -> float:
    """How much of two units that differ in values alone agrees, from 0 to 1."""
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()


def _framed(text: str) -> str:
    flat, last, pieces = plain(text), 0, []
    for token in tokens(text):
        pieces += [flat[last : token.start], "\0"]
        last = token.end
    return _squeezed("".join([*pieces, flat[last:]]))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def without_gaps(text: str) -> str:
    """Return the text without what stands between two 〓: it names a fact that is missing."""
    return re.sub("〓[^〓]*〓", "〓", text)
