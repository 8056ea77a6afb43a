"""Which custom properties does a document carry, how are they written, and what metadata must go before it is sent?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.archive import CONTENT_TYPES, read_parts, write_parts
from noticegen.ooxml.markup import (
    RELATIONSHIPS,
    TYPES,
    parse,
    related,
    relationships_name,
    serialize,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PART: Final = "docProps/custom.xml"
# The id that every custom property of every Office document has.
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID: Final = 2
_DOCUMENT: Final = "文書"
_EMPTY: Final = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}"/>'.encode()
_NO_RELATIONS: Final = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()


def properties_of(parts: Mapping[str, bytes], file: str = _DOCUMENT) -> dict[str, str]:
    """Return the custom properties among the parts of a document, as text, sorted by name."""
    found: dict[str, str] = {}
    for _, part in related(parts, "", "custom-properties", file):
        for element in parse(parts[part], file, part).iterchildren(f"{{{_CUSTOM}}}property"):
            found[element.get("name", "")] = "".join(str(text) for text in element.itertext())
    return dict(sorted(found.items()))


def with_properties(docx: bytes, properties: Mapping[str, str]) -> bytes:
    """Return the document with these custom properties and no others, sorted by name.

    Raises:
        DocumentError: the document cannot be read.
    """
    parts = read_parts(docx)
    name = next((part for _, part in related(parts, "", "custom-properties", _DOCUMENT)), _PART)
    root = parse(_EMPTY, _DOCUMENT, name)
    for number, (key, value) in enumerate(sorted(properties.items()), _FIRST_ID):
        element = etree.SubElement(
            root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, pid=str(number), name=key
        )
        etree.SubElement(element, f"{{{_VALUES}}}lpwstr").text = value
    if name not in parts:
        add_part(parts, name, _CONTENT_TYPE, "", _RELATION)
    parts[name] = serialize(root)
    return write_parts(parts)


def add_part(parts: dict[str, bytes], name: str, content_type: str, owner: str, relation: str) -> str:
    """Announce a new part in the content types and in its owner's relationships; return the relationship's id."""
    types = parse(parts[CONTENT_TYPES], _DOCUMENT, CONTENT_TYPES)
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
    parts[CONTENT_TYPES] = serialize(types)
    where = relationships_name(owner)
    if where in parts:
        relations = parse(parts[where], _DOCUMENT, where)
    else:
        relations = parse(_NO_RELATIONS, _DOCUMENT, where)
    taken = {relation.get("Id") for relation in relations}
    identifier = next(
        new for number in range(1, len(taken) + 2) if (new := f"rIdNotice{number}") not in taken
    )
    target = f"/{name}"
    etree.SubElement(
        relations, f"{{{RELATIONSHIPS}}}Relationship", Id=identifier, Type=relation, Target=target
    )
    parts[where] = serialize(relations)
    return identifier
