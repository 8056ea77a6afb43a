"""How do our lists come into a firm's file beside its own?"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.markup import R, W, attribute, parse, related, serialize, w
from noticegen.ooxml.properties import add_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_FILE: Final = "template.docx"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def part_of(parts: dict[str, bytes], main: str, kind: str) -> str:
    """Return the name of the file's styles or numbering, which are made when there are none."""
    for _, part in related(parts, main, kind, _FILE):
        return part
    name = f"word/{kind}_noticegen.xml"
    parts[name] = f'<w:{kind} xmlns:w="{W}"/>'.encode()
    add_part(parts, name, f"{_WORD}.{kind}+xml", main, f"{R}/{kind}")
    return name


def adopt_lists(
    ours: Mapping[str, bytes], parts: dict[str, bytes], our_main: str, main: str, styles: Mapping[str, str]
) -> dict[str, str]:
    """Add our lists to ``parts``; return the new number for each of our ``w:numId``.

    ``styles`` are the ids of our styles that come along; a list stays linked with these alone.
    """
    source = next((part for _, part in related(ours, our_main, "numbering", _FILE)), "")
    if not source:
        return {}
    target = part_of(parts, main, "numbering")
    root = parse(parts[target], _FILE, target)
    first_list = 1 + _largest(root, "abstractNum", "abstractNumId")
    first_number = max(1 + _largest(root, "num", "numId"), 1)
    lists: list[etree._Element] = []
    numbers: list[etree._Element] = []
    ids: dict[str, str] = {}
    our_root = parse(ours[source], _FILE, source)
    for each in our_root.iterfind(w("abstractNum")):
        copy = deepcopy(each)
        copy.set(w("abstractNumId"), str(first_list + int(attribute(each, "abstractNumId"))))
        _adapt_levels(copy, styles)
        lists.append(copy)
    for each in our_root.iterfind(w("num")):
        copy = deepcopy(each)
        ids[attribute(each, "numId")] = str(first_number + int(attribute(each, "numId")) - 1)
        copy.set(w("numId"), ids[attribute(each, "numId")])
        for reference in copy.iterchildren(w("abstractNumId")):
            reference.set(w("val"), str(first_list + int(attribute(reference, "val"))))
        numbers.append(copy)
    _insert(root, lists, before=("num", "numIdMacAtCleanup"))
    _insert(root, numbers, before=("numIdMacAtCleanup",))
    parts[target] = serialize(root)
    return ids


def _largest(root: etree._Element, tag: str, key: str) -> int:
    values = [attribute(each, key) for each in root.iterfind(w(tag))]
    return max((int(value) for value in values if value.isdecimal()), default=-1)


def _adapt_levels(copy: etree._Element, styles: Mapping[str, str]) -> None:
    """Link the levels of a list with the styles that came along, and let it take the firm's typeface."""
    for element in list(copy.iter(w("pStyle"), w("rFonts"))):
        owner = element.getparent()
        if attribute(element, "val") in styles:
            element.set(w("val"), styles[attribute(element, "val")])
        elif owner is not None:
            owner.remove(element)


def _insert(root: etree._Element, elements: list[etree._Element], *, before: tuple[str, ...]) -> None:
    """Insert elements where the order of the part wants them."""
    following = {w(tag) for tag in before}
    place = next((child for child in root if child.tag in following), None)
    for element in elements:
        if place is None:
            root.append(element)
        else:
            place.addprevious(element)
