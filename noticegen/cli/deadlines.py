"""``noticegen deadlines``: what is due when, to whom, counted how."""

from __future__ import annotations

from noticegen.cli import options


def deadlines(incident: options.IncidentFile, on: options.On = None, as_json: options.Json = False) -> None:
    """期限を、宛先、数え方、根拠とともに示す。"""
    from noticegen.cli.output import print_json
    from noticegen.cli.tables import show_deadlines
    from noticegen.documents.check_files import incident_deadlines

    report = incident_deadlines(incident, on=on)
    if as_json:
        print_json({"on": report.on, "deadlines": report.deadlines, "findings": report.findings})
    else:
        show_deadlines(report.deadlines, report.on, notes=True)
