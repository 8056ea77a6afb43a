"""What do the styles of any document say about a paragraph: its style's name, whether it is a heading or hidden?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from noticegen.ooxml.markup import attribute, is_on, w
from noticegen.ooxml.styles import BY_NAME, STANDARD, TABLE_HEADING

if TYPE_CHECKING:
    from lxml import etree

_BODY_TEXT_LEVEL = 9
_PROPERTIES = w("pPr")
_STYLE = w("pStyle")


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    hidden: bool | None
    level: int | None


class StyleSheet:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for style in () if root is None else root.iterfind(w("style")):
            identifier = attribute(style, "styleId")
            self._styles[identifier] = _Style(
                attribute(style.find(w("name")), "val"),
                attribute(style.find(w("basedOn")), "val"),
                _hidden(style),
                _level(style.find(w("pPr"))),
            )
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
