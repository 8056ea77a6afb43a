"""``noticegen check``: incidents, Word documents and batch folders, several in one call."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticegen.cli import options

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", help="事実(.toml)、文書(.docx)、batch の出力先", show_default=False),
]
Facts = Annotated[
    Path | None,
    typer.Option("--incident", metavar="FILE", help="文書と照らし合わせる事実", show_default=False),
]


def check(
    paths: Paths,
    incident: Facts = None,
    document: options.Kinds = None,
    on: options.On = None,
    templates: options.Templates = None,
    strict: options.Strict = False,
    as_json: options.Json = False,
) -> None:
    """事実や文書に、必要な記載がそろっているかを調べる。

    PATH には、事実(incident.toml)、Word 文書(Word で直したものも)、batch の出力先を、いくつでも書けます。
    """
    from noticegen.batch import check_batch
    from noticegen.cli.reports import show_check
    from noticegen.documents.check_files import check_files

    report = check_files(
        paths,
        incident=incident,
        documents=document or (),
        on=on,
        strict=strict,
        templates=templates,
        check_folder=check_batch,
    )
    raise typer.Exit(show_check(report, as_json=as_json))
