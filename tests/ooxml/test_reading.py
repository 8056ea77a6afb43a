from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from noticegen.findings import DocumentError
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import FinishedDocument, read_document
from noticegen.ooxml.template import Template
from tests.ooxml.word_files import LETTER, control, document, p, pack, table, unpack

if TYPE_CHECKING:
    from pathlib import Path

HEADING = '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="heading 1"/></w:style>'
HIDDEN = (
    '<w:style w:type="paragraph" w:styleId="base"><w:name w:val="base"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="secret"><w:name w:val="secret"/><w:basedOn w:val="base"/></w:style>'
    '<w:style w:type="character" w:styleId="mark"><w:name w:val="mark"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def read(body: str, *, styles: str = "", **parts: str) -> FinishedDocument:
    return read_document(document(body, styles=styles, parts=parts))


def sections(body: str, *, styles: str = "") -> list[tuple[str, str]]:
    return [(section.id, section.text) for section in read(body, styles=styles).sections]


def is_empty(content: str, *, more: str = "", styles: str = "") -> bool:
    (section,) = read(control(content, "noticegen:a", more=more), styles=styles).sections
    return section.is_empty


def test_a_rendered_letter_has_its_sections_in_order() -> None:
    values = {
        "person": SimpleNamespace(name="見本 太郎", number="7", items=[{"name": "氏名"}]),
        "letter": {"date": "令和8年11月22日"},
        "measure": False,
        "timeline": [],
        "rich": "文",
    }
    document = read_document(Template(compose(LETTER)).render(values))
    assert [(section.id, section.title, section.where) for section in document.sections] == [
        ("affected_items", "お客様に関する情報", 0),
        ("timeline", "経緯", 1),
    ]
    assert document.sections[0].text.endswith("次のとおりです。\n氏名")
    assert document.leftovers == ()


def test_a_section_is_known_by_its_tag_and_else_by_its_category() -> None:
    body = (
        control(p("甲"), "noticegen:one", "other")
        + control(p("乙"), "", "two")
        + control(p("丙"), "別のタグ", "three")
    )
    assert sections(body) == [("one", "甲"), ("two", "乙"), ("three", "丙")]


def test_a_control_of_somebody_else_is_no_section() -> None:
    foreign = (
        '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/><w:docPartCategory w:val="one"/></w:docPartObj>'
    )
    assert sections(control(p("甲"), "client") + control(p("乙"), more=foreign) + p("丙")) == []


def test_tables_behind_a_control_belong_to_it_when_libreoffice_moved_them_there() -> None:
    body = control(p("甲"), "", "one") + table("表一") + table("表二") + p("後") + table("外")
    assert sections(body) == [("one", "甲\n表一\n表二")]


def test_tables_behind_a_control_that_word_saved_do_not_belong_to_it() -> None:
    assert sections(control(p("甲"), "noticegen:one", "one") + table("外")) == [("one", "甲")]


def test_a_heading_whose_table_libreoffice_moved_is_not_empty() -> None:
    body = control(p("見出し", "a3"), "", "one") + table("値")
    (section,) = read(body, styles=HEADING).sections
    assert not section.is_empty


def test_a_section_inside_a_control_of_word_is_found() -> None:
    assert sections(control(p("前") + control(p("甲"), "noticegen:one"))) == [("one", "甲")]


def test_a_control_of_word_inside_a_section_is_part_of_it() -> None:
    assert sections(control(p("甲") + control(p("乙")), "noticegen:one")) == [("one", "甲\n乙")]


def test_a_section_inside_a_section_lends_it_no_text() -> None:
    outer, inner = read(control(control(p("乙"), "noticegen:two"), "noticegen:one")).sections
    assert (outer.id, outer.is_empty) == ("one", True)
    assert (inner.id, inner.text, inner.is_empty) == ("two", "乙", False)


def test_a_section_in_a_table_cell_is_found() -> None:
    cell = control(p("甲"), "noticegen:one")
    assert sections(f"<w:tbl><w:tr><w:tc>{cell}{p('乙')}</w:tc></w:tr></w:tbl>") == [("one", "甲")]


def test_a_section_around_a_stretch_of_a_line_is_found() -> None:
    run = "<w:r><w:t>甲</w:t></w:r>"
    sdt = (
        f'<w:sdt><w:sdtPr><w:tag w:val="noticegen:one"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'
    )
    assert sections(f"<w:p><w:r><w:t>前</w:t></w:r>{sdt}<w:r><w:t>後</w:t></w:r></w:p>") == [("one", "甲")]


@pytest.mark.parametrize(
    "content",
    [
        "<w:p/>",
        p("　 "),
        p("〓"),
        p("{{ prevention.text }}"),
        p("【要記入】"),
        p("［ここに再発防止策を記入してください］"),
        p("ここをクリックまたはタップしてテキストを入力してください。"),
        p("。"),
        p("見出し", "a3"),
        '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>見出し</w:t></w:r></w:p>',
        "<w:p><w:del><w:r><w:delText>消した</w:delText></w:r></w:del></w:p>",
        "<w:p><w:del><w:r><w:t>消した</w:t></w:r></w:del></w:p>",
        "<w:p><w:moveFrom><w:r><w:t>移した</w:t></w:r></w:moveFrom></w:p>",
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>消した行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        p("隠し", run="<w:vanish/>"),
        p("隠し", "secret"),
        p("隠し", run='<w:rStyle w:val="mark"/>'),
        '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
    ],
)
def test_a_section_that_says_nothing_is_empty(content: str) -> None:
    assert is_empty(content, styles=HEADING + HIDDEN)


@pytest.mark.parametrize(
    "content",
    [
        p("調査中"),
        p("なし"),
        p("0"),
        p("見出し", "a3") + p("本文"),
        p("見えます", "secret", '<w:vanish w:val="0"/>'),
        "<w:p><w:ins><w:r><w:t>加えた</w:t></w:r></w:ins></w:p>",
        "<w:p><w:moveTo><w:r><w:t>移した</w:t></w:r></w:moveTo></w:p>",
        "<w:p><w:hyperlink><w:r><w:t>窓口</w:t></w:r></w:hyperlink></w:p>",
        "<w:p><w:smartTag><w:r><w:t>窓口</w:t></w:r></w:smartTag></w:p>",
        table("表の中"),
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>かな</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>"
            "<w:p><w:r><w:t>箱</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent></w:r></w:p>"
        ),
        p("{{ name }}は、氏名です。"),
    ],
)
def test_a_section_that_says_something_is_not_empty(content: str) -> None:
    assert not is_empty(content, styles=HEADING + HIDDEN)


def test_a_control_that_shows_words_own_prompt_is_empty() -> None:
    assert is_empty(p("ご自由に"), more="<w:showingPlcHdr/>")


def test_text_boxes_are_read_once_and_apart_from_their_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>箱</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>本文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [(place.kind, place.text) for place in read(body).paragraphs] == [
        ("本文", "本文"),
        ("テキストボックス", "箱"),
    ]


def test_every_part_that_is_printed_is_read() -> None:
    document = read(
        p("本文"),
        header1=p("頭"),
        footer1=p("足"),
        footnotes=f'<w:footnote w:type="separator">{p("線")}</w:footnote><w:footnote>{p("注")}</w:footnote>',
        endnotes=f"<w:endnote>{p('末')}</w:endnote>",
    )
    assert [(str(place), place.text) for place in document.paragraphs] == [
        ("本文 1 段落目", "本文"),
        ("ヘッダー 1 段落目", "頭"),
        ("フッター 1 段落目", "足"),
        ("脚注 1 段落目", "注"),
        ("文末脚注 1 段落目", "末"),
    ]


def test_a_place_is_named_with_its_section_and_without_its_text() -> None:
    (place,) = read(control(p("見本 太郎"), "noticegen:one")).paragraphs
    assert str(place) == "本文 1 段落目（one）"


def test_tabs_line_breaks_and_fields_are_read_as_printed() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>今日</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert read(body).paragraphs[0].text == "甲\t乙\n丙今日"


def test_hidden_text_is_reported_with_its_place() -> None:
    (place,) = read(control(p("隠し", run="<w:vanish/>"), "noticegen:one")).hidden_text
    assert (place.text, place.section) == ("隠し", "one")


WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'


@pytest.mark.parametrize(
    "run", [WHITE, '<w:sz w:val="2"/>', '<w:highlight w:val="black"/>', '<w:color w:val="1F3864"/>' + DARK]
)
def test_what_nobody_sees_on_paper_is_hidden_text_and_no_content(run: str) -> None:
    found = read(control(p("見えない", run=run), "noticegen:one"))
    assert [place.text for place in found.hidden_text] == ["見えない"]
    assert found.sections[0].is_empty


def test_white_on_a_dark_ground_in_a_shape_or_in_a_coloured_table_is_seen() -> None:
    cell = f"<w:tbl><w:tr><w:tc><w:tcPr>{DARK}</w:tcPr>{p('白', run=WHITE)}</w:tc></w:tr></w:tbl>"
    styled = f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr><w:tc>{p("白", run=WHITE)}</w:tc></w:tr></w:tbl>'
    sheet = f'<w:style w:type="table" w:styleId="t"><w:name w:val="t"/><w:tblStylePr><w:tcPr>{DARK}</w:tcPr></w:tblStylePr></w:style>'
    found = read(p("白", run=WHITE + DARK) + cell + styled, styles=sheet)
    assert found.hidden_text == ()
    assert read(styled).hidden_text[0].text == "白"


def test_a_cell_that_a_tracked_change_deleted_says_nothing() -> None:
    deleted = (
        f'<w:tc><w:tcPr><w:cellDel w:id="1" w:author="a"/></w:tcPr>{p("旧")}</w:tc><w:tc>{p("新")}</w:tc>'
    )
    assert [place.text for place in read(f"<w:tbl><w:tr>{deleted}</w:tr></w:tbl>").paragraphs] == ["新"]


def test_the_cells_of_a_row_know_their_row_also_around_a_table_inside() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    rows = f"<w:tr><w:tc>{p('甲')}{inner}{p('乙')}</w:tc></w:tr><w:tr><w:tc>{p('丙')}</w:tc></w:tr>"
    found = [place for place in read(p("外") + f"<w:tbl>{rows}</w:tbl>").paragraphs if place.text]
    assert [(place.text, place.row) for place in found] == [("外", 0), ("甲", 1), ("乙", 1), ("丙", 3)]


def test_a_change_and_a_comment_are_told_with_their_paragraph() -> None:
    body = (
        p("本文")
        + "<w:p><w:ins><w:r><w:t>加</w:t></w:r></w:ins></w:p><w:p><w:r><w:t>注</w:t><w:commentReference/></w:r></w:p>"
    )
    found = read(body)
    assert ([place.text for place in found.changed], [place.text for place in found.commented]) == (
        ["加"],
        ["注"],
    )


def test_a_reference_that_could_not_be_updated_is_a_leftover() -> None:
    (leftover,) = read(p("第1の エラー! 参照元が見つかりません。 を参照")).leftovers
    assert leftover.mark == "更新できなかったフィールド「エラー! …」"


def test_comments_and_tracked_changes_are_reported() -> None:
    clean = read(p("本文"), comments="")
    assert (clean.has_comments, clean.has_tracked_changes) == (False, False)
    marked = read(
        "<w:p><w:ins><w:r><w:t>加</w:t></w:r></w:ins></w:p>", comments=f"<w:comment>{p('？')}</w:comment>"
    )
    assert (marked.has_comments, marked.has_tracked_changes) == (True, True)


def test_what_was_left_behind_is_found_wherever_it_stands() -> None:
    document = read(p("{{ a }}"), header1=p("〓"), footnotes=f"<w:footnote>{p('●●')}</w:footnote>")
    assert [(leftover.place.kind, leftover.mark) for leftover in document.leftovers] == [
        ("本文", "差込みの括弧「{{」「}}」"),
        ("ヘッダー", "伏せ字「〓」"),
        ("脚注", "伏せ字「●●」"),
    ]


@pytest.mark.parametrize(
    "code",
    [
        '<w:fldSimple w:instr=" MERGEFIELD 氏名 "><w:r><w:t>見本 太郎</w:t></w:r></w:fldSimple>',
        "<w:r><w:instrText> MERGE</w:instrText></w:r><w:r><w:instrText>FIELD 氏名 </w:instrText></w:r>",
    ],
)
def test_a_merge_field_is_a_leftover_even_when_it_shows_a_name(code: str) -> None:
    (leftover,) = read(f"<w:p>{code}</w:p>").leftovers
    assert leftover.mark == "差込みフィールド「«…»」"


def test_a_tag_in_the_title_of_the_file_is_a_leftover() -> None:
    parts = unpack(compose("本文"))
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace("ja-JP", "{{ title }}")
    (leftover,) = read_document(pack(dict(parts))).leftovers
    assert leftover.place.kind == "文書のプロパティ"


def test_a_document_saved_as_strict_open_xml_is_read() -> None:
    parts = unpack(document(control(p("甲"), "noticegen:one"), parts={"header1": p("頭")}))
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, text in parts.items()
    }
    found = read_document(pack(dict(strict)))
    assert [section.text for section in found.sections] == ["甲"]
    assert [place.text for place in found.paragraphs] == ["甲", "頭"]


def test_a_draft_is_known_by_its_stamp() -> None:
    assert read_document(compose("<下書き>下書き\n本文")).is_draft
    assert not read_document(compose("下書き")).is_draft


def test_styles_that_are_based_on_each_other_in_a_circle_do_no_harm() -> None:
    circle = (
        '<w:style w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>'
    )
    assert read(p("本文", "a"), styles=circle).paragraphs[0].style == "a"


UNSEEN = (
    '<w:style w:type="character" w:styleId="white"><w:name w:val="white"/><w:rPr><w:color w:val="ffffff"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="heir"><w:name w:val="heir"/><w:basedOn w:val="white"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="tiny"><w:name w:val="tiny"/><w:rPr><w:sz w:val="4"/></w:rPr></w:style>'
)
PALE = (
    '<w:style w:type="paragraph" w:default="{}" w:styleId="d"><w:name w:val="Normal"/><w:rPr>'
    + WHITE
    + "</w:rPr></w:style>"
)


@pytest.mark.parametrize(
    "content",
    [
        p("見えない", run='<w:rStyle w:val="white"/>'),
        p("見えない", run='<w:rStyle w:val="heir"/>'),
        p("見えない", "tiny"),
        p("見えない", run='<w:sz w:val="4"/>'),
        p("見えない", run='<w:sz w:val="0"/>'),
        p("見えない", run=WHITE + '<w:highlight w:val="none"/>'),
        p("見えない", run='<w:color w:val="auto"/><w:highlight w:val="black"/>'),
        p("見えない", run='<w:color w:val="000000"/><w:highlight w:val="black"/>'),
        f'<w:p><w:pPr>{DARK}</w:pPr><w:r><w:rPr><w:color w:val="1F3864"/></w:rPr><w:t>見えない</w:t></w:r></w:p>',
        f"<w:p><w:r><w:rPr>{WHITE}</w:rPr><w:noBreakHyphen/><w:t>見えない</w:t></w:r></w:p>",
    ],
)
def test_what_a_style_or_a_ground_makes_invisible_is_no_content_either(content: str) -> None:
    assert is_empty(content, styles=UNSEEN)


@pytest.mark.parametrize("default", ["1", "true", "on"])
def test_what_the_style_of_every_paragraph_makes_invisible_is_no_content(default: str) -> None:
    assert is_empty(p("見えない"), styles=PALE.format(default))
    assert not is_empty(p("見える"), styles=PALE.format("0"))
    assert not is_empty(p("見える", run='<w:color w:val="000000"/>'), styles=PALE.format(default))


@pytest.mark.parametrize(
    "content",
    [
        p("見える", run=WHITE + '<w:highlight w:val="black"/>'),
        p("見える", run='<w:highlight w:val="yellow"/>'),
        p("見える", run='<w:color w:val="auto"/>'),
        p("見える", run='<w:sz w:val="5"/>'),
        p("見える", "tiny", '<w:sz w:val="21"/>'),
        p("見える", run='<w:rStyle w:val="white"/><w:color w:val="333333"/>'),
        f"<w:p><w:pPr>{DARK}</w:pPr><w:r><w:rPr>{WHITE}</w:rPr><w:t>見える</w:t></w:r></w:p>",
        '<w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>本文</w:t></w:r></w:p>',
        p("本文", "text"),
    ],
)
def test_what_is_only_unusual_is_seen(content: str) -> None:
    body = (
        '<w:style w:styleId="text"><w:name w:val="text"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    assert not is_empty(content, styles=UNSEEN + body)


def test_a_paragraph_of_a_style_with_an_outline_level_is_a_heading_and_says_nothing() -> None:
    title = '<w:style w:styleId="t"><w:name w:val="t"/><w:pPr><w:outlineLvl w:val="8"/></w:pPr></w:style>'
    assert is_empty(p("見出し", "t"), styles=title)


def test_white_on_the_colour_of_a_page_or_in_a_shape_is_seen() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('箱', run=WHITE)}</w:txbxContent></w:pict></w:r></w:p>"
    assert read(box).hidden_text == ()
    parts = unpack(document(control(p("白", run=WHITE), "noticegen:a")))
    coloured = parts["word/document.xml"].replace("<w:body>", '<w:background w:color="1F3864"/><w:body>')
    assert not read_document(pack({**parts, "word/document.xml": coloured})).sections[0].is_empty


CHOICE = "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"


def test_of_two_ways_to_show_the_same_one_is_read_in_its_section() -> None:
    blocks = CHOICE.format(p("甲"), p("乙"))
    assert sections(control(blocks, "noticegen:one")) == [("one", "甲")]
    runs = CHOICE.format("<w:r><w:t>甲</w:t></w:r>", "<w:r><w:t>乙</w:t></w:r>")
    assert sections(control(f"<w:p>{runs}</w:p>", "noticegen:one")) == [("one", "甲")]
    commented = CHOICE.replace("<mc:Choice", "<!-- x --><mc:Choice").format(p("甲"), p("乙"))
    assert sections(control(commented, "noticegen:one")) == [("one", "甲")]


def test_nothing_is_lost_behind_what_a_tracked_change_took_away_or_a_comment_of_the_file() -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    box = "<w:r><w:pict><w:txbxContent>" + p("箱") + "</w:txbxContent></w:pict></w:r>"
    body = f"<w:moveFrom>{p('移した')}</w:moveFrom><!-- x -->{p('甲')}<w:p>{gone}<!-- x -->{box}<w:r><w:t>乙</w:t></w:r></w:p>"
    assert [place.text for place in read(body).paragraphs] == ["甲", "乙", "箱"]


def test_signs_that_are_no_letters_are_read_as_what_they_print() -> None:
    run = "<w:r><w:t>甲</w:t><w:ptab/><w:t>乙</w:t><w:cr/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/></w:r>"
    assert read(f"<w:p>{run}<!-- x --></w:p>").paragraphs[0].text == "甲\t乙\n丙\u2011丁\u00ad"


def test_a_page_number_in_a_line_ends_neither_the_line_nor_what_another_field_shows() -> None:
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    date = '<w:fldSimple w:instr=" DATE "><w:r><w:t>今日</w:t></w:r></w:fldSimple>'
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText> NUM</w:instrText></w:r><w:r><w:instrText>PAGES </w:instrText></w:r>"
    field = f"{mark('begin')}{code}{mark('separate')}<w:r><w:t>9</w:t></w:r>{mark('end')}"
    body = f"<w:p>{page}<w:r><w:t>前</w:t></w:r>{field}{date}{field}<w:r><w:t>後</w:t></w:r></w:p>"
    assert read(body).paragraphs[0].text == "前今日後"


def test_a_section_in_a_box_that_hangs_on_a_section_is_read_once() -> None:
    inner = control("<w:p><w:r><w:t>箱</w:t></w:r></w:p>", "noticegen:two")
    box = f"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"
    assert sections(control(box, "noticegen:one")) == [("one", "甲"), ("two", "箱")]


def test_the_place_of_a_paragraph_tells_its_part_and_its_kind() -> None:
    found = read(table("甲") + p("乙"), header1=p("頭"), footnotes=f"<w:footnote>{p('注')}</w:footnote>")
    assert [(place.text, place.number, place.part) for place in found.paragraphs] == [
        ("甲", 1, "word/document.xml"),
        ("乙", 2, "word/document.xml"),
        ("頭", 1, "word/header1.xml"),
        ("注", 1, "word/footnotes.xml"),
    ]
    assert [place.kind for place in found.paragraphs[:2]] == ["本文", "本文"]


def test_the_marks_between_notes_and_text_are_no_notes() -> None:
    kinds = ("separator", "continuationSeparator", "continuationNotice")
    marks = "".join(f'<w:footnote w:type="{kind}">{p("線")}</w:footnote>' for kind in kinds)
    found = read(p("甲"), footnotes=f"{marks}<w:footnote>{p('注')}</w:footnote>")
    assert [place.text for place in found.paragraphs] == ["甲", "注"]


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/header1.xml", "word/comments.xml"]
)
def test_a_damaged_part_is_named_with_its_file(tmp_path: Path, part: str) -> None:
    whole = unpack(document(p("甲"), styles=HEADING, parts={"header1": p("頭"), "comments": "<w:comment/>"}))
    file = tmp_path / "letter.docx"
    file.write_bytes(pack(dict(whole)))
    assert read_document(file).name.endswith("letter.docx")
    file.write_bytes(pack({**whole, part: "<w:broken"}))
    with pytest.raises(DocumentError) as error:
        read_document(file)
    (finding,) = error.value.findings
    assert finding.where.file
    assert finding.where.file.endswith("letter.docx")
    assert part in str(finding)


def test_a_leftover_of_a_field_or_of_the_title_tells_which_one() -> None:
    field = '<w:fldSimple w:instr=" MERGEFIELD 氏名 "><w:r><w:t>甲</w:t></w:r></w:fldSimple>'
    found = read(f"<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p><w:p>{field}</w:p>").leftovers
    assert [(each.place.kind, each.place.number) for each in found] == [("フィールド", 2)]
