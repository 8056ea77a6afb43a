"""Which rows are asked for by a list of numbers, as Excel or a person leaves it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.batch.plan import numbers_of
from noticegen.findings import OutputError
from tests.batch.batches import batch, codes, people, person

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "番号,行,管理番号,コード,理由\n0005,6,M0005,R114,住所がありません。\n0009,10,'-9,R303,…\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_list_is_read_also_as_excel_saved_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "asked.csv"
    path.write_bytes(f"{ROWS},,,,\n\n".replace("0005,", "5,", 1).encode(encoding))
    assert numbers_of(path) == {5: "M0005", 9: "-9"}


@pytest.mark.parametrize("text", ["行,理由\n1,…\n", "番号\n五番\n", "番号,行\n,7\n"])
def test_a_list_without_numbers_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "asked.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        numbers_of(path)
    assert caught.value.findings[0].code == "O110"


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", only=tmp_path / "none.csv")
    assert caught.value.findings[0].code == "O110"
    assert not (tmp_path / "out").exists()


def test_a_number_beyond_the_list_is_said(tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_text("番号\n3\n14\n13\n", encoding="utf-8")
    report = batch(tmp_path / "out", only=tmp_path / "asked.csv")
    assert report.letters == 1
    (finding,) = report.findings
    assert (finding.severity, finding.code) == ("warning", "B105")
    assert "2件が、名簿にありません(番号 13、14)" in finding.message
    assert "合計や注記の行を消しただけなら、何もしなくて" in finding.hint


def test_a_corrected_row_is_told_where_a_later_row_of_the_same_person_may_have_had_its_letter(
    tmp_path: Path,
) -> None:
    rows = [*people(11), person(12, 管理番号="M0003")]
    spoilt = [*rows[:2], person(3, 住所1="", 住所2=""), *rows[3:]]
    assert batch(tmp_path / "first", spoilt).letters == 11
    report = batch(tmp_path / "again", rows, only=tmp_path / "first" / "excluded.csv")
    (finding,) = report.findings
    assert (finding.severity, finding.code) == ("warning", "B113")
    assert "1件、番号 3 と 12" in finding.message
    # By name and address where the ids differ; and nothing of those who were both asked for, or neither.
    same = [*rows[:11], person(3, 管理番号="M0012")]
    (finding,) = batch(tmp_path / "same", same, only=tmp_path / "first" / "excluded.csv").findings
    assert "番号 3 と 12" in finding.message
    (tmp_path / "asked.csv").write_text("番号\n5\n", encoding="utf-8")
    assert codes(batch(tmp_path / "neither", rows, only=tmp_path / "asked.csv")) == []
    (tmp_path / "asked.csv").write_text("番号\n3\n12\n", encoding="utf-8")
    assert codes(batch(tmp_path / "both", rows, only=tmp_path / "asked.csv")) == [("error", "B103")]


def test_rows_that_were_sorted_since_are_noticed_by_their_ids(tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_text("番号,管理番号\n3,M0003\n5,M0005\n", encoding="utf-8")
    assert codes(batch(tmp_path / "same", only=tmp_path / "asked.csv")) == []
    report = batch(tmp_path / "sorted", people()[::-1], only=tmp_path / "asked.csv")
    (finding,) = report.findings
    assert (finding.severity, finding.code) == ("warning", "B106")
    assert "番号 3、5" in finding.message
