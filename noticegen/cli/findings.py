"""How are findings shown to a person? Errors first; each with its place, what is wrong, what to do, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from rich.text import Text

    from noticegen.documents.report_entries import Dues, Entry
    from noticegen.findings import Finding, Severity
    from noticegen.law.deadlines import Deadline

HEADINGS: Final[Mapping[Severity, tuple[str, str]]] = {
    "error": ("エラー", "bold red"),
    "warning": ("警告", "bold yellow"),
    "note": ("参考", "bold cyan"),
}


def show_findings(
    findings: Iterable[Finding], *, stderr: bool = False, dues: Dues | None = None, on: date | None = None
) -> None:
    """Print findings for a person, grouped by severity, and a last line with their number.

    With the deadlines ``dues``, what is due first comes first, and says on which day, seen from ``on``.
    """
    from noticegen.cli.output import console
    from noticegen.documents.report_entries import UNWRITTEN, entries

    out = console(stderr=stderr)
    grouped = entries(findings, dues)
    titles = _titles() if any(entry.documents for entry in grouped) else {}
    counts = Counter(entry.finding.severity for entry in grouped)
    for severity, (heading, style) in HEADINGS.items():
        if counts[severity]:
            out.print(f"{heading} {counts[severity]}件", style=style)
        for entry in grouped:
            if entry.finding.severity == severity:
                out.print(
                    _text(entry, titles, out.width, on), no_wrap=True, overflow="ignore", crop=False, end=""
                )
    if any(entry.finding.code == UNWRITTEN for entry in grouped):
        out.print("→ 〓 と 1900-01-01 を、内容と日付に書き換えてください。", style="bold")
    if grouped:
        total = "、".join(f"{HEADINGS[name][0]} {counts[name]}件" for name in HEADINGS if counts[name])
        out.print(f"計: {total}", style="bold")


def _text(entry: Entry, titles: Mapping[str, str], width: int, on: date | None) -> Text:
    from rich.cells import cell_len
    from rich.text import Text

    from noticegen.cli.wrapping import wrap
    from noticegen.documents.report_entries import UNWRITTEN

    finding = entry.finding
    text = Text()

    def add(line: str, *, indent: int, mark: str = "", style: str = "") -> None:
        for number, part in enumerate(wrap(line, width - indent - cell_len(mark))):
            lead = " " * cell_len(mark) if number else mark
            text.append(" " * indent + lead + part + "\n", style)

    documents = "、".join(titles.get(name, name) for name in entry.documents)
    add("  ".join(part for part in (str(finding.where), finding.code) if part), indent=2, style="bold")
    add(finding.message, indent=4)
    if finding.code == UNWRITTEN:
        return text
    if finding.hint:
        add(finding.hint, indent=4, mark="→ ")
    if entry.sources:
        add("、".join(entry.sources), indent=4, mark="根拠: ", style="dim")
    if documents:
        add(documents, indent=4, mark="文書: ", style="dim")
    if entry.due is not None and on is not None:
        add(_due(entry.due, on), indent=4, mark="期限: ", style="dim")
    return text


def _due(deadline: Deadline, on: date) -> str:
    from noticegen.documents.report_timeline import remaining

    if deadline.due_on is None:
        return f"{deadline.title}は速やかに"
    return f"{deadline.title} {deadline.due_on}({remaining(deadline.days_left(on))})"


def _titles() -> dict[str, str]:
    """Return the Japanese names of the shipped kinds of document."""
    from noticegen.documents.kinds import kinds

    return {name: kind.title.partition("（")[0] for name, kind in kinds().items()}
