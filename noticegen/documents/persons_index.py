"""Where in a text stands the name, address or id of which recipient? One index over all of them, not N × N."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from noticegen.facts.recipients import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.facts.recipients import Excluded

What = Literal["氏名", "住所", "管理番号"]
MANY: Final = 3
SHORT_NAME: Final = 2
SHORT_ADDRESS: Final = 6
SHORT_ID: Final = 5
PREFIX: Final = 6

_WORD: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*")


@dataclass(frozen=True, slots=True)
class Hit:
    """What of another recipient stands from where to where in a text without blanks, and whose it is.

    ``namesakes`` is how many rows have it. ``is_weak``: they are many, or it is so short that it stands in ordinary
    words.
    """

    what: What
    start: int
    end: int
    number: int
    namesakes: int
    is_weak: bool


class Persons:
    """Names, addresses and ids of all recipients, found in a text in one pass.

    Holds for each row its name, address and id without blanks, about 0.7 KB.
    """

    def __init__(self, rows: Iterable[Recipient | Excluded]) -> None:
        self._names: dict[str, int] = {}
        self._shared: dict[str, int] = {}
        self._addresses: dict[str, int] = {}
        self._ids: dict[str, int] = {}
        self._places: set[int] = set()
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        address_lengths: defaultdict[str, set[int]] = defaultdict(set)
        for row in rows:
            if row.id:
                self._ids.setdefault(squeezed(row.id), row.number)
            address = squeezed("".join(row.address))
            contact = row.contact_person if isinstance(row, Recipient) else ""
            for name in {squeezed(row.name), squeezed(contact)} - {""}:
                if self._names.setdefault(name, row.number) != row.number:
                    self._shared[name] = self._shared.get(name, 1) + 1
                lengths[name[0]].add(len(name))
                self._places.update(_places(name, row))
            if len(address) >= SHORT_ADDRESS:
                self._addresses.setdefault(address, row.number)
                address_lengths[address[:PREFIX]].add(len(address))
        self._name_lengths = {first: tuple(sorted(each)) for first, each in lengths.items()}
        self._address_lengths = {first: tuple(sorted(each)) for first, each in address_lengths.items()}

    def names(self, text: str) -> Iterator[Hit]:
        """Yield every place of a text where a recipient's name stands, the longest one at each."""
        lengths, names = self._name_lengths, self._names
        for start, first in enumerate(text):
            for length in reversed(lengths.get(first, ())):
                name = text[start : start + length]
                if name in names and len(name) == length:
                    namesakes = self._shared.get(name, 1)
                    weak = length <= SHORT_NAME or namesakes >= MANY
                    yield Hit("氏名", start, start + length, names[name], namesakes, weak)
                    break

    def addresses(self, text: str) -> Iterator[Hit]:
        """Yield every place of a text where a recipient's whole address stands."""
        lengths, addresses = self._address_lengths, self._addresses
        for start in range(len(text)):
            for length in reversed(lengths.get(text[start : start + PREFIX], ())):
                number = addresses.get(text[start : start + length])
                if number is not None and start + length <= len(text):
                    yield Hit("住所", start, start + length, number, 1, is_weak=False)
                    break

    def ids(self, text: str) -> Iterator[Hit]:
        """Yield every word of a text that is a recipient's id."""
        for word in _WORD.finditer(text):
            number = self._ids.get(word[0])
            if number is not None:
                weak = len(word[0]) < SHORT_ID or word[0].isalpha()
                yield Hit("管理番号", *word.span(), number, 1, is_weak=weak)

    def is_at(self, name: str, place: str) -> bool:
        """Return whether a person of this name has this address, postal code or id (all without blanks)."""
        return hash((name, place)) in self._places


def squeezed(text: str) -> str:
    """Return a text without blanks: a letter may part a name or an address at one."""
    return "".join(text.split())


def _places(name: str, row: Recipient | Excluded) -> Iterator[int]:
    postal_code = row.postal_code if isinstance(row, Recipient) else ""
    for place in ("".join(row.address), postal_code, row.id):
        if place:
            yield hash((name, squeezed(place)))
