"""``noticegen batch``: one letter per recipient."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticegen.cli import options

Kind = Annotated[str, typer.Option("--document", metavar="KIND", help="文書の種類")]
Template = Annotated[
    Path | None, typer.Option("--template", metavar="FILE", help="この Word を使う", show_default=False)
]
Only = Annotated[
    Path | None, typer.Option("--only", metavar="FILE", help="この番号の行だけ作る", show_default=False)
]
Workers = Annotated[int, typer.Option("--workers", metavar="N", min=1, help="並べて動かす数")]
Scheduler = Annotated[
    str | None, typer.Option("--executor", metavar="URL", help="Dask の場所", show_default=False)
]


def batch(
    incident: options.IncidentFile,
    recipients: options.Recipients,
    out: options.Out,
    document: Kind = "victim_apology",
    template: Template = None,
    templates: options.Templates = None,
    only: Only = None,
    column: options.Columns = None,
    sheet: options.Sheet = None,
    pad_postal: options.PadPostal = False,
    workers: Workers = 1,
    executor: Scheduler = None,
    on: options.On = None,
    as_json: options.Json = False,
) -> None:
    """名簿の一人に一通ずつ書面を作る。

    途中で止まっても、同じ指定で続きから作ります。その人の項目だけを載せ、一通ずつ検査してから書きます。作れない行は excluded.csv に理由とともに残します。
    作る前に noticegen recipients で名簿を確かめられます。--map は、見出しから列を決められないときに
    --map 氏名=お名前 のように書きます。
    """
    from noticegen.batch import write_batch
    from noticegen.cli.executors import dask_executor
    from noticegen.cli.progress import progress
    from noticegen.cli.reports import show_batch
    from noticegen.documents.located import located_in
    from noticegen.facts.load import load_incident

    columns = options.pairs(column or ())
    facts = load_incident(incident)
    with dask_executor(executor) as pool, progress() as advance, located_in(incident):
        report = write_batch(
            facts,
            recipients,
            out,
            kind=document,
            on=on,
            templates=templates,
            template=template,
            workers=workers,
            executor=pool,
            only=only,
            progress=advance,
            columns=columns,
            sheet=sheet,
            pad_postal=pad_postal,
        )
    raise typer.Exit(show_batch(report, incident, as_json=as_json))
