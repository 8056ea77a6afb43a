from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from noticegen.facts.recipients import Excluded, Recipient, read_recipients
from noticegen.findings import RecipientsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADER = ["管理番号", "氏名", "郵便番号", "住所"]
TARO = ["A-1", "見本 太郎", "100-0001", "東京都架空区"]


def saved(tmp_path: Path, rows: Sequence[Sequence[Any]], workbook: Workbook | None = None) -> Path:
    workbook = workbook or Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    path = tmp_path / "名簿.xlsx"
    workbook.save(path)
    return path


def results(tmp_path: Path, *rows: Sequence[Any]) -> list[Recipient | Excluded]:
    return list(read_recipients(saved(tmp_path, [HEADER, *rows])))


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def edited(path: Path, part: str, pattern: str, replacement: str) -> None:
    """Change the XML of a part of the workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    parts[part] = re.sub(pattern, replacement, text).encode()
    assert parts[part].decode() != text
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def with_shared_name(path: Path, content: str) -> None:
    """Keep the name in cell B2 as Excel does: in the table of shared strings, with this XML."""
    cell = r'<c r="B2"([^>]*) t="inlineStr"><is>.*?</is></c>'
    edited(path, SHEET, cell, r'<c r="B2"\1 t="s"><v>0</v></c>')
    override = (
        '<Override PartName="/xl/sharedStrings.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    edited(path, "[Content_Types].xml", "</Types>", override)
    relation = (
        '<Relationship Id="texts" Target="sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    edited(path, "xl/_rels/workbook.xml.rels", "</Relationships>", relation)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(STRINGS, f'<sst xmlns="{namespace}" count="1"><si>{content}</si></sst>')


def test_a_sheet_is_read_like_a_csv(tmp_path: Path):
    file = read_recipients(saved(tmp_path, [["架空商事 会員名簿"], [], HEADER, TARO, [], [None, "合計", 1]]))
    first, second = file
    assert isinstance(first, Recipient)
    assert (first.number, first.row, first.name) == (1, 4, "見本 太郎")
    assert (second.row, getattr(second, "code", "")) == (6, "R116")
    assert (file.encoding, file.header_row, file.blank_rows) == ("xlsx", 3, 1)


def test_numbers_are_read_as_they_are_seen(tmp_path: Path):
    (recipient,) = results(tmp_path, [1001, "見本 太郎", 1000001, "東京都"])
    assert isinstance(recipient, Recipient)
    assert (recipient.id, recipient.postal_code) == ("1001", "100-0001")


def test_a_postal_code_that_lost_its_zero_to_a_number_is_left_out(tmp_path: Path):
    (excluded,) = results(tmp_path, ["A-1", "見本 太郎", 600001, "北海道"])
    assert isinstance(excluded, Excluded)
    assert excluded.code == "R104"
    assert "先頭の0" in excluded.reason


@pytest.mark.parametrize("number", [1234567890123456, 1.23457e15])
def test_a_number_longer_than_excel_keeps_is_left_out(tmp_path: Path, number: float):
    (excluded,) = results(tmp_path, [number, "見本 太郎", "100-0001", "東京都"])
    assert isinstance(excluded, Excluded)
    assert (excluded.code, "管理番号" in excluded.reason) == ("R106", True)


def test_an_address_that_became_a_date_is_left_out(tmp_path: Path):
    (excluded,) = results(
        tmp_path, ["A-1", "見本 太郎", "100-0001", datetime(2001, 2, 3, tzinfo=UTC).replace(tzinfo=None)]
    )
    assert isinstance(excluded, Excluded)
    assert (excluded.code, "日付" in excluded.reason) == ("R121", True)


def test_a_date_in_a_column_that_is_not_used_matters_to_nobody(tmp_path: Path):
    day = datetime(1990, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    path = saved(tmp_path, [[*HEADER, "生年月日"], [*TARO, day]])
    assert [type(row) for row in read_recipients(path)] == [Recipient]


def test_an_error_of_excel_is_left_out(tmp_path: Path):
    (excluded,) = results(tmp_path, ["A-1", "#N/A", "100-0001", "東京都"])
    assert excluded.code == "R120"


def test_a_carriage_return_written_by_excel_is_a_line_break(tmp_path: Path):
    path = saved(tmp_path, [HEADER, TARO])
    with_shared_name(path, "<t>見本_x000D_\n太郎</t>")
    (excluded,) = read_recipients(path)
    assert excluded.code == "R103"


def test_marks_may_be_true_and_false(tmp_path: Path):
    rows = [
        [*HEADER, "電話番号", "生年月日"],
        [*TARO, True, False],
        ["A-2", "架空 花子", "1000001", "東京都", False, True],
    ]
    people = list(read_recipients(saved(tmp_path, rows)))
    assert [row.items for row in people if isinstance(row, Recipient)] == [("電話番号",), ("生年月日",)]


def test_a_note_beside_the_table_moves_no_cells(tmp_path: Path):
    (recipient,) = results(tmp_path, [*TARO, None, "電話済み"])
    assert isinstance(recipient, Recipient)


def test_a_wrong_extent_in_the_file_loses_no_rows(tmp_path: Path):
    path = saved(tmp_path, [HEADER, TARO, ["A-2", "架空 花子", "1000001", "東京都"]])
    edited(path, SHEET, r'<dimension ref="[^"]*"', '<dimension ref="A1"')
    assert len(list(read_recipients(path))) == 2


def test_two_sheets_with_recipients_are_asked_about(tmp_path: Path):
    workbook = Workbook()
    workbook.create_sheet("二").append(HEADER)
    with pytest.raises(RecipientsError, match="シートが2枚") as caught:
        read_recipients(saved(tmp_path, [HEADER, TARO], workbook))
    assert caught.value.findings[0].code == "R008"


def test_a_sheet_of_notes_is_passed_over_and_a_hidden_one_is_told(tmp_path: Path):
    workbook = Workbook()
    workbook.create_sheet("覚書").append(["見本として"])
    hidden = workbook.create_sheet("旧")
    hidden.append(HEADER)
    hidden.sheet_state = "hidden"
    file = read_recipients(saved(tmp_path, [HEADER, TARO], workbook))
    assert len(list(file)) == 1
    assert "R207" in [finding.code for finding in file.findings]


def test_hidden_rows_are_read_and_told(tmp_path: Path):
    workbook = Workbook()
    workbook.worksheets[0].row_dimensions[2].hidden = True
    file = read_recipients(saved(tmp_path, [HEADER, TARO], workbook))
    assert len(list(file)) == 1
    assert "R208" in [finding.code for finding in file.findings]


def test_a_formula_that_nobody_has_calculated_is_left_out(tmp_path: Path):
    rows = [
        [*HEADER, "送付可否"],
        [*TARO, '=IF(1=1,"支援措置","")'],
        ["A-2", "=A1&A2", "1000001", "東京都", None],
    ]
    first, second = read_recipients(saved(tmp_path, rows))
    assert (getattr(first, "code", ""), getattr(second, "code", "")) == ("R122", "R122")


def test_a_formula_with_a_kept_result_is_its_result(tmp_path: Path):
    path = saved(tmp_path, [HEADER, ["A-1", "=B9", "100-0001", "東京都"]])
    edited(
        path,
        SHEET,
        r"<c r=\"B2\"([^>]*)><f>B9</f><v ?/?>(</v>)?",
        r'<c r="B2"\1 t="str"><f>B9</f><v>見本 太郎</v>',
    )
    (recipient,) = read_recipients(path)
    assert isinstance(recipient, Recipient)
    assert recipient.name == "見本 太郎"


def test_a_formula_whose_result_is_an_empty_text_is_empty(tmp_path: Path):
    path = saved(tmp_path, [[*HEADER, "送付可否"], [*TARO, "=B9"]])
    edited(
        path,
        SHEET,
        r"<c r=\"E2\"([^>]*)><f>B9</f><v ?/?>(</v>)?",
        r'<c r="E2"\1 t="str"><f>B9</f><v></v>',
    )
    assert [type(row) for row in read_recipients(path)] == [Recipient]


def test_a_name_with_its_reading_above_is_the_name_alone(tmp_path: Path):
    path = saved(tmp_path, [HEADER, TARO])
    reading = '<rPh sb="0" eb="2"><t>ミホン</t></rPh><phoneticPr fontId="1"/>'
    with_shared_name(path, f"<r><t>見本</t></r><r><t>太郎</t></r>{reading}")
    (recipient,) = read_recipients(path)
    assert isinstance(recipient, Recipient)
    assert recipient.name == "見本太郎"


def test_the_sheet_is_read_again_with_one_result(tmp_path: Path):
    file = read_recipients(saved(tmp_path, [HEADER, TARO, TARO]))
    assert list(file) == list(file)
