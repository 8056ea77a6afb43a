"""How is a document marked as a draft, so that no printed page of it can be taken for the finished one?"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.markup import R, W, attribute, is_on, main_part, parse, related, serialize, w
from noticegen.ooxml.properties import add_part
from noticegen.ooxml.runs import PARAGRAPH
from noticegen.ooxml.styles import BY_ALIAS, DRAFT
from noticegen.ooxml.stylesheet import StyleSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT: Final = "文書"
_HEADER: Final = "word/header_draft.xml"
_STYLES: Final = "word/styles.xml"
_TITLE: Final = "下書き　このまま発送・提出しないでください。"
_IN_HEADER: Final = "下書き"
# Where the address of a window envelope stands at the left, the boxes leave it free (twentieths of a point).
_BESIDE_ADDRESS: Final = 4900
_AT_THE_RIGHT: Final = 7400


def stamp_draft(docx: bytes, lines: Sequence[str]) -> bytes:
    """Return the document marked 下書き: a red box at its top with ``lines``, and the word in the header of every page.

    An earlier stamp is replaced.

    Raises:
        DocumentError: the document cannot be read.
    """
    parts = read_parts(docx)
    main = main_part(parts, _DOCUMENT)
    sheet, style = _with_style(parts, main)
    root = parse(parts[main], _DOCUMENT, main)
    body = root.find(w("body"))
    body = etree.SubElement(root, w("body")) if body is None else body
    _unstamp(body, sheet)
    framed = any(True for _ in body.iter(w("framePr")))
    for position, text in enumerate((_TITLE, *(f"・{line}" for line in lines))):
        body.insert(position, _stamp(text, style, indent=_BESIDE_ADDRESS if framed else 0))
    for _, part in list(related(parts, main, "header", _DOCUMENT)):
        header = parse(parts[part], _DOCUMENT, part)
        _unstamp(header, sheet)
        header.insert(0, _stamp(_IN_HEADER, style, indent=_AT_THE_RIGHT))
        parts[part] = serialize(header)
    _give_headers(parts, main, body, style)
    parts[main] = serialize(root)
    return write_parts(parts)


def _with_style(parts: dict[str, bytes], main: str) -> tuple[StyleSheet, str]:
    """Return the document's styles and the id of its 下書き style, which a firm's own template gets from us."""
    name = next((part for _, part in related(parts, main, "styles", _DOCUMENT)), "")
    if not name:
        name = _STYLES
        parts[name] = f'<w:styles xmlns:w="{W}"/>'.encode()
        add_part(parts, name, f"{_WORD}.styles+xml", main, f"{R}/styles")
    root = parse(parts[name], _DOCUMENT, name)
    sheet = StyleSheet(root)
    if identifier := sheet.id_of(DRAFT):
        return sheet, identifier
    ours = parse((files("noticegen.ooxml") / "base" / "styles.xml").read_bytes(), _DOCUMENT, "styles.xml")
    identifier = BY_ALIAS[DRAFT].id
    style = next(each for each in ours.iterfind(w("style")) if attribute(each, "styleId") == identifier)
    for base in list(style.iterchildren(w("basedOn"))):
        style.remove(base)
    root.append(style)
    parts[name] = serialize(root)
    return StyleSheet(root), identifier


def _unstamp(container: etree._Element, sheet: StyleSheet) -> None:
    for paragraph in [each for each in container.iterchildren(PARAGRAPH) if sheet.alias(each) == DRAFT]:
        # A paragraph that ends a part of the document with pages of its own must stay.
        if paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None:
            container.remove(paragraph)


def _stamp(text: str, style: str, *, indent: int) -> etree._Element:
    paragraph = etree.Element(w("p"), nsmap={"w": W})
    properties = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(properties, w("pStyle")).set(w("val"), style)
    if indent == _AT_THE_RIGHT:
        spacing = etree.SubElement(properties, w("spacing"))
        spacing.set(w("before"), "0")
        spacing.set(w("after"), "100")
    if indent:
        etree.SubElement(properties, w("ind")).set(w("left"), str(indent))
    if indent == _AT_THE_RIGHT:
        etree.SubElement(properties, w("jc")).set(w("val"), "center")
    etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = text
    return paragraph


def _give_headers(parts: dict[str, bytes], main: str, body: etree._Element, style: str) -> None:
    """Give the first section of the document every header it lacks: those that follow inherit it."""
    sections = list(body.iter(w("sectPr")))
    if not sections:
        sections = [etree.SubElement(body, w("sectPr"))]
    needed = {"default"}
    if any(is_on(section.find(w("titlePg"))) for section in sections):
        needed.add("first")
    for _, part in related(parts, main, "settings", _DOCUMENT):
        if is_on(parse(parts[part], _DOCUMENT, part).find(w("evenAndOddHeaders"))):
            needed.add("even")
    there = {
        attribute(reference, "type") or "default" for reference in sections[0].iterfind(w("headerReference"))
    }
    missing = sorted(needed - there)
    if not missing:
        return
    identifier = next(
        (key for key, part in related(parts, main, "header", _DOCUMENT) if part == _HEADER), ""
    ) or add_part(parts, _HEADER, f"{_WORD}.header+xml", main, f"{R}/header")
    header = etree.Element(w("hdr"), nsmap={"w": W})
    header.append(_stamp(_IN_HEADER, style, indent=_AT_THE_RIGHT))
    parts[_HEADER] = serialize(header)
    for kind in missing:
        reference = etree.Element(w("headerReference"))
        reference.set(w("type"), kind)
        reference.set(f"{{{R}}}id", identifier)
        sections[0].insert(0, reference)
