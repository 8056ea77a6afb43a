from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.law.data import LEVEL_NAMES, rows
from noticegen.law.sources import source_of

TABLES = [
    ("deadlines", "deadline"),
    ("rule7", "item"),
    ("form", "field"),
    ("authorities", "authority"),
    ("cyber_forms", "form"),
]
ENTRIES = [(name, entry) for name, key in TABLES for entry in rows(name, key)]


@pytest.mark.parametrize(
    ("name", "entry"), ENTRIES, ids=lambda value: value if isinstance(value, str) else None
)
def test_every_entry_has_its_source_and_its_dates(name: str, entry: dict[str, Any]) -> None:
    assert entry["checked_on"] == date(2026, 11, 22)
    assert isinstance(entry["unverified"], bool)
    assert entry["sources"]
    for citation in entry["sources"]:
        assert source_of(citation).title
    until = entry["in_force"].get("until")
    assert until is None or entry["in_force"]["from"] <= until
    assert entry.get("level", "S") in LEVEL_NAMES


def test_item_three_of_rule_seven_was_widened_on_2024_04_01() -> None:
    for day, planned in ((date(2024, 3, 31), False), (date(2024, 4, 1), True)):
        (item,) = (entry for entry in rows("rule7", "item", day) if entry["number"] == 3)
        assert item["planned_data"] is planned
