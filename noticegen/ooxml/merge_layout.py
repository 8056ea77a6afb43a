"""What must differ in a template so that a thousand of its letters can stand in one file?

Numbers that are unique in a file are made to depend on the letter, by an ordinary tag that prints the letter's
number; 「全何頁」 counts the letter's own pages; every numbered list begins again in each letter. Whatever prints
that number thereby becomes a part of the letter, and is written once for each.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.errors import template_error
from noticegen.ooxml.markup import R, W, attribute, main_part, parent_of, parse, related, serialize, w
from noticegen.ooxml.merge_fields import Fields
from noticegen.ooxml.merge_lists import Lists
from noticegen.ooxml.properties import add_part
from noticegen.ooxml.tags import holds_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTER: Final = "noticegen_letter"
"""The variable that holds the letter's number in its file, from 0."""
_NUMBER: Final = f"{{{{ {LETTER} }}}}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NOTES: Final = (w("footnoteReference"), w("endnoteReference"))
_COMMENTS: Final = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BEFORE_TYPE: Final = tuple(map(w, ("headerReference", "footerReference", "footnotePr", "endnotePr")))
_LONGEST_NAME: Final = 40  # of a bookmark in Word, the number of the letter included
END: Final = "noticegen_end_"
"""A bookmark of this name and the letter's number stands at the end of each letter."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A template whose letters can stand in one file.

    ``lists`` are the XML of the numbered lists which every letter has of its own, ``{}`` being the list's number;
    they count from ``first_list``. ``blanks`` are the headers and footers that some section of the letter lacks, as
    name of the reference's element, its type, and the relationship of an empty part to take its place.
    """

    template: bytes
    lists: tuple[str, ...]
    first_list: int
    blanks: tuple[tuple[str, str, str], ...]


def layout_of(template: bytes, file: str) -> Layout:
    """Return the template made fit.

    Raises:
        TemplateError: T315, it has footnotes or endnotes, whose texts stand in a part that all letters share.
    """
    parts = read_parts(template)
    main = main_part(parts, file)
    stories = [main, *(part for kind in ("header", "footer") for _, part in related(parts, main, kind, file))]
    trees = {name: parse(parts[name], file, name) for name in dict.fromkeys(stories)}
    body = trees[main]
    if next(body.iter(*_NOTES), None) is not None:
        raise template_error(
            "T315",
            file,
            "脚注や文末脚注のあるテンプレートの手紙は、一つのファイルにまとめられません。",
            hint="脚注を本文に移すか、一通ずつのファイルで作ってください。",
        )
    sections = _sections(body)
    fields = Fields(f"{END}{_NUMBER}", has_one_section=len(sections) <= 1)
    names = _renumber(trees.values())
    for tree in trees.values():
        _clean(tree)
        fields.adapt(tree, names)
    lists = Lists(parts, main, LETTER)
    lists.separate(body)
    parts |= {name: serialize(tree) for name, tree in trees.items()}
    _forget_letter(parts, file)
    blanks = _blanks(parts, main, sections)
    return Layout(write_parts(parts), lists.xml, lists.first, blanks)


def _sections(body: etree._Element) -> list[etree._Element]:
    """Return the properties of every section, without those that a tracked change replaced; there is at least one."""
    for change in list(body.iter(w("sectPrChange"))):
        parent_of(change).remove(change)
    for whole in body.iterchildren(w("body")):
        if whole.find(w("sectPr")) is None:
            etree.SubElement(whole, w("sectPr"))
    sections = list(body.iter(w("sectPr")))
    for section in sections:
        if section.find(w("type")) is None:
            kind = etree.Element(w("type"))
            kind.set(w("val"), "nextPage")
            section.insert(sum(1 for each in section if each.tag in _BEFORE_TYPE), kind)
    return sections


def _clean(tree: etree._Element) -> None:
    """Take out what must be unique and need not be there, and the comments."""
    for properties in tree.iter(w("sdtPr")):
        for identifier in properties.findall(w("id")):
            properties.remove(identifier)
    for element in list(tree.iter(*_COMMENTS)):
        parent_of(element).remove(element)
    for element in tree.iter(etree.Element):
        for name in ("paraId", "textId"):
            element.attrib.pop(f"{_W14}{name}", "")


def _renumber(trees: Iterable[etree._Element]) -> dict[str, str]:
    """Let bookmarks and marks of changes carry the letter's number; return the new names of the bookmarks."""
    names: dict[str, str] = {}
    numbers = count(1)  # 0 is the end of the letter
    for tree in trees:
        new: dict[str, int] = {}
        for element in tree.iter(etree.Element):
            old = element.get(w("id"))
            if old is not None:
                element.set(w("id"), f"{_NUMBER}{new.setdefault(old, next(numbers)):04d}")
            if element.tag == w("bookmarkStart") and (name := attribute(element, "name")):
                names[name] = f"{_short(name)}_{_NUMBER}"
                element.set(w("name"), names[name])
    for tree in trees:
        for link in tree.iter(w("hyperlink")):
            if (anchor := attribute(link, "anchor")) in names:
                link.set(w("anchor"), names[anchor])
    return names


def _short(name: str) -> str:
    longest = _LONGEST_NAME - len("_1000")
    return name if len(name) <= longest else f"{name[: longest - 9]}_{zlib.crc32(name.encode()):08x}"


def _forget_letter(parts: dict[str, bytes], file: str) -> None:
    """Take out the properties of the file that would be those of one letter."""
    for _, name in related(parts, "", "core-properties", file):
        core = parse(parts[name], file, name)
        for child in [each for each in core if holds_tags(each.text or "")]:
            core.remove(child)
        parts[name] = serialize(core)


def _blanks(
    parts: dict[str, bytes], main: str, sections: list[etree._Element]
) -> tuple[tuple[str, str, str], ...]:
    """Add empty headers and footers for what some section lacks: it would inherit that of the letter before."""
    kept: list[set[tuple[str, str]]] = [
        {
            (etree.QName(each).localname, attribute(each, "type") or "default")
            for each in section.iterchildren(w("headerReference"), w("footerReference"))
        }
        for section in sections
    ]
    lacking = sorted(set().union(*kept) - set[tuple[str, str]].intersection(*kept))
    added = {}
    for reference in dict.fromkeys(reference for reference, _ in lacking):
        kind, tag = ("header", "hdr") if reference == "headerReference" else ("footer", "ftr")
        name = f"word/{kind}_blank.xml"
        parts[name] = f'<w:{tag} xmlns:w="{W}"><w:p/></w:{tag}>'.encode()
        added[reference] = add_part(parts, name, f"{_WORD}.{kind}+xml", main, f"{R}/{kind}")
    return tuple((reference, kind, added[reference]) for reference, kind in lacking)
