"""How are the dated tables of the law read, and what is an entry's time in force?"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from datetime import date

Level = Literal["S", "J", "G", "F", "C", "P"]
"""S statute, J case law, G guideline, F form, C contract, P practice. S and J bind."""

BINDING: frozenset[Level] = frozenset({"S", "J"})

LEVEL_NAMES: dict[Level, str] = {
    "S": "法令",
    "J": "判例",
    "G": "ガイドライン",
    "F": "様式",
    "C": "契約",
    "P": "実務",
}

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which an entry is the law. A repealed entry keeps its place and gets an end."""

    since: date
    until: date | None = None

    def on(self, day: date | None) -> bool:
        """Return whether the entry is in force on the day; without a day, whether it ever was."""
        return day is None or (self.since <= day and (self.until is None or day <= self.until))


def in_force(entry: dict[str, Any]) -> InForce:
    """Return the time in force of an entry ``in_force = { from = …, until = … }``."""
    span = entry["in_force"]
    return InForce(since=span["from"], until=span.get("until"))


@cache
def table(name: str) -> dict[str, Any]:
    """Return one file of the law, such as ``table("deadlines")``."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def rows(name: str, key: str, on: date | None = None) -> tuple[dict[str, Any], ...]:
    """Return the entries ``[[key]]`` of a file that are in force on the day."""
    entries = cast("list[dict[str, Any]]", table(name)[key])
    return tuple(entry for entry in entries if in_force(entry).on(on))
