from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from noticegen.documents.told import authorities, rungs
from tests.documents.cases import example, incident_of

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident


def facts(**changes: Any) -> Incident:
    base = example("lost_pc/incident")
    return incident_of({**base, "timeline": [], "authority": [], **changes})


def report(kind: str, name: str, day: int, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "name": name, "status": "実施済み", "on": date(2026, 11, day), **more}


def test_no_station_and_no_partner_is_named_among_those_whom_we_told() -> None:
    told = [
        report("確報", "個人情報保護委員会", 20),
        report("相談", "株式会社見本取引先", 3),
        report("届出", "架空警察署", 2, detail="遺失届を提出"),
        report("速報", "個人情報保護委員会", 5),
    ]
    found = [
        (each.who, each.kind, each.lost_property) for each in authorities(facts(authority=told), "company")
    ]
    assert found == [
        ("警察", "届出", True),
        ("個人情報保護委員会", "速報", False),
        ("個人情報保護委員会", "確報", False),
    ]


def test_what_the_course_of_events_tells_of_the_same_day_is_not_told_again() -> None:
    told = [report("届出", "架空警察署", 2), report("速報", "個人情報保護委員会", 5)]
    line = {"when": date(2026, 11, 2), "what": "警察に届け出た。"}
    assert [each.who for each in authorities(facts(authority=told, timeline=[line]), "company")] == [
        "個人情報保護委員会"
    ]
    other = {"when": date(2026, 11, 3), "what": "警察に届け出た。"}
    assert [each.who for each in authorities(facts(authority=told, timeline=[other]), "company")] == [
        "警察",
        "個人情報保護委員会",
    ]


def test_every_rung_on_which_affected_persons_are_is_told_the_surest_first() -> None:
    base = example("lost_pc/incident")["group"][0]
    groups = [
        {**base, "id": "a", "certainty": "漏えいのおそれ"},
        {**base, "id": "published", "certainty": "漏えい確認"},
    ]
    incident = facts(group=groups, exposure=[], advice=[], protection=[])
    assert [each.value for each in rungs(incident)] == ["漏えい確認", "漏えいのおそれ"]
