"""How are findings shown to a person? Errors first; each with its place, what is wrong, what to do, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.text import Text

    from noticegen.findings import Finding, Severity

HEADINGS: Final[Mapping[Severity, tuple[str, str]]] = {
    "error": ("エラー", "bold red"),
    "warning": ("警告", "bold yellow"),
    "note": ("参考", "bold cyan"),
}

_RANK: Final = {severity: rank for rank, severity in enumerate(HEADINGS)}

UNWRITTEN: Final = "L105"
"""What is not filled in yet: there are many at first, and all have one cure, which is said once."""


@dataclass(slots=True)
class Entry:
    """One thing to do: what several documents ask for in one place is shown once."""

    finding: Finding
    documents: list[str]
    sources: list[str]


def entries(findings: Iterable[Finding]) -> list[Entry]:
    """Return the findings, those of one code, place and cure as one, in the order of severity, file and line."""
    found: dict[tuple[object, ...], Entry] = {}
    for finding in sorted(findings, key=lambda each: _RANK[each.severity]):
        where = finding.where
        # Several tags of one paragraph may be mistyped in the same way.
        of_template = finding.message if finding.code.startswith("T") else ""
        key = (finding.code, where.file, where.path or finding.message, of_template, finding.hint)
        entry = found.setdefault(key, Entry(finding, [], []))
        entry.documents += [name for name in [finding.document] if name and name not in entry.documents]
        entry.sources += [source for source in finding.sources if source not in entry.sources]
    return sorted(found.values(), key=_order)


def _order(entry: Entry) -> tuple[int, str, int]:
    where = entry.finding.where
    return _RANK[entry.finding.severity], where.file or "", where.line or 0


def show_findings(findings: Iterable[Finding], *, stderr: bool = False) -> None:
    """Print findings for a person, grouped by severity, and a last line with their number."""
    from noticegen.cli.output import console

    out = console(stderr=stderr)
    grouped = entries(findings)
    titles = _titles() if any(entry.documents for entry in grouped) else {}
    counts = Counter(entry.finding.severity for entry in grouped)
    for severity, (heading, style) in HEADINGS.items():
        if counts[severity]:
            out.print(f"{heading} {counts[severity]}件", style=style)
        for entry in grouped:
            if entry.finding.severity == severity:
                out.print(
                    _text(entry, titles, out.width), no_wrap=True, overflow="ignore", crop=False, end=""
                )
    if any(entry.finding.code == UNWRITTEN for entry in grouped):
        out.print("→ 〓 と 1900-01-01 を、内容と日付に書き換えてください。", style="bold")
    if grouped:
        total = "、".join(f"{HEADINGS[name][0]} {counts[name]}件" for name in HEADINGS if counts[name])
        out.print(f"計: {total}", style="bold")


def _text(entry: Entry, titles: Mapping[str, str], width: int) -> Text:
    from rich.cells import cell_len
    from rich.text import Text

    from noticegen.cli.wrapping import wrap

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
    return text


def _titles() -> dict[str, str]:
    """Return the Japanese names of the shipped kinds of document."""
    from noticegen.documents.kinds import kinds

    return {name: kind.title.partition("（")[0] for name, kind in kinds().items()}
