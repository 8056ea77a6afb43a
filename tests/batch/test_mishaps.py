"""Full, read-only and vanished folders, dying workers, changing inputs and clocks: refused with a reason, or the same."""

from __future__ import annotations

import errno
import io
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.batch import execute, merged, run, ways, zips
from noticegen.documents import output
from noticegen.documents.kinds import shipped_templates
from noticegen.findings import OutputError, RecipientsError
from tests.batch.batches import batch, people, person, snapshot, write_list

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).parent.parent.parent
WAYS = ("files", "zip", "merged")
ROWS = 40
WITH_WORKERS = """
import multiprocessing, sys
import noticegen.batch.ways as ways
from tests.batch.batches import ON, facts
from noticegen.batch import write_batch

def told(done, total):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    sys.stdin.readline()

if __name__ == "__main__":
    ways.CHUNK_ROWS = 5
    write_batch(facts(), {listed!r}, {folder!r}, on=ON, workers=2, progress=told)
"""


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 5)
    monkeypatch.setattr(zips, "MOST_LETTERS", 5)
    monkeypatch.setattr(merged, "most_letters", lambda _: 5)


def once(act: Callable[[], object]) -> Callable[[int, int], None]:
    """Return a progress that does something after the first chunk."""
    acts = [act]

    def told(done: int, total: int) -> None:
        if acts and done < total:
            acts.pop()()

    return told


class Filling(io.FileIO):
    """A file on a disk with so many bytes left."""

    left = 0

    def write(self, data: Any) -> int:
        size = memoryview(data).nbytes
        if size > Filling.left:
            super().write(memoryview(data)[: Filling.left])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        Filling.left -= size
        return super().write(data)


@pytest.mark.parametrize("way", WAYS)
def test_a_disk_that_fills_at_any_byte_is_an_error_and_the_batch_goes_on_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    undisturbed = snapshot(batch(tmp_path / "whole", ROWS, as_=way).folder)
    total = sum(map(len, undisturbed.values()))
    moments = random.Random(way)  # noqa: S311 - no secret
    for left in (moments.randrange(total) for _ in range(4)):
        Filling.left = left
        out = tmp_path / str(left)
        with monkeypatch.context() as patched:
            patched.setattr(output.os, "fdopen", Filling)
            with pytest.raises(OutputError) as caught:
                batch(out, ROWS, as_=way)
        assert caught.value.findings[0].code == "O102"
        there = snapshot(out)
        assert not [name for name in there if name.endswith(".part")]
        letters = {name: data for name, data in there.items() if name.startswith("letters")}
        assert letters.items() <= undisturbed.items()
        batch(out, ROWS, as_=way)
        assert snapshot(out) == undisturbed


@pytest.mark.parametrize(("number", "code"), [(errno.EROFS, "O103"), (errno.EIO, "O105")])
def test_a_folder_that_becomes_read_only_or_unreachable_is_an_error_and_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    undisturbed = snapshot(batch(tmp_path / "whole", ROWS).folder)

    def refusing(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched, pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", ROWS, progress=once(lambda: patched.setattr(output.os, "open", refusing)))
    assert caught.value.findings[0].code == code
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_that_vanishes_in_mid_run_is_an_error(tmp_path: Path, way: str) -> None:
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", ROWS, as_=way, progress=once(lambda: shutil.rmtree(tmp_path / "out")))
    assert caught.value.findings[0].code == "O108"
    assert not (tmp_path / "out" / "manifest.csv").exists()


def test_a_list_changed_in_mid_run_is_refused_and_never_mixed(tmp_path: Path) -> None:
    undisturbed = snapshot(batch(tmp_path / "whole", ROWS).folder)
    listed = tmp_path / "out.csv"
    others = [person(number, 氏名=f"別人 {number:03d}号") for number in range(1, ROWS + 1)]
    with pytest.raises(RecipientsError) as caught:
        batch(tmp_path / "out", ROWS, progress=once(lambda: write_list(listed, others)))
    assert caught.value.findings[0].code == "R007"
    letters = {name: data for name, data in snapshot(tmp_path / "out").items() if name.startswith("letters/")}
    assert len(letters) == 5
    assert letters.items() <= undisturbed.items()
    with pytest.raises(OutputError, match="送付先の名簿"):
        batch(tmp_path / "out", others)
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_template_changed_in_mid_run_is_refused_and_never_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes((shipped_templates() / "victim_apology" / "letter.docx").read_bytes())
    write = execute.write_letters

    def changing(*given: Any) -> Any:
        own.write_bytes((shipped_templates() / "email_notice" / "mail.docx").read_bytes())
        return write(*given)

    monkeypatch.setattr(execute, "write_letters", changing)
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", template=own)
    assert caught.value.findings[0].code == "O116"
    assert not (tmp_path / "out" / "letters").exists()


def test_a_worker_that_dies_is_an_error_and_the_batch_goes_on_from_there(tmp_path: Path) -> None:
    undisturbed = snapshot(batch(tmp_path / "whole", ROWS).folder)

    def kill() -> None:
        for child in multiprocessing.active_children():
            os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", ROWS, workers=2, progress=once(kill))
    assert caught.value.findings[0].code == "O112"
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


def test_workers_end_with_the_run_that_was_killed(tmp_path: Path) -> None:
    undisturbed = snapshot(batch(tmp_path / "whole", ROWS).folder)
    script = tmp_path / "run.py"
    listed = write_list(tmp_path / "list.csv", people(ROWS))
    script.write_text(WITH_WORKERS.format(listed=str(listed), folder=str(tmp_path / "out")), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, str(script)], cwd=CHECKOUT, env=environment, text=True, stdin=pipe, stdout=pipe
    ) as process:
        assert process.stdout is not None
        workers = [int(number) for number in process.stdout.readline().split()]
        process.kill()
    assert workers  # two, unless the first was done before the second was wanted
    end = time.monotonic() + 60
    while any(map(is_running, workers)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(is_running, workers))
    batch(tmp_path / "out", ROWS)
    assert snapshot(tmp_path / "out") == undisturbed


def is_running(number: int) -> bool:
    """Whether there is such a process that is not only waiting for its end to be noticed."""
    try:
        os.kill(number, 0)
        return Path(f"/proc/{number}/stat").read_text("utf-8").split()[2] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.parametrize("way", WAYS)
def test_another_clock_and_time_zone_change_no_byte_of_a_continued_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    def zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    try:
        zone("Asia/Tokyo")
        undisturbed = snapshot(batch(tmp_path / "whole", ROWS, as_=way).folder)
        with pytest.raises(KeyboardInterrupt):
            batch(tmp_path / "out", ROWS, as_=way, progress=once(stop))
        zone("America/Los_Angeles")
        monkeypatch.setattr(run, "today", lambda: run.date(2031, 1, 1))
        monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
        batch(tmp_path / "out", ROWS, as_=way, on=None)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert snapshot(tmp_path / "out") == undisturbed
