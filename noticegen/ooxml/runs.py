"""What does a paragraph say, piece by piece, to someone who reads it printed with all changes accepted?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.inline import Piece
from noticegen.ooxml.markup import MC, attribute, is_on, w

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml import etree

PARAGRAPH: Final = w("p")
CONTROL: Final = w("sdt")
TABLE: Final = w("tbl")
# What a tracked change took away is no longer said; what it added is.
GONE: Final = frozenset({w("del"), w("moveFrom")})
ALTERNATE: Final = f"{{{MC}}}AlternateContent"
_RUN = w("r")
_BOX = w("txbxContent")
_TEXTS = {w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_SKIPPED = frozenset(
    {w("rPr"), w("pPr"), w("sdtPr"), w("sdtEndPr"), w("rt"), w("rubyPr"), w("instrText"), w("delText")}
)
_PAGE_FIELD = re.compile(r"\s*(PAGE|NUMPAGES)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a paragraph and the run it stands in, whose properties say how it looks."""

    piece: Piece
    run: etree._Element


def chosen(alternate: etree._Element) -> Iterator[etree._Element]:
    """Yield what a reader shows of an ``mc:AlternateContent``: the choice, without it the fallback, never both."""
    for name in ("Choice", "Fallback"):
        for branch in alternate.iterchildren(f"{{{MC}}}{name}"):
            yield branch
            return


def said(paragraph: etree._Element) -> Iterator[Said]:
    """Yield the pieces of a paragraph (or of a control inside one); text boxes anchored in it are not part of it."""
    field = _Field()
    for run in _runs(paragraph):
        if run.tag == w("fldSimple"):
            inner = run.find(_RUN)
            yield _piece("field", _page_field(attribute(run, "instr")), run if inner is None else inner)
            continue
        for mark in run.iter(w("fldChar"), w("instrText")):
            if number := field.begins_result(mark):
                yield _piece("field", number, run)
        if not field.shows_page:
            yield from _content(run, run)


@dataclass
class _Field:
    """A field in several runs: its code so far, and whether a page number is being shown."""

    code: str = ""
    shows_page: bool = False

    def begins_result(self, mark: etree._Element) -> str:
        """Take in the next mark; return ``PAGE`` or ``NUMPAGES`` where the result of such a field begins."""
        if mark.tag == w("instrText"):
            self.code += mark.text or ""
            return ""
        kind = attribute(mark, "fldCharType")
        name = _page_field(self.code) if kind == "separate" else ""
        self.code = "" if kind == "begin" else self.code
        self.shows_page = bool(name)
        return name


def _page_field(code: str) -> str:
    match = _PAGE_FIELD.match(code)
    return match[1] if match else ""


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield runs and simple page-number fields in order, seeing through whatever groups them."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or child.tag in GONE:
            continue
        if child.tag == _RUN or (child.tag == w("fldSimple") and _page_field(attribute(child, "instr"))):
            yield child
        elif child.tag == ALTERNATE:
            for branch in chosen(child):
                yield from _runs(branch)
        else:
            yield from _runs(child)


def _content(element: etree._Element, run: etree._Element) -> Iterator[Said]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == w("t"):
            yield _piece("text", child.text or "", run)
        elif child.tag in {w("tab"), w("ptab")}:
            yield _piece("tab", "", run)
        elif child.tag in {w("br"), w("cr")}:
            yield _piece("page" if attribute(child, "type") == "page" else "break", "", run)
        elif child.tag in _TEXTS:
            yield _piece("text", _TEXTS[child.tag], run)
        elif child.tag in {w("ruby"), w("rubyBase"), _RUN}:
            yield from _content(child, child if child.tag == _RUN else run)


def _piece(kind: str, text: str, run: etree._Element) -> Said:
    return Said(Piece(kind, text, is_on(run.find(f"{w('rPr')}/{w('b')}"))), run)  # type: ignore[arg-type]


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the ``w:txbxContent`` anchored in a paragraph, each box once."""
    for child in paragraph:
        if not isinstance(child.tag, str) or child.tag in GONE:
            continue
        if child.tag == _BOX:
            yield child
        elif child.tag == ALTERNATE:
            for branch in chosen(child):
                yield from text_boxes(branch)
        else:
            yield from text_boxes(child)


def own(paragraph: etree._Element, tags: Collection[str]) -> Iterator[etree._Element]:
    """Yield the elements of these names that belong to a paragraph itself, not to a text box that hangs on it."""
    for element in paragraph.iter(*tags):
        if next(element.iterancestors(PARAGRAPH), None) is paragraph:
            yield element


def as_text(pieces: Iterator[Said]) -> str:
    """Return pieces as plain text: a tab and a line break are one character each, a page number is nothing."""
    signs = {"tab": "\t", "break": "\n", "page": "\n", "field": ""}
    return "".join(signs.get(each.piece.kind, each.piece.text) for each in pieces)
