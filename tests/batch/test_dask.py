"""A real scheduler with two real workers: one is killed in mid-run, and the folder is the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dask
import distributed
import pytest

from noticegen.batch import executors, folder, ways, write_batch
from noticegen.batch.executors import CHUNKS_ELSEWHERE, in_flight
from noticegen.facts.load import load_incident
from noticegen.findings import OutputError
from tests.batch.batches import EXAMPLE, batch, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parent.parent.parent
ROWS = 60
WORKERS = 2
PATIENCE = 120.0
SOON = "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"
"""How long a dead worker is called; half a minute is usual."""


class Cluster:
    """A scheduler and its workers, each a process of its own on this machine."""

    def __init__(self, folder: Path, processes: ExitStack) -> None:
        self._folder = folder
        self._processes = processes
        self._file = folder / "scheduler.json"
        self._start("scheduler", "--port", "0", "--no-dashboard")
        for _ in range(WORKERS):
            self._start("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        self.address = str(self._found()["address"])

    def _start(self, role: str, *options: str) -> None:
        command = [sys.executable, "-m", "dask", role, "--scheduler-file", str(self._file), *options]
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1"],
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), SOON: "10s"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._processes.callback(process.wait)
        self._processes.callback(process.kill)

    def _found(self) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._file.exists() and (text := self._file.read_text("utf-8")):
                return dict(json.loads(text))
            time.sleep(0.05)
        raise TimeoutError


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with ExitStack() as processes:
        yield Cluster(tmp_path_factory.mktemp("dask"), processes)


@pytest.fixture
def client(cluster: Cluster) -> Iterator[distributed.Client]:
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "10s"}),
        distributed.Client(cluster.address, timeout=PATIENCE) as client,
    ):
        yield client


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 4)


@pytest.fixture
def undisturbed(tmp_path: Path, small_chunks: None) -> dict[str, bytes]:
    return snapshot(batch(tmp_path / "undisturbed", ROWS).folder)


def test_the_command_line_writes_the_same_folder_through_a_scheduler(
    tmp_path: Path, cluster: Cluster, client: distributed.Client
) -> None:
    client.wait_for_workers(WORKERS, timeout=PATIENCE)
    example = EXAMPLE.with_name("web_intrusion")
    command = [sys.executable, "-m", "noticegen", "batch", "final.toml", "recipients.csv", "--json"]
    options = [
        "-o",
        str(tmp_path / "two"),
        "--on",
        "2026-12-18",
        "--as",
        "zip",
        "--executor",
        cluster.address,
    ]
    done = subprocess.run([*command, *options], cwd=example, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["parts"] == ["letters-0001.zip"]
    incident = load_incident(example / "final.toml")
    day = date(2026, 12, 18)
    write_batch(incident, example / "recipients.csv", tmp_path / "one", on=day, as_="zip")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_a_worker_that_would_write_other_bytes_is_seen_before_the_first_letter(
    tmp_path: Path, client: distributed.Client
) -> None:
    client.wait_for_workers(WORKERS, timeout=PATIENCE)
    (one, *_) = client.scheduler_info()["workers"]
    client.run(setattr, folder, "DEFLATE", "another", workers=[one])
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", executor=client.get_executor())
    client.run(setattr, folder, "DEFLATE", folder.DEFLATE, workers=[one])
    assert caught.value.findings[0].code == "O114"
    assert "圧縮ライブラリ" in caught.value.findings[0].message
    assert list(snapshot(tmp_path / "out")) == ["batch.json"]
    assert batch(tmp_path / "out", executor=client.get_executor()).letters == 12


def test_every_worker_is_asked_and_leaves_no_probe(tmp_path: Path, client: distributed.Client) -> None:
    client.wait_for_workers(WORKERS, timeout=PATIENCE)
    batch(tmp_path / "out", executor=client.get_executor())
    batch(tmp_path / "alone")
    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "alone")
    assert in_flight(client.get_executor(), 1, 64_000) == CHUNKS_ELSEWHERE
    assert in_flight(client.get_executor(), 1, 1000) == 64


def test_a_machine_that_sees_another_folder_under_the_same_path_is_refused(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    key = folder.key_of(folder.BatchFolder(tmp_path / "out").state["inputs"])  # type: ignore[index]
    (tmp_path / "out" / "probe").write_text("seen", encoding="utf-8")
    assert executors._look(tmp_path / "out", "probe", "seen", key) is None
    before = snapshot(tmp_path / "out")
    for name, token in (("probe", "other"), ("none", "seen")):
        answer = executors._look(tmp_path / "out", name, token, key)
        assert answer is not None
        assert answer.findings[0].code == "O113"
    assert snapshot(tmp_path / "out") == before


def test_a_worker_killed_in_mid_run_changes_nothing(
    tmp_path: Path, client: distributed.Client, undisturbed: dict[str, bytes]
) -> None:
    client.wait_for_workers(WORKERS, timeout=PATIENCE)
    victims = list(client.run(os.getpid).values())[:1]

    def kill(done: int, _: int) -> None:
        if victims and done < ROWS:
            os.kill(victims.pop(), signal.SIGKILL)

    report = batch(tmp_path / "out", ROWS, executor=client.get_executor(), progress=kill)
    assert report.letters == ROWS
    assert not victims
    assert len(client.scheduler_info()["workers"]) == WORKERS - 1
    assert snapshot(tmp_path / "out") == undisturbed


def test_a_scheduler_without_workers_is_refused_at_once(tmp_path: Path, client: distributed.Client) -> None:
    client.retire_workers(list(client.scheduler_info()["workers"]))
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", executor=client.get_executor())
    assert caught.value.findings[0].code == "O133"
