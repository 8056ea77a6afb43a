"""``noticegen deadlines``: what is due when, to whom, counted how."""

from __future__ import annotations

from noticegen.cli import options


def deadlines(incident: options.IncidentFile, on: options.On = None, as_json: options.Json = False) -> None:
    """期限を、宛先、数え方、水準と根拠とともに示す。

    個人情報保護法のほか、番号法、業法、GDPR、プライバシーマーク、カード会社、適時開示、契約、保険の期限を、事実がそれを動かすときに示します。
    契約や約款だけが知る期限は、警告で尋ねます。
    """
    from noticegen.cli.findings import show_findings
    from noticegen.cli.output import console, print_json
    from noticegen.cli.tables import show_deadlines
    from noticegen.documents.check_files import incident_deadlines

    report = incident_deadlines(incident, on=on)
    if as_json:
        print_json({"on": report.on, "deadlines": report.deadlines, "findings": report.findings})
    else:
        show_deadlines(report.deadlines, report.on, notes=True)
        if report.findings:
            console().print()
            show_findings(report.findings)
