"""A batch from beginning to end: plan, write in chunks, continue where it stopped, and account for every row."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen._version import __version__
from noticegen.batch.folder import BatchFolder, numbers_of
from noticegen.batch.job import Job, digits, facts_hash, recipient_kind
from noticegen.batch.letters import Chunk, write_letters
from noticegen.documents.check import check_facts
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.recipients import Excluded, RecipientsFile, read_recipients
from noticegen.facts.totals import total_count
from noticegen.facts.values import Count, Unknown, known, today
from noticegen.findings import DocumentError, Finding, has_errors
from noticegen.law.conditions import Case
from noticegen.ooxml.package import DEFLATE

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor, Future

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident

CHUNK_ROWS: Final = 500
NOT_PERSONS: Final = frozenset({"R116", "R118"})
"""Exclusions of rows that never were persons: totals and repeated headers."""
HELD: Final = "R110"
NO_ADDRESS: Final = "R114"


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
) -> BatchReport:
    """Write one checked letter per row of a CSV or .xlsx file into a folder, and account for every row.

    A row that cannot have its letter is left out with its reason, and the others are written. The folder of an
    interrupted batch is continued by the same call. ``only`` names a list with a column 番号 (such as
    ``excluded.csv``): those rows alone are written, under the same numbers. ``progress`` is called with rows done
    and rows in all. ``executor`` is any concurrent.futures.Executor, ``workers`` the size of a pool of processes.

    Raises:
        DocumentError: the facts lack something binding; nothing is written.
        RecipientsError: the list of recipients cannot be read as a whole.
        OutputError: the folder cannot be written, or belongs to something else.
        TemplateError: the template is not usable.
    """
    folder = BatchFolder(Path(out))
    rule = recipient_kind(kind, templates, template)
    case = Case(incident, on or _begun_on(folder) or today(), audience=rule.audience)
    found = check_facts(rule, case)
    if has_errors(found):
        raise DocumentError(*found)
    items = {name for group in incident.group for name in _item_names(group.items)}
    source = read_recipients(recipients, columns=columns, known_items=items)
    wanted = None if only is None else numbers_of(Path(only))
    plan = _survey(source, incident, wanted)
    maker = DocumentMaker(rule, case)
    inputs = _inputs(case, rule, source, maker, wanted)
    folder.open(inputs)
    job = Job(
        key=hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest(),
        incident=incident,
        kind=rule,
        on=case.on,
        folder=folder.path,
        width=digits(plan.rows),
        sharded=plan.letters > 1000,
    )
    chunks = _run(
        job, folder, source, wanted, executor, workers, lambda done: progress and progress(done, plan.rows)
    )
    folder.write_lists(chunks.count)
    counts = {
        "rows": plan.rows,
        "letters": chunks.letters,
        "excluded": chunks.excluded,
        "skipped": plan.skipped,
    }
    folder.finish(
        {"inputs": inputs, "counts": counts, "complete": True, "sections": maker.binding_sections()}
    )
    findings = (*found, *source.findings, *_count_findings(incident, plan), *_row_findings(incident, chunks))
    return BatchReport(folder.path, **counts, findings=findings)


@dataclass
class _Plan:
    rows: int = 0
    persons: int = 0
    letters: int = 0
    skipped: int = 0


@dataclass
class _Totals:
    count: int = 0
    letters: int = 0
    excluded: int = 0
    codes: Counter[str] = field(default_factory=Counter)


def _survey(source: RecipientsFile, incident: Incident, wanted: frozenset[int] | None) -> _Plan:
    """Count the rows before the first letter: their number decides how letters are numbered and filed."""
    plan = _Plan()
    for row in source:
        plan.rows += 1
        plan.persons += not (isinstance(row, Excluded) and row.code in NOT_PERSONS)
        if wanted is not None and row.number not in wanted:
            plan.skipped += 1
        elif not isinstance(row, Excluded) and isinstance(affected_person(row, incident), AffectedPerson):
            plan.letters += 1
    return plan


def _chunks(
    source: RecipientsFile, incident: Incident, wanted: frozenset[int] | None
) -> Iterator[list[AffectedPerson | Excluded]]:
    """Yield the rows that are asked for, joined with the facts, some hundreds at a time."""
    rows = (
        row if isinstance(row, Excluded) else affected_person(row, incident)
        for row in source
        if wanted is None or row.number in wanted
    )
    while chunk := list(islice(rows, CHUNK_ROWS)):
        yield chunk


def _run(  # noqa: PLR0913, PLR0917 - the parts of one run
    job: Job,
    folder: BatchFolder,
    source: RecipientsFile,
    wanted: frozenset[int] | None,
    executor: Executor | None,
    workers: int,
    progress: Callable[[int], object],
) -> _Totals:
    totals = _Totals()
    done = 0
    waiting: list[tuple[int, int, Future[Chunk]]] = []
    pool = _pool(executor, workers)

    def finished(index: int, rows: int, chunk: Chunk, *, is_new: bool) -> None:
        nonlocal done
        if is_new:
            folder.record(index, chunk)
        totals.letters += len(chunk.letters)
        totals.excluded += len(chunk.excluded)
        totals.codes.update(row.code for row in chunk.excluded)
        done += rows
        progress(done)

    with pool as running:
        for index, rows in enumerate(_chunks(source, job.incident, wanted)):
            totals.count += 1
            earlier = folder.recorded(index)
            if earlier is not None:
                finished(index, len(rows), earlier, is_new=False)
            elif running is None:
                finished(index, len(rows), write_letters(job, rows), is_new=True)
            else:
                waiting.append((index, len(rows), running.submit(write_letters, job, rows)))
                while len(waiting) > 2 * workers:
                    first, count, future = waiting.pop(0)
                    finished(first, count, future.result(), is_new=True)
        for index, count, future in waiting:
            finished(index, count, future.result(), is_new=True)
    return totals


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


def _inputs(
    case: Case, rule: Kind, source: RecipientsFile, maker: DocumentMaker, wanted: frozenset[int] | None
) -> dict[str, Any]:
    return {
        "facts": facts_hash(case.incident),
        "recipients": source.sha256,
        "template": hashlib.sha256(maker.template_bytes).hexdigest(),
        "kind": rule.id,
        "on": case.on.isoformat(),
        "only": None if wanted is None else hashlib.sha256(repr(sorted(wanted)).encode()).hexdigest(),
        "noticegen": __version__,
        "deflate": DEFLATE,
    }


def _item_names(items: object) -> tuple[str, ...]:
    return tuple(item.name for item in items) if isinstance(items, tuple) else ()


def _count_findings(incident: Incident, plan: _Plan) -> Iterator[Finding]:
    """Compare the rows with the number of persons in the facts."""
    total = total_count(incident)
    if total is None or isinstance(total, Unknown) or total.unit != "人" or total.value is None:
        return
    unreachable = known(incident.affected.unreachable) if incident.affected else None
    without = total.value - (unreachable.value or 0 if isinstance(unreachable, Count) else 0)
    if plan.persons not in {total.value, without}:
        message = f"名簿の人数({plan.persons:,}人)が、事実の本人の数({total.value:,}人)と異なります。"
        hint = "名簿の漏れ・重複と、incident.toml の count を確かめてください。"
        yield Finding("warning", "B102", message, hint)


def _row_findings(incident: Incident, totals: _Totals) -> Iterator[Finding]:
    """Say of the rows without a letter whether somebody must act: held rows and known unreachable persons are no error."""
    unreachable = known(incident.affected.unreachable) if incident.affected else None
    expected = unreachable.upper or 0 if isinstance(unreachable, Count) else 0
    held = totals.codes[HELD]
    without_address = min(totals.codes[NO_ADDRESS], expected)
    wrong = totals.excluded - held - without_address
    if wrong:
        message = f"{wrong:,}行は、書面を作れず除きました。"
        hint = (
            "excluded.csv の理由を見て名簿を直し、--only excluded.csv を付けて新しい出力先に作ってください。"
        )
        yield Finding("error", "B103", message, hint)
    if held or without_address:
        message = f"{held + without_address:,}行は、送付を止めているか住所がないため、書面を作っていません。"
        hint = "通知が困難な本人には、代替措置(公表、問合せ窓口)を検討してください。一覧は excluded.csv にあります。"
        yield Finding("note", "B104", message, hint, sources=("法26条2項ただし書",))
