"""What is still unknown, and which entries of which table does it belong to?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.views import View, view
from noticegen.facts.incident import Incident
from noticegen.facts.walk import unknowns
from noticegen.japanese.lists import list_text

if TYPE_CHECKING:
    from noticegen.facts.values import Unknown
    from noticegen.facts.walk import Path
    from noticegen.japanese.dates import Style

NAMES: Final = ("label", "name", "title", "place", "method", "kind", "what", "text")
"""What an entry of an array is known by: the first of these that it has."""


def open_facts(seen: Incident, style: Style) -> tuple[View, ...]:
    """Return what is unknown to this reader; what would read the same, once.

    ``title`` names the table and the fact in one; ``table``, ``entry`` (of which entries, None for a plain table)
    and ``fact`` tell them apart.
    """
    found: dict[tuple[str, str, Unknown], list[str]] = {}
    for path, title, fact in unknowns(seen):
        table = Incident.model_fields[str(path[0])].title or ""
        found.setdefault((table, title, fact), []).append(_entry(seen, path))
    return tuple(
        View(
            title=f"{table}：{title}",
            table=table.partition("(")[0],
            entry=list_text(dict.fromkeys(filter(None, entries))) or None,
            fact=title.partition("(")[0],
            word=fact.unknown,
            reason=fact.reason,
            expected_on=view(fact.expected_on, style),
            supplement=fact.supplement,
        )
        for (table, title, fact), entries in found.items()
    )


def _entry(seen: Incident, path: Path) -> str:
    """Return what the entries on the way to a fact are called, such as 患者・病名; blank where there is none."""
    found: Any = seen
    names: list[str] = []
    for step in path[:-1]:
        if isinstance(step, int):
            found = found[step]
            names += [str(name) for key in NAMES if (name := getattr(found, key, None)) is not None][:1]
        else:
            found = found[step] if isinstance(found, dict) else getattr(found, step)
    return "・".join(names)
