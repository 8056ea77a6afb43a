from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openxml_audit import OpenXmlValidator

from noticegen.ooxml.compose import compose
from noticegen.ooxml.outline import outline
from noticegen.ooxml.rows import keep_together
from tests.ooxml.word_files import unpack

if TYPE_CHECKING:
    from pathlib import Path


def table(*rows: str) -> bytes:
    lines = "\n".join(f"| {row} | 乙 |" for row in rows)
    return compose(f"本文\n[table 40,40]\n{lines}\n[/table]\n" + "本文\n" * 9)


def kept(docx: bytes) -> list[int]:
    """Return the numbers of the rows of which every paragraph is kept with the next."""
    rows = re.findall(r"<w:tr>.*?</w:tr>", unpack(docx)["word/document.xml"])
    return [at for at, row in enumerate(rows) if row.count("<w:keepNext/>") == row.count("<w:p>")]


def test_a_small_table_stays_on_one_page() -> None:
    assert kept(keep_together(table("一", "二<br>三", "四", "五"))) == [0, 1, 2]
    assert kept(table("一", "二", "三", "四")) == []


def test_of_a_larger_table_no_row_stands_alone_at_the_foot_or_the_head_of_a_page() -> None:
    assert kept(keep_together(table(*"一二三四五六七八"))) == [0, 1, 6]


def test_high_rows_are_not_kept_together() -> None:
    high = "<br>".join("行" * 9)
    assert kept(keep_together(table(high, high, "三"))) == []
    assert kept(keep_together(table(high, "二", "三", "四", "五", "六"))) == [1, 4]


def test_a_text_that_fills_many_lines_of_its_cell_counts_as_many() -> None:
    long = "長" * 10 * 6
    assert kept(keep_together(table(long, long))) == []


def test_a_table_of_one_row_and_a_document_without_tables_are_as_they_were() -> None:
    for docx in (compose("[table 40]\n| 一 |\n[/table]\n"), compose("本文\n")):
        assert keep_together(docx) == docx


def test_nothing_else_is_changed_and_the_file_stays_valid(tmp_path: Path) -> None:
    docx = table("<表見出し>一", "<表箇条>・二", "三")
    after = keep_together(docx)
    assert outline(after) == outline(docx)
    path = tmp_path / "table.docx"
    path.write_bytes(after)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def ending(text: str) -> list[str]:
    """Return the paragraphs that are kept with the next, each by its first character."""
    paragraphs = re.findall(r"<w:p>.*?</w:p>", unpack(keep_together(compose(text)))["word/document.xml"])
    return [re.findall(r"<w:t [^>]*>(.)", each)[0] for each in paragraphs if "<w:keepNext/>" in each]


def test_the_last_page_has_more_than_a_few_lines() -> None:
    lines = "".join(f"{sign}\n" for sign in "一二三四五六七八九十終")
    assert ending(lines) == list("五六七八九十")
    assert ending(lines.replace("八", "八" * 43 * 4)) == list("八九十")


def test_a_table_near_the_end_stays_with_it_and_a_long_one_may_be_parted() -> None:
    small = "前\n[table 40,40]\n| 甲 | 乙 |\n| 丙 | 丁 |\n[/table]\n終\n"
    assert ending(small) == list("前甲乙丙丁")
    rows = "".join(f"| {sign} |\n" for sign in "一二三四五六七八九十" * 3)
    assert ending(f"前\n[table 40]\n{rows}[/table]\n後\n終\n") == ["前", "一", "二", "九", "後"]


def test_what_begins_a_page_is_not_kept_with_the_page_before_it() -> None:
    assert ending("前\n[page]\n初\n終\n") == ["初"]


def test_a_table_of_few_high_rows_is_parted_so_that_no_high_row_is_the_last_alone() -> None:
    rows = ("一", "<br>".join("二" * 4), "<br>".join("三" * 3), "<br>".join("四" * 4))
    assert kept(keep_together(table(*rows))) == [0, 2]
