"""Does a firm's letterhead become a template that drafts, and of which nothing is wrong?"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openxml_audit import OpenXmlValidator

from noticegen.documents.draft import drafts
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.kinds import kinds
from noticegen.documents.template_check import check_template
from noticegen.documents.template_new import new_template, write_template
from noticegen.facts.load import load_incident
from noticegen.findings import DocumentError, OutputError, TemplateError
from noticegen.ooxml.reading import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"
TEMPLATES = [(kind.id, rule.file) for kind in kinds().values() for rule in kind.templates]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def letterhead(**more):
    """Return a plain letterhead as a firm has it: A4, its own margins, its name above and its telephone below."""
    document = Document()
    document.core_properties.author = "見本 太郎"
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(30)
    page.header.paragraphs[0].text = "架空法律事務所"
    page.footer.paragraphs[0].text = more.get("footer", "電話 03-0000-0000")
    heading = document.styles["Heading 1"]
    heading.font.size = Pt(17)
    document.add_paragraph("弁護士　見本 次郎")
    document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


LETTERHEAD = letterhead()
OF_ITS_BODY = [("T520", "warning")]
"""All that is said of a template on this letterhead: that its body text is in every document."""


@pytest.mark.parametrize(("kind", "file"), TEMPLATES)
def test_every_template_on_a_letterhead_has_nothing_wrong_and_word_opens_it(kind, file, tmp_path):
    made = new_template(kind, LETTERHEAD, file=file)
    assert [(each.code, each.severity) for each in check_template(made)] == OF_ITS_BODY
    path = tmp_path / file
    path.write_bytes(made)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    ours, theirs = read_document(kind_named(kind).folder / file), read_document(made)
    assert [(each.id, each.title) for each in theirs.sections] == [
        (each.id, each.title) for each in ours.sections
    ]


def test_the_letterhead_keeps_its_page_its_header_and_its_styles():
    document = Document(io.BytesIO(new_template("victim_apology", LETTERHEAD)))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.left_margin.mm)) == (210, 30)
    assert page.header.paragraphs[0].text == "架空法律事務所"
    assert page.footer.paragraphs[0].text == "電話 03-0000-0000"
    assert document.styles["Heading 1"].font.size == Pt(17)
    assert document.paragraphs[0].text == "弁護士　見本 次郎"
    headings = {
        paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for paragraph in document.element.body.iter(f"{W}p")
        if "".join(text.text or "" for text in paragraph.iter(f"{W}t")) == "本件の概要"
    }
    assert headings == {document.styles["Heading 1"].style_id}


def test_in_a_letter_for_a_window_the_header_stands_beside_it_and_the_title_below():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "架空法律事務所　東京都架空区見本町1-2-3"
    right = document.sections[0].header.add_paragraph("電話 03-0000-0000")
    right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    assert document.styles["Title"].font.size == Pt(26)
    buffer = io.BytesIO()
    document.save(buffer)
    made = Document(io.BytesIO(new_template("victim_apology", buffer.getvalue())))
    left, kept = made.sections[0].header.paragraphs
    frame = next(each for each in made.element.body.iter(f"{W}framePr") if each.get(f"{W}hRule") == "atLeast")
    edge = (int(frame.get(f"{W}x")) + int(frame.get(f"{W}w"))) * Pt(0.05)
    assert made.sections[0].left_margin + left.paragraph_format.left_indent > edge
    assert kept.paragraph_format.left_indent is None
    assert made.styles["Title"].font.size == Pt(14)
    styles = [paragraph.style.name for paragraph in made.paragraphs]
    assert "窓の下" in styles
    other = Document(io.BytesIO(new_template("public_notice", buffer.getvalue())))
    assert other.sections[0].header.paragraphs[0].paragraph_format.left_indent is None


def test_a_title_of_the_firms_own_size_stays():
    document = Document()
    document.styles["Title"].font.size = Pt(18)
    buffer = io.BytesIO()
    document.save(buffer)
    made = Document(io.BytesIO(new_template("victim_apology", buffer.getvalue())))
    assert made.styles["Title"].font.size == Pt(18)


def test_our_own_styles_take_the_firms_typeface_and_our_lists_do_not_touch_the_firms():
    made, plain = (
        zipfile.ZipFile(io.BytesIO(data)) for data in (new_template("ppc_report", LETTERHEAD), LETTERHEAD)
    )
    document = Document(io.BytesIO(new_template("ppc_report", LETTERHEAD)))
    assert document.styles["表見出し"].element.find(f".//{qn('w:rFonts')}") is None
    before = set(Document(io.BytesIO(LETTERHEAD)).part.numbering_part.element.xpath("w:num/@w:numId"))
    after = document.part.numbering_part.element.xpath("w:num/@w:numId")
    assert before < set(after)
    assert len(after) == len(set(after))
    assert "word/numbering.xml" in set(made.namelist()) & set(plain.namelist())


def test_tables_are_as_wide_as_the_letterheads_text():
    document = Document(io.BytesIO(new_template("ppc_report", LETTERHEAD)))
    page = document.sections[0]
    text = round((page.page_width - page.left_margin - page.right_margin) / Pt(0.05))
    widths = {
        sum(int(each) for each in table.xpath("w:tblGrid/w:gridCol/@w:w"))
        for table in document.element.body.iter(f"{W}tbl")
    }
    assert widths
    assert all(abs(width - text) <= 5 for width in widths)


def test_a_second_page_number_is_not_added():
    document = Document(io.BytesIO(letterhead()))
    run = document.sections[0].footer.paragraphs[0].add_run()._r
    for kind, code in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = run.makeelement(
            qn("w:instrText" if code else "w:fldChar"), {} if code else {qn("w:fldCharType"): kind}
        )
        element.text = code
        run.append(element)
    buffer = io.BytesIO()
    document.save(buffer)
    made = Document(io.BytesIO(new_template("victim_apology", buffer.getvalue())))
    assert len(made.sections[0].footer.paragraphs) == 1


def test_the_author_of_the_letterhead_stays_behind():
    made = new_template("public_notice", LETTERHEAD)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any("見本 太郎".encode() in archive.read(name) for name in archive.namelist())


def test_without_a_letterhead_it_is_the_shipped_text():
    made = new_template("victim_apology")
    shipped = kind_named("victim_apology").folder / "letter.docx"
    assert read_document(made).text == read_document(shipped).text
    assert read_document(made).properties["noticegen.kind"] == "victim_apology"


@pytest.mark.parametrize("kind", ["victim_apology", "ppc_report", "public_notice", "client_letter"])
def test_a_firms_folder_drafts_in_its_own_styles(kind, tmp_path):
    file = EXAMPLES / "misdirected_mail" / "incident.toml"
    incident = load_incident(file)
    written = write_template(kind, tmp_path / "firm", LETTERHEAD)
    assert {path.suffix for path in written} == {".toml", ".docx"}
    made = drafts(incident, kind, on=incident.letter.date, templates=tmp_path / "firm")
    assert made
    for draft in made:
        assert not draft.is_incomplete
        assert [each for each in draft.findings if each.severity == "error"] == []
        document = read_document(draft.docx)
        assert document.paragraphs[0].text == "弁護士　見本 次郎"
        assert "架空法律事務所" in document.text


def test_one_file_is_that_file_alone_and_its_name_chooses_the_template(tmp_path):
    target = tmp_path / "own" / "dispatch_report.docx"
    assert write_template("client_letter", target, LETTERHEAD) == (target,)
    assert read_document(target).properties["noticegen.template"] == "dispatch_report.docx"
    assert list(target.parent.iterdir()) == [target]


def test_nothing_is_overwritten(tmp_path):
    write_template("public_notice", tmp_path, LETTERHEAD)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(OutputError, match=r"notice\.docx"):
        write_template("public_notice", tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_letterhead_that_is_no_word_file_is_named(tmp_path):
    (tmp_path / "head.docx").write_bytes(b"no")
    with pytest.raises(DocumentError, match=r"head\.docx"):
        new_template("victim_apology", tmp_path / "head.docx")


def test_an_unknown_kind_or_template_is_refused():
    with pytest.raises(TemplateError, match="victim_apology"):
        new_template("victim_apolgy")
    with pytest.raises(TemplateError, match=r"letter\.docx"):
        new_template("victim_apology", file="none.docx")


def test_a_letterhead_without_styles_or_page_gets_ours():
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    body = (
        f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p><w:r><w:t>架空</w:t></w:r></w:p></w:body></w:document>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in (
            ("[Content_Types].xml", types),
            ("_rels/.rels", relations),
            ("word/document.xml", body),
        ):
            archive.writestr(name, text)
    made = new_template("victim_apology", buffer.getvalue())
    assert [(each.code, each.severity) for each in check_template(made)] == OF_ITS_BODY
    document = Document(io.BytesIO(made))
    assert round(document.sections[0].page_width.mm) == 210
