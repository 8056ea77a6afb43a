"""What must be taken out of a Word file before a stranger gets it: who wrote it, when, where, with what remarks?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.archive import CONTENT_TYPES, read_parts, write_parts
from noticegen.ooxml.markup import W, parse, serialize, w

if TYPE_CHECKING:
    from collections.abc import Callable

_DOCUMENT: Final = "文書"
# Comments and who made them, a picture of an earlier state, data of a document management system.
_DROPPED_PARTS: Final = re.compile(
    r"(?:.*/)?(?:comments\w*|people)\.xml|(?:.*/)?_rels/(?:comments\w*|people)\.xml\.rels|docProps/thumbnail\..*|customXml/.*"
)
_DROPPED_RELATIONS: Final = re.compile(
    r".*/(?:comments\w*|people|thumbnail|customXml|attachedTemplate|mailMerge\w*|recipientData)"
)
_DROPPED_ELEMENTS: Final = tuple(
    map(
        w,
        (
            *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "dataBinding"),
            *("rsids", "attachedTemplate", "mailMerge", "docVars", "proofState"),
        ),
    )
)
_KEPT_CORE: Final = frozenset({"title", "language"})
_KEPT_APP: Final = frozenset({"Application", "AppVersion", "DocSecurity"})


def scrub(docx: bytes) -> bytes:
    """Return the document without its author, company, times, revision ids, comments and links to other files.

    Text, tracked changes (without their authors) and custom properties stay: ``read_document`` reports the former,
    ``with_properties`` replaces the latter.

    Raises:
        DocumentError: the document cannot be read.
    """
    parts = {name: part for name, part in read_parts(docx).items() if not _DROPPED_PARTS.fullmatch(name)}
    for name, part in parts.items():
        cleaner = _cleaner(name)
        if cleaner:
            root = parse(part, _DOCUMENT, name)
            if cleaner(root):
                parts[name] = serialize(root)
    return write_parts(parts)


def _cleaner(name: str) -> Callable[[etree._Element], bool] | None:
    if name == CONTENT_TYPES:
        return _clean_types
    if name.endswith(".rels"):
        return _clean_relations
    if name.startswith("docProps/core") and name.endswith(".xml"):
        return lambda root: _keep(root, _KEPT_CORE)
    if name == "docProps/app.xml":
        return lambda root: _keep(root, _KEPT_APP)
    return _clean_content if name.startswith("word/") and name.endswith(".xml") else None


def _remove(elements: list[etree._Element]) -> bool:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return bool(elements)


def _elements(root: etree._Element) -> list[etree._Element]:
    """Return the children that are elements, not remarks."""
    return [child for child in root if isinstance(child.tag, str)]


def _keep(root: etree._Element, names: frozenset[str]) -> bool:
    return _remove([element for element in _elements(root) if etree.QName(element).localname not in names])


def _clean_types(root: etree._Element) -> bool:
    return _remove(
        [each for each in _elements(root) if _DROPPED_PARTS.fullmatch(each.get("PartName", "").lstrip("/"))]
    )


def _clean_relations(root: etree._Element) -> bool:
    return _remove([each for each in _elements(root) if _DROPPED_RELATIONS.fullmatch(each.get("Type", ""))])


def _clean_content(root: etree._Element) -> bool:
    changed = _remove(list(root.iter(*_DROPPED_ELEMENTS)))
    for element in root.iter(etree.Element):
        for name in [str(name) for name in element.attrib]:
            if name.startswith(f"{{{W}}}rsid") or name in {w("date"), w("initials")}:
                del element.attrib[name]
                changed = True
            elif name == w("author") and element.get(name):
                element.set(name, "")
                changed = True
    return changed
