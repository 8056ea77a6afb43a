"""A batch from beginning to end: plan, write in chunks, continue where it stopped, and account for every row."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen._version import __version__
from noticegen.batch.accounts import only_findings, row_findings
from noticegen.batch.cover import write_cover
from noticegen.batch.execute import Progress, Run
from noticegen.batch.executors import prepare_pool
from noticegen.batch.folder import BatchFolder
from noticegen.batch.job import Job, digits, facts_hash, key_of, recipient_kind
from noticegen.batch.lock import locked
from noticegen.batch.order import ordered, require_order
from noticegen.batch.plan import chunks, numbers_of, persons_of, survey
from noticegen.batch.space import require_space
from noticegen.batch.ways import require_duplex, way_named
from noticegen.documents.check import check_facts
from noticegen.documents.make import DocumentMaker
from noticegen.documents.wrong_role import role_findings
from noticegen.facts.recipients import RecipientsFile, read_recipients
from noticegen.facts.recipients_count import count_findings
from noticegen.facts.values import today
from noticegen.findings import DocumentError, Finding, Where, has_errors
from noticegen.law.conditions import Case
from noticegen.ooxml.package import DEFLATE
from noticegen.ooxml.page_counts import counts_pages

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

    from noticegen.batch.plan import Wanted
    from noticegen.facts.incident import Incident

FLAT_FOLDER: Final = 1000


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch did. ``rows`` = ``letters`` + ``excluded`` + ``skipped`` (rows that ``only`` did not ask for).

    ``parts`` are the files that hold many letters each; there is none where each letter has a file of its own.
    """

    folder: Path
    rows: int
    letters: int
    excluded: int
    skipped: int
    parts: tuple[str, ...]
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
    as_: str = "files",
    order: str = "list",
    duplex: bool = False,
    since: Incident | None = None,
) -> BatchReport:
    """Write one checked letter per row of a CSV or .xlsx file into a folder, and account for every row.

    ``as_`` says in which files: ``files`` (a .docx for each letter), ``zip`` (``letters-0001.zip`` …), ``merged`` (a
    .docx for each thousand letters, for the printer; ``duplex`` begins each letter on the front of a sheet).
    ``order`` is that of the list, or ``postal``: by postal code. A letter's number and its bytes do not depend on either.

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
    way = way_named(as_)
    require_order(order)
    prepare_pool(executor, workers)
    require_duplex(as_, duplex=duplex)
    folder = BatchFolder(Path(out))
    rule = recipient_kind(kind, templates, template)
    case = Case(incident, on or _begun_on(folder) or today(), audience=rule.audience, since=since)
    found = (*check_facts(rule, case), *role_findings(rule, case))
    if has_errors(found):
        raise DocumentError(*found)
    items = {name for group in incident.group for name in _item_names(group.items)}
    source = read_recipients(
        recipients, columns=columns, known_items=items, sheet=sheet, pad_postal=pad_postal
    )
    wanted = None if only is None else numbers_of(Path(only))
    plan = survey(source, wanted)
    maker = DocumentMaker(rule, case)
    printed = _printed(maker)
    inputs = {**_inputs(maker, source, wanted), "as": as_, "order": order, "duplex": duplex}
    size = len(maker.template_bytes)
    rows = way.rows(maker.template, size)
    if folder.state is None:
        require_space(folder.path, *way.space(plan.asked, size, rows))
    job = Job(
        key=key_of(inputs),
        incident=incident,
        kind=rule,
        on=case.on,
        folder=folder.path,
        width=digits(plan.rows),
        sharded=plan.asked > FLAT_FOLDER,
        way=way,
        rows=rows,
        duplex=duplex,
        since=since,
    )
    with locked(folder.path):
        folder.open(inputs)
        report = Progress(progress, plan.asked)
        totals = folder.finished(is_packed=way.is_packed)
        if totals is None:
            run = Run(job, folder.records, executor, workers, report)
            with ordered(source, order, folder.path) as in_order:
                totals = run.all(chunks(source, in_order, wanted, rows))
            folder.write_lists(totals.chunks, job.number)
            write_cover(job, folder, totals, order)
            persons = totals.persons if wanted is None else persons_of(source, incident)
        else:
            report.add(plan.asked)
            persons = persons_of(source, incident)
        counts = {
            "rows": plan.rows,
            "letters": totals.letters,
            "excluded": totals.excluded,
            "skipped": plan.rows - plan.asked,
        }
        folder.finish(
            {
                "inputs": inputs,
                "counts": counts,
                "codes": dict(sorted(totals.codes.items())),
                "sections": maker.binding_sections(),
                "printed": printed,
                "marked": totals.marked,
                "unfit": totals.unfit,
                "parts": [asdict(part) for part in totals.parts],
            }
        )
    findings = (
        *found,
        *source.findings,
        *count_findings(incident, persons.affected, doubtful=persons.doubtful, duplicates=persons.duplicates),
        *only_findings(plan, Where(None if only is None else str(only))),
        *row_findings(incident, totals, folder.path),
    )
    files = tuple(part.file for part in totals.parts)
    return BatchReport(folder.path, **counts, parts=files, findings=findings)


def _begun_on(folder: BatchFolder) -> date | None:
    """Return the date of a batch that was begun: a continued one keeps it."""
    state = folder.state
    return None if state is None else date.fromisoformat(state["inputs"]["on"])


def _inputs(maker: DocumentMaker, source: RecipientsFile, wanted: Wanted | None) -> dict[str, Any]:
    """Return everything that decides the letters, as it stands in ``batch.json``."""
    rule = maker.kind
    return {
        "facts": facts_hash(maker.case.incident),
        "since": None if maker.case.since is None else facts_hash(maker.case.since),
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
    """Return what of a person the template prints, and whether the count of pages, to hold the finished letters to it.

    Compiles the template, before anything is written.
    """
    sources = {
        "name": ("name", "addressed", "called"),
        "address": ("address", "window"),
        "number": ("number",),
        "items": ("items", "parts"),
    }
    variables = {
        name.split(".")[1].removesuffix("[]")
        for name in maker.template.variables
        if name.startswith("person.")
    }
    names = [name for name, of in sources.items() if variables.intersection(of)]
    return [*names, "pages"] if counts_pages(maker.template.prepared.members) else names


def _item_names(items: object) -> tuple[str, ...]:
    return tuple(item.name for item in items) if isinstance(items, tuple) else ()
