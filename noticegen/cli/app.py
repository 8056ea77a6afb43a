"""The commands of ``noticegen``, in the order of work."""

from __future__ import annotations

from typing import Annotated

import typer

from noticegen.cli.batch import batch
from noticegen.cli.check import check
from noticegen.cli.completion import Install, Show
from noticegen.cli.deadlines import deadlines
from noticegen.cli.diff import diff
from noticegen.cli.doctor import doctor, preview
from noticegen.cli.draft import draft
from noticegen.cli.frame import Command, Group
from noticegen.cli.law import law
from noticegen.cli.new import new, schema
from noticegen.cli.recipients import recipients
from noticegen.cli.sent import sent
from noticegen.cli.template import template
from noticegen.cli.trace import trace

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from noticegen import __version__

        typer.echo(f"noticegen {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="版を表示する")]


@app.callback()
def noticegen(
    version: Version = False, install_completion: Install = False, show_completion: Show = False
) -> None:
    """個人データの漏えい等の事実を一度だけ書き、通知・報告の文書を作り、記載の漏れを調べる。"""


for function in (
    new,
    check,
    draft,
    recipients,
    batch,
    sent,
    deadlines,
    diff,
    trace,
    preview,
    law,
    schema,
    doctor,
):
    app.command(cls=Command)(function)
app.add_typer(template, name="template")
