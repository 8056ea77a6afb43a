"""``noticegen law``: what is demanded, by which provision, since when, last checked when."""

from __future__ import annotations

from typing import Annotated

import typer

from noticegen.cli import options

Document = Annotated[
    str | None,
    typer.Option("--document", metavar="KIND", help="この種類の文書だけ", show_default=False),
]
Stale = Annotated[
    int | None,
    typer.Option(
        "--stale", metavar="DAYS", min=0, help="確認からこの日数を過ぎたものだけ", show_default=False
    ),
]


def law(
    document: Document = None,
    stale: Stale = None,
    on: options.On = None,
    templates: options.Templates = None,
    as_json: options.Json = False,
) -> None:
    """文書に求められる事項を、根拠、施行日、確認した日とともに示す。

    水準が法令・判例の事項を欠く文書は作られません。ほかは警告にとどまります(--strict でエラー)。
    """
    from noticegen.cli.law_table import show_law
    from noticegen.cli.output import print_json
    from noticegen.documents.law_report import law_report

    report = law_report(document, on=on, stale=stale, templates=templates)
    if as_json:
        print_json(
            {"on": report.on, "requirements": report.requirements, "changes": report.changes, "findings": ()}
        )
    else:
        show_law(report)
