"""Which facts are said to be unknown, and where in the file do they stand?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.facts.values import Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident

REPORTED_TABLES = (
    "incident",
    "group",
    "affected",
    "timeline",
    "cause",
    "secondary_damage",
    "person_response",
    "publication",
    "measure",
    "other",
)
"""The tables from which the nine items of 規則8条1項 are made."""


def unknowns(incident: Incident) -> tuple[tuple[str, Unknown], ...]:
    """Return path and value of every unknown fact of the nine items, in the order of the tables."""
    return tuple(found for name in REPORTED_TABLES for found in _walk(name, getattr(incident, name)))


def _walk(path: str, value: object) -> Iterator[tuple[str, Unknown]]:
    if isinstance(value, Unknown):
        yield path, value
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from _walk(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _walk(f"{path}[{index}]", entry)
