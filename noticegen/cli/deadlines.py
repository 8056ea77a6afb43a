"""``noticegen deadlines``: what is due when, to whom, counted how."""

from __future__ import annotations

from noticegen.cli import options


def deadlines(incident: options.IncidentFile, on: options.On = None, as_json: options.Json = False) -> None:
    """期限を、宛先、数え方、根拠とともに示す。"""
    from noticegen.cli.output import print_json
    from noticegen.cli.tables import show_deadlines
    from noticegen.facts.load import load_incident
    from noticegen.facts.values import today
    from noticegen.law.deadlines import deadlines as due

    day = on or today()
    found = due(load_incident(incident), on=day)
    if as_json:
        print_json({"on": day, "deadlines": found, "findings": ()})
    else:
        show_deadlines(found, day, notes=True)
