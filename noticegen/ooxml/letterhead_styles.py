"""How do our styles come into a firm's file without changing its own?"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.faces import LATIN_ONLY, Faces
from noticegen.ooxml.letterhead_lists import adopt_lists, part_of
from noticegen.ooxml.markup import attribute, parse, related, serialize, w
from noticegen.ooxml.styles import DRAFT

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE: Final = "template.docx"
_MINCHO: Final = "ＭＳ 明朝"
_TITLE: Final = ("paragraph", "title")
# In half points.
_LARGEST_TITLE: Final = 36
_OUR_TITLE: Final = "28"
# Text that is the firm's own body text keeps the firm's size and spacing.
_KEEPS_SIZE: Final = frozenset({"表題", "注記", "注記箇条", "制御", "改ページ", "表本文", "表箇条", DRAFT})
_AS_BODY: Final = frozenset({"字下げ", "結び"})
_PROPERTIES_AFTER: Final = frozenset(
    map(w, ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
)  # what follows pPr in a style
_AFTER_SPACING: Final = frozenset(
    map(
        w,
        (
            *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
            *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
        ),
    )
)


def adopt_styles(
    ours: Mapping[str, bytes], parts: dict[str, bytes], our_main: str, main: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Add to ``parts`` the styles that it lacks by name, and all lists; return its ids of our styles and lists."""
    source = next(part for _, part in related(ours, our_main, "styles", _FILE))
    target = part_of(parts, main, "styles")
    root = parse(parts[target], _FILE, target)
    theirs = {_name(style): attribute(style, "styleId") for style in root.iterfind(w("style"))}
    default = next(
        (attribute(style, "styleId") for style in root.iterfind(w("style")) if _is_default(style)), ""
    )
    taken = set(theirs.values())
    ids: dict[str, str] = {}
    added: list[etree._Element] = []
    for style in parse(ours[source], _FILE, source).iterfind(w("style")):
        identifier = attribute(style, "styleId")
        if default and _is_default(style):
            ids[identifier] = default
        elif _name(style) in theirs:
            ids[identifier] = theirs[_name(style)]
        else:
            ids[identifier] = identifier if identifier not in taken else f"Notice{identifier}"
            added.append(style)
    new = {attribute(style, "styleId"): ids[attribute(style, "styleId")] for style in added}
    numbers = adopt_lists(ours, parts, our_main, main, new)
    root.extend([_adapted(style, ids, numbers) for style in added])
    _limit_title(root)
    parts[target] = serialize(root)
    return ids, numbers


def _limit_title(root: etree._Element) -> None:
    """Give a title the size of ours where it is a heading for a brochure, as that of Word's own style is (26 pt)."""
    for style in root.iterfind(w("style")):
        for size in style.iter(w("sz"), w("szCs")) if _name(style) == _TITLE else ():
            if attribute(size, "val").isdecimal() and int(attribute(size, "val")) > _LARGEST_TITLE:
                size.set(w("val"), _OUR_TITLE)


def _name(style: etree._Element) -> tuple[str, str]:
    """Return by what a style is known: its type and its name, letter case apart."""
    return attribute(style, "type"), attribute(style.find(w("name")), "val").casefold()


def _is_default(style: etree._Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}


def _adapted(style: etree._Element, ids: Mapping[str, str], numbers: Mapping[str, str]) -> etree._Element:
    """Return our style with the firm's ids, in the firm's typeface and, for body text, size."""
    copy = deepcopy(style)
    copy.set(w("styleId"), ids[attribute(style, "styleId")])
    copy.attrib.pop(w("default"), "")
    name = attribute(style.find(w("name")), "val")
    for tag in ("basedOn", "next", "link"):
        for reference in copy.iterchildren(w(tag)):
            reference.set(w("val"), ids.get(attribute(reference, "val"), attribute(reference, "val")))
    for number in copy.iter(w("numId")):
        number.set(w("val"), numbers[attribute(number, "val")])
    dropped = [w("rFonts")] if name != DRAFT else []
    dropped += [] if name in _KEEPS_SIZE else [w("sz"), w("szCs")]
    for element in list(copy.iter(*dropped)) if dropped else []:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    if attribute(style, "type") == "paragraph" and name not in _AS_BODY:
        _say_spacing(copy)
    return copy


def _say_spacing(style: etree._Element) -> None:
    """Say the spacing around the paragraph, which would else be that of the firm's body text."""
    properties = style.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        at = next((place for place, child in enumerate(style) if child.tag in _PROPERTIES_AFTER), len(style))
        style.insert(at, properties)
    spacing = properties.find(w("spacing"))
    if spacing is None:
        spacing = etree.Element(w("spacing"))
        at = next(
            (place for place, child in enumerate(properties) if child.tag in _AFTER_SPACING), len(properties)
        )
        properties.insert(at, spacing)
    for side in ("before", "after"):
        if spacing.get(w(side)) is None:
            spacing.set(w(side), "0")


def japanese_defaults(parts: dict[str, bytes], main: str, name: str) -> None:
    """Give the file a Japanese typeface and language where its defaults name none."""
    target = part_of(parts, main, "styles")
    root = parse(parts[target], name, target)
    defaults = root.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        root.insert(0, defaults)
    run = _child(_child(defaults, "rPrDefault"), "rPr")
    face = Faces(parts, main, name).of_defaults()
    if not face or face.casefold() in LATIN_ONLY:
        fonts = _child(run, "rFonts", first=True)
        fonts.attrib.pop(w("eastAsiaTheme"), "")
        fonts.set(w("eastAsia"), _MINCHO)
    language = run.find(w("lang"))
    if language is None:
        language = etree.SubElement(run, w("lang"))
    language.set(w("eastAsia"), "ja-JP")
    parts[target] = serialize(root)


def _child(parent: etree._Element, tag: str, *, first: bool = False) -> etree._Element:
    found = parent.find(w(tag))
    if found is None:
        found = etree.Element(w(tag))
        parent.insert(0 if first or tag == "rPrDefault" else len(parent), found)
    return found
