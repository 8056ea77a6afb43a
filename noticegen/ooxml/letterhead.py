"""How does the text of one template get the page, the header and the styles of a firm's own letterhead?"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.archive import CONTENT_TYPES, Source, file_name, read_parts, write_parts
from noticegen.ooxml.letterhead_styles import adopt_styles, japanese_defaults
from noticegen.ooxml.letterhead_window import moved_beside_window, room_beside_window
from noticegen.ooxml.markup import (
    R,
    W,
    attribute,
    main_part,
    parse,
    related,
    relationships_name,
    serialize,
    w,
)
from noticegen.ooxml.properties import add_part
from noticegen.ooxml.runs import PARAGRAPH
from noticegen.ooxml.scrub import scrub

if TYPE_CHECKING:
    from collections.abc import Mapping

_OURS: Final = "template.docx"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLED: Final = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))
_SHOWN: Final = tuple(map(w, ("t", "drawing", "pict", "object", "br", "fldChar", "fldSimple", "sectPr")))
_WIDTHS: Final = tuple(map(w, ("gridCol", "tblW", "tcW")))


def on_letterhead(template: bytes, letterhead: Source) -> bytes:
    """Return the template's text on the letterhead: its page, header, footer, body text and styles come first.

    A style that the letterhead has by the same name looks as there, a title of poster size apart; the others are
    added in its typeface. Of a letter for a window, the text of the header begins to the right of it. What the
    letterhead says about its author, and its comments, are left out.

    Raises:
        DocumentError: one of the files cannot be read.
    """
    name = file_name(letterhead)
    # Read twice, so that a problem of the file is told by its name.
    ours, parts = read_parts(template), read_parts(scrub(write_parts(read_parts(letterhead))))
    our_main, main = main_part(ours, _OURS), main_part(parts, name)
    styles, numbers = adopt_styles(ours, parts, our_main, main)
    japanese_defaults(parts, main, name)
    root = parse(parts[main], name, main)
    our_body = parse(ours[our_main], _OURS, our_main).find(w("body"))
    body = root.find(w("body"))
    body = etree.SubElement(root, w("body")) if body is None else body
    page = body.find(w("sectPr"))
    our_page = None if our_body is None else our_body.find(w("sectPr"))
    if page is None:
        page = etree.SubElement(body, w("sectPr"))
        page.extend([deepcopy(child) for child in ([] if our_page is None else our_page) if _is_page(child)])
    scale = _text_width(page) / _text_width(our_page)
    for child in list(body):
        if child.tag == PARAGRAPH and not any(True for _ in child.iter(*_SHOWN)):
            body.remove(child)
    for child in [] if our_body is None else our_body:
        if child is not our_page and isinstance(child.tag, str):
            page.addprevious(_fitted(child, styles, numbers, scale))
    for kind in ("header", "footer"):
        if source := _story(kind, ours, our_page, our_main):
            blocks = [_fitted(block, styles, {}, 1.0) for block in parse(ours[source], _OURS, source)]
            _add_story(kind, blocks, parts, page, main)
    indent = room_beside_window(our_body, page)
    for _, header in related(parts, main, "header", name) if indent else ():
        story = parse(parts[header], name, header)
        moved_beside_window(story, indent)
        parts[header] = serialize(story)
    parts[main] = serialize(root)
    _drop_copy_of_styles(parts, main)
    return write_parts(parts)


def _drop_copy_of_styles(parts: dict[str, bytes], main: str) -> None:
    """Remove the second set of styles that Word 2010 kept: it would contradict the first now."""
    stale = {part for _, part in related(parts, main, "stylesWithEffects", _OURS)}
    for name in (CONTENT_TYPES, relationships_name(main)) if stale else ():
        root = parse(parts[name], _OURS, name)
        for element in list(root):
            said = f"{element.get('PartName', '')}{element.get('Type', '')}"
            if said.endswith("/stylesWithEffects") or said.lstrip("/") in stale:
                root.remove(element)
        parts[name] = serialize(root)
    for part in stale:
        del parts[part]


def _is_page(element: etree._Element) -> bool:
    return element.tag in {w("pgSz"), w("pgMar"), w("cols"), w("docGrid")}


def _text_width(page: etree._Element | None) -> float:
    """Return the width of the text in twentieths of a point; that of A4 with 25 mm margins where nobody says."""
    size, margins = (None, None) if page is None else (page.find(w("pgSz")), page.find(w("pgMar")))
    values = [attribute(size, "w"), attribute(margins, "left"), attribute(margins, "right")]
    if not all(value.isdecimal() for value in values):
        return 9072.0
    width, left, right = map(int, values)
    return float(max(width - left - right, 1440))


def _fitted(
    block: etree._Element, styles: Mapping[str, str], numbers: Mapping[str, str], scale: float
) -> etree._Element:
    """Return a copy of a block with the letterhead's ids, its tables as wide as the letterhead's text."""
    copy = deepcopy(block)
    for element in copy.iter(*_STYLED):
        element.set(w("val"), styles.get(attribute(element, "val"), attribute(element, "val")))
    for element in copy.iter(w("numId")):
        element.set(w("val"), numbers.get(attribute(element, "val"), attribute(element, "val")))
    for element in copy.iter(*_WIDTHS):
        width = attribute(element, "w")
        if width.isdecimal() and attribute(element, "type") in {"", "dxa"}:
            element.set(w("w"), str(round(int(width) * scale)))
    return copy


def _add_story(
    kind: str, blocks: list[etree._Element], parts: dict[str, bytes], page: etree._Element, main: str
) -> None:
    """Add the template's own header or footer below the letterhead's; a second page number is not added."""
    target = _story(kind, parts, page, main)
    if not target:
        tag = "hdr" if kind == "header" else "ftr"
        target = f"word/{kind}_noticegen.xml"
        parts[target] = serialize(etree.Element(w(tag), nsmap={"w": W}))
        reference = etree.Element(w(f"{kind}Reference"))
        reference.set(w("type"), "default")
        reference.set(f"{{{R}}}id", add_part(parts, target, f"{_WORD}.{kind}+xml", main, f"{R}/{kind}"))
        page.insert(0, reference)
    root = parse(parts[target], _OURS, target)
    if not any("PAGE" in code for code in _codes(root)):
        root.extend(blocks)
    parts[target] = serialize(root)


def _story(kind: str, parts: Mapping[str, bytes], page: etree._Element | None, main: str) -> str:
    """Return the name of the part that is the usual header or footer of a page, or an empty string."""
    targets = dict(related(parts, main, kind, _OURS))
    for reference in () if page is None else page.iterchildren(w(f"{kind}Reference")):
        if attribute(reference, "type") in {"", "default"}:
            return targets.get(reference.get(f"{{{R}}}id", ""), "")
    return ""


def _codes(root: etree._Element) -> list[str]:
    simple = [attribute(field, "instr") for field in root.iter(w("fldSimple"))]
    return simple + [code.text or "" for code in root.iter(w("instrText"))]
