"""What do check, draft and batch tell at their end, and with which exit code?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.cli.findings import show_findings
from noticegen.cli.output import console, print_json, say, say_indented
from noticegen.cli.tables import show_deadlines, table
from noticegen.documents.check import STATEMENT
from noticegen.documents.located import located
from noticegen.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from noticegen.batch import BatchReport
    from noticegen.documents.check_files import CheckReport
    from noticegen.documents.write import DraftReport
    from noticegen.findings import Finding

IN_THE_DRAFT: Final = frozenset({"D205", "D206"})
"""Marks of what is not written, which a draft is meant to have: their number is enough."""


def show_check(report: CheckReport, html: Path | None = None, *, as_json: bool) -> int:
    """Print what was found, deadlines on top; return the exit code."""
    if as_json:
        print_json(
            {
                "on": report.on,
                "findings": report.findings,
                "deadlines": report.deadlines,
                "documents": report.documents,
                "statement": report.statement,
            }
        )
    else:
        for document in report.documents:
            say(document.file)
            say_indented(str(document), indent=2)
        if report.deadlines:
            show_deadlines(report.deadlines, report.on)
            console().print()
        show_findings(report.findings, dues=report.dues, on=report.on)
        _conclude(report.statement, "" if report.findings else "問題は見つかりませんでした。")
        if html is not None:
            say(f"{html} に書きました。")
    return int(has_errors(report.findings))


def show_template(findings: Iterable[Finding], *, as_json: bool) -> int:
    """Print what is wrong with templates; return the exit code."""
    found = tuple(findings)
    statement = "" if has_errors(found) else STATEMENT
    if as_json:
        print_json({"findings": found, "statement": statement})
    else:
        show_findings(found)
        _conclude(statement, "" if found else "問題は見つかりませんでした。")
    return int(has_errors(found))


def show_drafts(report: DraftReport, incident: Path, *, as_json: bool) -> int:
    """Print which documents were written; return the exit code."""
    found = located(report.findings, incident)
    statement = "" if has_errors(found) else STATEMENT
    if as_json:
        print_json(
            {
                "folder": report.folder,
                "documents": report.documents,
                "findings": found,
                "statement": statement,
            }
        )
        return int(has_errors(found))
    show_findings(finding for finding in found if finding.code not in IN_THE_DRAFT)
    marks = sum(finding.code in IN_THE_DRAFT for finding in found)
    for document in report.documents:
        say(f"{document.file}{'  (下書き)' if document.is_incomplete else ''}")
        if document.text is not None:
            say(f"{document.text}  (フォームへの貼付け用)")
    say(f"{len(report.documents)}件の文書を書きました。")
    if marks:
        say(f"下書きには、書かれていないことを示す印が{marks}か所あります。")
    _conclude(statement)
    return int(has_errors(found))


def show_batch(report: BatchReport, incident: Path, *, as_json: bool) -> int:
    """Print the account of a batch; return the exit code."""
    found = located(report.findings, incident)
    statement = "" if has_errors(found) else STATEMENT
    if as_json:
        names = ("folder", "rows", "letters", "excluded", "skipped", "parts")
        numbers = {name: getattr(report, name) for name in names}
        print_json({**numbers, "findings": found, "statement": statement})
        return int(has_errors(found))
    show_findings(found)
    counts = table("名簿の行", "書面", "除いた行", "対象外の行")
    counts.add_row(
        *(f"{number:,}" for number in (report.rows, report.letters, report.excluded, report.skipped))
    )
    console().print(counts)
    first = report.folder / (report.parts[0] if report.parts else "letters")
    more = f" ほか{len(report.parts) - 1:,}個" if len(report.parts) > 1 else ""
    say(f"書面は {first}{more}、除いた行と理由は {report.folder / 'excluded.csv'} にあります。")
    _conclude(statement)
    return int(has_errors(found))


def _conclude(statement: str, verdict: str = "") -> None:
    """Print the verdict, and what a clean result does not say."""
    for line in (verdict, statement):
        if line:
            say(line)
