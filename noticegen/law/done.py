"""Has what is due been done already, and was it reported before, according to the facts?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.facts.values import Moment, known

if TYPE_CHECKING:
    from datetime import date

    from noticegen.facts.incident import Incident

PRELIMINARY = ("速報", "続報", "確報")
FINAL = ("確報",)
MARK = "プライバシーマーク"
"""Whatever body is told of an accident by who bears the mark, its name says so."""


def done_on(incident: Incident, deadline: str, recipient: str, counted_from: date) -> date | None:
    """Return the day on which the duty behind a deadline was done, None where the facts do not say so.

    A report counts where [[authority]] names its recipient (of the mark: whatever body of the mark) and a day on or after the first of the clock; a notice
    to persons where [person_response] says 実施済み. What is owed to a client, or by a contract, is done on the day
    on which the party was told: that is set where the deadline is made.
    """
    is_mark = deadline.startswith("privacy_mark")
    if is_mark or deadline.startswith(("preliminary_report", "final_report")):
        kinds = FINAL if deadline == "privacy_mark" or deadline.startswith("final_report") else PRELIMINARY
        days = [
            day
            for entry in incident.authority
            if entry.kind in kinds
            and entry.status == "実施済み"
            and (entry.name == recipient or (is_mark and MARK in entry.name))
            if (day := _day(known(entry.on))) is not None and day >= counted_from
        ]
        return min(days, default=None)
    if deadline.startswith("person_notice") and incident.person_response is not None:
        response = incident.person_response
        return _day(known(response.on)) if known(response.status) == "実施済み" else None
    return None


def reported_before(incident: Incident, recipient: str) -> bool:
    """Return whether [[authority]] records a report to the recipient that was made before the day of this one."""
    return any(
        entry.kind in PRELIMINARY and entry.status == "実施済み" and entry.name == recipient
        for entry in incident.authority
        if (day := _day(known(entry.on))) is not None and day < incident.letter.date
    )


def _day(moment: Moment | None) -> date | None:
    return moment.last_day if moment is not None else None
