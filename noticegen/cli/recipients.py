"""``noticegen recipients``: what a list of recipients holds, before anything is made of it."""

from __future__ import annotations

from noticegen.cli import options


def recipients(
    recipients: options.Recipients,
    incident: options.IncidentFile,
    column: options.Columns = None,
    sheet: options.Sheet = None,
    pad_postal: options.PadPostal = False,
    as_json: options.Json = False,
) -> None:
    """書面を作る前に、名簿がどう読まれるかを示す。

    どの見出しをどの欄に使うか、伏せ字にした最初の行、項目・グループ・宛名区分ごとの人数、問題のある行を示します。
    氏名と住所は表示しません。--map などの指定は、batch でも同じように書いてください。
    """
    from dataclasses import replace

    import typer

    from noticegen.cli.progress import progress
    from noticegen.cli.recipients_table import show_survey
    from noticegen.documents.located import located
    from noticegen.facts.load import load_incident
    from noticegen.facts.recipients_survey import survey_recipients

    columns = options.pairs(column or ())
    facts = load_incident(incident)
    with progress("名簿を読込み中", "行") as advance:
        survey = survey_recipients(
            facts, recipients, columns=columns, sheet=sheet, pad_postal=pad_postal, progress=advance
        )
    survey = replace(survey, findings=located(survey.findings, incident))
    raise typer.Exit(show_survey(survey, as_json=as_json))
