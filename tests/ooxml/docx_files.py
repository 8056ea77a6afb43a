"""Small Word files for the tests of the engine, and readers of what came out."""

from __future__ import annotations

import io
import re
import zipfile

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(*body: str, header: str = "", title: str = "") -> bytes:
    """Return a document: a string is a paragraph, a string that begins with ``<w:`` is XML as it stands."""
    document = Document()
    end = document.element.body.sectPr
    for block in body:
        xml = block if block.startswith("<w:") else paragraph(block)
        end.addprevious(parse_xml(re.sub(r"^<w:(\w+)", rf"<w:\1 {W}", xml, count=1)))
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_notes(source: bytes, kind: str, notes: str) -> bytes:
    """Return the document with footnotes or endnotes."""
    document = Document(io.BytesIO(source))
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{kind} {W}>{notes}</w:{kind}>'
    part = Part(PackURI(f"/word/{kind}.xml"), content_type, xml.encode(), document.part.package)
    document.part.relate_to(
        part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return buffer.getvalue()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def paragraph(*runs: str) -> str:
    inner = "".join(f'<w:r><w:t xml:space="preserve">{escaped(run)}</w:t></w:r>' for run in runs)
    return f"<w:p>{inner}</w:p>"


def cell(*blocks: str, properties: str = '<w:tcW w:w="2000" w:type="dxa"/>') -> str:
    inner = "".join(block if block.startswith("<w:") else paragraph(block) for block in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(one if one.startswith('<w:tc>') else cell(one) for one in cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def section(identifier: str, title: str, *blocks: str) -> str:
    inner = "".join(block if block.startswith("<w:") else paragraph(block) for block in blocks)
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="noticegen:{identifier}"/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def body_text(data: bytes) -> list[str]:
    """Return the text of each paragraph of the body; a break is ``/``, a tab ``→``."""
    xml = members(data)["word/document.xml"].decode()
    paragraphs = re.findall(r"<w:p(?: [^>]*)?>(.*?)</w:p>", xml, re.DOTALL)
    return [_text(inner) for inner in paragraphs]


def _text(xml: str) -> str:
    xml = re.sub(r"<w:br[^>]*/>", "/", re.sub(r"<w:tab/>", "→", xml))
    return re.sub(r"<[^>]*>", "", xml).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
