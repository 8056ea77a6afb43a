"""Which outline describes a Word file?

``outline(compose(text)) == text`` for canonical text. Of a file from elsewhere everything that an outline can say
is printed; a style that is none of ours appears under its own name.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from noticegen.ooxml import inline
from noticegen.ooxml.archive import Source, file_name, read_parts
from noticegen.ooxml.blocks import Block, Cell, PageBreak, Paragraph, Row, Section, Table
from noticegen.ooxml.markup import R, attribute, is_on, main_part, parse, related, w
from noticegen.ooxml.runs import ALTERNATE, CONTROL, GONE, PARAGRAPH, TABLE, chosen, said
from noticegen.ooxml.sections import section_id, section_title
from noticegen.ooxml.styles import ADDRESSES, BELOW_WINDOW, CONTROL_TAG, FOLD_MARK, STANDARD, TABLE_BODY
from noticegen.ooxml.stylesheet import StyleSheet
from noticegen.ooxml.window import USUAL, Window, window_of_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_ROW_TAG = "{%tr "


def outline(source: Source) -> str:
    """Return the outline of a Word file, each line ended.

    Raises:
        DocumentError: the file cannot be read.
    """
    file, parts, main, body, reader = _opened(source)
    lines: list[str] = []
    for kind in ("header", "footer"):
        targets = dict(related(parts, main, kind, file))
        for reference in body.iter(w(f"{kind}Reference")):
            identifier = reference.get(f"{{{R}}}id", "")
            if attribute(reference, "type") == "default" and identifier in targets:
                part = targets[identifier]
                lines += [f"[{kind}]", *_lines(tuple(reader.blocks(parse(parts[part], file, part))))]
                break
    written = [
        line for content in body.iterchildren(w("body")) for line in _lines(tuple(reader.blocks(content)))
    ]
    lines += ["[body]", *written] if lines else written
    window = _window(body, reader.styles) or USUAL
    lines[:0] = [] if window == USUAL else [f"[window {_lengths(astuple(window))}]"]
    return "".join(f"{line}\n" for line in lines)


def body_blocks(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a Word file's body.

    Raises:
        DocumentError: the file cannot be read.
    """
    _, _, _, body, reader = _opened(source)
    return tuple(block for content in body.iterchildren(w("body")) for block in reader.blocks(content))


def _opened(source: Source) -> tuple[str, dict[str, bytes], str, etree._Element, _Reader]:
    """Return name, parts, main part, its root, and what reads blocks from it."""
    file = file_name(source)
    parts = read_parts(source)
    main = main_part(parts, file)
    styles = next((parse(parts[part], file, part) for _, part in related(parts, main, "styles", file)), None)
    return file, parts, main, parse(parts[main], file, main), _Reader(StyleSheet(styles))


def _window(body: etree._Element, styles: StyleSheet) -> Window | None:
    """Return the window that the frame of the address is made for, or None when nothing says so."""
    for frame in body.iter(w("framePr")):
        paragraph = next(frame.iterancestors(PARAGRAPH), None)
        values = [attribute(frame, name) for name in ("x", "y", "w", "h")]
        on_page = {attribute(frame, name) for name in ("hAnchor", "vAnchor")} == {"page"}
        if paragraph is not None and styles.alias(paragraph) in ADDRESSES and on_page:
            return window_of_frame(*map(int, values)) if all(map(str.isdecimal, values)) else None
    return None


def _millimetres(twips: str) -> float:
    return round(int(twips) * 25.4 / 1440, 1)


def _lengths(lengths: tuple[float, ...]) -> str:
    return ",".join(f"{length:g}" for length in lengths)


class _Reader:
    """Reads the XML of a part as blocks."""

    def __init__(self, styles: StyleSheet) -> None:
        self.styles = styles

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """Yield the blocks of a container; controls that are no sections are seen through."""
        for child in container:
            if not isinstance(child.tag, str) or child.tag in GONE:
                continue
            if child.tag == PARAGRAPH:
                yield from self._paragraphs(child)
            elif child.tag == TABLE:
                yield self._table(child)
            elif child.tag == CONTROL and section_id(child):
                content = tuple(
                    block for inner in child.iterchildren(w("sdtContent")) for block in self.blocks(inner)
                )
                if content and isinstance(content[0], PageBreak):
                    yield PageBreak()
                    content = content[1:]
                yield Section(section_id(child), section_title(child) or section_id(child), content)
            elif child.tag == ALTERNATE:
                for branch in chosen(child):
                    yield from self.blocks(branch)
            else:
                yield from self.blocks(child)

    def _paragraphs(self, element: etree._Element) -> Iterator[Block]:
        pieces = tuple(each.piece for each in said(element))
        if is_on(element.find(f"{w('pPr')}/{w('pageBreakBefore')}")):
            yield PageBreak()
        if any(piece.kind == "page" for piece in pieces):
            yield PageBreak()
            pieces = tuple(piece for piece in pieces if piece.kind != "page")
            if not pieces:
                return
        style = self.styles.alias(element)
        if style not in {FOLD_MARK, BELOW_WINDOW}:  # every letter to a window has them: nobody writes them
            yield Paragraph(style, inline.merge(pieces))

    def _table(self, table: etree._Element) -> Table:
        grid = [attribute(column, "w") for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        widths = tuple(_millimetres(width) if width.isdecimal() else 0.0 for width in grid)
        rows = tuple(self._row(row, len(widths)) for row in _rows(table))
        return Table(widths or (0.0,) * max((len(row.cells) for row in rows), default=1), rows)

    def _row(self, row: etree._Element, columns: int) -> Row:
        text = "".join(
            each.piece.text for paragraph in row.iter(PARAGRAPH) for each in said(paragraph)
        ).strip()
        if text.startswith(_ROW_TAG):
            return Row(tag=text)
        cells: list[Cell] = []
        for cell in row.iter(w("tc")):
            if next(cell.iterancestors(w("tr"))) is not row:
                continue
            properties = cell.find(w("tcPr"))
            above = None if properties is None else properties.find(w("vMerge"))
            joined = above is not None and attribute(above, "val") != "restart"
            paragraphs = tuple(_paragraphs_of(tuple(self.blocks(cell))))
            cells.append(Cell(joined="above") if joined else Cell(paragraphs))
            span = attribute(None if properties is None else properties.find(w("gridSpan")), "val")
            cells += [Cell(joined="left")] * (min(int(span), columns) - 1 if span.isdecimal() else 0)
        return Row(tuple(cells))


def _paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield every paragraph of blocks: a cell of an outline holds nothing else."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Section():
                yield from _paragraphs_of(block.blocks)
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs
            case PageBreak():
                pass


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in table.iter(w("tr")):
        if next(row.iterancestors(TABLE)) is table and row.find(f"{w('trPr')}/{w('del')}") is None:
            yield row


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _written(block, STANDARD)
            case PageBreak():
                yield "[page]"
            case Section():
                yield f"[section {block.id} {block.title}]"
                yield from _lines(block.blocks)
                yield "[/section]"
            case Table():
                yield f"[table {_lengths(block.widths)}]"
                for row in block.rows:
                    yield row.tag or f"| {' | '.join(_cell(cell) for cell in row.cells)} |"
                yield "[/table]"


def _cell(cell: Cell) -> str:
    if cell.joined:
        return {"left": "<", "above": "^"}[cell.joined]
    return "<br>".join(_written(paragraph, TABLE_BODY, cell=True) for paragraph in cell.paragraphs)


def _written(paragraph: Paragraph, usual: str, *, cell: bool = False) -> str:
    if paragraph.style == (CONTROL_TAG if paragraph.is_tag else usual) or (
        paragraph.is_tag and paragraph.style == usual
    ):
        return inline.write(paragraph.pieces, cell=cell)
    return f"<{paragraph.style}>{inline.write(paragraph.pieces, cell=cell, styled=True)}"
