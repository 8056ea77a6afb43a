"""Does a letter hold anybody else's name, address, id or number?

What all letters say is the template's: a recipient may be called like a word of it, or like the person who signs.
So a name counts where it stands instead of, or beside, the letter's own; a name that is short, that many have, or
that stands in the template's text counts only in the very place where other letters have their own person's name,
or with that other person's address, postal code or id.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.batch.own import numbers_in
from noticegen.documents.persons_index import Persons, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from noticegen.batch.audit_reading import Read
    from noticegen.documents.persons_index import Hit
    from noticegen.facts.recipients import Recipient

TEMPLATE: Final = 3
"""A text that so many letters have is the template's."""
SURELY_TEMPLATE: Final = 100
REMEMBERED: Final = 20_000

# Where a person's own data stood: private characters, which no letter prints.
_MARKS: Final = {
    "氏名": "\ue000",
    "住所": "\ue001",
    "管理番号": "\ue002",
    "番号": "\ue003",
    "郵便番号": "\ue004",
}
_DIGITS: Final = re.compile(r"\d+(?:-\d+)*")
_POSTAL: Final = re.compile(r"\d{3}-?\d{4}")

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Suspect:
    """Something that looks like another person's; ``texts`` and ``place`` are hashes of texts that letters share.

    ``place`` is the text with the letter's own data in the place of the other's, ``namesakes`` the number of
    persons in whose letters it is rightly there. ``is_sure``: two things of one other person stand in the letter.
    """

    letter: str
    what: str
    number: int
    texts: tuple[int, ...]
    place: int
    namesakes: int
    is_weak: bool
    is_sure: bool = False


class Strangers:
    """Looks through the letters, one after the other; what was found is said at the end, when all were seen.

    ``facts`` is the text of the incident: a name in it, such as the signatory's, is the template's.
    """

    def __init__(self, persons: Persons, facts: str = "") -> None:
        self._persons = persons
        self._facts = squeezed(facts)
        self._seen = 0
        self._letters: Counter[int] = Counter()
        self._postal: set[int] = set()
        self._template: set[str] = set()
        self._suspects: list[_Suspect] = []

    def look(self, letter: str, own: Recipient, read: Read) -> None:
        """Take in a letter, by its number as printed."""
        self._seen += 1
        mine = _Own(letter, own)
        new = [
            _Text(said, mine)
            for paragraph in (*read.paragraphs, *read.elsewhere)
            if paragraph not in self._template and (said := squeezed(paragraph))
        ]
        if not new:
            return
        self._letters.update({text.key for text in new})
        for text in new:
            is_usual = not text.spans and self._letters[text.key] >= TEMPLATE
            if is_usual and text.key not in self._postal and len(self._template) < REMEMBERED:
                self._template.update(p for p in read.paragraphs if squeezed(p) == text.text)
        names = [
            (text, hit) for text in new for hit in self._persons.names(text.text) if text.is_strange(hit, own)
        ]
        places = {match for text in new for match in _POSTAL.findall(text.residual)}
        for text, hit in names:
            sure = any(self._persons.is_at(text.word(hit), place) for place in places)
            self._suspect(mine, text, hit, sure=sure)
        for text in new:
            for hit in self._persons.ids(text.text):
                if text.is_strange(hit, own):
                    self._suspect(mine, text, hit)
            self._numbers(mine, text)
        self._addresses(mine, own, new, {text.word(hit) for text, hit in names})

    def _suspect(self, mine: _Own, text: _Text, hit: Hit, *, sure: bool = False) -> None:
        place = hash(text.with_mark(hit.start, hit.end, hit.what))
        weak = hit.is_weak or text.word(hit) in self._facts
        if not sure and self._letters[text.key] > SURELY_TEMPLATE and self._letters[place] <= hit.namesakes:
            return
        self._suspects.append(
            _Suspect(mine.letter, hit.what, hit.number, (text.key,), place, hit.namesakes, weak, sure)
        )

    def _numbers(self, mine: _Own, text: _Text) -> None:
        """Note figures that may stand in the place of the letter's own number or postal code."""
        if self._letters[text.key] >= TEMPLATE:
            return
        for match in _DIGITS.finditer(text.residual):
            what = "郵便番号" if _POSTAL.fullmatch(match[0]) else "番号"
            if what == "郵便番号" and match[0] in self._facts:
                continue
            if what == "郵便番号" or len(match[0]) == len(mine.letter):
                place = hash(f"{text.residual[: match.start()]}{_MARKS[what]}{text.residual[match.end() :]}")
                if what == "郵便番号":
                    self._postal.add(text.key)
                self._suspects.append(_Suspect(mine.letter, what, 0, (text.key,), place, 1, is_weak=True))

    def _addresses(self, mine: _Own, own: Recipient, texts: Sequence[_Text], names: set[str]) -> None:
        """Look for addresses, which may run over several paragraphs."""
        joined = "".join(text.residual for text in texts)
        for hit in self._persons.addresses(joined):
            address = joined[hit.start : hit.end]
            if hit.number == own.number or address in self._facts:
                continue
            keys, at = [], 0
            for text in texts:
                if at < hit.end and hit.start < at + len(text.residual):
                    keys.append(text.key)
                at += len(text.residual)
            sure = any(self._persons.is_at(name, address) for name in names)
            suspect = _Suspect(
                mine.letter, hit.what, hit.number, tuple(keys), 0, 0, is_weak=False, is_sure=sure
            )
            self._suspects.append(suspect)

    @property
    def is_suspicious(self) -> bool:
        """Whether there is anything to tell."""
        return next(self.found(), None) is not None

    def found(self) -> Iterator[tuple[str, str, int]]:
        """Yield letter, what stands in it, and the number of whose it is: 0 where it is the letter's own, changed."""
        told = set()
        for suspect in self._suspects:
            is_rare = any(self._letters[text] < TEMPLATE for text in suspect.texts)
            in_place = suspect.place and self._letters[suspect.place] > suspect.namesakes
            # The postal code in a letterhead stands as others have their own, and in more letters than not.
            if suspect.number == 0 and all(self._is_letterhead(text) for text in suspect.texts):
                continue
            result = (suspect.letter, suspect.what, suspect.number)
            if (suspect.is_sure or in_place or (is_rare and not suspect.is_weak)) and result not in told:
                told.add(result)
                yield result

    def _is_letterhead(self, text: int) -> bool:
        return text in self._postal and self._letters[text] * 2 > self._seen >= TEMPLATE


class _Own:
    """What a letter prints of its own person, without blanks."""

    def __init__(self, letter: str, own: Recipient) -> None:
        self.letter = letter
        address = squeezed("".join(own.address))
        held = {
            "住所": (address, *map(squeezed, own.address)),
            "氏名": (squeezed(own.name), squeezed(own.contact_person)),
            "郵便番号": (own.postal_code, own.postal_code.replace("-", "")),
            "管理番号": (squeezed(own.id),),
        }
        self._words = [(word, what) for what, words in held.items() for word in words if word]
        self._all = "\n".join((address, squeezed(own.name), squeezed(own.contact_person)))

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return from where to where a text is the person's own, in order; of two that overlap the longer."""
        if text in self._all:
            # A window parts a long line wherever it must; a name that is whole is a name.
            what = next((what for word, what in self._words if word == text), "住所")
            return ((0, len(text), what),)
        found: list[Span] = []
        for word, what in self._words:
            at = text.find(word)
            while at >= 0:
                found.append((at, at + len(word), what))
                at = text.find(word, at + 1)
        found += [(start, end, "番号") for start, end in numbers_in(text, self.letter)]
        kept: list[Span] = []
        for span in sorted(found, key=lambda each: (each[0] - each[1], each[0])):
            if all(span[1] <= start or end <= span[0] for start, end, _ in kept):
                kept.append(span)
        return tuple(sorted(kept))


class _Text:
    """A paragraph without blanks, and the same with marks in place of the person's own data."""

    def __init__(self, text: str, mine: _Own) -> None:
        self.text = text
        self.spans = mine.spans(text)
        self.residual = self._marked(self.spans)
        self.key = hash(self.residual)

    def _marked(self, spans: Iterable[Span]) -> str:
        pieces: list[str] = []
        at = 0
        for start, end, what in spans:
            pieces += self.text[at:start], _MARKS[what]
            at = end
        return "".join((*pieces, self.text[at:]))

    def is_strange(self, hit: Hit, own: Recipient) -> bool:
        """Return whether a hit is not the letter's own, nor part of what is."""
        return hit.number != own.number and not any(
            start <= hit.start and hit.end <= end for start, end, _ in self.spans
        )

    def word(self, hit: Hit) -> str:
        """Return what was found."""
        return self.text[hit.start : hit.end]

    def with_mark(self, start: int, end: int, what: str) -> str:
        """Return the text as it would be with the letter's own data from ``start`` to ``end``."""
        others = [span for span in self.spans if span[1] <= start or end <= span[0]]
        return self._marked(sorted([*others, (start, end, what)]))
