"""Letters in the order of postal codes: their numbers and bytes stay, and what comes first changes."""

from __future__ import annotations

import errno
import zipfile
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import check_batch, order, ways, zips
from noticegen.batch.order import ordered
from noticegen.facts.recipients import Excluded, Recipient
from noticegen.findings import OutputError
from tests.batch.batches import batch, facts, listing, people, person, snapshot

if TYPE_CHECKING:
    from pathlib import Path

CODES = ["900-0001", "060-0001", "100-0005", "060-0001", "000-0000", "999-9999", "530-0001"]
SORTED = ["0005", "0002", "0004", "0003", "0007", "0001", "0006"]


def rows() -> list[dict[str, str]]:
    return [person(number, 郵便番号=code) for number, code in enumerate(CODES, 1)]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_LETTERS", 3)
    monkeypatch.setattr(ways, "CHUNK_ROWS", 3)


def test_letters_come_by_postal_code_and_equal_ones_in_the_order_of_the_list(tmp_path: Path) -> None:
    batch(tmp_path / "out", rows(), order="postal")
    assert [row["番号"] for row in listing(tmp_path / "out", "manifest.csv")] == SORTED


def test_parts_hold_the_letters_in_that_order(tmp_path: Path) -> None:
    report = batch(tmp_path / "out", rows(), as_="zip", order="postal")
    names = []
    for part in report.parts:
        with zipfile.ZipFile(tmp_path / "out" / part) as archive:
            names += archive.namelist()
    assert names == [f"{number}.docx" for number in SORTED]


def test_the_order_changes_neither_a_letters_number_nor_its_bytes(tmp_path: Path) -> None:
    batch(tmp_path / "list", rows())
    batch(tmp_path / "postal", rows(), order="postal")
    assert snapshot(tmp_path / "list" / "letters") == snapshot(tmp_path / "postal" / "letters")


def test_nothing_of_the_sorting_is_left_in_the_folder(tmp_path: Path) -> None:
    batch(tmp_path / "list", rows())
    batch(tmp_path / "postal", rows(), order="postal")
    assert snapshot(tmp_path / "list").keys() == snapshot(tmp_path / "postal").keys()


def test_letters_without_a_postal_code_come_last_and_rows_without_a_letter_after_them(tmp_path: Path) -> None:
    given: list[Recipient | Excluded] = [
        Excluded(1, 2, "a", "R114", "…"),
        Recipient(2, 3, "b", "見本"),
        Recipient(3, 4, "c", "見本", postal_code="999-9999"),
        Recipient(4, 5, "d", "見本", postal_code="001-0000"),
    ]
    with ordered(given, "postal", tmp_path) as found:
        assert list(found) == [given[3], given[2], given[1], given[0]]
    with ordered(given, "list", tmp_path) as found:
        assert list(found) == given


def test_another_order_is_refused_for_a_folder_that_was_begun(tmp_path: Path) -> None:
    batch(tmp_path / "out", rows(), order="postal")
    with pytest.raises(OutputError, match="--order の指定"):
        batch(tmp_path / "out", rows())


def test_a_folder_that_may_only_be_read_is_audited_in_the_order_of_printing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(tmp_path / "out", rows(), order="postal")
    listed, make = tmp_path / "out.csv", order.TemporaryFile

    def refusing(**given: object) -> object:
        if given.get("dir") == tmp_path / "out":
            raise PermissionError(errno.EROFS, "read-only")
        return make(**given)

    monkeypatch.setattr(order, "TemporaryFile", refusing)
    assert check_batch(tmp_path / "out", facts(), listed) == ()


def test_a_disk_that_is_full_for_the_sorting_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(order, "TemporaryFile", full)
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", people(), order="postal")
    assert caught.value.findings[0].code == "O102"
