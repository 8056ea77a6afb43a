"""``noticegen check``: incidents, Word documents and batch folders, several in one call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noticegen.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident
    from noticegen.facts.load import Source
    from noticegen.findings import Finding

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="事実(.toml か -)、文書(.docx)、batch の出力先",
        parser=options.facts_source,
        show_default=False,
    ),
]
Facts = Annotated[
    Path | None,
    typer.Option(
        "--incident",
        metavar="FILE",
        help="文書と照らし合わせる事実",
        parser=options.facts_source,
        show_default=False,
    ),
]
Recipients = Annotated[
    Path | None,
    typer.Option(
        "--recipients",
        metavar="FILE",
        help="事実や書面と照らし合わせる名簿",
        parser=options.list_file,
        show_default=False,
    ),
]


def page(text: str) -> Path:
    """Return the path of the page that is to be written. Raises BadParameter for what no browser would open."""
    path = Path(text)
    if path.suffix.lower() not in {".html", ".htm"}:
        raise typer.BadParameter("report.html のように書いてください。")
    return path


Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="結果を1枚の HTML にも書く", parser=page, show_default=False),
]


def check(
    paths: Paths,
    incident: Facts = None,
    recipients: Recipients = None,
    column: options.Columns = None,
    sheet: options.Sheet = None,
    pad_postal: options.PadPostal = False,
    document: options.Kinds = None,
    on: options.On = None,
    templates: options.Templates = None,
    strict: options.Strict = False,
    html: Html = None,
    as_json: options.Json = False,
) -> None:
    """事実や文書に、必要な記載がそろっているかを調べる。

    PATH には、事実(incident.toml)、Word 文書(Word で直したものも)、それらの入ったフォルダー、batch の出力先を、いくつでも書けます。
    - は標準入力から読む事実です。
    --html は、期限、求められる記載の有無、直すことを、印刷もできる1枚にまとめます。--recipients を書くと、事実とは名簿の人数や行を、batch の出力先とは一通ごとの氏名・住所・項目を照らし合わせます。
    """
    from functools import partial

    from noticegen.cli.progress import progress
    from noticegen.cli.reports import show_check
    from noticegen.documents.check_files import check_files

    choices = {"columns": options.pairs(column or ()), "sheet": sheet, "pad_postal": pad_postal}
    with progress("確認中") as advance:
        report = check_files(
            paths,
            incident=incident,
            documents=document or (),
            on=on,
            strict=strict,
            templates=templates,
            check_folder=partial(check_folder, recipients=recipients, templates=templates, progress=advance),
            recipients=recipients,
            reading=choices,
        )
    if recipients is not None:
        found = [each for path in paths for each in recipient_findings(path, recipients, choices)]
        report = replace(report, findings=(*report.findings, *found))
    if html is not None:
        from noticegen.documents.report import write_report

        write_report(report, html, templates=templates)
    raise typer.Exit(show_check(report, html, as_json=as_json))


def check_folder(
    folder: Path,
    incident: Incident | None,
    recipients: Path | None = None,
    templates: Path | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong in a batch folder; only a folder pays for the import of batches."""
    from noticegen.batch import check_batch

    return check_batch(folder, incident, recipients, progress, templates=templates)


def recipient_findings(path: Source, recipients: Path, choices: dict[str, Any]) -> tuple[Finding, ...]:
    """Return what is wrong in a list, read with the facts of a path; a path that holds no facts has none."""
    from noticegen.documents.located import located
    from noticegen.facts.load import load_incident
    from noticegen.facts.recipients_survey import survey_recipients
    from noticegen.findings import FactsError, RecipientsError

    if isinstance(path, Path) and (path.is_dir() or path.suffix.lower() == ".docx"):
        return ()
    try:
        return located(survey_recipients(load_incident(path), recipients, **choices).findings, path)
    except RecipientsError as error:
        return error.findings
    except FactsError:
        return ()  # told already, by the check of the facts
