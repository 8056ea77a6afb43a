"""A thousand letters in one Word file for the printer."""

from __future__ import annotations

import io
import json
import posixpath
import re
import subprocess
from itertools import groupby

import pytest
from docx import Document
from docxtpl import InlineImage, RichText
from lxml import etree
from openxml_audit import OpenXmlValidator

from noticegen.findings import RenderError, TemplateError
from noticegen.ooxml.compose import compose
from noticegen.ooxml.merged import MOST_LETTERS, most_letters, write_merged
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import docx, members, section, table, with_notes
from tests.ooxml.test_template_equivalence import PICTURE

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTER = """[header]
<ヘッダー>整理番号 {{ number }}
[footer]
<フッター>{{ number }}　{PAGE}／{NUMPAGES}
[body]
<宛名>{{ name }}　様
<表題>お詫び
[section cause 原因]
<番号見出し1>原因
<番号見出し2>経緯
<番号>{{ number }}の甲
<番号>{{ number }}の乙
[/section]
{%p for line in lines %}
<字下げ>{{ line }}
{%p endfor %}
<結語>以上
"""
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>?</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def facts_of(number: int) -> dict[str, object]:
    return {
        "number": f"第{number:04d}号",
        "name": f"見本 太郎{number}",
        "lines": ["平素は格別のお引き立てを賜り、厚く御礼申し上げます。"] * (number % 4 * 20),
    }


def merged(template: Template, letters: int, **how: bool) -> bytes:
    file = io.BytesIO()
    assert write_merged((template.trace(facts_of(n)) for n in range(1, letters + 1)), file, **how) == letters
    return file.getvalue()


def trees(data: bytes) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(part)
        for name, part in members(data).items()
        if name.endswith((".xml", ".rels"))
    }


def body_of(source: bytes, letters: int = 3) -> str:
    return members(merged(Template(source), letters))["word/document.xml"].decode()


def test_every_letter_is_there_with_a_header_and_footer_of_its_own():
    parts = trees(merged(Template(compose(LETTER)), 3))
    body = parts["word/document.xml"]
    assert re.findall(r"見本 太郎\d", "".join(body.itertext())) == [f"見本 太郎{n}" for n in (1, 2, 3)]
    links = {each.get("Id"): each.get("Target").lstrip("/") for each in parts["word/_rels/document.xml.rels"]}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for number, properties in enumerate(body.iter(f"{WORD}sectPr"), 1):
        targets = [links[each.get(key)] for each in properties if each.get(key)]
        assert len(targets) == 2
        assert all(f"第{number:04d}号" in "".join(parts[target].itertext()) for target in targets)
    announced = {each.get("PartName") for each in parts["[Content_Types].xml"]}
    assert {f"/{target}" for key, target in links.items() if key.endswith(("_0", "_1", "_2"))} <= announced


def test_a_header_that_says_the_same_in_every_letter_is_kept_once():
    parts = members(merged(Template(docx("{{ name }}", header="株式会社架空商事")), 3))
    assert len([name for name in parts if name.startswith("word/header")]) == 1
    parts = members(merged(Template(docx("{{ name }}", header="{{ '株式会社' }}架空商事")), 3))
    assert len([name for name in parts if name.startswith("word/header")]) == 1


@pytest.mark.parametrize(("duplex", "kind"), [(False, "nextPage"), (True, "oddPage")])
def test_every_letter_begins_a_section_that_counts_from_1(duplex, kind):
    body = trees(merged(Template(compose(LETTER)), 3, duplex=duplex))["word/document.xml"]
    sections = list(body.iter(f"{WORD}sectPr"))
    assert [each.find(f"{WORD}type").get(f"{WORD}val") for each in sections] == [kind] * 3
    assert [each.find(f"{WORD}pgNumType").get(f"{WORD}start") for each in sections] == ["1"] * 3
    assert [each.getparent().tag for each in sections] == [f"{WORD}pPr", f"{WORD}pPr", f"{WORD}body"]


def test_the_break_stands_in_the_last_paragraph_so_that_a_full_page_is_not_followed_by_an_empty_one():
    body = body_of(compose(LETTER))
    assert re.findall(r"</w:sectPr></w:pPr>(?:<w:r>)?(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>(.*?)<", body) == [
        "以上",
        "以上",
    ]


@pytest.mark.parametrize(
    "last",
    [
        section("end", "終わり", "{{ name }}"),
        '<w:p><w:pPr><w:framePr w:w="100"/></w:pPr><w:r><w:t>枠</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr></w:p>',
        "<w:p/>",
    ],
)
def test_a_letter_that_ends_otherwise_than_with_a_plain_paragraph_ends_with_a_low_line(last):
    body = body_of(docx("{{ name }}", last))
    assert body.count('w:lineRule="exact"') == 3
    etree.fromstring(body.encode())


def test_no_number_that_must_be_unique_is_there_twice():
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
    long = "とても長い名前のしおりで四十字の上限に近いものの例であり番号を付けると超えてしまう"
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="図"/></wp:inline></w:drawing></w:r></w:p>'
    )
    control = '<w:sdt><w:sdtPr><w:id w:val="5"/><w:tag w:val="x"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    jump = '<w:p><w:hyperlink w:anchor="here"><w:r><w:t>跳ぶ</w:t></w:r></w:hyperlink>{}{}</w:p>'.format(
        FIELD.format(" REF here \\h "),
        '<w:fldSimple w:instr=" PAGEREF here "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    )
    source = docx(
        f"<w:p>{mark.format(0, 'here')}</w:p>",
        f"<w:p>{mark.format(1, long)}</w:p>",
        drawing,
        drawing,
        control,
        jump,
        "{{ name }}",
    )
    body = body_of(source)
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"', body)
    assert len({int(number) for number, _ in starts}) == len({name for _, name in starts}) == 3 * 3
    assert all(len(name) <= 40 for _, name in starts)
    assert sorted(int(number) for number, _ in starts) == sorted(
        map(int, re.findall(r'<w:bookmarkEnd w:id="(\d+)"', body))
    )
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', body))) == 2 * 3
    assert '<w:id w:val="5"/>' not in body
    for pattern in (r'w:anchor="(.*?)"', r"> REF (\S+) ", r'" PAGEREF (here\S+) "'):
        assert re.findall(pattern, body) == ["here_0", "here_1", "here_2"]


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>?</w:t></w:r></w:fldSimple>',
        FIELD.format(" NUMPAGES  \\* MERGEFORMAT "),
        FIELD.format(" NUM</w:instrText><w:instrText>PAGES "),
        # All of it in one run, as many a program writes it.
        "<w:r><w:t>全</w:t>" + re.sub("</?w:r>", "", FIELD.format("NUMPAGES")) + "<w:t>頁</w:t></w:r>",
    ],
)  # fmt: skip
def test_the_number_of_all_pages_becomes_that_of_the_letter_in_word_and_libreoffice(field):
    body = body_of(docx(f"<w:p>{field}</w:p>", "{{ name }}"))
    tree = etree.fromstring(body.encode())
    assert "NUMPAGES" not in "".join(tree.itertext("*")) + body
    ends = re.findall(r"PAGEREF (\w+)", body)
    assert ends == re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', body)
    assert body.count("SECTIONPAGES") == (0 if "全" in field else 3)
    assert body.count("全") == body.count("頁") == (3 if "全" in field else 0)


def test_lists_begin_again_in_every_letter():
    parts = trees(merged(Template(compose(LETTER)), 3))
    used = [each.get(f"{WORD}val") for each in parts["word/document.xml"].iter(f"{WORD}numId")]
    per_letter = [list(dict.fromkeys(used))[at : at + 2] for at in (0, 2, 4)]
    assert [[name for name, _ in groupby(used)][at : at + 2] for at in (0, 2, 4)] == per_letter
    lists = {each.get(f"{WORD}numId"): each for each in parts["word/numbering.xml"].iter(f"{WORD}num")}
    assert len(set(used)) == 6
    for number in used:
        levels = lists[number].findall(f"{WORD}lvlOverride/{WORD}startOverride")
        assert {each.get(f"{WORD}val") for each in levels} == {"1"}
    assert most_letters(Template(compose(LETTER))) == MOST_LETTERS


def test_a_letter_of_several_sections_inherits_no_header_of_the_letter_before():
    document = Document(io.BytesIO(docx("{{ name }}", FIELD.join(("<w:p>", "</w:p>")).format("NUMPAGES"))))
    second = document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "別紙 {{ number }}"
    document.add_paragraph("別紙")
    buffer = io.BytesIO()
    document.save(buffer)
    parts = trees(merged(Template(buffer.getvalue()), 2))
    sections = list(parts["word/document.xml"].iter(f"{WORD}sectPr"))
    assert [each.find(f"{WORD}headerReference") is not None for each in sections] == [True] * 4
    assert [each.find(f"{WORD}pgNumType") is not None for each in sections] == [True, False] * 2
    links = {each.get("Id"): each.get("Target") for each in parts["word/_rels/document.xml.rels"]}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    texts = [
        "".join(
            parts[
                posixpath.join("word", links[each.find(f"{WORD}headerReference").get(key)]).lstrip("/")
            ].itertext()
        )
        for each in sections
    ]
    assert texts == ["", "別紙 第0001号", "", "別紙 第0002号"]
    assert "SECTIONPAGES" not in "".join(parts["word/document.xml"].itertext())


def test_nothing_of_the_file_says_which_letter_is_the_first():
    data = merged(Template(docx("{{ name }}", title="{{ number }}")), 2)
    assert all(
        "第0001号" not in "".join(tree.itertext()) for name, tree in trees(data).items() if "docProps" in name
    )


def test_equal_letters_give_equal_bytes_and_none_give_nothing():
    template = Template(compose(LETTER))
    assert merged(template, 2) == merged(template, 2)
    assert merged(template, 0) == b""


def test_a_template_whose_tables_change_goes_the_slower_way():
    source = docx("{{ name }}", table("<w:tr><w:tc><w:p/></w:tc></w:tr>", columns=3))
    template = Template(source)
    assert template.route == "docxtpl"
    assert len(re.findall(r"見本 太郎\d", members(merged(template, 3))["word/document.xml"].decode())) == 3


def test_a_thousand_letters_are_the_most():
    template = Template(docx("{{ name }}"))
    letter = template.trace(facts_of(1))
    with pytest.raises(TemplateError) as problem:
        write_merged([letter] * (MOST_LETTERS + 1), io.BytesIO())
    assert problem.value.findings[0].code == "T315"
    assert "1,000" in problem.value.findings[0].message


def test_a_letter_with_footnotes_stays_alone():
    notes = '<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>'
    mark = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    template = Template(with_notes(docx("{{ name }}", mark), "footnotes", notes))
    with pytest.raises(TemplateError) as problem:
        merged(template, 1)
    assert problem.value.findings[0].code == "T315"


def tied_values():
    picture = io.BytesIO(PICTURE)
    link = RichText("詳しくは")
    link.add("こちら", url_id="rId99")
    return {
        "picture": ("{{ value }}", {"value": InlineImage(None, picture, width=360_000)}),
        "link": ("{{r value }}", {"value": link}),
        "subdocument": ("{{p value }}", lambda document: {"value": document.new_subdoc()}),
    }


@pytest.mark.parametrize("kind", ["picture", "link", "subdocument"])
def test_a_letter_with_a_value_that_is_tied_to_a_document_stays_alone(kind):
    tag, context = tied_values()[kind]
    letter = Template(docx(tag)).trace(context)
    with pytest.raises(TemplateError) as problem:
        write_merged([letter], io.BytesIO())
    assert problem.value.findings[0].code == "T315"
    assert "文書に結び付いた値" in problem.value.findings[0].message


def test_words_that_look_like_a_link_are_words():
    template = Template(docx('{{ name }} r:id="rId99"'))
    said = members(merged(template, 2))["word/document.xml"].decode()
    assert said.count('r:id="rId99"') == 2


def test_a_value_that_is_missing_is_named_as_ever():
    template = Template(docx("{{ name }}"))
    broken = template.trace(facts_of(1)).__class__(template, {}, frozenset(), False, bytes)
    with pytest.raises(RenderError) as problem:
        write_merged([broken], io.BytesIO())
    assert problem.value.findings[0].code == "T201"


def test_a_port_of_the_open_xml_sdk_accepts_the_file(tmp_path):
    path = tmp_path / "letters.docx"
    path.write_bytes(merged(Template(compose(LETTER)), 5, duplex=True))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.external("ooxml-validator")
def test_the_open_xml_sdk_accepts_the_file(tmp_path):
    path = tmp_path / "letters.docx"
    path.write_bytes(merged(Template(compose(LETTER)), 5, duplex=True))
    done = subprocess.run(["ooxml-validator", str(path)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.external
def test_every_printed_page_carries_its_letters_number_and_its_own_count(tmp_path):
    source = tmp_path / "letters.docx"
    source.write_bytes(merged(Template(compose(LETTER)), 20))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "letters.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    printed = []
    for page in text.replace(" ", "").split("\f")[:-1]:
        numbers = set(re.findall(r"第\d{4}号", page))
        assert len(numbers) == 1
        at, of = re.search(r"(\d+)／(\d+)", page).groups()
        printed.append((numbers.pop(), int(at), int(of)))
    by_letter = {number: list(pages) for number, pages in groupby(printed, key=lambda page: page[0])}
    assert list(by_letter) == [f"第{n:04d}号" for n in range(1, 21)]
    for pages in by_letter.values():
        assert [page[1:] for page in pages] == [(at, len(pages)) for at in range(1, len(pages) + 1)]
    assert {len(pages) for pages in by_letter.values()} > {1}
    assert [text.count(mark) for mark in ("①", "②", "③")] == [20, 20, 0]
