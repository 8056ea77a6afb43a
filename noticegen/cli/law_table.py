"""The requirements of the law, for people: a block for each kind of document, then what is about to change."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from noticegen.cli.output import console, say
from noticegen.cli.tables import show_row
from noticegen.documents.kinds import kinds
from noticegen.japanese.dates import date_text
from noticegen.law.condition_titles import condition_title
from noticegen.law.data import LEVEL_NAMES

if TYPE_CHECKING:
    from noticegen.documents.law_report import LawReport
    from noticegen.law.changes import Change
    from noticegen.law.requirements import Requirement

LEVEL_WIDTH = 14


def show_law(report: LawReport) -> None:
    """Print what is demanded: level, what, when, by which provision, in force and checked when."""
    out = console()
    titles = {name: kind.title for name, kind in kinds().items()}
    for document, entries in groupby(report.requirements, key=lambda entry: entry.document):
        out.print(f"{titles.get(document, document)}  ({document})", style="bold")
        for entry in entries:
            show_row([(LEVEL_NAMES[entry.level], LEVEL_WIDTH, "bold" if entry.binds else "")], _lines(entry))
    if not report.requirements:
        say("該当する事項はありません。")
    if report.changes:
        out.print("改正の予定", style="bold")
        for change in report.changes:
            day = "未定" if change.on is None else change.on.isoformat()
            show_row([(day, LEVEL_WIDTH, _urgency(change, report))], _change_lines(change))
    say(
        f"{date_text(report.on)}に効力のある{len(report.requirements)}件。「未確認」は、出典の本文を確かめていないもの。"
    )


def _lines(entry: Requirement) -> list[str]:
    since = f"{entry.in_force.since}から"
    until = f"{entry.in_force.until}まで" if entry.in_force.until else ""
    checked = f"確認 {entry.checked_on}" + (" 未確認" if entry.unverified else "")
    when = "" if entry.when == "always" else condition_title(entry.when)
    if entry.otherwise:
        when += f"(ほかは{LEVEL_NAMES[entry.otherwise]})"
    facts = ", ".join(entry.facts)
    return [
        entry.title,
        "、".join(entry.sources),
        when,
        f"{since}{until}  {checked}",
        f"事実: {facts}" if facts else "",
    ]


def _change_lines(change: Change) -> list[str]:
    doubt = " 未確認" if change.unverified else ""
    return [change.title, change.detail, f"{'、'.join(change.sources)}  確認 {change.checked_on}{doubt}"]


def _urgency(change: Change, report: LawReport) -> str:
    return "bold red" if change.on is not None and change.checked_on < change.on <= report.on else ""
