"""A thousand letters, each read again: everything of its own person, nothing of anybody else.

The letters are read and their list is taken apart without the product, so that its mistakes cannot hide here.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import audit_reading, check_batch, write_batch
from noticegen.facts.load import load_incident
from noticegen.ooxml.reading import read_document
from tests.batch.batches import EXAMPLE, everything_in, items_said, listing

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.batch import BatchReport
    from noticegen.ooxml.reading import FinishedDocument

INQUIRERS = {"氏名", "住所", "電話番号", "資料請求の内容"}


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, str]]:
    """The rows of the example's list by the number of their letter."""
    with (EXAMPLE / "recipients.csv").open(encoding="utf-8-sig", newline="") as file:
        return {f"{number:04d}": row for number, row in enumerate(csv.DictReader(file), 1)}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    incident = load_incident(EXAMPLE / "incident.toml")
    out = tmp_path_factory.mktemp("lost_pc") / "out"
    return write_batch(incident, EXAMPLE / "recipients.csv", out, on=incident.letter.date)


@pytest.fixture(scope="module")
def letters(report: BatchReport) -> dict[str, tuple[Path, str]]:
    """Every letter with all its text, by number."""
    return {
        path.stem: (path, everything_in(path)) for path in sorted((report.folder / "letters").rglob("*.docx"))
    }


def address_lines(row: dict[str, str]) -> list[str]:
    return [row[name] for name in ("住所1", "住所2") if row[name]]


def squeezed(text: str) -> str:
    """Return the text without blanks: a window parts a long address line at one, or before its house number."""
    return "".join(text.split())


@cache
def names_in(line: str, names: frozenset[str]) -> frozenset[str]:
    """Return the names in a line; most lines are the same in every letter."""
    lengths = {len(name) for name in names}
    words = (line[start : start + length] for length in lengths for start in range(len(line) - length + 1))
    return names.intersection(words)


def test_a_thousand_and_twelve_rows_give_a_thousand_letters_and_twelve_reasons(
    report: BatchReport, letters: dict[str, tuple[Path, str]], rows: dict[str, dict[str, str]]
) -> None:
    assert (report.rows, report.letters, report.excluded, len(rows), len(letters)) == (
        1012,
        1000,
        12,
        1012,
        1000,
    )
    manifest = listing(report.folder, "manifest.csv")
    excluded = listing(report.folder, "excluded.csv")
    assert [row["番号"] for row in manifest] == sorted(letters)
    assert sorted([*letters, *(row["番号"] for row in excluded)]) == sorted(rows)
    assert all(row["管理番号"] == rows[row["番号"]]["管理番号"] for row in [*manifest, *excluded])
    assert all(row["理由"] for row in excluded)


def test_each_letter_holds_its_own_persons_name_address_and_number(
    letters: dict[str, tuple[Path, str]], rows: dict[str, dict[str, str]]
) -> None:
    for number, (_, text) in letters.items():
        row, lines = rows[number], text.split("\n")
        assert any(re.fullmatch(rf"(故[ 　])?{re.escape(row['氏名'])}[ 　].+", line) for line in lines), (
            number
        )
        assert all(squeezed(line) in squeezed(text) for line in address_lines(row)), number
        assert f"〒{row['郵便番号']}" in lines, number
        assert re.search(rf"(?<!\d){number}(?!\d)", text), number


def test_each_letter_names_exactly_the_items_of_its_row(
    letters: dict[str, tuple[Path, str]], rows: dict[str, dict[str, str]]
) -> None:
    for number, (path, _) in letters.items():
        row = rows[number]
        if row["宛名区分"] in {"保護者", "御遺族"} and row["項目記載"] != "可":
            expected: set[str] = set()
        elif row["漏えい項目"]:
            expected = set(row["漏えい項目"].split("、"))
        else:
            assert row["グループ"] == "inquirers"
            expected = INQUIRERS
        assert items_said(path) == expected, number


def test_no_letter_holds_anybody_elses_name_with_address_or_postal_code(
    letters: dict[str, tuple[Path, str]], rows: dict[str, dict[str, str]]
) -> None:
    by_name: dict[str, list[str]] = {}
    for number, row in rows.items():
        by_name.setdefault(row["氏名"], []).append(number)
    names = frozenset(by_name)
    postal = {row["郵便番号"] for row in rows.values() if row["郵便番号"]}
    named = 0
    for number, (_, text) in letters.items():
        assert postal.intersection(re.findall(r"\d{3}-\d{4}", text)) == {rows[number]["郵便番号"]}
        for name in {name for line in text.split("\n") for name in names_in(line, names)}:
            for other in set(by_name[name]) - {number}:
                named += 1
                lines = address_lines(rows[other])
                # Two persons of one household or one name may share a line, never all.
                assert (
                    not lines
                    or lines == address_lines(rows[number])
                    or not all(squeezed(line) in squeezed(text) for line in lines)
                )
    # Namesakes exist, so that the test above has something to tell apart.
    assert named > 0


def test_no_letter_holds_the_id_of_another_row(
    letters: dict[str, tuple[Path, str]], rows: dict[str, dict[str, str]]
) -> None:
    ids = {row["管理番号"] for row in rows.values()}
    for number, (_, text) in letters.items():
        assert ids.intersection(re.findall(r"[A-Z]\d{5}", text)) <= {rows[number]["管理番号"]}, number


def test_the_tally_is_the_sum_of_what_the_rows_say(
    report: BatchReport, letters: dict[str, tuple[Path, str]], rows: dict[str, dict[str, str]]
) -> None:
    expected: dict[str, int] = {}
    for number in letters:
        said = rows[number]["漏えい項目"]
        for item in set(said.split("、")) if said else INQUIRERS:
            expected[item] = expected.get(item, 0) + 1
    assert {row["項目"]: int(row["人数"]) for row in listing(report.folder, "tally.csv")} == expected


def test_the_audit_against_facts_and_list_reads_each_form_thoroughly_once_and_finds_nothing(
    report: BatchReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(data: bytes) -> FinishedDocument:
        read.append(len(data))
        return read_document(data)

    monkeypatch.setattr(audit_reading, "read_document", counted)
    told: list[int] = []
    found = check_batch(
        report.folder,
        load_incident(EXAMPLE / "incident.toml"),
        EXAMPLE / "recipients.csv",
        lambda done, _: told.append(done),
    )
    assert found == ()
    assert told == list(range(1, 1001))
    assert 0 < len(read) < 100
