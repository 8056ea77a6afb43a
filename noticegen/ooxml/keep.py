"""Which paragraphs stay on the page of what follows: what leads to a table, a note below a heading, the end?

A closing line alone on the last page looks like a page that was lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.blocks import Paragraph, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.ooxml.blocks import Block

CLOSING: Final = "結語"
CLOSINGS: Final = frozenset({CLOSING, "結び"})
NOTE: Final = "注記"
_SENDER: Final = "差出人"
_WHOLE: Final = frozenset({"inquiry_desk", "contact_desk", "sender"})
"""The sections that stay on one page: whom to ask, and who it is that writes."""
_FORMS: Final = frozenset({"log"})
"""The sections with a form to be filled in by hand, which is copied as one sheet."""
_OPENS: Final = re.compile(r"\{%p\s+(?:if|for)\b")
_ENDS: Final = re.compile(r"\{%p\s+end(?:if|for)\b")
_ELSE: Final = re.compile(r"\{%p\s+(else|elif)\b")


def kept_with_next(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Return the ids (``id()``) of the paragraphs that are kept with what comes after them."""
    found = (before_tables(blocks), _below_headings(blocks), _before_closing(blocks), _in_whole(blocks))
    return frozenset(id(each) for paragraphs in found for each in paragraphs)


def before_tables(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs that may be the last to be printed before a table, whatever sections and tags part them."""
    flat = list(_flat(blocks))
    for at, block in enumerate(flat):
        if isinstance(block, Table):
            yield from _last_before(flat[:at])


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _flat(block.blocks)
        else:
            yield block


@dataclass
class _Branches:
    """What is known of an ``if`` that is read from its end: whether its branch, and each below it, has its last."""

    found: bool = False
    below: bool = True
    has_else: bool = False


class _Backwards:
    """Reads tags from the end, to tell whether what stands there may be the last to be printed."""

    def __init__(self) -> None:
        self._within: list[_Branches] = []
        self._in_other_branch = False

    def is_last(self) -> bool:
        """Return whether nothing that was read is sure to be printed after what is read now; from now on it is."""
        if self._in_other_branch or any(each.found for each in self._within):
            return False
        if self._within:
            self._within[-1].found = True
        return True

    def is_done(self) -> bool:
        """Return whether what was read last stands in no branch, so that nothing before it can be the last."""
        return not self._within and not self._in_other_branch

    def read_tag(self, tag: str) -> bool:
        """Read a tag; return whether each branch of what it opens had its last."""
        if _ENDS.search(tag):
            self._within.append(_Branches())
        elif _OPENS.search(tag):
            return self._open()
        elif (other := _ELSE.search(tag)) and self._within:
            last = self._within[-1]
            last.below &= last.found
            last.found = False
            last.has_else |= other[1] == "else"
        elif other:
            self._in_other_branch = True
        return False

    def _open(self) -> bool:
        if not self._within:
            self._in_other_branch = False
            return False
        last = self._within.pop()
        if not (last.found and last.below and last.has_else):
            return False
        if self._within:
            self._within[-1].found = True
        return not self._within


def _last_before(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of which the last that is printed is one: one of each branch, and one that is sure to be."""
    reader = _Backwards()
    for block in reversed(blocks):
        if isinstance(block, Paragraph) and block.is_tag:
            if reader.read_tag(block.text):
                return
            continue
        if reader.is_last() and isinstance(block, Paragraph):
            yield block
        if reader.is_done():
            return


def _below_headings(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the notes that stand right below a heading, which is kept with them: a page would end with both."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Section):
            yield from _below_headings(block.blocks)
        elif isinstance(block, Paragraph) and block.style == NOTE and _is_heading(before):
            yield block
        before = block


def _in_whole(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs but the last of what stays on one page; who writes at the head of a letter does anyway."""
    for block in blocks:
        if isinstance(block, Section) and block.id in _WHOLE:
            lines = [each for each in block.blocks if isinstance(each, Paragraph) and not each.is_tag]
            yield from (each for each in lines[:-1] if each.style != _SENDER)
        if isinstance(block, Section) and block.id in _FORMS:
            rows = [row for each in block.blocks if isinstance(each, Table) for row in each.rows]
            yield from (line for row in rows[:-1] for cell in row.cells for line in cell.paragraphs)


def _is_heading(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and "見出し" in block.style


def _before_closing(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield whatever may be the last to be printed before each closing line.

    Of the section before it alone: where each of several is kept with the next, whole pages hang together.
    """
    printed = [block for block in blocks if not (isinstance(block, Paragraph) and block.is_tag)]
    for index, block in enumerate(printed):
        first = block.blocks[0] if isinstance(block, Section) and block.blocks else block
        if not isinstance(first, Paragraph) or first.style not in CLOSINGS:
            continue
        for before in reversed(printed[max(0, index - 3) : index]):
            if isinstance(before, Paragraph):
                # One sentence above the closing line is little for a page: it takes the end of the text with it.
                yield before
                continue
            if isinstance(before, Section):
                yield from _last_printed(before.blocks)
            break


def _last_printed(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of which the last that is printed is one, from the end to one that is sure to be."""
    depth = 0
    for block in reversed(tuple(blocks)):
        if not isinstance(block, Paragraph):
            return
        if block.is_tag:
            depth += bool(_ENDS.search(block.text)) - bool(_OPENS.search(block.text))
        else:
            yield block
            if depth == 0:
                return
