from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.facts.incident import Incident

if TYPE_CHECKING:
    from collections.abc import Callable


def _make(**changes: Any) -> Incident:
    facts: dict[str, Any] = {
        "format": 1,
        "incident": {
            "title": "架空の事案",
            "kinds": ["漏えいのおそれ"],
            "known_on": date(2026, 11, 1),
            "discovered_on": date(2026, 11, 1),
        },
        "business": {"name": "株式会社架空商事"},
        "letter": {"date": date(2026, 11, 10)},
        "report": {"stage": "速報"},
        "group": [
            {"id": "members", "label": "会員", "count": 10, "certainty": "漏えいのおそれ", "items": ["氏名"]}
        ],
        "cause": {"category": ["紛失"], "improper_purpose": "なし"},
    }
    for name, value in changes.items():
        merges = isinstance(value, dict) and isinstance(facts.get(name), dict)
        facts[name] = {**facts[name], **value} if merges else value
    return Incident.model_validate({name: value for name, value in facts.items() if value is not None})


@pytest.fixture
def make() -> Callable[..., Incident]:
    """Return a maker of invented incidents: a small loss that need not be reported, with the tables given changed."""
    return _make
