"""Names and addresses as people have them: printed as they are, run by nothing, in nobody's way."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import check_batch, write_batch
from noticegen.documents.kinds import shipped_templates
from noticegen.ooxml.reading import read_document
from tests.batch.batches import (
    HEADER,
    ON,
    batch,
    codes,
    everything_in,
    facts,
    listing,
    people,
    person,
    snapshot,
    write_list,
)

SECOND_GROUP = """
[[group]]
id = "inquirers"
label = "資料請求者"
count = 3
certainty = "漏えいのおそれ"
items = ["氏名", "住所", "資料請求の内容"]
"""

if TYPE_CHECKING:
    from pathlib import Path

ODD_NAMES = (
    "架空&見本 太郎",
    "見本 <b>太郎",
    "{{ 7*7 }}",
    "{{ person.address }} 見本",
    "{% for x in y %}見本",
    "見本 {#注#} 太郎",
    "見本 \"太郎\" '花子'",
    "見本 ]]> 太郎",
    "株式会社架空TODO",
    "髙橋見本 﨑",
    "𠮷野家 見本",
    "見本　全角空白",
    "見本  二つの空白",
    "Mr. Mihon %s {0}",
    "見本 №①㈱",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_printed_exactly_and_never_run(tmp_path: Path, name: str) -> None:
    report = batch(tmp_path / "out", [person(1, 氏名=name), *people()[1:]])
    assert (report.letters, report.excluded) == (12, 0)
    lines = everything_in(tmp_path / "out" / "letters" / "0001.docx").split("\n")
    assert f"{name} 様" in lines
    assert read_document(tmp_path / "out" / "letters" / "0001.docx").text.count(name) >= 3


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "【未記載】見本", "見本〓", "株式会社架空TODO"])
@pytest.mark.parametrize("position", [1, 7])
def test_a_name_that_looks_like_a_leftover_stops_no_other_letter(
    tmp_path: Path, name: str, position: int
) -> None:
    rows = people()
    rows[position - 1] = person(position, 氏名=name)
    batch(tmp_path / "out", rows)
    excluded = {int(row["番号"]) for row in listing(tmp_path / "out", "excluded.csv")}
    # A lost character (〓) keeps back its own row alone.
    assert excluded == ({position} if "〓" in name else set())


def test_a_folder_with_such_a_name_passes_its_audit_and_an_edit_of_that_letter_does_not(
    tmp_path: Path,
) -> None:
    rows = [person(1, 住所1="{{ 住所 }}1丁目"), *people()[1:]]
    batch(tmp_path / "out", rows)
    assert check_batch(tmp_path / "out") == ()
    assert check_batch(tmp_path / "out", facts(), tmp_path / "out.csv") == ()


def test_a_mark_that_the_template_left_keeps_back_every_letter(tmp_path: Path) -> None:
    template = tmp_path / "own.docx"
    shipped = shipped_templates() / "victim_apology" / "letter.docx"
    with zipfile.ZipFile(shipped) as source, zipfile.ZipFile(template, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace("深くお詫び申し上げます".encode(), "深く【要記入】".encode())
            made.writestr(name, data)
    rows = [person(1, 氏名="{{ 7*7 }}"), *people()[1:]]
    report = batch(tmp_path / "out", rows, template=template)
    assert (report.letters, report.excluded) == (0, 12)
    assert {row["コード"] for row in listing(tmp_path / "out", "excluded.csv")} == {"D205"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"氏名": "見本\n太郎"}, "R103"),
        ({"氏名": "見本\x07太郎"}, "R102"),
        ({"氏名": "見本\x00太郎"}, "R102"),
        ({"住所1": "東京都\x1b架空区"}, "R102"),
        ({"住所1": "東京都\n架空区"}, "R103"),
        ({"氏名": ""}, "R101"),
    ],
)
def test_a_row_with_a_control_character_or_a_line_break_is_left_out_with_its_number(
    tmp_path: Path, cells: dict[str, str], code: str
) -> None:
    rows = [*people()[:6], person(7, **cells), *people()[7:]]
    report = batch(tmp_path / "out", rows)
    assert (report.letters, report.excluded) == (11, 1)
    assert ("error", "B103") in codes(report)
    (row,) = listing(tmp_path / "out", "excluded.csv")
    assert (row["番号"], row["コード"]) == ("0007", code)


def test_an_address_that_looks_like_markup_is_printed_exactly(tmp_path: Path) -> None:
    address = "架空区1-2 A&B <棟> </w:t><w:p> {{ 1 }} ]]>"
    batch(tmp_path / "out", [person(1, 住所1=address), *people()[1:]])
    # The window parts a long line at its blanks.
    text = "".join(everything_in(tmp_path / "out" / "letters" / "0001.docx").split())
    assert "".join(address.split()) in text


def test_a_person_who_is_in_no_group_gets_no_letter(tmp_path: Path) -> None:
    report = batch(tmp_path / "out", incident=facts(more=SECOND_GROUP))
    assert (report.letters, report.excluded) == (0, 12)
    assert {row["コード"] for row in listing(tmp_path / "out", "excluded.csv")} == {"R301"}


def test_a_letter_lists_the_persons_groups_alone(tmp_path: Path) -> None:
    rows = [
        {**person(number), "グループ": "members" if number % 2 else "inquirers"} for number in range(1, 13)
    ]
    for row in rows[1::2]:
        row["漏えい項目"] = ""
    listed = write_list(tmp_path / "list.csv", rows, (*HEADER, "グループ"))
    report = write_batch(facts(more=SECOND_GROUP), listed, tmp_path / "out", on=ON)
    assert report.letters == 12
    for number in range(1, 13):
        text = everything_in(tmp_path / "out" / "letters" / f"{number:04d}.docx")
        assert ("資料請求の内容" in text) is (number % 2 == 0)
        assert ("購入履歴" in text) is (number % 2 == 1)


def test_letters_do_not_depend_on_the_letters_before_them(tmp_path: Path) -> None:
    batch(tmp_path / "all")
    asked = tmp_path / "asked.csv"
    asked.write_text("番号\n9\n4\n", encoding="utf-8")
    batch(tmp_path / "two", only=asked)
    both = snapshot(tmp_path / "all" / "letters")
    assert snapshot(tmp_path / "two" / "letters") == {name: both[name] for name in ("0004.docx", "0009.docx")}
