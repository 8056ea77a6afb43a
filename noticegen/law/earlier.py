"""Is the law that is applied younger than the event? Its documents are made by the law of now, and that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from noticegen.facts.values import UNWRITTEN_DAY
from noticegen.findings import Finding, Where
from noticegen.law.data import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from noticegen.law.case import Case


def earlier_law_findings(case: Case, document: str) -> Iterator[Finding]:
    """Yield a warning where the business knew of the event before the duty of now was law (法26条, 68条).

    Of the documents alone that are made by that law, and the same for each, so that it can be told once. It names what is applied, since when it is the law, and what was the law then; never an error: the law then may
    have asked for the same document.
    """
    known_on = case.incident.incident.known_on
    if known_on == UNWRITTEN_DAY:
        return
    for entry in rows("earlier", "earlier", case.on):
        if (
            document in entry["affects"]
            and case.incident.business.kind in entry["kinds"]
            and _holds(entry["known"], known_on)
        ):
            doubt = "(未確認)" if entry["unverified"] else ""
            yield Finding(
                "warning",
                "C148",
                f"知った日({known_on})は、当てはめている法令の施行より前です。当てはめているのは、"
                f"{entry['applied']}で、施行は{entry['since']}です。{entry['then']}",
                entry["hint"],
                where=Where(path="incident.known_on"),
                sources=tuple(f"{source}{doubt}" for source in entry["sources"]),
            )
            return


def _holds(span: dict[str, Any], day: date) -> bool:
    return bool(span.get("from", day) <= day <= span["until"])
