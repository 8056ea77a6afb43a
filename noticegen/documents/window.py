"""How is an address parted so that it shows whole in the window of an envelope, and does it fit at all?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import combining, east_asian_width

from noticegen.ooxml.window import USUAL, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.facts.response import Letter

_POINT: Final = 25.4 / 72
# Half-width letters are somewhat wider than half in faces with proportional figures.
_NARROW: Final = 0.58
_HOUSE_NUMBER: Final = re.compile(r"(?=[0-9０-９])")
_HONORIFIC: Final = re.compile(r"[ \u3000]+(?=(?:様|御中|殿|先生|各位)(?:$|[ \u3000]))")
_ADDRESSED: Final = re.compile(rf"\S{_HONORIFIC.pattern}(?:様|御中|殿|先生|各位)")
_SPACE: Final = re.compile(r"([ \u3000]+)")
_POSTAL_CODE: Final = re.compile(r"[0-9０-９]{3}[-－‐−–—ー]?[0-9０-９]{4}")


@dataclass(frozen=True, slots=True)
class Size:
    """A size of type in the window: its letters and its lines in points, as the styles have them."""

    is_small: bool
    letter: float
    line: float

    def columns(self, window: Window) -> float:
        """Return how many full-width letters stand in a line."""
        return window.text_width / (self.letter * _POINT)

    def lines(self, window: Window) -> int:
        """Return how many lines stand in the window."""
        return int(window.text_height / (self.line * _POINT))


# The smallest at which the post reads addresses is 8 pt.
SIZES: Final = (Size(is_small=False, letter=10.5, line=13.2), Size(is_small=True, letter=9.0, line=11.0))


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """The lines of an address as they stand in the window; ``fits`` is False where they show out of it."""

    lines: tuple[str, ...]
    is_small: bool
    fits: bool


def window_of(letter: Letter) -> Window:
    """Return the window for which the letters of an incident are made."""
    said = letter.window
    return USUAL if said is None else Window(said.left, said.top, said.width, said.height)


def address_block(lines: Iterable[str], window: Window = USUAL) -> AddressBlock:
    """Return 郵便番号, 住所 and 宛名 parted where a line is too long, in smaller letters where they are too many.

    A line parts at its own spaces, else before 番地, else where it is full; no sign is added or lost but the
    space at which it parts.

    >>> address_block(["大阪府架空市仮名区例示元町３－１３－２５　架空ハイツ", "見本 花子 様"]).lines
    ('大阪府架空市仮名区例示元町', '３－１３－２５　架空ハイツ', '見本 花子 様')
    """
    given = tuple(lines)
    for size in SIZES:
        parted = tuple(part for line in given for part in _parted(line, size.columns(window)))
        block = AddressBlock(parted, size.is_small, len(parted) <= size.lines(window))
        if block.fits:
            break
    return block


def postal_line(code: str) -> str:
    """Return a postal code as it stands above an address, with 〒; one of another country, or with it, as it is.

    >>> postal_line("100-0000"), postal_line("〒100-0000"), postal_line("SW1A 1AA")
    ('〒100-0000', '〒100-0000', 'SW1A 1AA')
    """
    return f"〒{code}" if _POSTAL_CODE.fullmatch(code.strip()) else code


def _parted(line: str, columns: float) -> Iterator[str]:
    """Yield the lines that a line makes."""
    filled = ""
    for space, piece in _pieces(line, columns):
        if filled and width(filled + space + piece) > columns:
            yield filled
            filled = piece
        else:
            filled += (space if filled else "") + piece
    if filled:
        yield filled


def _pieces(line: str, columns: float) -> Iterator[tuple[str, str]]:
    """Yield what may not be parted, each with the space before it."""
    if width(line) <= columns:
        yield "", line
        return
    # 様 is never alone in a line.
    marks = {match.start() for match in _HONORIFIC.finditer(line)}
    space, word, at = "", "", 0
    for token in _SPACE.split(line):
        if _SPACE.fullmatch(token) and at not in marks:
            yield from _short(space, word, columns)
            space, word = token, ""
        else:
            word += token
        at += len(token)
    yield from _short(space, word, columns)


def _short(space: str, word: str, columns: float) -> Iterator[tuple[str, str]]:
    """Yield a word, cut before 番地 and where it is still longer than a line."""
    parts = _HOUSE_NUMBER.split(word, maxsplit=1) if width(word) > columns else [word]
    for part in filter(None, parts):
        rest = part
        while width(rest) > columns:
            end = max((at for at in _ends(rest) if width(rest[:at]) <= columns), default=len(rest))
            yield space, rest[:end]
            space, rest = "", rest[end:]
        if rest:
            yield space, rest
        space = ""


def _ends(text: str) -> Iterator[int]:
    """Yield where a text may be cut: never before a sign that belongs to the one before it, nor before 様 alone."""
    whole = {at for name in _ADDRESSED.finditer(text) for at in range(name.start() + 1, name.end())}
    return (at for at in range(1, len(text)) if width(text[at]) > 0 and at not in whole)


def width(text: str) -> float:
    """Return the width in full-width letters; what changes the letter before it has none.

    >>> width("葛\U000e0100城"), width("123-4567") < 5
    (2.0, True)
    """
    return sum(map(_width, text), 0.0)


# The addresses of a list are written with a few thousand different letters.
@lru_cache(maxsize=8192)
def _width(letter: str) -> float:
    if combining(letter) or "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef":
        return 0.0
    return 1.0 if east_asian_width(letter) in "FWA" else _NARROW
