from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openxml_audit import OpenXmlValidator

from noticegen.ooxml.compose import compose
from noticegen.ooxml.outline import outline
from noticegen.ooxml.rows import keep_rows
from tests.ooxml.word_files import unpack

if TYPE_CHECKING:
    from pathlib import Path


def table(*rows: str) -> bytes:
    lines = "\n".join(f"| {row} | 乙 |" for row in rows)
    return compose(f"本文\n[table 40,40]\n{lines}\n[/table]\n終わり\n")


def kept(docx: bytes) -> list[int]:
    """Return the numbers of the rows of which every paragraph is kept with the next."""
    rows = re.findall(r"<w:tr>.*?</w:tr>", unpack(docx)["word/document.xml"])
    return [at for at, row in enumerate(rows) if row.count("<w:keepNext/>") == row.count("<w:p>")]


def test_a_small_table_stays_on_one_page() -> None:
    assert kept(keep_rows(table("一", "二<br>三", "四", "五"))) == [0, 1, 2]
    assert kept(table("一", "二", "三", "四")) == []


def test_of_a_larger_table_no_row_stands_alone_at_the_foot_or_the_head_of_a_page() -> None:
    assert kept(keep_rows(table(*"一二三四五六七八"))) == [0, 1, 6]


def test_rows_as_high_as_half_a_page_are_not_kept_together() -> None:
    high = "<br>".join("行" * 13)
    assert kept(keep_rows(table(high, high, "三"))) == []
    assert kept(keep_rows(table(high, "二", "三", "四", "五", "六"))) == [1, 4]


def test_a_text_that_fills_many_lines_of_its_cell_counts_as_many() -> None:
    long = "長" * 12 * 18
    assert kept(keep_rows(table(long, long))) == []


def test_a_table_of_one_row_and_a_document_without_tables_are_as_they_were() -> None:
    for docx in (table("一"), compose("本文\n")):
        assert keep_rows(docx) == docx


def test_nothing_else_is_changed_and_the_file_stays_valid(tmp_path: Path) -> None:
    docx = table("<表見出し>一", "<表箇条>・二", "三")
    after = keep_rows(docx)
    assert outline(after) == outline(docx)
    path = tmp_path / "table.docx"
    path.write_bytes(after)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
