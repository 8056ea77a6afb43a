"""Which paragraphs stay on the page of what follows: what leads to a table, a note below a heading, the end?

A closing line alone on the last page looks like a page that was lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.blocks import Paragraph, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.ooxml.blocks import Block

CLOSING: Final = "結語"
NOTE: Final = "注記"
_OPENS: Final = re.compile(r"\{%p\s+(?:if|for)\b")
_ENDS: Final = re.compile(r"\{%p\s+end(?:if|for)\b")


def kept_with_next(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Return the ids (``id()``) of the paragraphs that are kept with what comes after them."""
    return frozenset(map(id, (*_before_tables(blocks), *_below_headings(blocks), *_before_closing(blocks))))


def _before_tables(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Section):
            yield from _before_tables(block.blocks)
        if isinstance(block, Table) and isinstance(before, Paragraph) and not before.is_tag:
            yield before
        before = block


def _below_headings(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the notes that stand right below a heading, which is kept with them: a page would end with both."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Section):
            yield from _below_headings(block.blocks)
        elif isinstance(block, Paragraph) and block.style == NOTE and _is_heading(before):
            yield block
        before = block


def _is_heading(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and "見出し" in block.style


def _before_closing(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield whatever may be the last to be printed before each closing line.

    Of the section before it alone: where each of several is kept with the next, whole pages hang together.
    """
    printed = [block for block in blocks if not (isinstance(block, Paragraph) and block.is_tag)]
    for index, block in enumerate(printed):
        first = block.blocks[0] if isinstance(block, Section) and block.blocks else block
        if not isinstance(first, Paragraph) or first.style != CLOSING:
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
