"""Recipients whose cells are meant to do harm: printed as they are or left out with a reason, and never obeyed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import write_batch
from noticegen.findings import RecipientsError
from tests.batch.batches import ON, batch, everything_in, facts, listing, people, person

if TYPE_CHECKING:
    from pathlib import Path

HARMFUL = {
    "a path": "../../見本",
    "an absolute path": "/etc/passwd",
    "a path of Windows": "C:\\Windows\\見本",
    "a device of Windows": "CON",
    "a formula": "=cmd|'/c calc'!A1",
    "a formula by a plus": "+1+1",
    "a formula by an at sign": "@SUM(1)",
    "a formula behind a space": " =1+1",
    "a formula in full width": "＝1＋1",
    "three hundred characters": "見" * 300,
    "a template": "{{ person.address }}{% for x in y %}",
    "a tag of Word": "</w:t></w:r></w:p>",
    "an entity": "&lt;&#0;",
    "letters that run the other way": "\u202e見本",
    "a letter without width": "見\u200b本",
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_a_harmful_cell_is_printed_as_it_is_or_its_row_left_out(tmp_path: Path, text: str) -> None:
    rows = [person(1, 氏名=text, 住所1=text, 管理番号=text), *people()[1:]]
    report = batch(tmp_path / "out", rows)
    assert (report.rows, report.letters + report.excluded) == (12, 12)
    # Whatever the cells hold, files are named by numbers and lie in the folder.
    names = sorted(path.name for path in (tmp_path / "out/letters").iterdir())
    assert names == [f"{int(row['番号']):04d}.docx" for row in listing(tmp_path / "out", "manifest.csv")]
    assert {path.name for path in tmp_path.iterdir()} == {"out", "out.csv"}
    if report.letters == 12:
        assert text.strip() in everything_in(tmp_path / "out/letters/0001.docx")
    else:
        (left_out,) = listing(tmp_path / "out", "excluded.csv")
        assert int(left_out["番号"]) == 1
        assert left_out["理由"]


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_what_we_write_is_safe_to_open_in_excel(tmp_path: Path, text: str) -> None:
    batch(tmp_path / "out", [person(1, 管理番号=text), person(2, 漏えい項目=text), *people()[2:]])
    for name in ("manifest.csv", "excluded.csv", "tally.csv"):
        with (tmp_path / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [
            cell
            for cell in cells
            if cell.lstrip()[:1] in {"=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"} and cell != "-"
        ]


@pytest.mark.parametrize("blank", ["", " ", "　", "\u00a0", "\u200b", "\t", "\n"], ids=ascii)
def test_a_name_of_which_nothing_can_be_seen_is_left_out(tmp_path: Path, blank: str) -> None:
    report = batch(tmp_path / "out", [person(1, 氏名=blank), *people()[1:]])
    assert (report.letters, report.excluded) == (11, 1)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00" * 100, b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0" * 20],
    ids=repr,
)
def test_what_is_no_list_is_refused_whole_and_nothing_is_written(tmp_path: Path, data: bytes) -> None:
    for suffix in (".csv", ".xlsx"):
        source = tmp_path / f"list{suffix}"
        source.write_bytes(data)
        with pytest.raises(RecipientsError):
            write_batch(facts(), source, tmp_path / "out", on=ON)
        assert not (tmp_path / "out").exists()
