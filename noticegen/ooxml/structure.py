"""Is a part of a Word file built so that Word opens it: cells, tables, fields, references?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.errors import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from noticegen.findings import Finding

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST_FAULTS: Final = 100
"""Faults of one part that are told: who made a template mends the first ones before the others matter."""
_MOST_SHOWN: Final = 32
_BLOCKS: Final = frozenset(f"{_W}{name}" for name in ("p", "tbl", "sdt", "customXml", "ins", "altChunk"))
_FULL_WIDTH: Final = re.compile("[｛{][｛％]|｛[{%]|｝｝")
_TAGS: Final = re.compile(r"\{\{|\{%")
_PREFIX: Final = "noticegen:"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the structure at an element; becomes a finding when file and part are known."""

    code: str
    element: _Element
    message: str
    hint: str

    def as_finding(self, file: str, part: str) -> Finding:
        """Return the fault as an error finding with section and paragraph."""
        section, title = _section_of(self.element)
        paragraph = next(self.element.iterancestors(f"{_W}p"), self.element)
        text = " ".join(_text(paragraph).split()) or _before(paragraph)
        path = "/".join(
            piece
            for piece in (part, title, text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…")
            if piece
        )
        return finding(self.code, file, self.message, hint=self.hint, path=path, section=section)


def faults_of_document(tree: _Element) -> Iterator[Fault]:
    """Yield what would make Word refuse a part, in a template or in a finished document."""
    for cell in tree.iter(f"{_W}tc"):
        if not _ends_with_paragraph(cell):
            yield Fault(
                "T301",
                cell,
                "表のセルの最後に段落がありません。Word はこの文書を開けません。",
                "セルの最後に空の段落を一つ置いてください。",
            )
    for table in tree.iter(f"{_W}tbl"):
        if next(table.iter(f"{_W}tr"), None) is None:
            yield Fault(
                "T302",
                table,
                "行が一つもない表があります。Word はこの文書を開けません。",
                "見出しの行を置くか、表全体を {%p if … %} と {%p endif %} で囲んでください。",
            )
    for row in tree.iter(f"{_W}tr"):
        if next(row.iter(f"{_W}tc"), None) is None:
            yield Fault(
                "T302",
                row,
                "セルが一つもない行が表にあります。Word はこの文書を開けません。",
                "その行を削除するか、セルを置いてください。",
            )
    yield from _unbalanced_fields(tree)


def faults_of_template(tree: _Element, relationships: frozenset[str]) -> Iterator[Fault]:
    """Yield what makes a part of a template unusable, or would lose or print something unintended."""
    yield from faults_of_document(tree)
    for element in tree.iter():
        for name, value in element.attrib.items():
            # An empty identifier is how DrawingML writes a link without a target.
            if str(name).startswith(_R) and value and str(value) not in relationships:
                yield Fault(
                    "T304",
                    element,
                    f"図・リンク・ヘッダーなどの指す先({value!s})が、ファイルの中にありません。",
                    "その図・リンク・ヘッダーなどを削除し、Word で入れ直してください。",
                )
    for paragraph in tree.iter(f"{_W}p"):
        if match := _FULL_WIDTH.search(_text(paragraph)):
            yield Fault(
                "T310",
                paragraph,
                f"タグの記号が全角です(「{match[0]}」)。このままでは文字として印字されます。",
                "半角の {{ }} または {% %} で書いてください。",
            )
    for name in ("tr", "tc", "p"):
        yield from _lost_text(tree, name)


def unrendered_tags(tree: _Element) -> Iterator[Fault]:
    """Yield every paragraph with a tag in a part that is copied as it is."""
    for paragraph in tree.iter(f"{_W}p"):
        if _TAGS.search(_text(paragraph)):
            yield Fault(
                "T311",
                paragraph,
                "文末脚注の中のタグは処理されず、そのまま印字されます。",
                "本文か脚注に移してください。",
            )


def _lost_text(tree: _Element, name: str) -> Iterator[Fault]:
    """Yield paragraphs, cells and rows of a ``{%p %}``-like tag with other text, which docxtpl would drop."""
    tag = re.compile(rf"(?:\{{%|\{{\{{|\{{#){name} [^}}%#]*(?:%\}}|\}}\}}|#\}})")
    what = {"tr": "行", "tc": "セル", "p": "段落"}[name]
    for element in tree.iter(f"{_W}{name}"):
        text = _text(element)
        match = tag.search(text)
        inner = (one for one in element.iter(f"{_W}{name}") if one is not element)
        if match is None or any(tag.search(_text(one)) for one in inner):
            continue
        if (text[: match.start()] + text[match.end() :]).strip():
            yield Fault(
                "T313",
                element,
                f"「{match[0]}」のある{what}に他の文字があります。この{what}は丸ごと取り除かれ、文字は失われます。",
                f"タグだけの{what}にし、文字は別の{what}に移してください。",
            )


def _ends_with_paragraph(cell: _Element) -> bool:
    blocks = [child for child in cell if child.tag in _BLOCKS]
    if not blocks:
        return False
    last = blocks[-1]
    if last.tag == f"{_W}sdt":
        content = last.find(f"{_W}sdtContent")
        return content is not None and _ends_with_paragraph(content)
    if last.tag in {f"{_W}customXml", f"{_W}ins"}:
        return _ends_with_paragraph(last)
    return bool(last.tag == f"{_W}p")


def _unbalanced_fields(tree: _Element) -> Iterator[Fault]:
    """Yield the begin of each field that does not end, and each end without a begin."""
    open_fields: list[_Element] = []
    for mark in tree.iter(f"{_W}fldChar"):
        kind = mark.get(f"{_W}fldCharType")
        if kind == "begin":
            open_fields.append(mark)
        elif not open_fields:
            yield _field_fault(mark)
            return
        elif kind == "end":
            open_fields.pop()
    if open_fields:
        yield _field_fault(open_fields[-1])


def _field_fault(mark: _Element) -> Fault:
    return Fault(
        "T303",
        next(mark.iterancestors(f"{_W}p"), mark),
        "フィールド(ページ番号など)の開始と終了が対応していません。",
        "そのフィールドを削除し、Word の「フィールドの挿入」で入れ直してください。",
    )


def _text(element: _Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


def _before(element: _Element) -> str:
    """Return where an element without text stands, by the last text before it."""
    for paragraph in element.iterancestors(f"{_W}tbl"):
        element = paragraph
    for sibling in element.itersiblings(preceding=True):
        if text := " ".join(_text(sibling).split()):
            return f"(「{text[:40]}」の後)"
    return ""


def _section_of(element: _Element) -> tuple[str, str]:
    for control in element.iterancestors(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        value = "" if tag is None else tag.get(f"{_W}val", "")
        if value.startswith(_PREFIX):
            alias = control.find(f"{_W}sdtPr/{_W}alias")
            section = value.removeprefix(_PREFIX)
            return section, section if alias is None else alias.get(f"{_W}val", section)
    return "", ""
