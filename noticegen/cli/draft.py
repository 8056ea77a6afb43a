"""``noticegen draft``: the documents of an incident into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticegen.cli import options

Incomplete = Annotated[bool, typer.Option("--incomplete", help="欠けたまま「下書き」として作る")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="同じ名前の文書を置き換える")]
Since = Annotated[
    Path | None,
    typer.Option("--since", metavar="OLD", help="前の事実。変更点を書く", show_default=False),
]


def draft(
    incident: options.IncidentFile,
    out: options.Out,
    document: options.Kinds = None,
    since: Since = None,
    incomplete: Incomplete = False,
    overwrite: Overwrite = False,
    on: options.On = None,
    templates: options.Templates = None,
    strict: options.Strict = False,
    as_json: options.Json = False,
) -> None:
    """文書を作る。必要な記載が欠けていれば、何も書かない。

    --document がなければ、この事案で要り得る文書をすべて作ります。
    --incomplete は、欠けた箇所に印を付け、全ページに「下書き」と出します。
    --since に前の報告・お知らせの時の事実を書くと、確報・続報に
    「前回からの変更点」の表が入ります。
    """
    from noticegen.cli.progress import progress
    from noticegen.cli.reports import show_drafts
    from noticegen.documents.located import located_in
    from noticegen.documents.write import write_drafts
    from noticegen.facts.load import load_incident

    facts = load_incident(incident)
    with progress("文書を作成中"), located_in(incident):
        report = write_drafts(
            facts,
            out,
            kinds=document or (),
            on=on,
            since=None if since is None else load_incident(since),
            incomplete=incomplete,
            strict=strict,
            overwrite=overwrite,
            templates=templates,
        )
    raise typer.Exit(show_drafts(report, incident, as_json=as_json))
