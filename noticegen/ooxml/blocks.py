"""What is a Word template made of: the blocks between which outline and Word file are translated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from noticegen.ooxml.inline import Piece


# Where 宛名 stands on the sheet, in millimetres from the left and from the top, and its width. A4 folded in three can
# slip by 25 mm and 21 mm in an envelope of 120 x 235 mm: five lines of usual length stay in a window of 90 x 45 mm
# that begins 20 mm and 12 mm from the corner of the envelope. Makers differ, so a template may say otherwise.
WINDOW: Final = (25.0, 12.5, 65.0)
_TAG_ALONE = re.compile(r"\s*\{%p\s(?:(?!%\}).)*%\}\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: the Japanese name of its style, and its pieces."""

    style: str
    pieces: tuple[Piece, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        """The text alone, without weight and fields."""
        return "".join(piece.text for piece in self.pieces if piece.kind == "text")

    @property
    def is_tag(self) -> bool:
        """Whether there is nothing in it but a ``{%p %}`` tag, with which the template engine removes it."""
        return bool(_TAG_ALONE.fullmatch(self.text))


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``joined`` says that it is one with the cell to its left, or with the one above."""

    paragraphs: tuple[Paragraph, ...] = ()
    joined: Literal["", "left", "above"] = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; ``tag`` is the text of a row that holds nothing but a ``{%tr %}`` tag."""

    cells: tuple[Cell, ...] = ()
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its column widths in millimetres."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A content control: what a requirement of the law is answered in."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)


Block = Paragraph | Table | PageBreak | Section


@dataclass(frozen=True, slots=True)
class Outline:
    """A template as blocks. An empty header or footer is none at all; ``window`` is where 宛名 stands."""

    body: tuple[Block, ...]
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()
    window: tuple[float, ...] = WINDOW
