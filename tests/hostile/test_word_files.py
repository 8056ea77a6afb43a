"""Word files made to do harm: refused or reported, in little time, and nothing in them is ever followed."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check_document
from noticegen.documents.template_check import check_template
from noticegen.facts.load import load_incident
from noticegen.findings import DocumentError, NoticegenError, TemplateError
from noticegen.ooxml.outline import outline
from noticegen.ooxml.reading import read_document
from noticegen.ooxml.template import Template
from tests.fuzz.targets import CORPUS

if TYPE_CHECKING:
    from collections.abc import Mapping

INCIDENT = load_incident((CORPUS / "facts/small.toml").read_bytes())
ON = date(2026, 11, 24)
BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
with zipfile.ZipFile(CORPUS / "document/small.docx") as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist()}


def packed(changes: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**PARTS, **changes}.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def twice(name: str) -> bytes:
    buffer = io.BytesIO(packed({}))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, b"<a/>")
    return buffer.getvalue()


def body(*, at_the_start: bytes = b"", before: bytes = b"") -> bytes:
    return before + PARTS[BODY].partition(b"?>")[2].replace(b"<w:body>", b"<w:body>" + at_the_start, 1)


def related(kind: str, target: str = "http://elsewhere.example.jp/x", mode: str = "External") -> bytes:
    relation = f'<Relationship Id="rId999" Type="{TYPES}{kind}" Target="{target}" TargetMode="{mode}"/>'
    return packed(
        {RELATIONS: PARTS[RELATIONS].replace(b"</Relationships>", relation.encode() + b"</Relationships>")}
    )


def in_utf16(code: str) -> bytes:
    text = f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>"
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    return packed({BODY: (declared + body(at_the_start=text.encode()).decode()).encode("utf-16")})


def field(code: str) -> bytes:
    return packed(
        {
            BODY: body(
                at_the_start=f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'.encode()
            )
        }
    )


ENTITIES = (
    b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
)
OUTSIDE_ENTITY = b'<!DOCTYPE w [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
SPOKEN = b"<w:p><w:r><w:t>&c;</w:t></w:r></w:p>"
TABLE = b"<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>"
REFUSED = {
    "a bomb by its size": packed({"word/media/x.png": b"\0" * 120_000_000}),
    "a member that is there twice": twice(BODY),
    "cut off": packed({})[:-200],
    "cut in the middle": packed({})[:3000],
    "empty": b"",
    "an old or encrypted file": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512,
    "entities that grow": packed({BODY: body(before=ENTITIES, at_the_start=SPOKEN)}),
    "an entity that is a file of this machine": packed(
        {BODY: body(before=OUTSIDE_ENTITY, at_the_start=SPOKEN)}
    ),
    "tables within tables, twenty thousand deep": packed(
        {
            BODY: body(
                at_the_start=b"<w:tbl><w:tr><w:tc>" * 20_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 20_000
            )
        }
    ),
    "macros": packed({"word/vbaProject.bin": b"x"}),
    "no body": packed({BODY: b""}),
}
REPORTED = {
    "a template that lies elsewhere": related("attachedTemplate"),
    "a picture that lies elsewhere": related("image"),
    "a linked workbook": related("oleObject"),
    "a document that is taken in": related("aFChunk", "styles.xml", "Internal"),
    "an unknown thing that lies elsewhere": related("somethingNew"),
    "an embedded object": packed({"word/embeddings/oleObject1.bin": b"x"}),
    "an embedded workbook": packed({"word/embeddings/Book1.xlsx": b"PK"}),
    "an ActiveX control": packed({"word/activeX/activeX1.xml": b"<a/>"}),
    "a field that fetches a text": field("INCLUDETEXT &quot;http://elsewhere.example.jp/x&quot;"),
    "a field in another encoding": in_utf16("INCLUDEPICTURE x"),
    "a field that starts a program": field(" ddeauto c:\\\\x\\\\y.exe &quot;z&quot;"),
}
HARMLESS = {
    "a hyperlink": related("hyperlink", "https://www.example.jp/"),
    "a member named to leave the folder": packed({"../../elsewhere.xml": b"<a/>", "/etc/elsewhere": b"x"}),
    "a relationship that leads out of the file": related("image", "../../../../etc/passwd", "Internal"),
    "many tables": packed({BODY: body(at_the_start=TABLE % b"<w:p/>" * 2000 + b"<w:p/>")}),
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_no_sound_word_file_is_refused_by_everything_that_reads_one(data: bytes) -> None:
    with pytest.raises(DocumentError):
        check_document(data, INCIDENT, on=ON)
    with pytest.raises(DocumentError):
        outline(data)
    with pytest.raises(TemplateError):
        Template(data)
    assert {finding.severity for finding in check_template(data, "victim_apology")} == {"error"}


@pytest.mark.parametrize("data", REPORTED.values(), ids=REPORTED)
def test_what_reaches_out_of_a_document_is_an_error(data: bytes) -> None:
    (found,) = [each for each in check_document(data, INCIDENT, on=ON) if each.code == "D213"]
    assert found.severity == "error"
    assert "elsewhere" not in found.message
    assert [each.severity for each in check_template(data, "victim_apology") if each.code == "T518"] == [
        "error"
    ]


@pytest.mark.parametrize("data", HARMLESS.values(), ids=HARMLESS)
def test_what_is_only_strange_is_no_alarm(data: bytes) -> None:
    assert read_document(data).outside == ()
    assert "D213" not in {each.code for each in check_document(data, INCIDENT, on=ON)}


def test_tables_within_tables_are_read_or_refused_and_do_not_hang() -> None:
    nested = b"<w:tbl><w:tr><w:tc>" * 40 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 40
    data = packed({BODY: body(at_the_start=(nested + b"<w:p/>") * 200)})
    assert len(read_document(data).paragraphs) > 200
    with pytest.raises(NoticegenError):
        Template(data)  # a cell must end with a paragraph
