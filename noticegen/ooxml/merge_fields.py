"""How do the fields of a letter (頁, 全何頁, 参照) stay its own when a thousand letters stand in one file?"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.markup import attribute, parent_of, w

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGES: Final = re.compile(r"\bNUMPAGES\b", re.IGNORECASE)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Fields:
    """Adapts fields; ``end`` is the bookmark at the end of the letter.

    ``NUMPAGES`` becomes ``SECTIONPAGES``, which Word keeps up to date by itself. LibreOffice does not know that and
    shows the result as it stands: so the result is the page of the letter's end, itself a field. Where a letter has
    several sections, that field stands alone.
    """

    def __init__(self, end: str, *, has_one_section: bool) -> None:
        self._end = f"PAGEREF {end}"
        self._has_one_section = has_one_section

    def adapt(self, tree: etree._Element, names: Mapping[str, str]) -> None:
        """Adapt every field of a part; ``names`` maps the old names of bookmarks to the new ones."""
        names_in = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None
        for simple in list(tree.iter(w("fldSimple"))):
            instruction = attribute(simple, "instr")
            if names_in:
                simple.set(w("instr"), names_in.sub(lambda match: names[match[0]], instruction))
            if _PAGES.search(instruction):
                self._replace_simple(simple, instruction)
        for begin, texts, end in _complex_fields(tree):
            instruction = "".join(text.text or "" for text in texts)
            if _PAGES.search(instruction) and _stand_alone(begin, end):
                self._replace_complex(begin, end, instruction)
                continue
            new = names_in.sub(lambda match: names[match[0]], instruction) if names_in else instruction
            new = _PAGES.sub(self._end, new)
            if new != instruction:
                for text in texts:
                    text.text = ""
                texts[0].text = new

    def _replace_simple(self, simple: etree._Element, instruction: str) -> None:
        parent = parent_of(simple)
        position = parent.index(simple)
        look = simple.find(f"{w('r')}/{w('rPr')}")
        parent[position : position + 1] = self._pages(instruction, look)

    def _replace_complex(self, begin: etree._Element, end: etree._Element, instruction: str) -> None:
        parent = parent_of(begin)
        first, last = parent.index(begin), parent.index(end)
        parent[first : last + 1] = self._pages(instruction, begin.find(w("rPr")))

    def _pages(self, instruction: str, look: etree._Element | None) -> list[etree._Element]:
        """Return the runs of the field that says how many pages the letter has."""
        inner = _field(_PAGES.sub(self._end, instruction), [_run(look, "t", "1")], look)
        return (
            _field(_PAGES.sub("SECTIONPAGES", instruction), inner, look) if self._has_one_section else inner
        )


def _complex_fields(
    tree: etree._Element,
) -> list[tuple[etree._Element, list[etree._Element], etree._Element]]:
    """Return first run, texts of the instruction and last run of each field, inner ones first."""
    found = []
    opened: list[tuple[etree._Element, list[etree._Element]]] = []
    for element in tree.iter(w("fldChar"), w("instrText")):
        if element.tag == w("instrText"):
            if opened:
                opened[-1][1].append(element)
        elif attribute(element, "fldCharType") == "begin":
            opened.append((parent_of(element), []))
        elif attribute(element, "fldCharType") == "end" and opened:
            begin, texts = opened.pop()
            if texts:
                found.append((begin, texts, parent_of(element)))
    return found


def _stand_alone(begin: etree._Element, end: etree._Element) -> bool:
    """Return whether everything from the first to the last run is the field and nothing else."""
    marks = {w("rPr"), w("fldChar")}
    bare = all(
        {each.tag for each in run} <= marks and len(run.findall(w("fldChar"))) == 1 for run in (begin, end)
    )
    return bare and begin is not end and parent_of(begin) is parent_of(end)


def _field(
    instruction: str, result: list[etree._Element], look: etree._Element | None
) -> list[etree._Element]:
    marks = {kind: _run(look, "fldChar") for kind in ("begin", "separate", "end")}
    for kind, run in marks.items():
        run[-1].set(w("fldCharType"), kind)
    return [marks["begin"], _run(look, "instrText", instruction), marks["separate"], *result, marks["end"]]


def _run(look: etree._Element | None, name: str, text: str | None = None) -> etree._Element:
    run = etree.Element(w("r"))
    if look is not None:
        run.append(deepcopy(look))
    child = etree.SubElement(run, w(name))
    if text is not None:
        child.text = text
        child.set(_SPACE, "preserve")
    return run
