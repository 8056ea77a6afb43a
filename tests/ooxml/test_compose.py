from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from noticegen.findings import TemplateError
from noticegen.ooxml.compose import compose, compose_folder, main
from noticegen.ooxml.outline import outline
from noticegen.ooxml.styles import STYLES
from tests.ooxml.word_files import LETTER, unpack

if TYPE_CHECKING:
    from pathlib import Path


def body(text: str) -> str:
    return unpack(compose(text))["word/document.xml"]


def test_outline_gives_back_what_was_composed() -> None:
    assert outline(compose(LETTER)) == LETTER


@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n本文\n", "[header]\n頭\n[body]\n", "[table 10,20]\n|  |  |\n[/table]\n"]
)
def test_outline_gives_back_small_things(text: str) -> None:
    assert outline(compose(text)) == (text or "\n")


def test_the_same_outline_gives_the_same_bytes() -> None:
    assert compose(LETTER) == compose(LETTER)


def test_a_letter_is_smaller_than_twenty_kilobytes() -> None:
    assert len(compose(LETTER)) < 20_000


def test_an_independent_validator_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(compose(LETTER))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_python_docx_opens_the_file_and_knows_every_style() -> None:
    styles = Document(io.BytesIO(compose(LETTER))).styles
    assert {style.style_id for style in styles} >= {style.id for style in STYLES}


def test_a_section_is_a_locked_control_with_tag_and_category_and_without_id() -> None:
    assert (
        '<w:sdt><w:sdtPr><w:alias w:val="再発防止策"/><w:tag w:val="noticegen:prevention"/><w:lock w:val="sdtLocked"/>'
        '<w:docPartObj><w:docPartGallery w:val="noticegen"/><w:docPartCategory w:val="prevention"/></w:docPartObj>'
        "</w:sdtPr><w:sdtContent><w:p>"
    ) in body("[section prevention 再発防止策]\n本文\n[/section]")


def test_only_leading_rows_of_headings_are_repeated_on_the_next_page() -> None:
    xml = body("[table 10]\n| <表見出し>甲 |\n| 乙 |\n| <表見出し>丙 |\n[/table]")
    assert ["tblHeader" in row for row in re.findall(r"<w:tr>.*?</w:tr>", xml)] == [True, False, False]
    assert xml.count("<w:cantSplit/>") == 3
    assert xml.count("<w:keepNext/>") == 1


def test_a_table_of_nothing_but_headings_repeats_none() -> None:
    assert "tblHeader" not in body("[table 10]\n| <表見出し>甲 |\n| <表見出し>乙 |\n[/table]")


def test_joined_cells_span_columns_and_rows() -> None:
    xml = body("[table 10,20]\n| 甲 | < |\n| 乙 | 丙 |\n| ^ | 丁 |\n[/table]")
    assert '<w:tcW w:w="1701" w:type="dxa"/><w:gridSpan w:val="2"/>' in xml
    assert xml.count('<w:vMerge w:val="restart"/>') == 1
    assert xml.count("<w:vMerge/>") == 1


def test_a_row_tag_is_a_row_of_its_own() -> None:
    rows = re.findall(
        r"<w:tr>.*?</w:tr>",
        body("[table 10,20]\n{%tr for a in b %}\n| {{ a }} | 乙 |\n{%tr endfor %}\n[/table]"),
    )
    assert ["".join(re.findall(r"<w:t [^>]*>([^<]*)", row)) for row in rows] == [
        "{%tr for a in b %}",
        "{{ a }}乙",
        "{%tr endfor %}",
    ]


def test_every_list_of_numbers_starts_again_after_a_heading_and_not_after_a_remark() -> None:
    xml = body("<番号>一\n<字下げ>説明\n<番号>二\n<見出し2>次\n<番号>一")
    assert re.findall(r'<w:numId w:val="(\d)"/>', xml) == ["4", "4", "5"]


def test_a_run_tag_has_a_run_to_itself() -> None:
    assert re.findall(r"<w:t [^>]*>([^<]*)", body("前{{r rich }}後")) == ["前", "{{r rich }}", "後"]


def test_the_paragraph_tells_libreoffice_where_the_window_is() -> None:
    assert '<w:pStyle w:val="WindowAddress"/><w:framePr ' in body("<宛名>100-0000")


def test_the_window_of_the_envelope_may_be_elsewhere() -> None:
    text = "[window 15,10.5,80,45]\n<宛名>100-0000\n本文\n"
    assert 'w:w="4507" w:h="2540" w:hRule="atLeast"' in body(text)
    assert 'w:vAnchor="page" w:hAnchor="page" w:x="879" w:y="607"' in body(text)
    assert outline(compose(text)) == text
    assert outline(compose("[window 20,12,90,45]\n<宛名>100-0000\n")) == "<宛名>100-0000\n"


def test_a_letter_for_a_window_has_fold_marks_and_no_other_has() -> None:
    assert body("<宛名>100-0000\n本文").count('w:val="FoldMark"') == 2
    assert "FoldMark" not in body("<宛先>100-0000\n本文")


def test_the_first_title_of_a_letter_for_a_window_begins_below_it() -> None:
    text = "<宛名>100-0000\n[section sender 差出人]\n<差出人>甲\n[/section]\n[section subject 件名]\n<表題>乙\n[/section]\n<表題>丙\n"
    xml = body(text)
    assert xml.count('w:clear="all"') == 1
    assert xml.index("甲<") < xml.index('w:clear="all"') < xml.index('w:val="noticegen:subject"')
    assert outline(compose(text)) == text
    assert "w:clear" not in body(text.replace("<宛名>", "<宛先>"))


def test_what_begins_a_page_says_so_itself_and_needs_no_paragraph_before_it() -> None:
    text = "甲\n[page]\n<文書番号>乙\n[page]\n[section log 記録]\n<見出し1>丙\n[/section]\n[page]\n{%p if a %}\n丁\n{%p endif %}\n"
    paragraphs = re.findall(r"<w:p>.*?</w:p>", body(text))
    on_new_page = [
        "".join(re.findall(r"[甲乙丙丁]", each)) for each in paragraphs if "pageBreakBefore" in each
    ]
    assert on_new_page == ["乙", "丙"]
    # Where the next may not be printed, the break has a paragraph.
    assert sum('w:type="page"' in each for each in paragraphs) == 1
    assert outline(compose(text)) == text


def test_tags_between_the_lines_of_an_address_stand_in_its_frame() -> None:
    text = "{%p if a %}\n<宛名>甲\n{%p endif %}\n{%p for b in c %}\n<宛名>{{ b }}\n{%p endfor %}\n本文\n"
    paragraphs = re.findall(r"<w:p>.*?</w:p>", body(text))
    assert ["framePr" in paragraph for paragraph in paragraphs if "FoldMark" not in paragraph] == [
        False,
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    assert outline(compose(text)) == text


def test_a_line_that_only_commands_is_small_and_grey_and_a_styled_one_as_it_was_styled() -> None:
    text = "{%p if a %}\n<字下げ>{%p else %}\n{%p endif %}本文\n"
    assert re.findall(r'pStyle w:val="(\w+)"', body(text)) == ["TemplateTag", "FirstLineIndent"]
    assert outline(compose(text)) == text


def test_nothing_is_said_about_who_made_the_file() -> None:
    parts = unpack(compose(LETTER))
    assert not re.search("creator|lastModifiedBy|rsid|Company", "".join(parts.values()))


def test_a_folder_is_rebuilt_where_it_changed(tmp_path: Path) -> None:
    (tmp_path / "kind").mkdir()
    (tmp_path / "kind" / "letter.txt").write_text(LETTER, encoding="utf-8")
    assert compose_folder(tmp_path) == [tmp_path / "kind" / "letter.docx"]
    assert outline(tmp_path / "kind" / "letter.docx") == LETTER
    assert compose_folder(tmp_path) == []


def test_the_command_says_what_is_wrong_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("<なし>", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert "letter.txt:1\n  書式「なし」はありません。" in capsys.readouterr().err
    with pytest.raises(TemplateError):
        compose("<なし>")


def test_word_is_told_that_no_line_begins_with_the_counter_of_a_figure() -> None:
    settings = unpack(compose("2026年"))["word/settings.xml"]
    forbidden = re.search(r'<w:noLineBreaksBefore w:lang="ja-JP" w:val="([^"]*)"', settings)
    assert forbidden is not None
    assert set("年月日時分人件円、。」）ーっ") <= set(forbidden[1])
