"""Workbooks as programs other than Excel write them, and as nobody should: made part by part."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from noticegen.facts import recipients_workbook
from noticegen.facts.recipients import Excluded, read_recipients
from noticegen.facts.recipients_workbook import open_sheets
from noticegen.findings import RecipientsError
from tests.benchmarks.workbooks import MAIN, RELATED, parts, relations

if TYPE_CHECKING:
    from typing import Any

SHEET = "xl/worksheets/sheet1.xml"
NAME = '<c r="A1" t="inlineStr"><is><t>氏名</t></is></c>'


def sheet(*rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def styled(formats: str, *numbers: int) -> str:
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in numbers)
    return f'<styleSheet xmlns="{MAIN}">{formats}<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>'


def packed(tmp_path: Path, **changed: str | bytes | None) -> Path:
    """Write a workbook; the keywords name its parts with two underscores for a slash."""
    contents: dict[str, str | bytes] = {**parts(shared=False), SHEET: sheet()}
    for key, content in changed.items():
        name = key.replace("__", "/").replace("_dot_", ".")
        contents.pop(name, None)
        if content is not None:
            contents[name] = content
    path = tmp_path / "名簿.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def rows(path: Path) -> list[list[str]]:
    (table,) = open_sheets(path)
    return [list(cells) for _, cells in table.rows()]


def cells(tmp_path: Path, *found: str, **changed: str | bytes | None) -> list[str]:
    changed["xl__worksheets__sheet1_dot_xml"] = sheet(f'<row r="1">{"".join(found)}</row>')
    (row,) = rows(packed(tmp_path, **changed))
    return row


def refusal(path: Path) -> str:
    with pytest.raises(RecipientsError) as caught:
        open_sheets(path)
    (finding,) = caught.value.findings
    return f"{finding.code} {finding.message}"


@pytest.mark.parametrize("number", [14, 27, 31, 36, 55, 56, 58])
def test_a_number_in_a_date_format_of_the_japanese_excel_is_a_date(tmp_path: Path, number: int):
    found = cells(tmp_path, '<c r="A1" s="1"><v>36925</v></c>', xl__styles_dot_xml=styled("", 0, number))
    assert (found, getattr(found[0], "problem", "")) == (["2001-02-03"], "R121")


def test_a_format_of_its_own_under_the_number_of_a_japanese_date_is_what_it_says(tmp_path: Path):
    own = '<numFmts><numFmt numFmtId="31" formatCode="0&quot;号&quot;"/></numFmts>'
    assert cells(tmp_path, '<c r="A1" s="0"><v>36925</v></c>', xl__styles_dot_xml=styled(own, 31)) == [
        "36925"
    ]


def test_a_format_of_a_table_or_a_condition_is_of_no_cell(tmp_path: Path):
    dates = styled("", 30).replace(
        "</styleSheet>", '<dxfs><dxf><numFmt numFmtId="30" formatCode="@"/></dxf></dxfs></styleSheet>'
    )
    assert cells(tmp_path, '<c r="A1" s="0"><v>36925</v></c>', xl__styles_dot_xml=dates) == ["2001-02-03"]


@pytest.mark.parametrize("later", ["", '<x15:workbookPr xmlns:x15="urn:x" chartTrackingRefBase="1"/>'])
def test_dates_are_counted_from_1904_where_the_book_says_so(tmp_path: Path, later: str):
    book = parts(shared=False)["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    book = book.replace("</workbook>", f"<extLst><ext>{later}</ext></extLst></workbook>")
    found = cells(
        tmp_path,
        '<c r="A1" s="0"><v>35463</v></c>',
        xl__workbook_dot_xml=book,
        xl__styles_dot_xml=styled("", 14),
    )
    assert found == ["2001-02-03"]


def test_a_span_of_time_is_no_date(tmp_path: Path):
    assert cells(tmp_path, '<c r="A1" s="0"><v>1.5</v></c>', xl__styles_dot_xml=styled("", 46)) == [
        "1 day, 12:"
    ]


@pytest.mark.parametrize("serial", ["99999999999", "-99999999"])
def test_a_number_that_is_no_day_is_an_error_of_excel(tmp_path: Path, serial: str):
    assert cells(tmp_path, f'<c s="0"><v>{serial}</v></c>', xl__styles_dot_xml=styled("", 14)) == ["#VALUE!"]


def test_styles_are_not_needed_and_may_be_of_any_kind(tmp_path: Path):
    assert cells(tmp_path, "<c><v>1</v></c>", xl__styles_dot_xml=None) == ["1"]
    odd = f'<styleSheet xmlns="{MAIN}"><fills><fill/></fills><cellXfs><xf/></cellXfs></styleSheet>'
    assert cells(tmp_path, "<c><v>1</v></c>", xl__styles_dot_xml=odd) == ["1"]


def test_each_kind_of_cell_is_read_as_it_is_seen(tmp_path: Path):
    found = cells(
        tmp_path,
        '<c r="A1"><v>1001.0</v></c>',
        '<c r="B1"><v>1.5E2</v></c>',
        '<c r="C1" t="b"><v>1</v></c><c r="D1" t="b"><v>0</v></c>',
        '<c r="E1" t="e"><v>#N/A</v></c>',
        '<c r="F1" t="d"><v>2026-11-22T00:00:00</v></c>',
        '<c r="G1" t="str"><f>A1</f><v>見本</v></c>',
        '<c r="I1" t="inlineStr"><is><r><t>見</t></r><r><t>本</t></r><rPh><t>ミホン</t></rPh></is></c>',
        '<c r="J1"/>',
    )
    assert found == ["1001", "150", "TRUE", "FALSE", "#N/A", "2026-11-22", "見本", "", "見本"]


def test_a_formula_without_its_result_is_no_empty_cell(tmp_path: Path):
    found = cells(
        tmp_path,
        '<c r="A1"><f>B1</f></c>',
        '<c r="B1"><f>A1</f><v/></c>',
        '<c r="C1" t="str"><f>A1</f></c>',
        '<c r="D1" t="str"><f>A1</f><v></v></c>',
        '<c r="E1" t="shared"><f t="shared" si="0"/></c>',
        '<c r="F1"><v>1</v></c>',
    )
    problems = [getattr(cell, "problem", "") for cell in found]
    assert problems == ["R122", "R122", "R122", "", "R122", ""]


def test_cells_and_rows_without_their_places_follow_each_other(tmp_path: Path):
    path = packed(
        tmp_path,
        xl__worksheets__sheet1_dot_xml=sheet(
            "<row><c><v>1</v></c><c><v>2</v></c></row>",
            '<row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row>',
        ),
    )
    assert rows(path) == [["1", "2"], [], [], ["", "", "3", "4"]]


def test_an_escape_is_a_character_and_an_escaped_escape_is_none(tmp_path: Path):
    text = "<c t='inlineStr'><is><t>{}</t></is></c>"
    found = cells(tmp_path, *map(text.format, ("_x000D_", "_x005F_x000D_", "_xD842__xDFB7_", "_xD842_")))
    assert found == ["\r", "_x000D_", "𠮷", "\ufffd"]


def test_prefixes_backslashes_and_the_strict_form_are_read(tmp_path: Path):
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    book = (
        f'<x:workbook xmlns:x="{MAIN}" xmlns:rel="{strict}"><x:sheets>'
        '<x:sheet name="名簿" sheetId="1" rel:id="worksheet"/></x:sheets></x:workbook>'
    )
    found = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    path = packed(
        tmp_path,
        **{SHEET.replace("/", "__").replace(".", "_dot_"): None, "XL\\worksheets\\Sheet1.xml": found},
        xl__workbook_dot_xml=book,
        xl___rels__workbook_dot_xml_dot_rels=relations(worksheet="\\xl\\worksheets\\sheet1.xml").replace(
            RELATED, strict
        ),
    )
    assert rows(path) == [["1"]]


def test_a_check_box_below_the_table_is_no_row_of_it(tmp_path: Path):
    place = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    box = f'<controls><anchor><from xmlns="{place}"><row>1048576</row><c r="A9"><v>1</v></c></from></anchor></controls>'
    found = sheet('<row><c r="b1"><v>1</v></c></row>').replace("</worksheet>", f"{box}</worksheet>")
    assert rows(packed(tmp_path, **{SHEET.replace("/", "__").replace(".", "_dot_"): found})) == [["", "1"]]


def test_a_diagram_is_no_sheet(tmp_path: Path):
    book = parts(shared=False)["xl/workbook.xml"].replace(
        "<sheets>", '<sheets><sheet name="図" sheetId="2" r:id="chartsheet"/>'
    )
    related = relations(chartsheet="chartsheets/sheet1.xml", worksheet="worksheets/sheet1.xml")
    path = packed(tmp_path, xl__workbook_dot_xml=book, xl___rels__workbook_dot_xml_dot_rels=related)
    assert [table.place for table in open_sheets(path)] == ["1枚目「名簿」"]


def test_what_is_hidden_or_merged_is_told_of_the_sheet_that_is_read(tmp_path: Path):
    found = (
        f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="2" hidden="true"/></cols>'
        '<sheetData><row r="1" hidden="1"/></sheetData>'
        '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A12:A120"/></mergeCells></worksheet>'
    )
    (table,) = open_sheets(packed(tmp_path, xl__worksheets__sheet1_dot_xml=found))
    assert [finding.code for finding in table.findings] == ["R208", "R210", "R211"]
    title = found.replace('<mergeCell ref="A12:A120"/>', "")
    (table,) = open_sheets(packed(tmp_path, xl__worksheets__sheet1_dot_xml=title))
    assert [finding.code for finding in table.findings] == ["R208", "R210"]


BAD_ROWS = {
    "a row twice": '<row r="1"/><row r="1"/>',
    "a row before another": '<row r="2"/><row r="1"/>',
    "a row beyond the last": '<row r="1048577"/>',
    "a row without end": '<row r="99999999999999"/>',
    "a column beyond the last": '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    "a column without end": '<row r="1"><c r="AAAAAAAAAAAA1"><v>1</v></c></row>',
    "no column": '<row r="1"><c r="1"><v>1</v></c></row>',
    "a text that is not there": '<row r="1"><c t="s"><v>0</v></c></row>',
    "a text before the first": '<row r="1"><c t="s"><v>-1</v></c></row>',
    "no number": '<row r="1"><c><v>見本</v></c></row>',
    "a sheet cut off": '<row r="1"><c',
    "a text longer than any cell": f'<row r="1"><c t="inlineStr"><is><t>{"見" * (1 << 20)}本</t></is></c></row>',
    "a tag without an end": f'<row r="1"><c r="{"A" * (5 << 20)}1"/></row>',
}


@pytest.mark.parametrize("bad", BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_sheet_that_excel_would_not_open_is_refused_whole(tmp_path: Path, bad: str):
    assert "R003" in refusal(packed(tmp_path, xl__worksheets__sheet1_dot_xml=sheet(bad)))


def test_a_declaration_of_entities_is_refused(tmp_path: Path):
    laughs = '<!DOCTYPE x [<!ENTITY a "見本">]>' + sheet('<row><c t="str"><v>&a;</v></c></row>')
    assert "R003" in refusal(packed(tmp_path, xl__worksheets__sheet1_dot_xml=laughs))


def test_a_list_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = packed(tmp_path)
    monkeypatch.setattr(recipients_workbook, "LARGEST", 100)
    assert "展開後の大きさが上限" in refusal(path)


def test_a_mark_in_a_japanese_date_format_leaves_the_row_out(tmp_path: Path):
    found = sheet(
        f"<row>{NAME}<c t='inlineStr'><is><t>住所</t></is></c></row>",
        "<row><c t='inlineStr'><is><t>見本 太郎</t></is></c><c s='1'><v>45659</v></c></row>",
    )
    path = packed(tmp_path, xl__worksheets__sheet1_dot_xml=found, xl__styles_dot_xml=styled("", 0, 56))
    (row,) = read_recipients(path)
    assert isinstance(row, Excluded)
    assert row.code == "R121"


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff_=#")
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 3)),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.times().map(lambda hour: hour.replace(microsecond=0)),
)


def seen(value: Any) -> str:
    """Return what a person sees of a value as openpyxl reads it."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    if isinstance(value, date | time | timedelta):
        return str(value)[:10]
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else str(value)
    return str(value)


@given(st.lists(st.lists(VALUES, max_size=5), max_size=8))
@settings(max_examples=30, deadline=None)
def test_the_cells_are_those_that_openpyxl_reads(written: list[list[Any]]) -> None:
    book, kept = Workbook(), io.BytesIO()
    for row in written:
        book.worksheets[0].append(row)
    book.save(kept)
    expected = [[seen(value) for value in row] for row in load_workbook(kept).worksheets[0].values]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "名簿.xlsx"
        path.write_bytes(kept.getvalue())
        found = rows(path)
    width = max(map(len, expected), default=0)
    expected += [[""] * width for _ in range(len(found) - len(expected))]
    padded = [[*row, *[""] * (width - len(row))] for row in found]
    padded += [[""] * width for _ in range(len(expected) - len(padded))]
    assert padded == expected
