"""``noticegen check``: incidents, Word documents and batch folders, several in one call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticegen.cli import options

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident
    from noticegen.findings import Finding

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
    from noticegen.cli.reports import show_check
    from noticegen.documents.check_files import check_files

    report = check_files(
        paths,
        incident=incident,
        documents=document or (),
        on=on,
        strict=strict,
        templates=templates,
        check_folder=check_folder,
    )
    raise typer.Exit(show_check(report, as_json=as_json))


def check_folder(folder: Path, incident: Incident | None) -> tuple[Finding, ...]:
    """Return what is wrong in a batch folder; only a folder pays for the import of batches."""
    from noticegen.batch import check_batch

    return check_batch(folder, incident)
