"""Which rows and which closing lines of a finished document stay on one page?

A small table stays whole. Of a larger one no row stands alone at the foot or at the head of a page. The last page has
more than a few lines. How many rows and lines there are is known in the end alone, and to no template.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.markup import attribute, main_part, parse, serialize, w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_DOCUMENT: Final = "文書"
SMALL: Final = 5
"""So many rows a small table has, its heading included."""
_SMALL_LINES: Final = 10
"""So many lines it has. A higher one would leave too much of a page empty."""
_FIRST_LINES: Final = 6
_LAST_LINES: Final = 8
"""Two rows, at the beginning and at the end, of so many lines together stay on one page: a higher one is not lost."""
_LAST_PAGE: Final = 7
"""So many lines stay together at the end; no more than twice as many, where one block is long."""
_PAGE_COLUMNS: Final = 86
_COLUMN: Final = 100
"""Twips: half the width of a character."""
_BEFORE_KEEP: Final = frozenset({w("pStyle")})


def keep_together(docx: bytes) -> bytes:
    """Return the document with the rows of its tables, and its last lines, kept together.

    Raises:
        DocumentError: the document cannot be read.
    """
    parts = read_parts(docx)
    main = main_part(parts, _DOCUMENT)
    root = parse(parts[main], _DOCUMENT, main)
    kept = [row for table in root.iter(w("tbl")) for row in _rows(table)] + _ending(root)
    for each in kept:
        for paragraph in each.iter(w("p")):
            _keep(paragraph)
    if not kept:
        return docx
    parts[main] = serialize(root)
    return write_parts(parts)


def _rows(table: etree._Element) -> list[etree._Element]:
    rows = table.findall(w("tr"))
    return [rows[at] for at in _kept([_lines(row) for row in rows])]


def _ending(root: etree._Element) -> list[etree._Element]:
    """Return the paragraphs and rows that stay on the page of the last block of a document."""
    within = ("tbl", "txbxContent")
    blocks = [
        each
        for each in root.iter(w("p"), w("tbl"))
        if not any(above.tag in {w(tag) for tag in within} for above in each.iterancestors())
    ]
    lines = _height(blocks[-1]) if blocks else 0
    kept: list[etree._Element] = []
    for block in reversed(blocks[:-1]):
        if lines >= _LAST_PAGE or _begins_page(blocks[-1 - len(kept)]):
            break
        lines += _height(block)
        if lines > 2 * _LAST_PAGE:
            break
        kept.append(block)
    return kept


def _height(block: etree._Element) -> int:
    """Return about how many lines a paragraph or a table has."""
    if block.tag == w("p"):
        return _lines_of_paragraph(block, _PAGE_COLUMNS)
    return sum(_lines(row) for row in block.iterfind(w("tr")))


def _begins_page(block: etree._Element) -> bool:
    return next(block.iter(w("pageBreakBefore")), None) is not None or any(
        attribute(each, "type") == "page" for each in block.iter(w("br"))
    )


def _kept(lines: Sequence[int]) -> list[int]:
    """Return which rows stay on the page of the next, by how many lines each has.

    >>> _kept([1, 1, 2])
    [0, 1]
    >>> _kept([1, 2, 2, 2, 2, 2, 2])
    [0, 1, 5]
    """
    if len(lines) <= SMALL and sum(lines) <= _SMALL_LINES:
        return list(range(len(lines) - 1))
    pairs = [(at, lines[at] + lines[at + 1]) for at in range(len(lines) - 1)]
    first = {at for at, height in pairs[:2] if height <= _FIRST_LINES}
    return sorted(first | {at for at, height in pairs[-1:] if height <= _LAST_LINES})


def _lines(row: etree._Element) -> int:
    """Return about how many lines a row has."""
    return max((_lines_of_cell(cell) for cell in row.iter(w("tc"))), default=1)


def _lines_of_cell(cell: etree._Element) -> int:
    width = attribute(cell.find(f"{w('tcPr')}/{w('tcW')}"), "w")
    columns = max(2, (int(width) - 200) // _COLUMN) if width.isdecimal() else 40
    return sum(_lines_of_paragraph(paragraph, columns) for paragraph in cell.iter(w("p")))


def _lines_of_paragraph(paragraph: etree._Element, columns: int) -> int:
    text = "".join(
        "\n" if each.tag == w("br") else each.text or "" for each in paragraph.iter(w("t"), w("br"))
    )
    return sum(
        max(1, -(-sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line) // columns))
        for line in text.split("\n")
    )


def _keep(paragraph: etree._Element) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = paragraph.makeelement(w("pPr"))
        paragraph.insert(0, properties)
    if properties.find(w("keepNext")) is None:
        at = 1 if len(properties) and properties[0].tag in _BEFORE_KEEP else 0
        properties.insert(at, properties.makeelement(w("keepNext")))
