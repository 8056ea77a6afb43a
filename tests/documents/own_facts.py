"""What do the kinds that have facts of their own say in each incident of the show?"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticegen.japanese.calendars import in_calendar

if TYPE_CHECKING:
    from noticegen.japanese.dates import Style


@cache
def _read() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def own_facts(source: str, style: Style = "company") -> dict[str, dict[str, Any]]:
    """Return the tables [document.<kind>] of an incident by kind, their days written as the house writes them."""
    return {kind: _written(table, style) for kind, table in _read().get(source, {}).items()}


def _written(value: Any, style: Style) -> Any:
    if isinstance(value, dict):
        return {name: _written(entry, style) for name, entry in value.items()}
    if isinstance(value, list):
        return [_written(entry, style) for entry in value]
    return in_calendar(value, style) if isinstance(value, str) else value
