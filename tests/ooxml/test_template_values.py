"""A value arrives in the letter as it was held, or the letter is refused: nothing is lost, nothing evaluated."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noticegen.findings import RenderError
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import body_text, docx, members

TEMPLATE = Template(docx("{{ name }} 様", "{% if name %}{{ name }}{% endif %}", title="{{ name }}"))

NAMES = [
    "R&F <b>", "A & B", "{{ 7*7 }}", "{% raw %}", "{_{ x }_}", "{_% x %_}", "{# x #}", "]]>", "&amp;", '"\'',
    "髙橋 﨑", "葛\U000e0100城", "𠮷野家", "👨‍👩‍👧", "ｶﾀｶﾅ", "神\u3000福", "café\u0301", "\u2028\u0085",
    "<w:br/>", "%_} }_}", "a\u00a0b", "<!-- x -->", "\\1 \\g<0>",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_in_the_letter_as_it_is_held(name):
    data = TEMPLATE.render({"name": name})
    document = Document(io.BytesIO(data))
    assert [paragraph.text for paragraph in document.paragraphs] == [f"{name} 様", name]
    assert document.core_properties.title == name


@pytest.mark.parametrize("held", ["甲\n乙", "甲\r\n乙", "甲\r乙"])
def test_every_kind_of_line_end_is_one_line_break(held):
    assert body_text(TEMPLATE.render({"name": held}))[0] == "甲/乙 様"


@pytest.mark.parametrize("number", [0, 1, 8, 0x0B, 0x0E, 0x1B, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_a_character_that_xml_forbids_is_refused(number):
    with pytest.raises(RenderError, match=rf"name の値に、文書に書けない文字\(U\+{number:04X}\)"):
        TEMPLATE.render({"name": f"見本{chr(number)}太郎"})


@pytest.mark.parametrize("sign", ["\x07", "\x0c"])
def test_a_page_break_where_word_cannot_break_is_refused(sign):
    template = Template(docx("本文", title="{{ name }}"))
    with pytest.raises(RenderError, match=rf"U\+{ord(sign):04X}"):
        template.render({"name": sign})


def test_a_value_that_is_no_string_is_checked_as_it_is_printed():
    class Loud:
        def __str__(self) -> str:
            return "<\x01>"

    with pytest.raises(RenderError, match=r"U\+0001"):
        TEMPLATE.render({"name": Loud()})


def test_numbers_and_false_are_printed():
    template = Template(docx("{{ a }} {{ b }} {{ c }}"))
    assert body_text(template.render({"a": 0, "b": 1.5, "c": False})) == ["0 1.5 False"]


def test_a_value_with_its_own_xml_passes_when_it_is_whole():
    template = Template(docx("前{{r x|safe }}後"))
    assert body_text(template.render({"x": "<w:r><w:t>太字</w:t></w:r>"})) == ["前太字後"]


def test_a_broken_table_in_a_value_is_refused():
    template = Template(docx("前", "{{p x|safe }}"))
    with pytest.raises(RenderError, match="行が一つもない表"):
        template.render({"x": "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>"})


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\t\n\r\x07\x0c"), min_size=1))
def test_any_text_is_held_or_refused(name):
    try:
        data = TEMPLATE.render({"name": name})
    except RenderError as error:
        assert [finding.code for finding in error.findings] == ["T203"]  # noqa: PT017
        assert any(ord(sign) < 32 or ord(sign) in {0xFFFE, 0xFFFF} for sign in name)
    else:
        assert Document(io.BytesIO(data)).paragraphs[1].text == name


def test_the_facts_are_not_changed_by_a_render():
    facts = {"name": ["甲"]}
    Template(docx("{% set name = 'x' %}{{ name }}")).render(facts)
    assert facts == {"name": ["甲"]}


def test_data_cannot_reach_the_document_object():
    template = Template(docx("{{ noticegen_document is defined }}{{ _noticegen_document is defined }}"))
    assert body_text(template.render(lambda document: {"x": document})) == ["FalseFalse"]
    assert "word/document.xml" in members(template.render({}))


@pytest.mark.parametrize(
    ("body", "blank"), [("{{ x }}様", True), ("様", False), ("{% if x %}{{ x }}{% endif %}様", False)]
)
def test_a_letter_knows_whether_something_blank_was_printed(body, blank):
    assert Template(docx(body)).trace({"x": ""}).blanks is blank
    assert Template(docx(f"{body}{{{{ y }}}}")).trace({"x": "\u3000", "y": "〇"}).blanks is ("{" in body)
