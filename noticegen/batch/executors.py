"""Where do the chunks run: in this process, in a pool of processes, or wherever a given executor runs them?

Of dask.distributed every worker is asked before the first letter whether it sees the folder and would write the same
bytes; any other executor, and a worker that comes later, is asked when it prepares its template.
"""

from __future__ import annotations

import os
import secrets
import sys
import threading
from concurrent.futures import BrokenExecutor, CancelledError, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from multiprocessing import forkserver, get_context, parent_process
from typing import TYPE_CHECKING, Any, Final

from noticegen.batch.folder import BatchFolder
from noticegen.documents.output import PART, write_file
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from multiprocessing.context import BaseContext
    from pathlib import Path

    from noticegen.batch.job import Job

ROWS_ELSEWHERE: Final = 64_000
"""How many rows wait at most in an executor whose size we do not know."""
CHUNKS_ELSEWHERE: Final = 8
_MOST_ON_WINDOWS: Final = 61
"""For more processes Windows waits not at once, and Python refuses to make them."""


def pool(executor: Executor | None, workers: int) -> Any:  # noqa: ANN401 - a context manager of an executor or None
    """Give the executor, a pool of so many processes, or None for this process."""
    if executor is not None:
        return nullcontext(executor)
    if workers <= 1:
        return nullcontext(None)
    processes = min(workers, _MOST_ON_WINDOWS) if sys.platform == "win32" else workers
    return ProcessPoolExecutor(processes, mp_context=_start_method(), initializer=_die_with_parent)


def prepare_pool(executor: Executor | None, workers: int) -> None:
    """Have the modules loaded from which the processes of a pool begin, while this process reads facts and list."""
    if executor is None and workers > 1:
        _start_method()


def _start_method() -> BaseContext:
    # Forked from this process, a child would share its open files, its lock and its threads. On Linux the processes
    # are forked from one that has loaded the modules and done nothing else; elsewhere each loads them anew.
    if sys.platform == "linux":
        method = get_context("forkserver")
        method.set_forkserver_preload(["noticegen.batch.letters"])
        # There is no place for its socket where the name of the folder for temporary files is too long.
        with suppress(OSError):
            forkserver.ensure_running()
            return method
    return get_context("spawn")


def in_flight(executor: Executor | None, workers: int, rows: int) -> int:
    """Return how many chunks of so many rows are under way at most: enough for all, and few in memory."""
    if executor is None:
        return workers + 1
    client = _dask_client(executor)
    threads = 0 if client is None else sum(client.nthreads().values())
    return max(CHUNKS_ELSEWHERE, ROWS_ELSEWHERE // rows, 2 * threads)


def _die_with_parent() -> None:
    """Let this process end when the one that began it is killed: nobody would read what it writes."""
    threading.Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def failures_told() -> Iterator[None]:
    """Tell in our own words that a worker died or the scheduler went away."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, (BrokenExecutor, CancelledError, *_dask_failures())):
            raise
        message = "書面を作る別のプロセスが、途中で止まりました。"
        hint = "メモリの不足などが考えられます。もう一度実行すると続きから作ります。繰り返すときは --workers 1 を付けてください。"
        raise OutputError(Finding("error", "O112", message, hint, where=Where(path="--workers"))) from error


def _dask_failures() -> tuple[type[Exception], ...]:
    """Return what dask raises when workers or the scheduler are gone; nothing where it is not in use."""
    dask = sys.modules.get("distributed")
    return () if dask is None else (dask.KilledWorker, dask.comm.CommClosedError)


def _dask_client(executor: Executor) -> Any:  # noqa: ANN401 - a distributed.Client, or None
    """Return the client of an executor that ``Client.get_executor`` made."""
    is_dask = type(executor).__module__.partition(".")[0] == "distributed"
    return getattr(executor, "_client", None) if is_dask else None


def require_same_everywhere(executor: Executor | None, job: Job) -> None:
    """Make sure that every worker of dask sees the batch folder and would write the same bytes into it.

    Raises:
        OutputError: one does not, or there is no worker.
    """
    client = None if executor is None else _dask_client(executor)
    if client is None:
        return
    token = secrets.token_hex(16)
    probe = job.folder / f".probe.{token[:8]}{PART}"
    write_file(probe, token.encode())
    try:
        answers = client.run(_look, job.folder, probe.name, token, job.key)
    finally:
        probe.unlink(missing_ok=True)
    if not answers:
        hint = "dask worker を起動してから、もう一度実行してください。"
        raise OutputError(
            Finding("error", "O133", "Dask にワーカーがありません。", hint, where=Where(path="--executor"))
        )
    for answer in answers.values():
        if answer is not None:
            raise answer


def _look(folder: Path, name: str, token: str, key: str) -> OutputError | None:
    """Return what is wrong on this machine. Runs in a worker."""
    batch = BatchFolder(folder)
    try:
        if not batch.holds(name, token.encode()):
            return batch.not_seen()
        batch.require_same(key)
        own = folder / f".probe.{secrets.token_hex(4)}{PART}"
        write_file(own, b"")
        own.unlink()
    except OutputError as error:
        return error
    return None
