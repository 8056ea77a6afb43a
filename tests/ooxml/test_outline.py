from __future__ import annotations

from noticegen.ooxml.outline import outline
from tests.ooxml.word_files import control, document, p, table

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="事務所の書式"/></w:style>'
)


def test_styles_are_known_by_their_names_whatever_word_made_of_their_ids() -> None:
    assert (
        outline(document(p("題", "a3") + p("文") + p("他", "a4"), styles=STYLES))
        == "<表題>題\n文\n<事務所の書式>他\n"
    )


def test_a_tag_that_word_cut_into_runs_is_one_tag() -> None:
    body = (
        '<w:p><w:r><w:t>{{ per</w:t></w:r><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="x"/>'
        "<w:r><w:rPr><w:lang w:val='en-US'/></w:rPr><w:t>son.name }}</w:t></w:r><w:r><w:t>様</w:t></w:r></w:p>"
    )
    assert outline(document(body)) == "{{ person.name }}様\n"


def test_page_numbers_are_known_in_both_forms_of_a_field() -> None:
    body = (
        '<w:p><w:fldSimple w:instr="PAGE \\* MERGEFORMAT"><w:r><w:t>3</w:t></w:r></w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>NUM</w:instrText></w:r>'
        '<w:r><w:instrText>PAGES</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert outline(document(body)) == "{PAGE}{NUMPAGES}\n"


def test_deleted_text_is_left_out_and_inserted_text_is_in() -> None:
    body = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"
    assert outline(document(body)) == "新\n"


def test_a_page_break_in_any_form_is_one_line() -> None:
    direct = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    inside = '<w:p><w:r><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>'
    assert outline(document(direct + inside)) == "[page]\n甲\n[page]\n乙\n"


def test_controls_of_word_are_seen_through_and_sections_are_named() -> None:
    body = control(p("甲")) + control(p("乙") + control(p("丙")), "noticegen:one")
    assert outline(document(body)) == "甲\n[section one one]\n乙\n丙\n[/section]\n"


def test_a_table_without_widths_is_still_a_table() -> None:
    assert outline(document(table("甲", "乙"))) == "[table 0,0]\n| <標準>甲 | <標準>乙 |\n[/table]\n"


def test_text_of_a_control_in_a_cell_is_not_lost() -> None:
    cell = control(p("甲"), "noticegen:one")
    assert "| <標準>甲 |" in outline(document(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"))
