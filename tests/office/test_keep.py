from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from noticegen.office.keep import copy_to_convert
from noticegen.office.libreoffice import to_pdf
from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.printed import lines_of, squeezed, stranded

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "word/document.xml"
TWENTY_FIFTH = (
    "[body]\n"
    + "".join(f"段落{number}\n" for number in range(1, 25))
    + "<見出し1>見出し\n<字下げ>"
    + "本文が続きます。" * 40
    + "\n"
)


def filled(outline: str, spare: int) -> bytes:
    """Return the Word file with room above its second paragraph, in twentieths of a point."""
    parts = dict(read_parts(compose(outline)))
    text = parts[DOCUMENT].decode()
    text = text.replace("<w:p><w:r>", f'<w:p><w:pPr><w:spacing w:after="{spare}"/></w:pPr><w:r>', 1)
    return write_parts({**parts, DOCUMENT: text.encode()})


@pytest.mark.external
def test_no_heading_stays_behind_where_libreoffice_begins_a_page_before_it_knows_any_height(
    tmp_path: Path,
) -> None:
    # Whatever the room below the heading: from two lines of its text down to none of its own.
    files = []
    for spare in range(4200, 6200, 100):
        files.append(tmp_path / f"{spare}.docx")
        files[-1].write_bytes(filled(TWENTY_FIFTH, spare))
    last = set()
    for file, pdf in zip(files, to_pdf(files, tmp_path), strict=True):
        assert stranded(pdf, file) == []
        pages = list(lines_of(pdf))
        assert "見出し" in "".join(text for page in pages for _, text in page)
        last.add(pages[0][-1][1])
    # Both came about: the text goes on behind the heading, and both begin the next page.
    assert "段落24" in last
    assert len(last) > 1


def marked(tmp_path: Path, docx: bytes) -> str:
    """Return the body of the copy that is converted; its text as a person reads it is that of the document."""
    source, copy = tmp_path / "source.docx", tmp_path / "copy.docx"
    source.write_bytes(docx)
    copy_to_convert(source, copy)
    assert source.read_bytes() == docx
    assert read_document(copy).text == read_document(source).text
    assert {**read_parts(copy), DOCUMENT: b""} == {**read_parts(source), DOCUMENT: b""}
    return read_parts(copy)[DOCUMENT].decode()


def test_only_what_is_kept_with_the_next_is_marked(tmp_path: Path) -> None:
    outline = "[body]\n<表題>題\n<見出し1>見出し\n<番号見出し2>小見出し\n<字下げ>本文\n<大字見出し>大\n標準\n"
    body = marked(tmp_path, compose(outline))
    with_page = [text for text in body.split("</w:p>") if " PAGE " in text]
    said = [squeezed(re.sub("<[^<>]*>", "", text)).removeprefix("PAGE1") for text in with_page]
    assert said == ["題", "見出し", "小見出し", "大"]
    assert all(text.count("<w:vanish/>") == 5 for text in with_page)


def test_what_a_paragraph_says_itself_counts_more_than_its_style(tmp_path: Path) -> None:
    parts = dict(read_parts(compose("[body]\n<見出し1>離す\n<字下げ>続ける\n")))
    text = parts[DOCUMENT].decode()
    text = text.replace('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading1"/><w:keepNext w:val="0"/>')
    text = text.replace('"FirstLineIndent"/>', '"FirstLineIndent"/><w:keepNext/>')
    body = marked(tmp_path, write_parts({**parts, DOCUMENT: text.encode()}))
    assert [" PAGE " in each for each in body.split("</w:p>")[:2]] == [False, True]


def test_a_tracked_change_of_properties_is_left_as_it_is(tmp_path: Path) -> None:
    parts = dict(read_parts(compose("[body]\n<見出し1>題\n")))
    before = '<w:pPrChange w:id="1" w:author="x"><w:pPr><w:keepNext/></w:pPr></w:pPrChange></w:pPr>'
    text = parts[DOCUMENT].decode().replace("</w:pPr>", before, 1)
    assert marked(tmp_path, write_parts({**parts, DOCUMENT: text.encode()})) == text


@pytest.mark.parametrize("data", [b"no archive", b"PK\x05\x06" + bytes(18), b""])
def test_what_is_no_word_document_is_copied_as_it_is(tmp_path: Path, data: bytes) -> None:
    source, copy = tmp_path / "source.docx", tmp_path / "copy.docx"
    source.write_bytes(data)
    copy_to_convert(source, copy)
    assert copy.read_bytes() == data


def test_a_damaged_part_leaves_the_whole_file_to_libreoffice(tmp_path: Path) -> None:
    source, copy = tmp_path / "source.docx", tmp_path / "copy.docx"
    source.write_bytes(compose("[body]\n<見出し1>題\n"))
    with zipfile.ZipFile(source) as archive:
        at = archive.getinfo("word/theme/theme1.xml").header_offset
    data = bytearray(source.read_bytes())
    data[at + 60 : at + 90] = bytes(30)
    source.write_bytes(data)
    copy_to_convert(source, copy)
    assert copy.read_bytes() == bytes(data)
