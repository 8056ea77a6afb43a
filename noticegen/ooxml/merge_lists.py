"""Which numbered lists has a template, and how do they begin again in every letter of a merged file?

All paragraphs of one ``w:num`` count on through the whole file, so each letter gets its own. A list that comes with
the style of a paragraph is written into the paragraph, together with an indent of the style's own: a list named
in the paragraph would otherwise bring the indent of its level.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.markup import W, attribute, parent_of, parse, related, w

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE: Final = "テンプレート"
_LEVELS: Final = 9
_UNCOUNTED: Final = frozenset({"bullet", "none"})
_BEFORE_LIST: Final = tuple(
    map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))
)
_AFTER_INDENT: Final = frozenset(
    map(
        w,
        (
            *(
                "contextualSpacing",
                "mirrorIndents",
                "suppressOverlap",
                "jc",
                "textDirection",
                "textAlignment",
            ),
            *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
        ),
    )
)


class Lists:
    """The lists of a template. ``xml`` are those which every letter needs of its own, with ``{}`` for the number."""

    def __init__(self, parts: dict[str, bytes], main: str, letter: str) -> None:
        self._letter = letter
        self._numbering = self._part(parts, main, "numbering")
        sheet = self._part(parts, main, "styles")
        self._styles = {attribute(each, "styleId"): each for each in sheet.iterfind(w("style"))}
        self._nums = {attribute(each, "numId"): each for each in self._numbering.iterfind(w("num"))}
        self._used: list[str] = []
        self.first = max((int(number) for number in self._nums), default=0) + 1

    @staticmethod
    def _part(parts: dict[str, bytes], main: str, kind: str) -> etree._Element:
        name = next((part for _, part in related(parts, main, kind, _FILE)), "")
        return parse(parts[name], _FILE, name) if name else etree.Element("none")

    @property
    def xml(self) -> tuple[str, ...]:
        """The ``w:num`` of each list that was found, in the order in which its number is computed."""
        return tuple(map(self._restarting, self._used))

    def separate(self, body: etree._Element) -> None:
        """Let every numbered paragraph name a list of its letter's own."""
        paragraphs = [(each, *self._list_of(each)) for each in body.iter(w("p"))]
        self._used = list(dict.fromkeys(num for _, num, _, _ in paragraphs if num and self._counts(num)))
        for paragraph, num, level, indent in paragraphs:
            if num in self._used:
                self._put(paragraph, num, level, indent)

    def _put(self, paragraph: etree._Element, num: str, level: str, indent: etree._Element | None) -> None:
        properties = paragraph.find(w("pPr"))
        assert properties is not None, "where there is a style or a list, there are properties"  # noqa: S101
        own = properties.find(w("numPr"))
        if own is not None:
            properties.remove(own)
        new = etree.Element(w("numPr"))
        etree.SubElement(new, w("ilvl")).set(w("val"), level)
        number = f"{{{{ {self._letter} * {len(self._used)} + {self.first + self._used.index(num)} }}}}"
        etree.SubElement(new, w("numId")).set(w("val"), number)
        properties.insert(sum(1 for each in properties if each.tag in _BEFORE_LIST), new)
        if indent is not None and properties.find(w("ind")) is None:
            position = next(
                (index for index, each in enumerate(properties) if each.tag in _AFTER_INDENT), len(properties)
            )
            properties.insert(position, deepcopy(indent))

    def _list_of(self, paragraph: etree._Element) -> tuple[str, str, etree._Element | None]:
        """Return number and level of a paragraph's list and the indent of its style; empty where there is none."""
        level, indent = "", None
        for step in self._chain(paragraph):
            if step is None:
                continue
            level = level or attribute(step.find(f"{w('numPr')}/{w('ilvl')}"), "val")
            if parent_of(step).tag == w("style") and indent is None:
                indent = step.find(w("ind"))
            if num := attribute(step.find(f"{w('numPr')}/{w('numId')}"), "val"):
                return num, level or self._linked_level(num, step), indent
        return "", "", None

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element | None]:
        """Yield the properties of a paragraph, of its style, and of the styles that one is based on."""
        properties = paragraph.find(w("pPr"))
        yield properties
        name = attribute(None if properties is None else properties.find(w("pStyle")), "val")
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            yield style.find(w("pPr"))
            name = attribute(style.find(w("basedOn")), "val")

    def _linked_level(self, num: str, step: etree._Element) -> str:
        """Return the level of a list that names the style with these properties as its own."""
        owner = attribute(parent_of(step), "styleId")
        levels = self._levels(num) if num in self._nums else []
        linked = [each for each in levels if owner and attribute(each.find(w("pStyle")), "val") == owner]
        return attribute(linked[0], "ilvl") if linked else "0"

    def _levels(self, num: str) -> list[etree._Element]:
        abstract = attribute(self._nums[num].find(w("abstractNumId")), "val")
        return [
            level
            for each in self._numbering.iterfind(w("abstractNum"))
            if attribute(each, "abstractNumId") == abstract
            for level in each.iterfind(w("lvl"))
        ]

    def _counts(self, num: str) -> bool:
        """Return whether a list has numbers; one whose levels stand elsewhere is taken to have."""
        if num not in self._nums:
            return False
        levels = self._levels(num)
        return not levels or any(
            attribute(level.find(w("numFmt")), "val") not in _UNCOUNTED for level in levels
        )

    def _restarting(self, num: str) -> str:
        """Return the XML of a list like this one that begins again."""
        starts = {
            attribute(level, "ilvl"): attribute(level.find(w("start")), "val") for level in self._levels(num)
        }
        old = {attribute(each, "ilvl"): each for each in self._nums[num].iterfind(w("lvlOverride"))}
        new = etree.Element(w("num"), nsmap={"w": W})
        new.set(w("numId"), "{}")
        new.extend(deepcopy(each) for each in self._nums[num].iterfind(w("abstractNumId")))
        for level in starts or map(str, range(_LEVELS)):
            override = deepcopy(old.get(level, etree.Element(w("lvlOverride"))))
            override.set(w("ilvl"), level)
            if override.find(w("startOverride")) is None:
                start = etree.Element(w("startOverride"))
                start.set(w("val"), starts.get(level) or "1")
                override.insert(0, start)
            new.append(override)
        return etree.tostring(new, encoding="unicode")
