"""The engine and docxtpl make the same document of the same template, part by part.

| feature of docxtpl | way | compared in |
|---|---|---|
| values, filters, set, macro, call, with, raw, comments | compiled | ``COMPILED`` |
| tags split over runs, smart quotes, ``<`` in a tag, ``{_{`` | compiled | ``COMPILED`` |
| ``{%p %}``, ``{%tr %}``, ``{%r %}``, conditions over paragraphs, ``{%-`` and ``-%}`` | compiled | ``COMPILED`` |
| ``{{r }}`` RichText, ``{{p }}`` RichTextParagraph, Listing | compiled | ``COMPILED`` |
| line feed, tab, page break, new paragraph in a value or in the template | compiled | ``COMPILED`` |
| cellbg, vm, nested tables, tables in loops, merged cells | compiled | ``COMPILED`` |
| drawings and their numbers | compiled; copied by a loop: docxtpl | both |
| ``{%tc %}``, colspan, hm, a grid that does not fit | docxtpl | ``BY_DOCXTPL`` |
| headers, footers, first pages, core properties, footnotes | compiled | tests of their own |
| InlineImage, also with a link | docxtpl, letter by letter | tests of their own |
| hyperlinks, Subdoc made or read from a file | docxtpl, context given as a function | tests of their own |
"""

from __future__ import annotations

import io
import re

import jinja2
import pytest
from docx import Document
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from lxml import etree

from noticegen.findings import RenderError
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import cell, docx, members, paragraph, row, section, table, with_notes

ITEMS = [
    {"name": "氏名", "kept": True},
    {"name": "生年月日", "kept": False},
    {"name": "A&B <株>", "kept": True},
]
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)
FACTS = {
    "name": "髙橋 𠮷\U000e0100野",
    "items": ITEMS,
    "empty": [],
    "yes": True,
    "no": False,
    "n": 3,
    "color": "D9D9D9",
    "lines": "一行目\n二行目\t欄\n",
    "pages": "前のページ\x0c次のページ",
    "paragraphs": "前の段落\x07次の段落",
    "rich": RichText("太字", bold=True),
    "rich_paragraph": RichTextParagraph("段落", parastyle="Heading1"),
    "listing": Listing("甲\n乙\x07丙 & 丁"),
    "braces": "{{ name }} {% if %}",
}


def _canonical(data: bytes) -> dict[str, bytes]:
    return {
        name: etree.tostring(etree.fromstring(content), method="c14n")
        if name.endswith((".xml", ".rels"))
        else content
        for name, content in members(data).items()
    }


def _by_docxtpl(template: bytes, facts: dict[str, object]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    document.render(facts, environment)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


PARAGRAPH_LOOP = ("{%p for item in items %}", "・{{ item.name }}", "{%p endfor %}")
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="1" cy="1"/><wp:docPr id="{}" name="図"/></wp:inline>'
    "</w:drawing></w:r></w:p>"
)
BOLD_RIGHT = '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{ paragraphs }}</w:t></w:r></w:p>'
COMPILED = {
    "plain values": ("{{ name }}様、{{ n }}件",),
    "a tag split over runs": (paragraph("{", "{ na", "me", " }", "} 様"),),
    "a condition split over runs": (paragraph("{% i", "f yes %}は", "い{% en", "dif %}"),),
    "paragraph condition taken": ("{%p if yes %}", "はい", "{%p else %}", "いいえ", "{%p endif %}"),
    "paragraph condition not taken": ("{%p if no %}", "はい", "{%p elif n == 4 %}", "四", "{%p endif %}"),
    "paragraph loop": PARAGRAPH_LOOP,
    "empty paragraph loop": ("{%p for x in empty %}", "{{ x }}", "{%p else %}", "なし", "{%p endfor %}"),
    "nested loops": (
        "{%p for a in items %}", "{%p for b in items if b.kept %}", "{{ a.name }}-{{ b.name }}-{{ loop.index }}",
        "{%p endfor %}", "{%p endfor %}",
    ),
    "run condition": (paragraph("前", "{%r if yes %}", "中", "{%r endif %}", "後"),),
    "rich text": (paragraph("前{{r rich }}後"),),
    "rich text in a run of its own": (paragraph("前", "{{r rich }}", "後"),),
    "rich paragraph": ("前", "{{p rich_paragraph }}", "後"),
    "listing": ("{{ listing }}",),
    "line feed and tab in a value": ("{{ lines }}",),
    "page break in a value": (paragraph("前{{ pages }}後"),),
    "new paragraph in a value": (BOLD_RIGHT,),
    "line feed of the template itself": ("<w:p><w:r><w:t>一\n二\t三{{ name }}</w:t></w:r></w:p>",),
    "whitespace control to the left": ("前", "{%- if yes %}続き{% endif %}"),
    "whitespace control to the right": ("{% if yes -%}", "続き", "{%- endif %}"),
    "inline condition over paragraphs": ("{% if no %}一", "二", "三{% endif %}四"),
    "inline condition over paragraphs, taken": ("{% if yes %}一", "二", "三{% endif %}四"),
    "row loop with head": (
        table(row("見出し", "数"), row("{%tr for item in items %}", ""), row("{{ item.name }}", "{{ n }}"),
              row("{%tr endfor %}", "")),
    ),
    "row loop without head": (
        table(row("{%tr for item in items %}", ""), row("{{ item.name }}", "{{ n }}"), row("{%tr endfor %}", "")),
    ),
    "row condition": (table(row("一", "二"), row("{%tr if no %}", ""), row("三", "四"), row("{%tr endif %}", "")),),
    "cell background": (table(row(cell("{% cellbg color %}値"), "二")),),
    "vertically merged cells of a loop": (
        table(row("甲", "乙"), row("{%tr for item in items %}", ""), row(cell("{% vm %}見出し"), "{{ item.name }}"),
              row("{%tr endfor %}", "")),
    ),
    "table in a loop": ("{%p for item in items %}", table(row("{{ item.name }}", "二")), "{%p endfor %}"),
    "nested table": (table(row(cell(table(row("甲", "乙")), ""), "{{ name }}")),),
    "merged cells": (table(row(cell("{{ name }}", properties='<w:gridSpan w:val="2"/>')), row("甲", "乙")),),
    "section under a condition": (
        "{%p if yes %}", section("items", "お客様に関する情報", "{{ name }}"), "{%p endif %}",
    ),
    "set, filters, inline if, arithmetic": (
        "{% set total = n * 2 %}{{ total + 1 }}", "{{ items|map(attribute='name')|join('、') }}",
        "{{ '有' if yes else '無' }}", "{{ name|upper }}", "{{ n / 2 }}", "{{ 'x' ~ n }}",
    ),
    "macro": ("{% macro greet(who) %}{{ who }}様{% endmacro %}{{ greet(name) }}{{ greet('A') }}",),
    "comments": ("{#p 内部の注記 #}", "本文{# 注 #}続き", "{{ name }}"),
    "escaped braces of the template": ("{_{ そのまま }_} {_% そのまま %_} {{ name }}",),
    "smart quotes in a tag": ("{{ “引用” }}{% if name == ‘x’ %}{% endif %}",),
    "less-than in a tag": ("{% if n < 4 and n > 2 %}小{% endif %}",),
    "raw": ("{% raw %}{{ name }}{% endraw %}{{ name }}",),
    "braces in data": ("{{ braces }}",),
    "string with braces": ("{{ '}}' }}{{ name }}",),
    "drawings are numbered": (DRAWING.format(7), DRAWING.format(7), "{{ name }}"),
    "no tag at all": ("そのまま",),
    "with and call": (
        "{% with a = name %}{{ a }}{% endwith %}",
        "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}{{ name }}{% endcall %}",
    ),
}  # fmt: skip
BY_DOCXTPL = {
    "columns by a loop": (
        table(row("{%tc for item in items %}", "{{ item.name }}", "{%tc endfor %}"), columns=1),
    ),
    "column condition": (table(row("{%tc if no %}", "甲", "{%tc endif %}", "乙"), columns=4),),
    "column span": (table(row(cell("{% colspan n %}見出し")), row("一", "二", "三"), columns=3),),
    "horizontally merged cells of a loop": (
        table(
            row("{%tc for item in items %}", "{% hm %}見出し", "{%tc endfor %}"),
            row("{%tc for item in items %}", "{{ item.name }}", "{%tc endfor %}"),
            columns=3,
        ),
    ),
    "more columns declared than used": (table(row("{{ name }}", "二"), columns=4),),
    "drawings in a loop": ("{%p for item in items %}", DRAWING.format(7), "{%p endfor %}"),
}  # fmt: skip


@pytest.mark.parametrize("feature", COMPILED)
def test_a_compiled_template_says_what_docxtpl_says(feature):
    source = docx(*COMPILED[feature])
    template = Template(source)
    assert template.route == "compiled"
    assert _canonical(template.render(FACTS)) == _canonical(_by_docxtpl(source, FACTS))


@pytest.mark.parametrize("feature", BY_DOCXTPL)
def test_a_template_that_changes_grids_or_copies_drawings_goes_through_docxtpl(feature):
    source = docx(*BY_DOCXTPL[feature])
    template = Template(source)
    assert template.route == "docxtpl"
    data = template.render(FACTS)
    assert data == template.render(FACTS)
    assert _canonical(data) == _canonical(_by_docxtpl(source, FACTS))


def test_headers_footers_and_properties_are_the_same():
    document = Document(io.BytesIO(docx("{{ name }}", header="{{ name }} {{ lines }}", title="第{{ n }}号")))
    document.sections[0].footer.paragraphs[0].text = "{% if yes %}頁{% endif %}"
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "タグなし"
    buffer = io.BytesIO()
    document.save(buffer)
    source = buffer.getvalue()
    assert _canonical(Template(source).render(FACTS)) == _canonical(_by_docxtpl(source, FACTS))


def test_a_picture_comes_in_through_docxtpl_whatever_document_it_was_made_for():
    source = docx("{{ name }}", "{{ picture }}", header="{{ name }}")
    template = Template(source)
    facts = {**FACTS, "picture": InlineImage(None, io.BytesIO(PICTURE), width=360_000)}
    data = template.render(facts)
    document = DocxTemplate(io.BytesIO(source))
    document.render(
        {**FACTS, "picture": InlineImage(document, io.BytesIO(PICTURE), width=360_000)},
        jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined),
    )
    buffer = io.BytesIO()
    document.save(buffer)
    assert template.route == "compiled"
    assert _canonical(data) == _canonical(buffer.getvalue())
    assert data == template.render(facts)


def _both_with_document(source, facts):
    """Return what the engine and docxtpl make with facts that need the document."""
    template = Template(source)
    document = DocxTemplate(io.BytesIO(source))
    document.render_init()
    document.render(facts(document), jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined))
    buffer = io.BytesIO()
    document.save(buffer)
    data = template.render(facts)
    assert data == template.render(facts)
    return _canonical(data), _canonical(buffer.getvalue())


def test_a_function_as_context_gets_the_document_for_hyperlinks():
    def facts(document):
        link = RichText("前 ")
        link.add("こちら", url_id=document.build_url_id("https://www.example.jp/"), underline=True)
        return {"link": link}

    ours, theirs = _both_with_document(docx("詳しくは{{r link }}"), facts)
    identifier = re.search(rb'w:hyperlink [^>]*r:id="(\w+)"', ours["word/document.xml"])[1]
    relations = ours["word/_rels/document.xml.rels"]
    assert re.search(rb'Id="%s"[^>]*Target="https://www.example.jp/"' % identifier, relations)
    assert ours == theirs


def test_a_subdocument_made_in_the_letter_is_the_same():
    def facts(document):
        part = document.new_subdoc()
        part.add_paragraph("部分文書の <段落> & 続き", style="Heading 1")
        part.add_table(1, 2).cell(0, 1).text = "欄"
        return {"part": part, "name": "見本"}

    ours, theirs = _both_with_document(docx("前", "{{p part }}", "{{ name }}"), facts)
    assert "部分文書の &lt;段落&gt; &amp; 続き".encode() in ours["word/document.xml"]
    assert ours == theirs


def test_a_subdocument_from_a_file_brings_its_picture_and_list():
    inner = Document()
    inner.add_paragraph("取り込んだ文", style="List Number")
    inner.add_picture(io.BytesIO(PICTURE), width=360_000)
    buffer = io.BytesIO()
    inner.save(buffer)

    def facts(document):
        return {"part": document.new_subdoc(io.BytesIO(buffer.getvalue())), "name": "見本"}

    ours, theirs = _both_with_document(docx("{{p part }}", "{{ name }}", header="{{ name }}"), facts)
    assert "取り込んだ文".encode() in ours["word/document.xml"]
    assert any(name.startswith("word/media/") for name in ours)
    assert ours == theirs


def test_a_subdocument_of_another_letter_is_refused():
    source = docx("{{p part }}")
    other = DocxTemplate(io.BytesIO(source))
    other.render_init()
    with pytest.raises(RenderError) as problem:
        Template(source).render({"part": other.new_subdoc()})
    assert problem.value.findings[0].code == "T205"


def test_a_picture_taken_from_a_paragraph_of_a_table_is_the_same():
    def facts(document):
        return {
            "picture": InlineImage(
                document, io.BytesIO(PICTURE), width=360_000, anchor="https://www.example.jp/"
            )
        }

    ours, theirs = _both_with_document(docx(table(row("{{ picture }}", "図"))), facts)
    assert ours == theirs


def test_footnotes_are_rendered_once_whatever_the_number_of_sections():
    notes = '<w:footnote w:id="1"><w:p><w:r><w:t>注 {{ braces }}</w:t></w:r></w:p></w:footnote>'
    source = with_notes(docx("{{ name }}"), "footnotes", notes)
    rendered = _canonical(Template(source).render(FACTS))
    assert "注 {{ name }} {% if %}".encode() in rendered["word/footnotes.xml"]
    assert rendered == _canonical(_by_docxtpl(source, FACTS))
