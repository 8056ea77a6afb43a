from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openxml_audit import OpenXmlValidator

from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from noticegen.ooxml.stamp import stamp_draft
from tests.ooxml.word_files import LETTER, document, p, unpack

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "下書き　このまま発送・提出しないでください。"


def stamps(docx: bytes) -> list[tuple[str, str]]:
    return [(place.kind, place.text) for place in read_document(docx).paragraphs if place.style == "下書き"]


def test_the_gaps_stand_at_the_top_and_the_word_in_the_header() -> None:
    stamped = stamp_draft(compose("本文\n"), ["再発防止策がありません。", "窓口がありません。"])
    assert stamps(stamped) == [
        ("本文", TITLE),
        ("本文", "・再発防止策がありません。"),
        ("本文", "・窓口がありません。"),
        ("ヘッダー", "下書き"),
    ]
    assert read_document(stamped).paragraphs[3].text == "本文"


def test_a_header_that_is_there_keeps_what_it_says() -> None:
    stamped = read_document(stamp_draft(compose("[header]\n<ヘッダー>整理番号\n[body]\n本文"), []))
    assert [place.text for place in stamped.paragraphs if place.kind == "ヘッダー"] == ["下書き", "整理番号"]


def test_stamping_again_replaces_the_stamp() -> None:
    assert stamp_draft(stamp_draft(compose("本文"), ["一", "二"]), ["三"]) == stamp_draft(
        stamp_draft(compose("本文"), []), ["三"]
    )
    assert [text for _, text in stamps(stamp_draft(stamp_draft(compose("本文"), ["一"]), ["三"]))] == [
        TITLE,
        "・三",
        "下書き",
    ]


def test_first_and_even_pages_are_stamped_where_they_have_headers_of_their_own() -> None:
    stamped = stamp_draft(
        document(
            f"{p('本文')}<w:sectPr><w:titlePg/></w:sectPr>", parts={"settings": "<w:evenAndOddHeaders/>"}
        ),
        [],
    )
    assert sorted(re.findall(r'headerReference w:type="(\w+)"', unpack(stamped)["word/document.xml"])) == [
        "default",
        "even",
        "first",
    ]


def test_pages_of_their_own_inside_a_document_are_stamped_too() -> None:
    section = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr></w:pPr></w:p>'
    )
    last = '<w:sectPr><w:headerReference w:type="default" r:id="header2"/></w:sectPr>'
    stamped = stamp_draft(
        document(section + p("本文") + last, parts={"header1": p("一"), "header2": p("二")}), []
    )
    assert [text for kind, text in stamps(stamped) if kind == "ヘッダー"] == ["下書き", "下書き"]


def test_a_document_of_a_firm_gets_the_style_it_lacks() -> None:
    for firm in (
        document(p("本文")),
        document(p("本文"), styles='<w:style w:styleId="a"><w:name w:val="a"/></w:style>'),
    ):
        stamped = stamp_draft(firm, ["欠落"])
        assert read_document(stamped).is_draft
        assert 'w:styleId="DraftStamp"' in unpack(stamped)["word/styles.xml"]


def test_the_box_leaves_the_address_in_the_window_free() -> None:
    xml = unpack(stamp_draft(compose("<宛名>100-0000\n本文"), ["欠落"]))["word/document.xml"]
    assert '<w:pStyle w:val="DraftStamp"/><w:ind w:left="4900"/>' in xml


def test_the_sections_are_as_they_were() -> None:
    letter = compose(LETTER)
    assert read_document(stamp_draft(letter, ["欠落"])).sections == read_document(letter).sections


def test_an_independent_validator_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(stamp_draft(compose(LETTER), ["欠落"]))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
