"""How does a letterhead leave the window of the envelope to the address?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.markup import attribute, w
from noticegen.ooxml.window import twips

if TYPE_CHECKING:
    from collections.abc import Iterable

_GAP: Final = twips(2)
# Narrower than this, a name and an address would take a line for every few letters.
_NARROWEST: Final = twips(45)
_RIGHT: Final = frozenset({"right", "end"})
_BEFORE_INDENT: Final = frozenset(
    map(
        w,
        (
            *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
            *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
            *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
            *("snapToGrid", "spacing"),
        ),
    )
)


def room_beside_window(body: etree._Element | None, page: etree._Element) -> int:
    """Return by how many twentieths of a point text of the page begins too far left to stand beside the window.

    0 where no address stands in a window, or the page has no room beside it.
    """
    frames: Iterable[etree._Element] = () if body is None else body.iter(w("framePr"))
    window = next((each for each in frames if attribute(each, "hRule") == "atLeast"), None)
    size, margins = page.find(w("pgSz")), page.find(w("pgMar"))
    said = [
        attribute(window, "x"),
        attribute(window, "w"),
        attribute(size, "w"),
        attribute(margins, "left"),
        attribute(margins, "right"),
    ]
    if not all(each.isdecimal() for each in said):
        return 0
    left, wide, across, margin_left, margin_right = map(int, said)
    indent = left + wide + _GAP - margin_left
    return indent if 0 < indent <= across - margin_left - margin_right - _NARROWEST else 0


def moved_beside_window(header: etree._Element, indent: int) -> None:
    """Let the paragraphs of a header begin to the right of the window, those aside that are set to the right."""
    for paragraph in header.iterchildren(w("p")):
        properties = paragraph.find(w("pPr"))
        if attribute(None if properties is None else properties.find(w("jc")), "val") in _RIGHT:
            continue
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        old = properties.find(w("ind"))
        if old is not None:
            properties.remove(old)
        new = etree.Element(w("ind"))
        new.set(w("left"), str(indent))
        properties.insert(sum(1 for each in properties if each.tag in _BEFORE_INDENT), new)
