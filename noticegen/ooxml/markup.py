"""How are the XML parts of a Word document parsed safely, and how are their names written?"""

from __future__ import annotations

import posixpath
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from noticegen.ooxml.archive import damaged_part, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# A document saved as "Strict Open XML" says the same under other names.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/customProperties": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    ),
}
_QUOTED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
_OFF = frozenset({"0", "false", "off", "none"})


@cache
def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{W}}}{name}"


def quoted(value: str) -> str:
    """Return the value of an attribute in quotation marks. The standard library's way would load its web client.

    >>> quoted('甲 "乙" & 丙')
    '"甲 &quot;乙&quot; &amp; 丙"'
    """
    return f'"{value.translate(_QUOTED)}"'


def parse(part: bytes, file: str, name: str) -> etree._Element:
    """Return the root of an XML part.

    Raises:
        DocumentError: D107, the part is not well-formed or declares a document type (which could expand entities).
    """
    for strict, transitional in _STRICT.items():
        part = part.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise damaged_part(name, file) from None
    return root


def attribute(element: etree._Element | None, name: str) -> str:
    """Return a ``w:`` attribute, or an empty string."""
    return "" if element is None else element.get(w(name), "")


def parent_of(element: etree._Element) -> etree._Element:
    """Return the parent of an element that is not the root."""
    parent = element.getparent()
    assert parent is not None, "never asked of a root"  # noqa: S101
    return parent


def is_on(element: etree._Element | None) -> bool:
    """Return whether a toggle such as ``w:b`` is there and not switched off."""
    return element is not None and attribute(element, "val") not in _OFF


def serialize(root: etree._Element) -> bytes:
    """Return an XML part as bytes, with declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relationships_name(part: str) -> str:
    """Return the name of the part that holds another part's relationships.

    >>> relationships_name("word/document.xml"), relationships_name("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def related(parts: Mapping[str, bytes], part: str, kind: str, file: str) -> Iterator[tuple[str, str]]:
    """Yield id and target of each relationship of a part whose type ends in ``kind`` and whose target is there."""
    name = relationships_name(part)
    if name not in parts:
        return
    for relation in parse(parts[name], file, name):
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        if relation.get("Type", "").rsplit("/", 1)[-1] != kind:
            continue
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.get("Target", "")))
        if target.lstrip("/") in parts:
            yield relation.get("Id", ""), target.lstrip("/")


def main_part(parts: Mapping[str, bytes], file: str) -> str:
    """Return the name of the part that holds the body.

    Raises:
        DocumentError: D108, there is none.
    """
    for _, target in related(parts, "", "officeDocument", file):
        return target
    raise refuse("D108", "Word 文書の本文が見つかりません。", "Word で開いて保存し直してください。", file)
