from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import noticegen
from noticegen.documents.check import STATEMENT
from noticegen.documents.check_files import check_files, incident_deadlines
from noticegen.findings import FactsError, Finding

EXAMPLES = Path(__file__).parents[2] / "examples"
LOST = EXAMPLES / "lost_pc" / "incident.toml"
DAY = date(2026, 11, 22)


def test_several_files_are_checked_in_one_call_and_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    noticegen.draft(noticegen.load_incident(LOST), "ppc_report", on=DAY).save(tmp_path)
    (tmp_path / "broken.docx").write_bytes(b"no document")
    paths = [tmp_path / "nowhere.toml", tmp_path / "broken.docx", tmp_path / "ppc_report.docx", LOST]
    report = check_files(paths, incident=LOST, on=DAY)
    assert {finding.where.file for finding in report.findings if finding.severity == "error"} == {
        str(tmp_path / "nowhere.toml"),
        str(tmp_path / "broken.docx"),
    }
    assert report.deadlines == noticegen.deadlines(noticegen.load_incident(LOST), on=DAY)
    assert report.statement == ""


def test_a_clean_result_says_what_was_not_checked() -> None:
    assert check_files([LOST], on=DAY).statement == STATEMENT


def test_a_folder_is_given_to_what_checks_folders_with_the_facts(tmp_path: Path) -> None:
    asked = []
    problem = Finding("error", "B305", "…")

    def check_folder(folder: Path, incident: noticegen.Incident | None) -> tuple[Finding, ...]:
        asked.append((folder, incident))
        return (problem,)

    (tmp_path / "batch.json").write_text("{}", "utf-8")
    report = check_files([tmp_path], incident=LOST, check_folder=check_folder)
    assert asked == [(tmp_path, noticegen.load_incident(LOST))]
    assert [finding.code for finding in report.findings] == ["B305"]


def test_the_facts_in_a_folder_are_checked_and_its_documents_held_to_them(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    noticegen.draft(noticegen.load_incident(LOST), "ppc_report", on=DAY).save(tmp_path / "documents")
    facts = LOST.read_text("utf-8")
    (tmp_path / "incident.toml").write_text(facts.replace("2026-10-31", "2026-11-01"), "utf-8")
    (tmp_path / "settings.toml").write_text("[other]\n", "utf-8")
    report = check_files([tmp_path], on=DAY)
    assert report.deadlines
    codes = {finding.code for finding in report.findings}
    assert {"D211", "D220"} <= codes
    assert "D209" not in codes
    # Which of two states the documents are held to is the caller's to say.
    (tmp_path / "earlier.toml").write_text(facts, "utf-8")
    assert "D209" in {finding.code for finding in check_files([tmp_path], on=DAY).findings}


def test_a_folder_with_nothing_to_check_is_told(tmp_path: Path) -> None:
    (told,) = check_files([tmp_path], on=DAY).findings
    assert (told.code, told.severity) == ("D302", "error")
    assert "フォルダー" in told.message


def test_the_facts_that_documents_are_held_to_must_be_readable(tmp_path: Path) -> None:
    with pytest.raises(FactsError):
        check_files([], incident=tmp_path / "nowhere.toml")


def test_no_deadline_is_counted_from_a_day_that_nobody_wrote(tmp_path: Path) -> None:
    file = tmp_path / "incident.toml"
    file.write_text(
        LOST.read_text("utf-8").replace("known_on = 2026-10-31", "known_on = 1900-01-01", 1), "utf-8"
    )
    with pytest.raises(FactsError) as caught:
        incident_deadlines(file, on=DAY)
    assert (caught.value.findings[0].code, caught.value.findings[0].where.path) == (
        "L105",
        "incident.known_on",
    )
    assert check_files([file], on=DAY).deadlines == ()
