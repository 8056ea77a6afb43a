"""Two runs on one folder at once: the second is refused, and a killed one stands in nobody's way."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import lock
from noticegen.batch.lock import LOCK, locked
from noticegen.findings import OutputError
from tests.batch.batches import batch, people, snapshot, write_list

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parent.parent.parent
RUNNING = """
import sys
import noticegen.batch.ways as ways
from tests.batch.batches import ON, facts
from noticegen.batch import write_batch

ways.CHUNK_ROWS = 5

def wait(done, total):
    print(done, flush=True)
    sys.stdin.readline()

write_batch(facts(), {listed!r}, {folder!r}, on=ON, progress=wait)
"""


@contextmanager
def another_run(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Give another process that writes the batch and waits after its first chunk."""
    listed = write_list(folder.with_name("other.csv"), people())
    script = RUNNING.format(listed=str(listed), folder=str(folder))
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", script]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, text=True, stdin=pipe, stdout=pipe
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "5\n"
        try:
            yield process
        finally:
            process.kill()


def code_of(folder: Path) -> str:
    with pytest.raises(OutputError) as caught:
        batch(folder)
    return caught.value.findings[0].code


def test_a_second_run_is_refused_while_the_first_writes_and_both_end_well(tmp_path: Path) -> None:
    with another_run(tmp_path / "out") as first:
        before = snapshot(tmp_path / "out")
        assert code_of(tmp_path / "out") == "O115"
        assert snapshot(tmp_path / "out") == before
        first.communicate("\n\n\n")
        assert first.returncode == 0
    assert snapshot(tmp_path / "out") == snapshot(batch(tmp_path / "undisturbed").folder)
    assert batch(tmp_path / "out").letters == 12


def test_a_killed_run_leaves_a_lock_that_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("noticegen.batch.ways.CHUNK_ROWS", 5)
    with another_run(tmp_path / "out") as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert (tmp_path / "out" / LOCK).exists()
    assert batch(tmp_path / "out").letters == 12
    assert snapshot(tmp_path / "out") == snapshot(batch(tmp_path / "undisturbed").folder)


def test_a_folder_that_was_refused_has_no_lock_and_one_that_was_made_for_it_is_gone(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "証拠.txt").touch()
    assert code_of(tmp_path / "theirs") == "O101"
    assert [path.name for path in (tmp_path / "theirs").iterdir()] == ["証拠.txt"]
    with pytest.raises(RuntimeError), locked(tmp_path / "new"):
        raise RuntimeError
    assert not (tmp_path / "new").exists()


def test_a_lock_that_was_removed_between_opening_and_locking_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, taken = lock._lock, []

    def vanishing(descriptor: int) -> bool:
        taken.append(descriptor)
        if len(taken) == 1:
            (tmp_path / LOCK).unlink()
        return take(descriptor)

    monkeypatch.setattr(lock, "_lock", vanishing)
    with locked(tmp_path):
        assert len(taken) == 2
        monkeypatch.undo()
        with pytest.raises(OutputError), locked(tmp_path):
            pass
    assert not (tmp_path / LOCK).exists()


def test_a_file_system_that_knows_no_locks_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock.fcntl, "flock", refusing)
    assert batch(tmp_path / "out").letters == 12
