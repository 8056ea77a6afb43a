"""One run through all chunks: those that an earlier run finished are kept, the others written."""

from __future__ import annotations

from concurrent.futures import wait
from typing import TYPE_CHECKING

from noticegen.batch.executors import failures_told, in_flight, pool, require_same_everywhere
from noticegen.batch.letters import write_letters
from noticegen.batch.written import Totals
from noticegen.documents.output import remove_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Executor, Future

    from noticegen.batch.job import Job
    from noticegen.batch.records import Records
    from noticegen.batch.written import Chunk
    from noticegen.facts.recipients import Excluded, Recipient

    Rows = list[Recipient | Excluded]


class Progress:
    """Rows done so far, told to whoever wants to know."""

    def __init__(self, tell: Callable[[int, int], object] | None, total: int) -> None:
        self._tell = tell
        self._total = total
        self._done = 0

    def add(self, rows: int) -> None:
        """Tell that so many more rows are done."""
        self._done += rows
        if self._tell is not None:
            self._tell(self._done, self._total)


class Run:
    """Writes the chunks of one job, here or wherever an executor runs them."""

    def __init__(
        self, job: Job, records: Records, executor: Executor | None, workers: int, progress: Progress
    ) -> None:
        self._job = job
        self._records = records
        self._executor = executor
        self._workers = workers
        self._progress = progress
        self._totals = Totals()
        self._waiting: list[tuple[int, int, Future[Chunk]]] = []

    def all(self, chunks: Iterable[Rows]) -> Totals:
        """Write every letter that is asked for, and return what became of the rows.

        Raises:
            OutputError: a letter cannot be written, or a worker died and nobody took over; the same call continues
                from there.
        """
        with failures_told(), pool(self._executor, self._workers) as running:
            require_same_everywhere(self._executor, self._job)
            try:
                self._write(chunks, running)
            finally:
                self._give_up()
        if self._executor is not None:
            # The letter that a lost worker had begun was written again by another one.
            remove_parts(self._job.folder)
        return self._totals

    def _write(self, chunks: Iterable[Rows], running: Executor | None) -> None:
        most = in_flight(self._executor, self._workers, self._job.rows)
        for index, rows in enumerate(chunks):
            earlier = self._records.still_there(index)
            if earlier is not None:
                self._add(earlier, len(rows))
            elif running is None:
                self._finished(index, len(rows), write_letters(self._job, index, rows))
            else:
                self._collect(most - 1)
                self._waiting.append(
                    (index, len(rows), running.submit(write_letters, self._job, index, rows))
                )
        self._collect(0)

    def _collect(self, left: int) -> None:
        """Wait until at most so many chunks are under way."""
        while len(self._waiting) > left:
            index, rows, future = self._waiting[0]
            chunk = future.result()
            self._waiting.pop(0)
            self._finished(index, rows, chunk)

    def _give_up(self) -> None:
        """Let no worker write any more once the run has failed."""
        futures = [future for _, _, future in self._waiting]
        wait([future for future in futures if not future.cancel()])

    def _finished(self, index: int, rows: int, chunk: Chunk) -> None:
        self._records.write(index, chunk)
        self._add(chunk, rows)

    def _add(self, chunk: Chunk, rows: int) -> None:
        self._totals.add(chunk)
        self._progress.add(rows)
