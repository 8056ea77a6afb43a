"""What do the styles of any document say of a paragraph: its style's name, whether it is a heading, hidden, unseen?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from noticegen.ooxml.markup import attribute, is_on, w
from noticegen.ooxml.styles import BY_NAME, STANDARD, TABLE_HEADING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_T = TypeVar("_T")
_BODY_TEXT_LEVEL = 9
_NO_FILL = frozenset({"", "AUTO"})
_TOO_SMALL = 4
"""Two points, in half points."""
_PROPERTIES = w("pPr")
_STYLE = w("pStyle")


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    hidden: bool | None
    level: int | None
    colour: str = ""
    size: int | None = None


class StyleSheet:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        self._coloured: set[str] = set()
        for style in () if root is None else root.iterfind(w("style")):
            identifier = attribute(style, "styleId")
            self._styles[identifier] = _Style(
                attribute(style.find(w("name")), "val"),
                attribute(style.find(w("basedOn")), "val"),
                _hidden(style),
                _level(style.find(w("pPr"))),
                _colour(style),
                _size(style),
            )
            if any(attribute(each, "fill").upper() not in _NO_FILL for each in style.iter(w("shd"))):
                self._coloured.add(identifier)
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}:
                self._default = identifier

    def id_of(self, name: str) -> str:
        """Return the id of the style with this name, or an empty string."""
        return next(
            (key for key, style in self._styles.items() if style.name.casefold() == name.casefold()), ""
        )

    def alias(self, paragraph: etree._Element) -> str:
        """Return the outline's name of a paragraph's style, or the style's own name when it is none of ours."""
        identifier = self._paragraph_style(paragraph)
        name = self._styles[identifier].name if identifier in self._styles else identifier
        return BY_NAME[name.casefold()].alias if name.casefold() in BY_NAME else name or STANDARD

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Return whether a paragraph is a heading: by its outline level, by the name of a style it is based on.

        The label of a table's row or column is one too: labels alone say nothing.
        """
        level = _level(paragraph.find(w("pPr")))
        if level is not None:
            return level < _BODY_TEXT_LEVEL
        for style in self._chain(self._paragraph_style(paragraph)):
            if style.level is not None:
                return style.level < _BODY_TEXT_LEVEL
            if style.name.casefold().startswith("heading ") or style.name == TABLE_HEADING:
                return True
        return False

    def is_hidden(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Return whether a run is hidden text, directly or by its styles."""
        direct = _hidden(run)
        if direct is not None:
            return direct
        for identifier in (
            attribute(run.find(f"{w('rPr')}/{w('rStyle')}"), "val"),
            self._paragraph_style(paragraph),
        ):
            for style in self._chain(identifier):
                if style.hidden is not None:
                    return style.hidden
        return False

    def is_invisible(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Return whether nobody sees a run on paper: white on white, or smaller than any printer prints.

        In a shape, or a table of a coloured style, white may well be seen.
        """
        size = self._first(run, paragraph, _size, lambda style: style.size)
        if size is not None and size <= _TOO_SMALL:
            return True
        highlight = attribute(run.find(f"{w('rPr')}/{w('highlight')}"), "val")
        colour = self._first(run, paragraph, _colour, lambda style: style.colour or None)
        if highlight and highlight != "none":
            return highlight == "black" and colour in {None, "auto", "000000"}
        return colour not in {None, "auto"} and colour == self._ground(run, paragraph)

    def _ground(self, run: etree._Element, paragraph: etree._Element) -> str | None:
        """Return the colour behind a run, None where it is not known: in a shape, in a table of a coloured style."""
        shaded: list[etree._Element | None] = [
            run.find(f"{w('rPr')}/{w('shd')}"),
            paragraph.find(f"{w('pPr')}/{w('shd')}"),
        ]
        for outer in paragraph.iterancestors():
            if outer.tag == w("tc"):
                shaded.append(outer.find(f"{w('tcPr')}/{w('shd')}"))
            style = attribute(outer.find(f"{w('tblPr')}/{w('tblStyle')}"), "val")
            has_page_colour = outer.tag == w("document") and outer.find(w("background")) is not None
            if outer.tag == w("txbxContent") or style in self._coloured or has_page_colour:
                return None
        fills = (attribute(each, "fill").upper() for each in shaded)
        return next((fill for fill in fills if fill not in _NO_FILL), "FFFFFF")

    def _first(
        self,
        run: etree._Element,
        paragraph: etree._Element,
        direct: Callable[[etree._Element], _T | None],
        of_style: Callable[[_Style], _T | None],
    ) -> _T | None:
        """Return what a run says of its look, else the nearest of its styles that says something."""
        said = direct(run)
        if said not in {None, ""}:
            return said
        named = attribute(run.find(f"{w('rPr')}/{w('rStyle')}"), "val")
        chain = (*self._chain(named), *self._chain(self._paragraph_style(paragraph)))
        return next((value for style in chain if (value := of_style(style))), None)

    def _paragraph_style(self, paragraph: etree._Element) -> str:
        properties = paragraph.find(_PROPERTIES)
        style = None if properties is None else properties.find(_STYLE)
        return attribute(style, "val") or self._default

    def _chain(self, identifier: str) -> list[_Style]:
        """Return a style and those it is based on; a hostile circle ends where it closes."""
        chain: list[_Style] = []
        while identifier in self._styles and self._styles[identifier] not in chain:
            chain.append(self._styles[identifier])
            identifier = self._styles[identifier].base
        return chain


def _hidden(element: etree._Element) -> bool | None:
    mark = element.find(f"{w('rPr')}/{w('vanish')}")
    return None if mark is None else is_on(mark)


def _level(properties: etree._Element | None) -> int | None:
    level = "" if properties is None else attribute(properties.find(w("outlineLvl")), "val")
    return int(level) if level.isdecimal() else None


def _colour(element: etree._Element) -> str:
    return attribute(element.find(f"{w('rPr')}/{w('color')}"), "val").upper().replace("AUTO", "auto")


def _size(element: etree._Element) -> int | None:
    size = attribute(element.find(f"{w('rPr')}/{w('sz')}"), "val")
    return int(size) if size.isdecimal() else None
