"""``noticegen sent``: what happened to the letters after they were posted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticegen.cli import options

if TYPE_CHECKING:
    from noticegen.batch.sent import SentReport
    from noticegen.batch.sent_totals import Sending

Batch = Annotated[Path, typer.Argument(metavar="BATCH", help="batch の出力先", show_default=False)]
Results = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="RESULTS",
        help="結果の一覧(.csv、.tsv、.xlsx)",
        parser=options.list_file,
        show_default=False,
    ),
]
SentOn = Annotated[
    date | None,
    typer.Option(
        "--sent-on",
        metavar="YYYY-MM-DD",
        help="記録のない書面を、この日に発送したものとする",
        parser=options.day,
        show_default=False,
    ),
]


def sent(
    batch: Batch,
    results: Results = None,
    sent_on: SentOn = None,
    on: options.On = None,
    as_json: options.Json = False,
) -> None:
    """発送・到達・返戻・再送・代替措置を番号ごとに記録し、集計する。

    郵便局や発送会社の結果の一覧から、書面の番号(又は管理番号)、結果、日付の列を見分けます。記録は出力先の
    sent.csv に足され、同じ一覧を二度読んでも重なりません。返戻のままの番号は returned.csv に書きます。
    次の報告の「本人への対応」に書く行も示します。
    """
    from noticegen.batch.sent import record_sent
    from noticegen.cli.output import print_json
    from noticegen.findings import has_errors

    report = record_sent(batch, *(results or ()), sent_on=sent_on, on=on)
    if as_json:
        print_json({name: getattr(report, name) for name in type(report).__slots__})
    else:
        _show(report)
    raise typer.Exit(int(has_errors(report.findings)))


def _show(report: SentReport) -> None:
    from noticegen.cli.findings import show_findings
    from noticegen.cli.output import console, say, say_indented
    from noticegen.cli.spans import spans
    from noticegen.cli.tables import table
    from noticegen.japanese.dates import date_text

    totals = report.totals
    before = f"(前に記録した{report.known:,}件を除く)" if report.known else ""
    say(f"{report.recorded:,}件を {report.folder / 'sent.csv'} に記録しました{before}。")
    console().print(f"{date_text(totals.as_of)}現在  書面 {totals.letters:,}通", style="bold")
    counts = table("", "発送", "到達", "返戻", "結果待ち", "発送日")
    for name, sending in (("初回", totals.first), ("再送", totals.again)):
        if sending.sent or name == "初回":
            counted = (sending.sent, sending.arrived, sending.returned, sending.open)
            counts.add_row(name, *(f"{number:,}" for number in counted), _days(sending))
    console().print(counts)
    for name, numbers in (
        ("発送の記録なし", totals.unsent),
        ("結果待ち", totals.open),
        ("返戻のまま", totals.back),
    ):
        if numbers:
            say_indented(spans(numbers, width=report.width), mark=f"{name} {len(numbers):,}通  ")
    if totals.substituted:
        say(f"代替措置 {totals.substituted:,}人")
    show_findings(report.findings)
    if report.toml:
        console().print("次の報告の incident.toml に書く行", style="bold")
        say(*report.toml.rstrip("\n").split("\n"), to_copy=True)


def _days(sending: Sending) -> str:
    if sending.since is None or sending.until is None:
        return ""
    return str(sending.since) if sending.since == sending.until else f"{sending.since}～{sending.until}"
