from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from noticegen.documents.told import authorities, exposures, open_points, rungs
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


def test_each_report_is_told_with_its_day_its_state_and_its_detail_as_the_letter_writes_dates() -> None:
    told = [report("届出", "総務省", 5, detail="電気通信事業法による届出")]
    (entry,) = authorities(facts(authority=told), "legal")
    assert (entry.who, entry.status, entry.detail, entry.lost_property) == (
        "総務省",
        "実施済み",
        "電気通信事業法による届出",
        False,
    )
    assert str(entry.on) == "令和8年11月5日"


def test_the_course_of_events_tells_of_a_report_only_where_it_names_who_was_told() -> None:
    line = {"when": date(2026, 11, 5), "what": "警察に届け出た。"}
    told = facts(authority=[report("速報", "個人情報保護委員会", 5)], timeline=[line])
    assert [each.who for each in authorities(told, "company")] == ["個人情報保護委員会"]
    withdrawn = {"when": date(2026, 11, 5), "what": "個人情報保護委員会に報告した。", "withdrawn": "誤り"}
    told = facts(authority=[report("速報", "個人情報保護委員会", 5)], timeline=[withdrawn])
    assert [each.who for each in authorities(told, "company")] == ["個人情報保護委員会"]


def test_a_report_without_a_day_stands_last_and_is_never_taken_for_one_of_the_course() -> None:
    undated = {**report("確報", "個人情報保護委員会", 1), "on": "確認中"}
    told = [undated, report("速報", "個人情報保護委員会", 5)]
    line = {"when": {"text": "11月ころ"}, "what": "個人情報保護委員会に報告した。"}
    found = authorities(facts(authority=told, timeline=[line]), "company")
    assert [each.kind for each in found] == ["速報", "確報"]


def test_a_place_of_which_the_same_is_said_is_told_once() -> None:
    board = {"place": "掲示板", "takedown_asked": date(2026, 11, 2), "takedown_done": date(2026, 11, 3)}
    others = [
        {**board, "place": "検索サイト"},
        {**board, "window": date(2026, 11, 1)},
        {**board, "viewed": "閲覧あり"},
        {**board, "takedown_asked": date(2026, 11, 1)},
        {**board, "takedown_done": "確認中"},
        {**board, "detail": "会員の名簿"},
        {**board, "detail": "問合せの記録"},
    ]
    (one,) = exposures(facts(exposure=[board, {**board, "address": "https://example.jp/1"}]), "legal")
    assert (one.place, str(one.takedown_done)) == ("掲示板", "令和8年11月3日")
    assert len(exposures(facts(exposure=[board, *others, *others]), "company")) == 8


def test_what_is_open_of_the_nine_items_is_told_by_its_title_each_once() -> None:
    base = example("lost_pc/incident")
    asked = facts(
        business={**base["business"], "privacy_mark": "調査中"},
        exposure=[
            {"place": "掲示板", "window": "調査中", "takedown_done": "確認中"},
            {"place": "検索サイト", "takedown_done": "確認中"},
            {"place": "名簿業者", "takedown_done": "確認中"},
        ],
        cause={"category": ["不正アクセス"], "improper_purpose": "調査中", "summary": "調査中"},
        secondary_damage={"status": "調査中", "count": "調査中"},
        person_response={"status": "実施予定", "on": "不明"},
        publication={"status": "検討中", "on": "不明"},
        group=[{**base["group"][0], "my_number": "調査中"}],
        protection=[],
        advice=[],
    )
    assert open_points(asked) == (
        "個人番号を含むか",
        "閲覧可能だった期間",
        "掲示板からの情報の削除の状況",
        "検索サイトからの情報の削除の状況",
        "名簿業者に渡った情報の消去等の状況",
        "原因",
        "二次被害の有無",
        "二次被害（確認された件数）",
    )
