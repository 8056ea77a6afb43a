"""A batch from beginning to end: plan, write in chunks, continue where it stopped, and account for every row."""

from __future__ import annotations

import hashlib
import shutil
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen._version import __version__
from noticegen.batch.accounts import only_findings, row_findings
from noticegen.batch.folder import BatchFolder
from noticegen.batch.job import Job, digits, facts_hash, key_of, recipient_kind
from noticegen.batch.letters import write_letters
from noticegen.batch.plan import chunks, numbers_of, survey
from noticegen.batch.written import Totals
from noticegen.documents.check import check_facts
from noticegen.documents.make import DocumentMaker
from noticegen.facts.recipients import RecipientsFile, read_recipients
from noticegen.facts.recipients_count import count_findings
from noticegen.facts.values import today
from noticegen.findings import DocumentError, Finding, OutputError, Where, has_errors
from noticegen.law.conditions import Case
from noticegen.ooxml.package import DEFLATE

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor, Future

    from noticegen.batch.plan import Wanted
    from noticegen.batch.written import Chunk
    from noticegen.facts.incident import Incident

FLAT_FOLDER: Final = 1000
ELSEWHERE: Final = 64
"""How many chunks wait at most in an executor whose size we do not know."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch did. ``rows`` = ``letters`` + ``excluded`` + ``skipped`` (rows that ``only`` did not ask for)."""

    folder: Path
    rows: int
    letters: int
    excluded: int
    skipped: int
    findings: tuple[Finding, ...]


def write_batch(  # noqa: PLR0913 - each is a choice of the caller
    incident: Incident,
    recipients: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    kind: str = "victim_apology",
    on: date | None = None,
    templates: str | os.PathLike[str] | None = None,
    template: str | os.PathLike[str] | None = None,
    workers: int = 1,
    executor: Executor | None = None,
    only: str | os.PathLike[str] | None = None,
    progress: Callable[[int, int], object] | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    pad_postal: bool = False,
) -> BatchReport:
    """Write one checked letter per row of a CSV or .xlsx file into a folder, and account for every row.

    A row that cannot have its letter is left out with its reason, and the others are written. The folder of an
    interrupted batch is continued by the same call; in a complete one only what is gone is written again, and a
    letter that somebody has edited stays as it is. ``only`` names a list with a column 番号 (such as
    ``excluded.csv``): those rows alone are written, under the same numbers. ``progress`` is called with rows done
    and rows in all. ``executor`` is any concurrent.futures.Executor, ``workers`` the size of a pool of processes.
    ``columns``, ``sheet`` and ``pad_postal`` are those of :func:`noticegen.read_recipients`.

    Raises:
        DocumentError: the facts lack something binding; nothing is written.
        RecipientsError: the list of recipients cannot be read as a whole.
        OutputError: the folder cannot be written, or belongs to something else.
        TemplateError: the template is not usable; nothing is written.
    """
    folder = BatchFolder(Path(out))
    rule = recipient_kind(kind, templates, template)
    case = Case(incident, on or _begun_on(folder) or today(), audience=rule.audience)
    found = check_facts(rule, case)
    if has_errors(found):
        raise DocumentError(*found)
    items = {name for group in incident.group for name in _item_names(group.items)}
    source = read_recipients(
        recipients, columns=columns, known_items=items, sheet=sheet, pad_postal=pad_postal
    )
    wanted = None if only is None else numbers_of(Path(only))
    plan = survey(source, incident, wanted)
    maker = DocumentMaker(rule, case)
    printed = _printed(maker)
    inputs = _inputs(maker, source, wanted)
    if folder.state is None:
        _require_space(folder.path, plan.letters * len(maker.template_bytes))
    folder.open(inputs)
    job = Job(
        key=key_of(inputs),
        incident=incident,
        kind=rule,
        on=case.on,
        folder=folder.path,
        width=digits(plan.rows),
        sharded=plan.letters > FLAT_FOLDER,
    )
    asked = plan.rows - plan.skipped
    report = _Progress(progress, asked)
    totals = folder.finished()
    if totals is None:
        totals = _Run(job, folder, executor, workers, report).all(source, wanted)
        folder.write_lists(totals.chunks, job.number)
    else:
        report.add(asked)
    counts = {
        "rows": plan.rows,
        "letters": totals.letters,
        "excluded": totals.excluded,
        "skipped": plan.skipped,
    }
    folder.finish(
        {
            "inputs": inputs,
            "counts": counts,
            "codes": dict(sorted(totals.codes.items())),
            "sections": maker.binding_sections(),
            "printed": printed,
            "marked": totals.marked,
        }
    )
    findings = (
        *found,
        *source.findings,
        *count_findings(incident, plan.persons, doubtful=plan.doubtful, duplicates=plan.duplicates),
        *only_findings(plan),
        *row_findings(incident, totals),
    )
    return BatchReport(folder.path, **counts, findings=findings)


class _Progress:
    """Rows done so far, told to whoever wants to know."""

    def __init__(self, tell: Callable[[int, int], object] | None, total: int) -> None:
        self._tell = tell
        self._total = total
        self._done = 0

    def add(self, rows: int) -> None:
        self._done += rows
        if self._tell is not None:
            self._tell(self._done, self._total)


class _Run:
    """One run through all chunks: those that an earlier run finished are kept."""

    def __init__(
        self, job: Job, folder: BatchFolder, executor: Executor | None, workers: int, progress: _Progress
    ) -> None:
        self._job = job
        self._folder = folder
        self._pool = _pool(executor, workers)
        self._in_flight = ELSEWHERE if executor is not None else 2 * workers
        self._progress = progress
        self._totals = Totals()
        self._waiting: list[tuple[int, int, Future[Chunk]]] = []

    def all(self, source: RecipientsFile, wanted: Wanted | None) -> Totals:
        """Write every letter that is asked for, and return what became of the rows.

        Raises:
            OutputError: a letter cannot be written, or a worker died; the same call continues from there.
        """
        try:
            with self._pool as running:
                try:
                    self._write(source, wanted, running)
                finally:
                    self._give_up()
        except BrokenExecutor:
            message = "書面を作る別のプロセスが、途中で止まりました。"
            hint = "メモリの不足などが考えられます。もう一度実行すると続きから作ります(--workers 1 なら別のプロセスを使いません)。"
            raise OutputError(Finding("error", "O112", message, hint)) from None
        return self._totals

    def _write(self, source: RecipientsFile, wanted: Wanted | None, running: Executor | None) -> None:
        for index, rows in enumerate(chunks(source, self._job.incident, wanted)):
            earlier = self._folder.still_there(index)
            if earlier is not None:
                self._add(earlier, len(rows))
            elif running is None:
                self._finished(index, len(rows), write_letters(self._job, rows))
            else:
                self._waiting.append((index, len(rows), running.submit(write_letters, self._job, rows)))
                self._collect(self._in_flight)
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
        self._folder.record(index, chunk)
        self._add(chunk, rows)

    def _add(self, chunk: Chunk, rows: int) -> None:
        self._totals.add(chunk)
        self._progress.add(rows)


def _pool(executor: Executor | None, workers: int) -> Any:  # noqa: ANN401 - a context manager of an executor or None
    if executor is not None:
        return nullcontext(executor)
    if workers <= 1:
        return nullcontext(None)
    # A forked child would share the open files and threads of its parent.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _begun_on(folder: BatchFolder) -> date | None:
    """Return the date of a batch that was begun: a continued one keeps it."""
    state = folder.state
    return None if state is None else date.fromisoformat(state["inputs"]["on"])


def _inputs(maker: DocumentMaker, source: RecipientsFile, wanted: Wanted | None) -> dict[str, Any]:
    """Return everything that decides the letters, as it stands in ``batch.json``."""
    rule = maker.kind
    return {
        "facts": facts_hash(maker.case.incident),
        "recipients": source.sha256,
        **source.choices,
        "template": hashlib.sha256(maker.template_bytes).hexdigest(),
        "document": hashlib.sha256((rule.folder / "document.toml").read_bytes()).hexdigest(),
        "kind": rule.id,
        "on": maker.case.on.isoformat(),
        "only": None if wanted is None else hashlib.sha256(repr(sorted(wanted)).encode()).hexdigest(),
        "noticegen": __version__,
        "deflate": DEFLATE,
    }


def _printed(maker: DocumentMaker) -> list[str]:
    """Return what of a person the template prints, so that the finished letters can be held to it.

    Compiles the template, before anything is written.
    """
    sources = {
        "name": ("name", "addressed", "called"),
        "address": ("address",),
        "number": ("number",),
        "items": ("items", "parts"),
    }
    variables = {
        name.split(".")[1].removesuffix("[]")
        for name in maker.template.variables
        if name.startswith("person.")
    }
    return [name for name, of in sources.items() if variables.intersection(of)]


def _require_space(path: Path, size: int) -> None:
    """Refuse a batch for which the disk is too small; a letter is about as large as its template.

    Raises:
        OutputError: the letters will not fit.
    """
    there = next((parent for parent in (path.absolute(), *path.absolute().parents) if parent.is_dir()), None)
    free = None if there is None else shutil.disk_usage(there).free
    if free is not None and free < size:
        message = f"ディスクの空きが足りません(空き {free // 2**20:,} MB、必要な量はおよそ {size // 2**20 + 1:,} MB)。"
        hint = "空きを作るか、別の出力先を指定してください。"
        raise OutputError(Finding("error", "O102", message, hint, where=Where(str(path))))


def _item_names(items: object) -> tuple[str, ...]:
    return tuple(item.name for item in items) if isinstance(items, tuple) else ()
