"""How does a template take on the numbering and the window of one incident?

The templates are written as companies write: 1. (1) ①, and for the usual window. What is found there unchanged is
replaced; what a firm has made otherwise in its own template stays.
"""

from __future__ import annotations

from copy import deepcopy
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.markup import attribute, main_part, parse, related, serialize, w
from noticegen.ooxml.styles import ADDRESSES
from noticegen.ooxml.stylesheet import StyleSheet
from noticegen.ooxml.window import USUAL, Window, address_indent, frame_attributes

if TYPE_CHECKING:
    from lxml import etree

_DOCUMENT: Final = "文書"
_SHAPE: Final = ("numFmt", "lvlText", "pPr")


def in_house_style(docx: bytes, *, legal: bool = False, window: Window | None = None) -> bytes:
    """Return the template numbered 第1, 1, (1), ア where ``legal`` is set, with its address in ``window``.

    Raises:
        DocumentError: the template cannot be read.
    """
    window = None if window == USUAL else window
    if not legal and window is None:
        return docx
    parts = read_parts(docx)
    main = main_part(parts, _DOCUMENT)
    for _, part in related(parts, main, "numbering", _DOCUMENT) if legal else ():
        root = parse(parts[part], _DOCUMENT, part)
        _number(root)
        parts[part] = serialize(root)
    if window is not None:
        root = parse(parts[main], _DOCUMENT, main)
        sheets = [
            parse(parts[part], _DOCUMENT, part) for _, part in related(parts, main, "styles", _DOCUMENT)
        ]
        _move(root, StyleSheet(sheets[0] if sheets else None), window)
        parts[main] = serialize(root)
    return write_parts(parts)


def _number(root: etree._Element) -> None:
    """Give our own lists the legal numbers, level by level, where nobody has changed a level."""
    ours, legal = _lists("numbering.xml"), _lists("numbering_legal.xml")
    for each in root.iterfind(w("abstractNum")):
        name = attribute(each.find(w("name")), "val")
        for level in each.iterfind(w("lvl")):
            key = (name, attribute(level, "ilvl"))
            if key in legal and _shape(level) == _shape(ours[key]):
                for tag in _SHAPE:
                    old, new = level.find(w(tag)), legal[key].find(w(tag))
                    if old is not None and new is not None:
                        level.replace(old, deepcopy(new))


def _lists(file: str) -> dict[tuple[str, str], etree._Element]:
    root = parse((files("noticegen.ooxml") / "base" / file).read_bytes(), _DOCUMENT, file)
    return {
        (attribute(each.find(w("name")), "val"), attribute(level, "ilvl")): level
        for each in root.iterfind(w("abstractNum"))
        for level in each.iterfind(w("lvl"))
    }


def _shape(level: etree._Element) -> tuple[str, str]:
    return attribute(level.find(w("numFmt")), "val"), attribute(level.find(w("lvlText")), "val")


def _move(root: etree._Element, styles: StyleSheet, window: Window) -> None:
    """Put the frame of the address where the window is; a frame for another window than the usual one stays."""
    usual = frame_attributes(USUAL)
    for frame in root.iter(w("framePr")):
        paragraph = frame.getparent().getparent()  # type: ignore[union-attr]
        if any(attribute(frame, name) != value for name, value in usual.items()):
            continue
        for name, value in frame_attributes(window).items():
            frame.set(w(name), value)
        indent = paragraph.find(f"{w('pPr')}/{w('ind')}")  # type: ignore[union-attr]
        if indent is not None and styles.alias(paragraph) in ADDRESSES:  # type: ignore[arg-type]
            indent.set(w("right"), str(address_indent(window)))
