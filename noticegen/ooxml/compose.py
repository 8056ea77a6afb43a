"""What Word file does an outline make?

As a developer's command, ``python -m noticegen.ooxml.compose templates_ja`` builds every .docx that has its .txt
beside it.
"""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from itertools import dropwhile, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from noticegen.findings import TemplateError
from noticegen.ooxml.archive import write_parts
from noticegen.ooxml.blocks import Block, Cell, PageBreak, Paragraph, Row, Section, Table
from noticegen.ooxml.inline import Piece
from noticegen.ooxml.keep import before_tables, kept_with_next
from noticegen.ooxml.markup import R, W
from noticegen.ooxml.sections import control
from noticegen.ooxml.styles import (
    ADDRESSES,
    BY_ALIAS,
    CONTROL_TAG,
    LIST_ENDS,
    NUMBERED_LIST,
    PAGE_BREAK_ID,
    STANDARD,
    TABLE_BODY,
    TABLE_HEADING,
    TABLE_ID,
    TITLE,
)
from noticegen.ooxml.syntax import parse
from noticegen.ooxml.window import address_indent, end_of_window, fold_marks, frame_attributes, twips

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noticegen.ooxml.window import Window

_OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOT: Final = f'xmlns:w="{W}" xmlns:r="{R}"'
# A4; 17 mm below, 25 mm elsewhere: 160 mm of text.
_PAGE: Final = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="964" w:left="1417" '
    'w:header="709" w:footer="567" w:gutter="0"/><w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="360"/>'
)
_SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'
_BREAK: Final = (
    f'<w:p><w:pPr><w:pStyle w:val="{PAGE_BREAK_ID}"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
)
_BASE: Final = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "docProps/app.xml": "app.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/theme/theme1.xml": "theme.xml",
}
_FIRST_OWN_LIST: Final = 4
_RUN_TAG: Final = re.compile(r"\{[{%]r\s.*?[%}]\}")


class _Writer:
    """Writes blocks as XML; counts the lists of numbers, each of which begins at (1)."""

    def __init__(self, window: Window) -> None:
        # LibreOffice heeds a frame only where the paragraph itself has it, not where its style has.
        attributes = " ".join(f'w:{name}="{value}"' for name, value in frame_attributes(window).items())
        self._frame = f"<w:framePr {attributes}/>"
        self._indent = f'<w:ind w:right="{address_indent(window)}"/>'
        self.has_window = False
        self.lists = 0
        self._in_list = False
        self._kept: frozenset[int] = frozenset()
        self._before_tables: set[int] = set()
        self._on_new_page: set[int] = set()
        # The first title below the window, which has room enough above it.
        self._below_window = 0

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """Return the XML of blocks."""
        self._kept |= kept_with_next(blocks)
        self._before_tables |= {id(each) for each in before_tables(blocks)}
        self._on_new_page |= {
            id(first)
            for block, after in pairwise(blocks)
            if isinstance(block, PageBreak) and (first := _first(after))
        }
        return "".join(
            self._end_of_window(block) + self._block(blocks, at) for at, block in enumerate(blocks)
        )

    def _end_of_window(self, block: Block) -> str:
        """Return what keeps the title, and all after it, out of the room beside the window."""
        first = _first(block)
        if not self.has_window or self._below_window or first is None or first.style != TITLE:
            return ""
        self._below_window = id(first)
        return end_of_window()

    def _block(self, blocks: tuple[Block, ...], at: int) -> str:
        match block := blocks[at]:
            case Paragraph():
                return self.paragraph(block, framed=_in_address(blocks, at))
            case Table():
                return self._table(block)
            case PageBreak():
                # A paragraph for the break alone would, below a full page, stand on a page of its own.
                after = _at(blocks, at + 1)
                return _BREAK if after is None or _first(after) is None else ""
            case Section():
                self._in_list = False
                return control(block.id, block.title, self.blocks(block.blocks))

    def paragraph(self, paragraph: Paragraph, *, framed: bool = False) -> str:
        """Return the XML of a paragraph; one before a table keeps off its border."""
        unmarked = paragraph.is_tag and paragraph.style in {STANDARD, TABLE_BODY}
        style = BY_ALIAS[CONTROL_TAG if unmarked else paragraph.style]
        properties = "" if style.alias == STANDARD else f'<w:pStyle w:val="{style.id}"/>'
        properties += "<w:keepNext/>" if id(paragraph) in self._kept else ""
        properties += "<w:pageBreakBefore/>" if id(paragraph) in self._on_new_page else ""
        if style.alias in LIST_ENDS:
            self._in_list = False
        if style.alias == NUMBERED_LIST:
            self.lists += not self._in_list
            self._in_list = True
            number = _FIRST_OWN_LIST + self.lists - 1
            properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        properties += self._frame if framed else ""
        self.has_window |= framed
        properties += '<w:spacing w:after="120"/>' if id(paragraph) in self._before_tables else ""
        properties += '<w:spacing w:before="20"/>' if id(paragraph) == self._below_window else ""
        properties += self._indent if framed else ""
        properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{properties}{''.join(_run(piece) for piece in paragraph.pieces)}</w:p>"

    def _table(self, table: Table) -> str:
        widths = [twips(width) for width in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        heads = 0
        while heads < len(table.rows) and _is_head(table.rows[heads]):
            heads += 1
        # A table of nothing but headings repeats none: the whole page would be filled with them.
        heads = heads if heads < len(table.rows) else 0
        headings = [each for row in table.rows[:heads] for cell in row.cells for each in cell.paragraphs]
        self._kept |= {id(each) for each in headings}
        rows = "".join(
            self._row(table, position, widths, head=position < heads) for position in range(len(table.rows))
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_ID}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def _row(self, table: Table, position: int, widths: list[int], *, head: bool) -> str:
        row = table.rows[position]
        if row.tag:
            tag = self.paragraph(Paragraph(CONTROL_TAG, (Piece("text", row.tag),)))
            whole = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
            return f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{whole}</w:tcPr>{tag}</w:tc></w:tr>'
        properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
        below = next((later for later in table.rows[position + 1 :] if later.cells), Row())
        cells = ""
        for column, cell in enumerate(row.cells):
            if cell.joined == "left":
                continue
            span = 1
            while column + span < len(row.cells) and row.cells[column + span].joined == "left":
                span += 1
            starts = bool(below.cells) and below.cells[column].joined == "above"
            width = sum(widths[column : column + span])
            cells += self._cell(cell, width, span, starts=starts)
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: Cell, width: int, span: int, *, starts: bool) -> str:
        paragraphs = cell.paragraphs or (Paragraph(TABLE_BODY),)
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if span > 1:
            properties += f'<w:gridSpan w:val="{span}"/>'
        if cell.joined == "above":
            properties += "<w:vMerge/>"
        elif starts:
            properties += '<w:vMerge w:val="restart"/>'
        if paragraphs[0].style == TABLE_HEADING:
            properties += _SHADE
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(self.paragraph(each) for each in paragraphs)}</w:tc>"


def _first(block: Block) -> Paragraph | None:
    """Return the paragraph with which a block begins, None where that is not sure."""
    if isinstance(block, Section):
        return _first(block.blocks[0]) if block.blocks else None
    return block if isinstance(block, Paragraph) and not block.is_tag else None


def _at(blocks: tuple[Block, ...], at: int) -> Block | None:
    return blocks[at] if at < len(blocks) else None


def _in_address(blocks: tuple[Block, ...], at: int) -> bool:
    """Return whether a block belongs into the frame of the address: its lines, and the tags between them."""

    def goes_on(others: Iterable[Block]) -> bool:
        rest = dropwhile(lambda block: isinstance(block, Paragraph) and block.is_tag, others)
        return _is_address(next(iter(rest), None))

    block = blocks[at]
    if _is_address(block):
        return True
    return (
        isinstance(block, Paragraph)
        and block.is_tag
        and goes_on(blocks[at:])
        and goes_on(reversed(blocks[:at]))
    )


def _is_address(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.style in ADDRESSES


def _is_head(row: Row) -> bool:
    return bool(row.cells) and all(
        cell.joined or all(paragraph.style == TABLE_HEADING for paragraph in cell.paragraphs)
        for cell in row.cells
    )


def _run(piece: Piece) -> str:
    weight = "<w:rPr><w:b/><w:bCs/></w:rPr>" if piece.bold else ""
    match piece.kind:
        case "tab":
            return f"<w:r>{weight}<w:tab/></w:r>"
        case "break":
            return f"<w:r>{weight}<w:br/></w:r>"
        case "page":
            return '<w:r><w:br w:type="page"/></w:r>'
        case "field":
            return f'<w:fldSimple w:instr=" {piece.text} "><w:r>{weight}<w:t>1</w:t></w:r></w:fldSimple>'
        case "text":
            # docxtpl replaces the whole run that a {{r }} or {%r %} stands in: such a tag has a run to itself.
            return "".join(
                f'<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
                for text in _own_runs(piece.text)
            )


def _own_runs(text: str) -> list[str]:
    texts, rest = [], 0
    for match in _RUN_TAG.finditer(text):
        texts += [text[rest : match.start()], match.group()]
        rest = match.end()
    return [part for part in (*texts, text[rest:]) if part]


def _part(tag: str, content: str) -> bytes:
    return f"{_DECLARATION}<w:{tag} {_ROOT}>{content}</w:{tag}>".encode()


def compose(text: str, file: str | None = None) -> bytes:
    """Return the Word file of an outline; the same text gives the same bytes.

    Raises:
        TemplateError: with every problem of the text (T401 to T407), each with its line.
    """
    outline = parse(text, file)
    base = files("noticegen.ooxml") / "base"
    parts = {name: (base / source).read_bytes() for name, source in _BASE.items()}
    writer = _Writer(outline.window)
    references = ""
    for kind, blocks in (("header", outline.header), ("footer", outline.footer)):
        if not blocks:
            continue
        relation = f"rId{kind.title()}"
        references += f'<w:{kind}Reference w:type="default" r:id="{relation}"/>'
        parts[f"word/{kind}1.xml"] = _part("hdr" if kind == "header" else "ftr", writer.blocks(blocks))
        _insert(
            parts,
            "word/_rels/document.xml.rels",
            f'  <Relationship Id="{relation}" Type="{R}/{kind}" Target="{kind}1.xml"/>\n',
        )
        _insert(
            parts,
            "[Content_Types].xml",
            f'  <Override PartName="/word/{kind}1.xml" ContentType="{_OFFICE}.{kind}+xml"/>\n',
        )
    body = writer.blocks(outline.body)
    body = fold_marks() + body if writer.has_window else body
    parts["word/document.xml"] = _part(
        "document", f"<w:body>{body}<w:sectPr>{references}{_PAGE}</w:sectPr></w:body>"
    )
    _insert(
        parts,
        "word/numbering.xml",
        "".join(
            f'  <w:num w:numId="{_FIRST_OWN_LIST + number}"><w:abstractNumId w:val="2"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>\n'
            for number in range(writer.lists)
        ),
    )
    return write_parts(parts)


def _insert(parts: dict[str, bytes], name: str, line: str) -> None:
    """Add a line before the end of one of our own base parts."""
    head, _, tail = parts[name].decode().rpartition("</")
    parts[name] = f"{head}{line}</{tail}".encode()


def compose_folder(folder: Path) -> list[Path]:
    """Build every .docx of a folder that has its outline (.txt) beside it; return the files that changed.

    Raises:
        TemplateError: an outline has problems.
    """
    changed = []
    for source in sorted(folder.rglob("*.txt")):
        target = source.with_suffix(".docx")
        data = compose(source.read_text(encoding="utf-8"), str(source))
        if not target.exists() or target.read_bytes() != data:
            target.write_bytes(data)
            changed.append(target)
    return changed


def main(folders: list[str]) -> int:
    """Build the templates of these folders; return the exit code."""
    try:
        for folder in folders:
            for path in compose_folder(Path(folder)):
                sys.stdout.write(f"{path}\n")
    except TemplateError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
