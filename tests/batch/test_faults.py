"""Killed, out of space, deleted, edited: a batch goes on from there and ends as if nothing had happened."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO, Self

import pytest

from noticegen.batch import execute, run, space, ways
from noticegen.batch.records import Records
from noticegen.documents import output
from noticegen.findings import OutputError
from tests.batch.batches import batch, codes, facts, people, person, snapshot, write_list

CHECKOUT = Path(__file__).parent.parent.parent
ROWS = 40
KILLED = """
import os, signal, sys
from pathlib import Path
import noticegen.batch.ways as ways
from tests.batch.batches import ON, facts
from noticegen.batch import write_batch

ways.CHUNK_ROWS = 5
renamed, replace = [], Path.replace

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def counted(self, target):
    renamed.append(target)
    return replace(self, target) if len(renamed) < {renames} else die()

Path.replace = counted
write_batch(facts(), {listed!r}, {folder!r}, on=ON)
"""


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 5)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The folder of the same batch, written in one go."""
    return snapshot(batch(tmp_path_factory.mktemp("undisturbed") / "out", ROWS).folder)


def killed(folder: Path, renames: int) -> int:
    """Run the batch in a process that is killed, as by ``kill -9``, before that many files were put in place."""
    listed = write_list(folder.with_name("list.csv"), people(ROWS))
    script = KILLED.format(renames=renames, listed=str(listed), folder=str(folder))
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    return subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, env=environment, check=False
    ).returncode


@pytest.mark.parametrize("renames", [1, 4, 8, 30, 49, 53])
def test_a_batch_killed_anywhere_ends_as_if_nothing_had_happened(
    tmp_path: Path, undisturbed: dict[str, bytes], renames: int
) -> None:
    # 1: no batch.json yet. 8: within the second chunk. 49: all but the last record. 53: all but the final state.
    assert killed(tmp_path / "out", renames) == -signal.SIGKILL
    assert any(path.suffix == ".part" for path in (tmp_path / "out").rglob("*"))
    report = batch(tmp_path / "out", ROWS)
    assert (report.rows, report.letters) == (ROWS, ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


def test_what_earlier_runs_finished_is_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes]
) -> None:
    write, written = execute.write_letters, []

    def failing(job: Any, index: int, rows: Any) -> Any:
        if len(written) == 3:
            raise RuntimeError
        written.append(len(rows))
        return write(job, index, rows)

    monkeypatch.setattr(execute, "write_letters", failing)
    with pytest.raises(RuntimeError):
        batch(tmp_path / "out", ROWS)
    first = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "letters").iterdir()}
    assert len(first) == 15
    monkeypatch.setattr(execute, "write_letters", write)
    batch(tmp_path / "out", ROWS)
    assert {path: path.stat().st_mtime_ns for path in first} == first
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_batch_begun_with_one_process_is_continued_with_two(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    assert killed(tmp_path / "out", 20) == -signal.SIGKILL
    batch(tmp_path / "out", ROWS, workers=2)
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_continued_batch_keeps_its_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes]
) -> None:
    monkeypatch.setattr(run, "today", lambda: date(2027, 1, 1))
    assert killed(tmp_path / "out", 20) == -signal.SIGKILL
    batch(tmp_path / "out", ROWS, on=None)
    assert snapshot(tmp_path / "out") == undisturbed
    batch(tmp_path / "new", ROWS, on=None)
    assert snapshot(tmp_path / "new") != undisturbed


class Full:
    """A file on a disk that is full: half of what is written fits."""

    def __init__(self, file: BinaryIO, number: int) -> None:
        self._file = file
        self._number = number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        self._file.write(data[: len(data) // 2])
        raise OSError(self._number, os.strerror(self._number))


@pytest.mark.parametrize(
    ("files", "number"),
    [(0, errno.ENOSPC), (1, errno.ENOSPC), (6, errno.ENOSPC), (7, errno.EDQUOT), (20, errno.ENOSPC)],
)
def test_a_full_disk_is_an_error_that_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes], files: int, number: int
) -> None:
    opened: list[int] = []
    fdopen = os.fdopen

    def filling(descriptor: int, mode: str) -> Any:
        opened.append(descriptor)
        file = fdopen(descriptor, mode)
        return file if len(opened) <= files else Full(file, number)

    with monkeypatch.context() as patched:
        patched.setattr(output.os, "fdopen", filling)
        with pytest.raises(OutputError) as caught:
            batch(tmp_path / "out", ROWS)
    assert caught.value.findings[0].code == "O102"
    there = snapshot(tmp_path / "out")
    assert not [name for name in there if name.endswith(".part")]
    letters = {name: data for name, data in there.items() if name.startswith("letters/")}
    assert letters.items() <= undisturbed.items()
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_disk_that_fills_at_the_last_moment_is_an_error_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes]
) -> None:
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "manifest.csv":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", failing)
        with pytest.raises(OutputError) as caught:
            batch(tmp_path / "out", ROWS)
    assert caught.value.findings[0].code == "O102"
    assert not (tmp_path / "out" / "manifest.csv").exists()
    assert not list((tmp_path / "out").rglob("*.part"))
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_disk_that_is_too_small_is_seen_before_the_first_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(space.shutil, "disk_usage", lambda _: SimpleNamespace(free=100_000))
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", ROWS)
    assert caught.value.findings[0].code == "O102"
    assert "空き 0 MB" in caught.value.findings[0].message
    assert not (tmp_path / "out").exists()


def test_a_batch_that_has_begun_may_go_on_where_little_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes]
) -> None:
    assert killed(tmp_path / "out", 49) == -signal.SIGKILL
    monkeypatch.setattr(space.shutil, "disk_usage", lambda _: SimpleNamespace(free=100_000))
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


@pytest.mark.parametrize(
    "name", ["letters/0001.docx", "letters/0023.docx", "manifest.csv", "excluded.csv", "tally.csv"]
)
def test_a_file_deleted_from_a_finished_folder_is_restored(
    tmp_path: Path, undisturbed: dict[str, bytes], name: str
) -> None:
    batch(tmp_path / "out", ROWS)
    (tmp_path / "out" / name).unlink()
    report = batch(tmp_path / "out", ROWS)
    assert report.letters == ROWS
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_finished_folder_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes]
) -> None:
    first = batch(tmp_path / "out", ROWS)
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(execute, "write_letters", None)
    again = batch(tmp_path / "out", ROWS, progress=lambda done, total: told.append((done, total)))
    assert again == first
    assert told == [(ROWS, ROWS)]
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_finished_folder_still_says_which_rows_are_wrong(tmp_path: Path) -> None:
    rows = [person(1, 郵便番号="1"), person(2, 送付可否="保留"), *people(12)[2:]]
    first = batch(tmp_path / "out", rows)
    assert codes(first) == [("error", "B103"), ("note", "B104")]
    assert batch(tmp_path / "out", rows) == first


def test_a_letter_that_somebody_edited_is_kept_and_said(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    batch(tmp_path / "out", ROWS)
    edited = undisturbed["letters/0002.docx"]
    (tmp_path / "out" / "letters" / "0003.docx").write_bytes(edited)
    (tmp_path / "out" / "letters" / "0009.docx").unlink()
    for _ in range(2):
        report = batch(tmp_path / "out", ROWS)
        (finding,) = [each for each in report.findings if each.code == "B108"]
        assert finding.severity == "warning"
        assert "letters/0003.docx" in finding.message
        assert snapshot(tmp_path / "out") == {**undisturbed, "letters/0003.docx": edited}


def test_a_letter_edited_while_its_batch_was_interrupted_is_kept_and_said(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    assert killed(tmp_path / "out", 30) == -signal.SIGKILL
    edited = undisturbed["letters/0002.docx"]
    (tmp_path / "out" / "letters" / "0003.docx").write_bytes(edited)
    report = batch(tmp_path / "out", ROWS)
    assert ("warning", "B108") in codes(report)
    assert snapshot(tmp_path / "out") == {**undisturbed, "letters/0003.docx": edited}


@pytest.mark.parametrize("rest", [b"", b"PK\x03\x04 half a letter"])
def test_a_letter_torn_by_a_power_failure_is_written_again(
    tmp_path: Path, undisturbed: dict[str, bytes], rest: bytes
) -> None:
    batch(tmp_path / "out", ROWS)
    (tmp_path / "out" / "letters" / "0007.docx").write_bytes(rest)
    assert batch(tmp_path / "out", ROWS).findings == batch(tmp_path / "out", ROWS).findings
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_torn_record_is_written_again(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    assert killed(tmp_path / "out", 30) == -signal.SIGKILL
    records = sorted((tmp_path / "out" / ".chunks").glob("*.json"))
    records[0].write_bytes(b"")
    records[1].write_text(json.dumps({"letters": []}), encoding="utf-8")
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


def test_records_left_by_a_batch_killed_at_its_very_end_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("noticegen.batch.records.shutil.rmtree", lambda *_, **__: None)
        batch(tmp_path / "out", ROWS)
    assert (tmp_path / "out" / ".chunks").is_dir()
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_letter_that_vanishes_while_its_batch_ends_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Records, "write", lambda *_: None)
        with pytest.raises(OutputError) as caught:
            batch(tmp_path / "out", ROWS, facts())
    assert caught.value.findings[0].code == "O108"
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed
