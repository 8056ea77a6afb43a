"""Who may read what: the defaults, what is narrower, what a table states, one client's slice."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from noticegen.facts.audience import DEFAULT, EVERYONE, NARROWER, place_in_file, visible
from noticegen.facts.schema import table_models
from noticegen.facts.tables import Audience
from tests.facts.facts import group, incident, party

READERS = get_args(Audience)
WHAT = {"when": date(2026, 11, 1), "what": "事実"}


def entries(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**WHAT, "what": f"事実{index}", **each} for index, each in enumerate(more)]


def whats(of: Any) -> list[str]:
    return [entry.what for entry in of.timeline]


def test_every_table_has_its_readers_and_every_narrowed_field_exists() -> None:
    assert set(DEFAULT) == set(table_models())
    for path, readers in NARROWER.items():
        table, field = path.split(".")
        assert field in table_models()[table].model_fields, path
        assert set(readers) < set(DEFAULT[table]), path


def test_no_default_names_counsel_alone_and_the_employee_is_for_the_house() -> None:
    assert all("代理人限り" not in readers for readers in DEFAULT.values())
    assert DEFAULT["discipline"] == ("社内",)
    assert [name for name, readers in DEFAULT.items() if "相手方" in readers] == ["business", "letter"]
    assert "相手方" not in EVERYONE


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_sees_the_tables_of_the_list_and_no_other(reader: Audience) -> None:
    of = incident(
        discipline={"stage": "調査", "relation": "自社雇用"},
        assessment={"rule7": [1], "by": "弁護士", "on": date(2026, 11, 2), "reason": "理由"},
        compensation={"nature": "見舞金", "detail": "内容", "approved_by": "社長"},
        cause={"summary": "要約", "detail": "詳細", "attack": "手法", "background": "背景"},
    )
    seen = visible(of, reader)
    for name in ("discipline", "assessment", "compensation", "cause"):
        assert (getattr(seen, name) is not None) == (reader in DEFAULT[name])
    if seen.cause is not None:
        for field in ("detail", "attack", "background"):
            assert (getattr(seen.cause, field) is not None) == (reader in NARROWER[f"cause.{field}"])
    assert seen.business == of.business


def test_what_a_table_states_wins_over_its_default_both_ways() -> None:
    of = incident(
        cause={"summary": "要約", "audience": ["社内"]},
        assessment={
            "rule7": [1],
            "by": "弁護士",
            "on": date(2026, 11, 2),
            "reason": "理由",
            "audience": ["委員会"],
        },
        timeline=entries({}, {"audience": ["委員会"]}, {"audience": ["代理人限り"]}, {"audience": []}),
    )
    public, commission = visible(of, "公表"), visible(of, "委員会")
    assert public.cause is None
    assert commission.assessment is not None
    assert visible(of, "社内").assessment is None
    assert whats(public) == ["事実0"]
    assert whats(commission) == ["事実0", "事実1"]


def test_a_stated_reader_does_not_open_what_is_narrower() -> None:
    of = incident(
        exposure=[{"place": "掲示板", "address": "https://board.example.com/", "audience": list(READERS)}]
    )
    for reader in READERS:
        (entry,) = visible(of, reader).exposure
        assert entry.address is None


def test_tables_that_every_document_needs_stay_without_what_is_closed() -> None:
    of = incident(
        incident={"reference": "整理1", "audience": ["社内"]},
        business={"clerk": {"name": "見本 花子"}},
        report={"previous_number": "1"},
    )
    seen = visible(of, "本人")
    assert seen.incident.title == "架空の事案"
    assert seen.incident.reference is None
    assert seen.business.clerk is None
    assert seen.report.previous_number is None
    assert visible(of, "委員会").business.clerk is not None


def test_entries_within_a_table_have_readers_of_their_own() -> None:
    waves = [
        {"method": "電話"},
        {"method": "訪問", "audience": ["委員会"]},
        {"method": "書面", "client": "two"},
    ]
    of = incident(
        group("a", client="one"),
        party=[party("one"), party("two")],
        person_response={"status": "実施中", "wave": waves},
    )
    seen = visible(of, "取引先", client="one").person_response
    assert seen is not None
    assert [wave.method for wave in seen.wave] == ["電話"]


TWO = {
    "party": [
        party("one"),
        party("two"),
        party("sub", "再委託先", of="two"),
        party("deep", "その他", of="sub"),
    ]
}


def test_a_client_sees_its_groups_its_entries_and_itself() -> None:
    of = incident(
        group("a", client="one"),
        group("b", client="two", overlaps=["a"]),
        group("c"),
        timeline=entries({}, {"client": "one"}, {"client": "two"}),
        affected={"count": 20},
        protection=[{"kind": "暗号化", "status": "未実施", "groups": ["a", "b"]}],
        **TWO,
    )
    seen = visible(of, "取引先", client="two")
    assert [each.id for each in seen.group] == ["b"]
    assert seen.group[0].overlaps == ()
    assert whats(seen) == ["事実0", "事実2"]
    assert [each.id for each in seen.party] == ["two"]
    assert seen.affected is None
    assert seen.protection[0].groups == ("b",)


def test_whoever_belongs_to_another_client_is_hidden_with_it_however_deep() -> None:
    of = incident(group("a", client="one"), **TWO)
    everyone_may = [{**each, "audience": ["取引先"]} for each in TWO["party"]]
    opened = incident(group("a", client="one"), party=everyone_may)
    assert [each.id for each in visible(opened, "取引先", client="one").party] == ["one"]
    assert [each.id for each in visible(opened, "取引先", client="two").party] == ["two", "sub", "deep"]
    assert [each.id for each in visible(of, "委員会").party] == ["one", "two", "sub", "deep"]


def test_the_only_client_sees_what_is_nobodys() -> None:
    of = incident(group("a"), party=[party("one")], affected={"count": 12})
    seen = visible(of, "取引先", client="one")
    assert [each.id for each in seen.group] == ["a"]
    assert seen.affected is not None


def test_a_group_that_is_not_seen_leaves_not_even_its_id() -> None:
    of = incident(
        group("a", audience=["委員会"]),
        group("b", within="a", overlaps=["a"]),
        exposure=[{"place": "掲示板", "groups": ["a", "b"]}],
    )
    seen = visible(of, "本人")
    assert (seen.group[0].within, seen.group[0].overlaps, seen.exposure[0].groups) == (None, (), ("b",))


def test_nothing_is_changed_for_who_may_see_everything() -> None:
    of = incident(group("a"), timeline=entries({}), cause={"summary": "要約"})
    assert visible(of, "委員会") == of


def test_days_of_knowledge_reach_a_client_and_closed_words_do_not() -> None:
    known = {"client": "one", "on": date(2026, 11, 3), "by": "品質管理部", "discoverer_detail": "経緯"}
    open_, closed = (
        visible(
            incident(group("a", client="one"), knowledge=[{**known, **more}], **TWO), "取引先", client="one"
        ).incident
        for more in ({}, {"audience": ["社内"]})
    )
    assert (open_.known_on, open_.known_by, open_.discoverer_detail) == (
        date(2026, 11, 3),
        "品質管理部",
        "経緯",
    )
    assert (closed.known_on, closed.known_by, closed.discoverer_detail) == (date(2026, 11, 3), None, None)


def test_a_place_is_counted_as_in_the_file() -> None:
    of = incident(
        group("a", client="one"),
        timeline=entries({"audience": ["社内"]}, {}, {"client": "two"}, {}),
        person_response={"wave": [{"method": "電話", "client": "two"}, {"method": "書面"}]},
        **TWO,
    )
    for reader, client in (("取引先", "one"), ("取引先", "two"), ("社内", None), ("本人", None)):
        seen = visible(of, reader, client=client)  # type: ignore[arg-type]
        for number, entry in enumerate(seen.timeline):
            path = place_in_file(of, reader, ("timeline", number, "what"), client=client)  # type: ignore[arg-type]
            assert path == ("timeline", of.timeline.index(entry), "what")
    wave = place_in_file(of, "取引先", ("person_response", "wave", 0, "method"), client="one")
    assert wave == ("person_response", "wave", 1, "method")
    assert place_in_file(of, "本人", ("cause", "detail")) == ("cause", "detail")
    assert place_in_file(of, "本人", ("timeline",)) == ("timeline",)
