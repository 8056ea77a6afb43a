"""What is there to do, and what first? Findings of one thing as one, in the order of their urgency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from noticegen.findings import Finding
    from noticegen.law.deadlines import Deadline

RANK: Final = {"error": 0, "warning": 1, "note": 2}

UNWRITTEN: Final = "L105"
"""What is not filled in yet: there are many at first, and all have one cure, which is said once."""

DUE: Final[Mapping[str, tuple[str, ...]]] = {
    "ppc_report": ("preliminary_report", "final_report"),
    "victim_apology": ("person_notice",),
    "email_notice": ("person_notice",),
    "client_letter": ("entrustor_notice", "contract_report"),
}
"""The deadlines that a document of a kind serves."""

Dues = Mapping[str | None, tuple["Deadline", ...]]
"""The deadlines of each file of facts; under None those of the only one."""


@dataclass(slots=True)
class Entry:
    """One thing to do: what several documents ask for in one place is shown once.

    ``due`` is what the documents are for and what comes first of it.
    """

    finding: Finding
    documents: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    due: Deadline | None = None


def entries(findings: Iterable[Finding], dues: Dues | None = None) -> list[Entry]:
    """Return the findings, those of one code, place and cure as one, what to do first at the head.

    The order is: severity; a file that cannot be read; what is not filled in yet, as the file has it; the nearest
    deadline of the documents concerned, one without a day last; file and line.
    """
    found: dict[tuple[object, ...], Entry] = {}
    for finding in sorted(findings, key=lambda each: RANK[each.severity]):
        where = finding.where
        # Several tags of one paragraph may be mistyped in the same way.
        of_template = finding.message if finding.code.startswith("T") else ""
        key = (finding.code, where.file, where.path or finding.message, of_template, finding.hint)
        entry = found.setdefault(key, Entry(finding))
        entry.documents += [name for name in [finding.document] if name and name not in entry.documents]
        entry.sources += [source for source in finding.sources if source not in entry.sources]
    for entry in found.values():
        entry.due = _nearest(entry, dues or {})
    return sorted(found.values(), key=_order)


def _nearest(entry: Entry, dues: Dues) -> Deadline | None:
    running = dues.get(entry.finding.where.file, dues.get(None, ()))
    waiting = [
        each for name in entry.documents for each in running if each.done_on is None and _serves(each, name)
    ]
    return min(waiting, key=lambda each: each.due_on or date.max, default=None)


def _serves(deadline: Deadline, document: str) -> bool:
    # The id of a second clock goes on with its items, that of a party with the party.
    return any(deadline.id.partition(":")[0].startswith(name) for name in DUE.get(document, ()))


def _order(entry: Entry) -> tuple[int, int, bool, date, str, int]:
    finding, due = entry.finding, entry.due
    first = 0 if finding.code.startswith("F") else 1 if finding.code == UNWRITTEN else 2
    day = date.max if due is None or due.due_on is None or first < 2 else due.due_on
    place = finding.where
    return RANK[finding.severity], first, due is None and first == 2, day, place.file or "", place.line or 0
