"""``noticegen batch``: one letter per recipient."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticegen.cli import options
from noticegen.cli.completion import order_names, way_names

Kind = Annotated[str, typer.Option("--document", metavar="KIND", help="文書の種類")]
Template = Annotated[
    Path | None, typer.Option("--template", metavar="FILE", help="この Word を使う", show_default=False)
]
Only = Annotated[
    Path | None, typer.Option("--only", metavar="FILE", help="この番号の行だけ作る", show_default=False)
]
As = Annotated[str, typer.Option("--as", metavar="FORM", help="出力の形", autocompletion=way_names)]
Order = Annotated[str, typer.Option("--order", metavar="ORDER", help="順序", autocompletion=order_names)]
Duplex = Annotated[bool, typer.Option("--duplex", help="両面印刷用につなぐ")]
Since = Annotated[
    Path | None, typer.Option("--since", metavar="OLD", help="前の事実。変更点を書く", show_default=False)
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
    form: As = "files",
    order: Order = "list",
    duplex: Duplex = False,
    template: Template = None,
    templates: options.Templates = None,
    since: Since = None,
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
    --as は、files が一通ずつの Word、zip が5,000通ごとの ZIP、
    merged が印刷用に1,000通ごとにつないだ Word、pdf と merged-pdf は
    その PDF です(LibreOffice と poppler を使います)。--order postal は
    郵便番号の順に並べます(番号は変わりません)。--duplex を付けると、
    つないだ書面を両面印刷しても、一通ずつ新しい紙の表から始まります。
    作る前に noticegen recipients で名簿を確かめられます。--map は、見出しから
    列を決められないときに --map 氏名=お名前 のように書きます。
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
            as_=form,
            order=order,
            duplex=duplex,
            since=None if since is None else load_incident(since),
        )
    raise typer.Exit(show_batch(report, incident, as_json=as_json))
