"""What is a Word template made of: the blocks between which outline and Word file are translated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from noticegen.ooxml.window import USUAL, Window

if TYPE_CHECKING:
    from noticegen.ooxml.inline import Piece


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
    """A template as blocks. An empty header or footer is none at all; in ``window`` of the envelope 宛名 shows."""

    body: tuple[Block, ...]
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()
    window: Window = USUAL
