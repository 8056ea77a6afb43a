from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from noticegen.ooxml.blocks import Paragraph, Section
from noticegen.ooxml.compose import compose
from noticegen.ooxml.inline import Piece
from noticegen.ooxml.keep import CLOSING, kept_with_next

CLOSED = """[body]
[section first 初め]
一つ目
[/section]
[section last 終わり]
必ずある文
{%p if a %}
甲の場合
{%p else %}
乙の場合
{%p endif %}
[/section]
<結語>以上
"""
TABLE = """[body]
離れた文
次の表のとおり
[table 30,30]
| 甲 | 乙 |
[/table]
"""


def kept(text: str) -> list[str]:
    """Return the texts of the paragraphs of the Word file that are kept with the next, in order."""
    document = ZipFile(BytesIO(compose(text))).read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>", document)
    return [
        "".join(re.findall(r"<w:t [^>]*>([^<]*)", each)) for each in paragraphs if "<w:keepNext/>" in each
    ]


def test_whatever_may_be_printed_last_stays_on_the_page_of_the_closing_line() -> None:
    assert kept(CLOSED) == ["必ずある文", "甲の場合", "乙の場合"]


def test_an_earlier_section_does_not_hang_on_the_closing_line() -> None:
    certain = CLOSED.replace("{%p endif %}\n", "{%p endif %}\nいつもの終わり\n")
    assert kept(certain) == ["いつもの終わり"]
    assert kept(CLOSED.replace("<結語>以上\n", "")) == []


def test_what_leads_to_a_table_stays_with_it() -> None:
    assert kept(TABLE) == ["次の表のとおり"]


def test_a_closing_line_in_a_section_of_its_own_has_company_too() -> None:
    text = CLOSED.replace(
        "<結語>以上\n",
        "[section closing 結び]\n<結語>謹白\n[/section]\n{%p if c %}\n[page]\n別紙\n{%p endif %}\n",
    )
    assert kept(text) == ["必ずある文", "甲の場合", "乙の場合"]


def test_a_note_right_below_a_heading_stays_with_what_it_is_about() -> None:
    text = "[body]\n[section a 甲]\n<見出し3>見出し\n<注記>見出しの下の注記\n本文\n<注記>本文の下の注記\n本文\n[/section]\n"
    assert kept(text) == ["見出しの下の注記"]


def said(style: str, text: str) -> Paragraph:
    return Paragraph(style, (Piece("text", text),))


def test_a_sentence_above_the_closing_line_takes_the_end_of_the_section_before_it_along() -> None:
    section = Section("items", "項目", (said("本文", "前の段落"), said("本文", "終わりの段落")))
    blocks = (section, said("字下げ", "まずは書面にて。"), said(CLOSING, "謹白"))
    kept = kept_with_next(blocks)
    assert [id(each) in kept for each in (*section.blocks, *blocks[1:])] == [False, True, True, False]


def test_no_more_than_a_few_paragraphs_hang_on_a_closing_line() -> None:
    blocks = (*(said("本文", f"{number}") for number in range(9)), said(CLOSING, "謹白"))
    assert len(kept_with_next(blocks)) == 3


BRANCHED = """[body]
[section s 区画]
<見出し1>甲
[/section]
{%p if a %}
[table 30,30]
| 一 | 二 |
[/table]
{%p else %}
乙
{%p endif %}
丙
{%p if b %}
丁
{%p if c %}
戊
{%p endif %}
{%p else %}
己
{%p endif %}
{%p if d %}
[table 30,30]
| 一 | 二 |
[/table]
{%p endif %}
{%p if e %}
庚
{%p endif %}
[table 30,30]
| 一 | 二 |
[/table]
"""


def test_whatever_may_stand_before_a_table_keeps_off_it_and_stays_with_it_through_tags_and_sections() -> None:
    assert kept(BRANCHED) == ["甲", "丁", "戊", "己", "庚"]
    document = ZipFile(BytesIO(compose(BRANCHED))).read("word/document.xml").decode()
    spaced = [
        "".join(re.findall(r"<w:t [^>]*>([^<]*)", each))
        for each in re.findall(r"<w:p>.*?</w:p>", document)
        if '<w:spacing w:after="120"/>' in each
    ]
    assert spaced == ["甲", "丁", "戊", "己", "庚"]


def test_whom_to_ask_is_not_parted_and_who_writes_neither() -> None:
    desk = "{%p for desk in contact %}\n{{ desk.label }}\n　{{ desk.phone }}\n{%p endfor %}\n"
    text = (
        "[body]\n[section sender 差出人]\n<差出人>甲\n<差出人>乙\n[/section]\n本文\n"
        f"[section inquiry_desk 窓口]\n窓口は次のとおり\n{desk}それまで\n[/section]\n"
        "[section sender 署名]\n丙\n丁\n[/section]\n"
    )
    assert kept(text) == ["窓口は次のとおり", "{{ desk.label }}", "　{{ desk.phone }}", "丙"]


def test_a_form_that_is_copied_as_one_sheet_stays_on_one_page() -> None:
    rows = "| <表見出し>日時 | 一 |\n| <表見出し>担当者 | 二 |\n| <表見出し>用件 | 三 |\n"
    outline = f"[body]\n[section {{}} 記録]\n<字下げ>記録する。\n[table 50,110]\n{rows}[/table]\n[/section]\n"
    form, other = (kept(outline.format(name)) for name in ("log", "damage"))
    assert [name for name in ("一", "二", "三") if name in form] == ["一", "二"]
    assert [name for name in ("一", "二", "三") if name in other] == []
