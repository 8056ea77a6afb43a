"""Is every letter's PDF there, its own and whole, whatever LibreOffice does?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import check_batch, pdf
from noticegen.findings import OutputError
from noticegen.office import programs as office_programs
from tests.batch.batches import batch, facts, listing, snapshot
from tests.batch.pdf_programs import Programs
from tests.office.fake_office import Clock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    return Programs(tmp_path, monkeypatch)


def refused(folder: Path) -> list[tuple[str, str | None]]:
    with pytest.raises(OutputError) as caught:
        batch(folder, as_="pdf")
    assert all("見本" not in str(finding) for finding in caught.value.findings)
    return [(finding.code, finding.where.file) for finding in caught.value.findings]


def test_each_letter_becomes_a_private_pdf_and_the_audit_reads_it_again(
    tmp_path: Path, programs: Programs
) -> None:
    folder = batch(tmp_path / "out", as_="pdf").folder
    names = [f"letters/{number:04d}.pdf" for number in range(1, 13)]
    assert [row["ファイル"] for row in listing(folder, "manifest.csv")] == names
    assert {(folder / name).stat().st_mode & 0o777 for name in names} == {0o600}
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert check_batch(folder, facts(), tmp_path / "out.csv") == ()
    assert [len(run) for run in programs.runs()] == [12]


@pytest.mark.parametrize("fault", ["crash", "drop"])
def test_a_letter_that_becomes_no_pdf_is_named_and_the_same_call_continues(
    tmp_path: Path, programs: Programs, fault: str
) -> None:
    programs.will({"0005": fault})
    assert refused(tmp_path / "out") == [("O146", "letters/0005.pdf")]
    assert not list((tmp_path / "out").rglob("*.pdf"))
    assert not list((tmp_path / "out").glob(".pdf*"))
    programs.will({})
    batch(tmp_path / "out", as_="pdf")
    assert snapshot(tmp_path / "out") == snapshot(batch(tmp_path / "other", as_="pdf").folder)


def test_a_letter_on_which_libreoffice_hangs_is_named(
    tmp_path: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    Clock(monkeypatch, programs.log)
    programs.will({"0012": "hang"})
    assert refused(tmp_path / "out") == [("O146", "letters/0012.pdf")]


def test_a_page_with_anothers_number_keeps_the_letters_back(tmp_path: Path, programs: Programs) -> None:
    programs.will({"0007": "strange"})
    assert refused(tmp_path / "out") == [("B321", "letters/0007.pdf")]
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_what_is_finished_is_not_converted_again(
    tmp_path: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "BATCH", 4)
    programs.will({"0010": "drop"})
    assert refused(tmp_path / "out") == [("O146", "letters/0010.pdf")]
    assert [len(run) for run in programs.runs()] == [4, 4, 4, 1]
    programs.will({})
    batch(tmp_path / "out", as_="pdf")
    assert programs.runs() == [["0009", "0010", "0011", "0012"]]


def test_a_lost_pdf_is_made_again_and_is_the_same(tmp_path: Path, programs: Programs) -> None:
    folder = batch(tmp_path / "out", as_="pdf").folder
    before = snapshot(folder)
    (folder / "letters" / "0003.pdf").unlink()
    assert [finding.code for finding in check_batch(folder)] == ["B304"]
    batch(tmp_path / "out", as_="pdf")
    assert snapshot(folder) == before
    assert programs.runs()


def test_a_changed_pdf_and_a_strange_one_are_found(tmp_path: Path, programs: Programs) -> None:
    folder = batch(tmp_path / "out", as_="pdf").folder
    three, four = (folder / "letters" / name for name in ("0003.pdf", "0004.pdf"))
    three.write_bytes(four.read_bytes())
    found = {finding.code for finding in check_batch(folder, facts(), tmp_path / "out.csv")}
    assert {"B305", "B321", "B313", "B314", "B315"} <= found
    assert programs.runs()


@pytest.mark.parametrize("way", ["pdf", "merged-pdf"])
@pytest.mark.parametrize("missing", ["soffice", "pdftotext"])
def test_without_the_programs_nothing_is_written(
    tmp_path: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch, way: str, missing: str
) -> None:
    (tmp_path / "programs" / missing).unlink()
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.setattr(office_programs, "ELSEWHERE", {})
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", as_=way)
    assert caught.value.findings[0].code == "O141"
    assert missing in caught.value.findings[0].message
    assert "noticegen doctor" in caught.value.findings[0].hint
    assert not (tmp_path / "out").exists()
    assert programs.runs() == []


@pytest.mark.external
def test_libreoffice_makes_the_letters_of_both_ways_and_every_page_is_its_own(tmp_path: Path) -> None:
    for way in ("pdf", "merged-pdf"):
        folder = batch(tmp_path / way, 3, facts(3), as_=way, order="postal").folder
        assert check_batch(folder, facts(3), tmp_path / f"{way}.csv") == ()
    (part,) = json.loads((tmp_path / "merged-pdf" / "batch.json").read_text("utf-8"))["parts"]
    assert part["pages"] >= part["letters"] == 3
    before = snapshot(tmp_path / "pdf")
    (tmp_path / "pdf" / "letters" / "0003.pdf").unlink()
    batch(tmp_path / "pdf", 3, facts(3), as_="pdf", order="postal")
    assert snapshot(tmp_path / "pdf") == before
