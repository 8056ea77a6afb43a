"""Small invented incidents for the tests of what is computed from the facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.incident import Incident
from noticegen.facts.recipients import Excluded, Recipient


def group(name: str, **facts: Any) -> dict[str, Any]:
    """Return a group of ten persons whose name leaked."""
    usual = {
        "id": name,
        "label": f"見本グループ{name}",
        "count": 10,
        "certainty": "漏えい確認",
        "items": ["氏名"],
    }
    return {key: value for key, value in {**usual, **facts}.items() if value is not None}


def party(name: str, role: str = "委託元", **facts: Any) -> dict[str, Any]:
    return {"id": name, "role": role, "name": f"株式会社見本{name}", **facts}


def incident(*groups: dict[str, Any], **tables: Any) -> Incident:
    """Return an incident with these groups and tables."""
    facts: dict[str, Any] = {
        "format": 1,
        "incident": {"title": "架空の事案", "kinds": ["漏えい"], "known_on": date(2026, 11, 1)},
        "business": {"name": "株式会社架空商事"},
        "letter": {"date": date(2026, 11, 20)},
        "report": {"stage": "速報"},
        "group": list(groups) or [group("a")],
    }
    for name, value in tables.items():
        facts[name] = {**facts.get(name, {}), **value} if isinstance(value, dict) else value
    return Incident.model_validate(facts)


def person(of: Incident, *groups: str, **facts: Any) -> AffectedPerson:
    """Return a recipient joined with the incident; the row must not be left out."""
    found = joined(of, *groups, **facts)
    assert isinstance(found, AffectedPerson)
    return found


def joined(of: Incident, *groups: str, **facts: Any) -> AffectedPerson | Excluded:
    return affected_person(Recipient(number=3, row=4, id="P3", name="見本 花子", groups=groups, **facts), of)
