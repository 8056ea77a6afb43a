"""Which parts of a template hold tags, and what is their text after docxtpl's own preparation?"""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml
from docxtpl import DocxTemplate
from lxml import etree

from noticegen.findings import TemplateError
from noticegen.ooxml.archive import damaged
from noticegen.ooxml.package import members_of
from noticegen.ooxml.tags import holds_tags
from noticegen.ooxml.values import has_static_breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PROPERTIES: Final = {
    "author": "creator",
    "comments": "description",
    "identifier": "identifier",
    "language": "language",
    "subject": "subject",
    "title": "title",
}
_DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
LABELS: Final = {
    "body": "",
    "header": "ヘッダー",
    "footer": "フッター",
    "footnotes": "脚注",
    "core": "文書のプロパティ",
}


@dataclass(frozen=True, slots=True)
class PartSource:
    """One part that holds tags: ``head`` and ``tail`` are fixed, ``xml`` is what Jinja sees."""

    member: str
    kind: str
    head: str
    xml: str
    tail: str
    fragment_head: str
    """What stands before ``xml`` when docxtpl is handed the body alone."""
    tree: etree._Element
    """The part as the template's author wrote it."""
    relationships: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template taken apart: parts with tags, and every member as python-docx writes it."""

    parts: tuple[PartSource, ...]
    stories: tuple[PartSource, ...]
    """Every part of text, with tags or without."""
    core: tuple[PartSource, ...]
    """The core properties, if there are any."""
    members: dict[str, bytes]


def prepare(data: bytes, file: str) -> Prepared:
    """Return the template's parts after docxtpl's preparation.

    Raises:
        TemplateError: the file is not a Word document that can be read.
    """
    members_of(data, file)
    try:
        document = DocxTemplate(io.BytesIO(data))
        document.init_docx()
        stories = tuple(_stories(document))
        core = tuple(_core(document))
        buffer = io.BytesIO()
        document.docx.save(buffer)
    except (KeyError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError):
        # python-docx meets a damaged package with whatever its first missing piece raises.
        raise TemplateError(*damaged(file).findings) from None
    parts = tuple(story for story in (*stories, *core) if _is_dynamic(story))
    return Prepared(parts, stories, core, members_of(buffer.getvalue(), file))


def _is_dynamic(part: PartSource) -> bool:
    return part.kind == "body" or holds_tags(part.xml) or has_static_breaks(part.xml)


def _stories(document: Any) -> Iterator[PartSource]:  # noqa: ANN401 - docxtpl is untyped
    """Yield body, headers, footers and footnotes in the order in which docxtpl renders them."""
    yield _body(document)
    for kind, uri in (("header", document.HEADER_URI), ("footer", document.FOOTER_URI)):
        seen = set()
        for _, part in document.get_headers_footers(uri):
            if part.partname not in seen:
                seen.add(part.partname)
                yield _story(document, part, kind)
    for part in document.docx.part.package.parts:
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            yield _story(document, part, "footnotes")


def _body(document: Any) -> PartSource:  # noqa: ANN401
    part = document.docx.part
    root, body = part.element, part.element.body
    source = document.patch_xml(document.get_xml())
    start = re.match(r"<w:body[^>]*>", source)
    if start is None:
        raise ValueError(source[:20])
    # The empty twin of the document gives what stands around the body.
    twin = etree.fromstring(etree.tostring(root))
    hollow = next(child for child in twin if child.tag == body.tag)
    opening = "<w:body>" if dict(body.nsmap) == dict(root.nsmap) else start[0]
    for child in list(hollow):
        hollow.remove(child)
    hollow.text = "\ufffc"
    around = etree.tostring(twin, encoding="unicode")
    before, _, after = re.split(r"(<w:body[^>]*>\ufffc</w:body>)", around)
    xml = _renumbered(source[start.end() :].removesuffix("</w:body>"))
    return PartSource(
        part.partname.membername,
        "body",
        f"{_DECLARATION}{before}{opening}",
        xml,
        f"</w:body>{after}",
        start[0],
        root,
        frozenset(part.rels),
    )


_DOC_PR: Final = re.compile(r"(<wp:docPr\b[^>]*?\sid=\")[^\"]*(\")")


def _renumbered(xml: str) -> str:
    """Return the body with the drawings numbered from 1001 in their order, as docxtpl leaves them."""
    number = iter(range(1001, 1_000_000))
    return _DOC_PR.sub(lambda match: f"{match[1]}{next(number)}{match[2]}", xml)


def _story(document: Any, part: Any, kind: str) -> PartSource:  # noqa: ANN401
    tree = parse_xml(part.blob)
    xml = document.patch_xml(document.xml_to_string(tree))
    member = part.partname.membername
    return PartSource(member, kind, _DECLARATION, xml, "", _DECLARATION, tree, frozenset(part.rels))


def _core(document: Any) -> Iterator[PartSource]:  # noqa: ANN401
    """Yield the core properties, when the template has any; docxtpl leaves empty ones for the rest.

    What an author wrote in a property is text, so it is escaped around the tags (docxtpl would escape
    what a tag prints twice).
    """
    try:
        part = document.docx.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:
        return
    texts = {}
    for name, tag in _PROPERTIES.items():
        text = getattr(part.core_properties, name)
        setattr(part.core_properties, name, text)
        texts[tag] = text
    tree = etree.fromstring(part.blob)
    tokens = {}
    for tag, text in texts.items():
        element = tree.find(f"{_DUBLIN_CORE}{tag}")
        if element is not None and holds_tags(text):
            element.text = f"\ufffc{tag}\ufffc"
            tokens[element.text] = _escaped(text)
    xml = etree.tostring(tree, encoding="unicode")
    for token, text in tokens.items():
        xml = xml.replace(token, text)
    member = part.partname.membername
    yield PartSource(member, "core", _DECLARATION, xml, "", _DECLARATION, tree, frozenset(part.rels))


def _escaped(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for match in _TAG.finditer(text):
        pieces += (html.escape(text[done : match.start()], quote=False), match[0])
        done = match.end()
    return "".join((*pieces, html.escape(text[done:], quote=False)))
