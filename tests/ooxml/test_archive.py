from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from noticegen.findings import DocumentError
from noticegen.ooxml import archive
from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.ooxml.word_files import document, p, pack, unpack

if TYPE_CHECKING:
    from pathlib import Path

LETTER = compose("本文")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def code(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_document(data)
    (finding,) = caught.value.findings
    assert finding.hint
    assert finding.where.file == "文書"
    return finding.code


def altered(**changes: str) -> bytes:
    names = {"types": "[Content_Types].xml", "main": "word/document.xml", "rels": "_rels/.rels"}
    return pack({**unpack(LETTER), **{names[key]: text for key, text in changes.items()}})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "D102"),
        (b"\x89PNG", "D102"),
        (LETTER[: len(LETTER) // 2], "D102"),
        (LETTER.replace(b"PK\x01\x02", b"PK\x01\x03", 1), "D102"),
        (pack({"a.txt": "a"}), "D102"),
        (OLE, "D103"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "D104"),
        (
            altered(
                types=unpack(LETTER)["[Content_Types].xml"].replace(
                    "document.main+xml", "document.macroEnabled.main+xml"
                )
            ),
            "D105",
        ),
        (pack({**unpack(LETTER), "word/vbaProject.bin": "x"}), "D105"),
        (altered(main="<w:document"), "D107"),
        (altered(main=""), "D107"),
        (altered(main='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'), "D107"),
        (altered(main="<a>" * 3000 + "</a>" * 3000), "D107"),
        (
            altered(
                rels='<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
            ),
            "D108",
        ),
        (pack({"[Content_Types].xml": "<Types/>"}), "D108"),
    ],
)
def test_what_is_no_plain_word_document_is_refused_with_the_cure(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_flipped_bit_is_found() -> None:
    start = LETTER.index(b"word/document.xml") + 60
    damaged = LETTER[:start] + bytes([LETTER[start] ^ 0xFF]) + LETTER[start + 1 :]
    assert code(damaged) == "D102"


def test_a_member_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = _twice()
    assert code(twice) == "D102"


def _twice() -> bytes:
    buffer = io.BytesIO(LETTER)
    with zipfile.ZipFile(buffer, "a") as target:
        target.writestr("word/document.xml", "<a/>")
    return buffer.getvalue()


def test_a_bomb_is_refused_by_what_its_directory_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 100_000)
    assert code(pack({**unpack(LETTER), "word/media/x.xml": "0" * 200_000})) == "D106"


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 20)
    assert code(pack({**unpack(LETTER), **{f"word/{number}.xml": "" for number in range(20)}})) == "D106"


def test_a_file_that_is_not_there_is_named_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(tmp_path / "ない.docx")
    assert (caught.value.findings[0].code, caught.value.findings[0].where.file) == ("D101", "ない.docx")


def test_a_file_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(LETTER)
    assert (
        read_document(path).paragraphs
        == read_document(str(path)).paragraphs
        == read_document(LETTER).paragraphs
    )


def test_a_relationship_that_leads_out_of_the_archive_leads_nowhere() -> None:
    parts = unpack(document(p("本文")))
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="x" Type="a/header" Target="../../../etc/passwd"/>'
        '<Relationship Id="y" Type="a/header" TargetMode="External" Target="http://example.jp/"/></Relationships>',
    )
    assert [place.text for place in read_document(pack(dict(parts))).paragraphs] == ["本文"]


def test_parts_are_written_with_constant_times_and_come_back() -> None:
    data = write_parts({"b.xml": b"<b/>", "[Content_Types].xml": b"<Types/>"})
    assert read_parts(data) == {"b.xml": b"<b/>", "[Content_Types].xml": b"<Types/>"}
    assert data == write_parts(read_parts(data))
