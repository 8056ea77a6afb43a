"""One letter per row: what is written, what is left out, and whether the numbers add up."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from noticegen.batch import executors, run, ways, write_batch
from noticegen.documents.kinds import shipped_templates
from noticegen.facts.load import load_incident
from noticegen.findings import DocumentError, OutputError, RecipientsError, TemplateError
from noticegen.ooxml.reading import read_document
from tests.batch.batches import (
    HEADER,
    ON,
    batch,
    codes,
    everything_in,
    facts,
    items_said,
    listing,
    people,
    person,
    snapshot,
    write_list,
)

if TYPE_CHECKING:
    from pathlib import Path

NO_ADDRESS = person(5, 住所1="", 住所2="")


def bad_rows() -> list[dict[str, str]]:
    """Return twelve rows: the fifth and the ninth cannot have a letter."""
    return [*people(4), NO_ADDRESS, *people(12)[5:8], person(9, 漏えい項目="血液型"), *people(12)[9:]]


def test_every_row_gets_its_letter_named_by_its_number_alone(tmp_path: Path) -> None:
    report = batch(tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out" / "letters").iterdir())
    assert names == [f"{number:04d}.docx" for number in range(1, 13)]
    assert (report.rows, report.letters, report.excluded, report.skipped) == (12, 12, 0, 0)
    assert report.findings == ()


def test_a_folder_holds_the_letters_three_lists_a_cover_sheet_and_its_state_and_nothing_else(
    tmp_path: Path,
) -> None:
    batch(tmp_path / "out")
    there = {path.name for path in (tmp_path / "out").iterdir()}
    assert there == {"letters", "manifest.csv", "excluded.csv", "tally.csv", "cover.docx", "batch.json"}


def test_who_writes_a_batch_does_not_wait_for_what_audits_one_nor_for_the_web() -> None:
    code = "import sys; import noticegen.batch.run; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert "noticegen.batch.letters" in done.stdout.split()
    assert not {"noticegen.batch.audit", "urllib.request"}.intersection(done.stdout.split())


def test_nobody_else_on_the_machine_may_read_the_letters(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    for path in (tmp_path / "out").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_each_letter_lists_its_own_persons_items(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    for number in range(1, 13):
        expected = set(person(number)["漏えい項目"].split("、"))
        assert items_said(tmp_path / "out" / "letters" / f"{number:04d}.docx") == expected


def test_the_manifest_names_number_person_file_and_hash_in_the_order_of_the_rows(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    rows = listing(tmp_path / "out", "manifest.csv")
    assert [row["番号"] for row in rows] == [f"{number:04d}" for number in range(1, 13)]
    assert [row["管理番号"] for row in rows] == [f"M{number:04d}" for number in range(1, 13)]
    for row in rows:
        data = (tmp_path / "out" / row["ファイル"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]


def test_no_list_in_the_folder_holds_a_name_or_an_address(tmp_path: Path) -> None:
    batch(tmp_path / "out", bad_rows())
    for name in ("manifest.csv", "excluded.csv", "tally.csv", "batch.json"):
        text = (tmp_path / "out" / name).read_text("utf-8-sig")
        assert "見本" not in text
        assert "架空区" not in text


def test_the_tally_counts_the_persons_of_each_item(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    tally = {row["項目"]: int(row["人数"]) for row in listing(tmp_path / "out", "tally.csv")}
    assert tally == {"氏名": 12, "住所": 12, "電話番号": 12, "購入履歴": 6}


def test_a_workbook_gives_the_same_letters_as_a_csv(tmp_path: Path) -> None:
    batch(tmp_path / "csv")
    book = Workbook()
    book.active.append(HEADER)
    for row in people():
        book.active.append([row.get(name, "") for name in HEADER])
    book.save(tmp_path / "list.xlsx")
    write_batch(facts(), tmp_path / "list.xlsx", tmp_path / "xlsx", on=ON)
    assert snapshot(tmp_path / "xlsx" / "letters") == snapshot(tmp_path / "csv" / "letters")


def test_the_lists_start_with_the_mark_by_which_excel_reads_japanese(tmp_path: Path) -> None:
    batch(tmp_path / "out", bad_rows())
    for name in ("manifest.csv", "excluded.csv", "tally.csv"):
        data = (tmp_path / "out" / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\xef\xbb\xbf") == 1
        assert data.count(b"\n") == data.count(b"\r\n") > 0


def test_an_id_that_excel_would_run_is_kept_from_running(tmp_path: Path) -> None:
    batch(tmp_path / "out", [person(1, 管理番号="=1+1"), *people(12)[1:]])
    assert listing(tmp_path / "out", "manifest.csv")[0]["管理番号"] == "'=1+1"


def test_a_bad_row_is_left_out_with_its_reason_and_the_others_are_written(tmp_path: Path) -> None:
    report = batch(tmp_path / "out", bad_rows())
    assert (report.rows, report.letters, report.excluded) == (12, 10, 2)
    assert ("error", "B103") in codes(report)
    rows = listing(tmp_path / "out", "excluded.csv")
    assert [(row["番号"], row["行"], row["管理番号"], row["コード"]) for row in rows] == [
        ("0005", "6", "M0005", "R114"),
        ("0009", "10", "M0009", "R303"),
    ]
    assert all(row["理由"].endswith("。") for row in rows)


def test_a_letters_number_is_the_position_of_its_row_also_after_rows_left_out(tmp_path: Path) -> None:
    batch(tmp_path / "out", bad_rows())
    numbers = [row["番号"] for row in listing(tmp_path / "out", "manifest.csv")]
    assert numbers == ["0001", "0002", "0003", "0004", "0006", "0007", "0008", "0010", "0011", "0012"]
    assert "見本 010号 様" in everything_in(tmp_path / "out" / "letters" / "0010.docx")


def test_held_rows_are_a_note_and_no_error(tmp_path: Path) -> None:
    rows = [person(1, 送付可否="保留"), person(2, 送付可否="返戻"), *people(12)[2:]]
    report = batch(tmp_path / "out", rows)
    assert codes(report) == [("note", "B104")]
    assert report.excluded == 2


def test_a_row_of_totals_is_a_note_and_no_person(tmp_path: Path) -> None:
    report = batch(tmp_path / "out", [*people(), {"氏名": "合計 12名"}])
    assert codes(report) == [("note", "B107")]
    assert (report.rows, report.letters, report.excluded) == (13, 12, 1)


def test_corrected_rows_are_written_later_under_the_same_numbers(tmp_path: Path) -> None:
    batch(tmp_path / "first", bad_rows())
    report = batch(tmp_path / "second", 12, only=tmp_path / "first" / "excluded.csv")
    assert (report.rows, report.letters, report.excluded, report.skipped) == (12, 2, 0, 10)
    assert report.findings == ()
    first, second = snapshot(tmp_path / "first" / "letters"), snapshot(tmp_path / "second" / "letters")
    assert sorted(second) == ["0005.docx", "0009.docx"]
    whole = batch(tmp_path / "whole")
    assert whole.letters == 12
    texts = {
        name: read_document(tmp_path / "whole" / "letters" / name).text
        for name in snapshot(tmp_path / "whole" / "letters")
    }
    assert {**first, **second}.keys() == texts.keys()
    for folder in ("first", "second"):
        for path in (tmp_path / folder / "letters").iterdir():
            assert read_document(path).text == texts[path.name]


def test_progress_ends_at_the_number_of_rows_that_were_asked_for(tmp_path: Path) -> None:
    batch(tmp_path / "first", bad_rows())
    told: list[tuple[int, int]] = []
    batch(
        tmp_path / "second",
        only=tmp_path / "first" / "excluded.csv",
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(2, 2)]


def test_progress_counts_every_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 5)
    told: list[tuple[int, int]] = []
    batch(tmp_path / "out", bad_rows(), progress=lambda done, total: told.append((done, total)))
    assert told == [(5, 12), (10, 12), (12, 12)]


def test_letters_beyond_a_thousand_lie_in_folders_of_a_thousand_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "FLAT_FOLDER", 11)
    batch(tmp_path / "out")
    assert {row["ファイル"] for row in listing(tmp_path / "out", "manifest.csv")} == {
        f"letters/0/{number:04d}.docx" for number in range(1, 13)
    }


def test_facts_that_lack_something_binding_write_nothing(tmp_path: Path) -> None:
    incident = facts().model_copy(update={"cause": None})
    with pytest.raises(DocumentError):
        batch(tmp_path / "out", incident=incident)
    assert not (tmp_path / "out").exists()


def test_letters_that_are_not_ours_to_send_are_written_with_a_warning(tmp_path: Path) -> None:
    example = shipped_templates().parent / "examples" / "dispatched_worker" / "incident.toml"
    incident = load_incident(example)
    group = incident.group[0].id
    people = tmp_path / "people.csv"
    people.write_text(
        f"氏名,郵便番号,住所,グループ,漏えい項目\n見本 太郎,100-0001,東京都架空区1,{group},氏名\n", "utf-8"
    )
    report = write_batch(incident, people, tmp_path / "out", on=date(2026, 11, 24))
    assert report.letters == 1
    assert "K201" in {each.code for each in report.findings}


def test_a_list_that_cannot_be_read_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("会員,所在\n見本,架空\n".encode())
    with pytest.raises(RecipientsError):
        write_batch(facts(), tmp_path / "list.csv", tmp_path / "out", on=ON)
    assert not (tmp_path / "out").exists()


def test_a_kind_that_is_not_made_per_recipient_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="本人ごとに作る文書ではありません"):
        batch(tmp_path / "out", kind="ppc_report")
    assert not (tmp_path / "out").exists()


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        batch(tmp_path / "out", template=tmp_path / "none.docx")
    assert caught.value.findings[0].code == "K006"
    assert not (tmp_path / "out").exists()


def test_a_template_that_cannot_be_used_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK broken")
    with pytest.raises((TemplateError, DocumentError)):
        batch(tmp_path / "out", template=tmp_path / "broken.docx")
    assert not (tmp_path / "out").exists()


def test_a_template_of_ones_own_leaves_no_trace_of_where_it_lies(tmp_path: Path) -> None:
    shipped = shipped_templates() / "victim_apology" / "letter.docx"
    own = tmp_path / "先生の机" / "own.docx"
    own.parent.mkdir()
    own.write_bytes(shipped.read_bytes())
    batch(tmp_path / "out", template=own)
    text = everything_in(tmp_path / "out" / "letters" / "0001.docx")
    assert "own.docx" in text
    assert "先生の机" not in text


def test_letters_are_the_same_wherever_the_template_lies(tmp_path: Path) -> None:
    shipped = shipped_templates() / "victim_apology" / "letter.docx"
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "own.docx").write_bytes(shipped.read_bytes())
        batch(tmp_path / f"{name}-out", template=tmp_path / name / "own.docx")
    assert snapshot(tmp_path / "here-out") == snapshot(tmp_path / "there-out")


@pytest.mark.parametrize("has_place", [True, False])
def test_processes_begin_from_one_that_is_prepared_where_there_is_a_place_for_its_socket(
    monkeypatch: pytest.MonkeyPatch, has_place: bool
) -> None:
    begun = []

    def begin() -> None:
        begun.append(True)
        if not has_place:
            raise OSError("AF_UNIX path too long")

    monkeypatch.setattr(executors.forkserver, "ensure_running", begin)
    executors.prepare_pool(None, 1)
    assert not begun
    executors.prepare_pool(None, 2)
    assert begun
    with executors.pool(None, 2) as pool:
        assert pool._mp_context.get_start_method() == ("forkserver" if has_place else "spawn")


def test_two_processes_write_the_identical_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 7)
    one = batch(tmp_path / "one", [*bad_rows(), *(person(number) for number in range(13, 51))])
    two = batch(tmp_path / "two", [*bad_rows(), *(person(number) for number in range(13, 51))], workers=2)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
    assert (one.rows, one.letters, one.excluded, codes(one)) == (50, 48, 2, codes(two))


def test_any_executor_writes_the_identical_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 2)
    batch(tmp_path / "one")
    with ThreadPoolExecutor(3) as threads:
        batch(tmp_path / "two", executor=threads)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_what_a_lost_worker_had_begun_is_gone_when_another_one_takes_over(tmp_path: Path) -> None:
    class LosesOne(ThreadPoolExecutor):
        def submit(self, *args: object, **options: object) -> object:
            begun = tmp_path / "two" / "letters" / ".0001.docx.0123abcd.part"
            begun.parent.mkdir()
            begun.write_bytes(b"half a letter")
            return super().submit(*args, **options)

    batch(tmp_path / "one")
    with LosesOne(1) as executor:
        batch(tmp_path / "two", executor=executor)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_an_executor_is_given_many_chunks_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 1)
    submitted: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, *args: object, **options: object) -> object:
            submitted.append(len(finished))
            return super().submit(*args, **options)

    finished: list[int] = []
    with Counting(1) as threads:
        batch(tmp_path / "out", executor=threads, progress=lambda done, _: finished.append(done))
    assert submitted == [0] * 12


def test_a_process_that_dies_is_an_error_that_says_how_to_go_on(tmp_path: Path) -> None:
    class Dying(ThreadPoolExecutor):
        def submit(self, *args: object, **options: object) -> object:
            raise BrokenProcessPool

    with Dying() as dying, pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", executor=dying)
    assert caught.value.findings[0].code == "O112"
    assert batch(tmp_path / "out").letters == 12


def test_a_run_that_fails_in_an_executor_stops_the_chunks_that_wait_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 1)

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as threads, pytest.raises(KeyboardInterrupt):
        batch(tmp_path / "out", 200, executor=threads, progress=stop)
    assert len(list((tmp_path / "out" / "letters").iterdir())) < 100


def test_the_state_accounts_for_every_row_and_names_what_decided_the_letters(tmp_path: Path) -> None:
    batch(tmp_path / "out", bad_rows())
    state = json.loads((tmp_path / "out" / "batch.json").read_text("utf-8"))
    assert state["counts"] == {"rows": 12, "letters": 10, "excluded": 2, "skipped": 0}
    assert state["codes"] == {"R114": 1, "R303": 1}
    assert state["printed"] == ["name", "address", "number", "items", "pages"]
    listed = (tmp_path / "out.csv").read_bytes()
    assert state["inputs"]["recipients"] == hashlib.sha256(listed).hexdigest()
    assert state["inputs"]["on"] == "2026-11-24"


def test_a_list_of_nobody_gives_a_folder_without_letters_and_a_warning(tmp_path: Path) -> None:
    write_list(tmp_path / "list.csv", [])
    report = write_batch(facts(), tmp_path / "list.csv", tmp_path / "out", on=ON)
    assert (report.rows, report.letters) == (0, 0)
    assert ("warning", "B102") in codes(report)
