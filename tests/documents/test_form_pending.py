"""Which facts does a report leave open, and under which item of the form?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.documents.form_pending import PendingRow, pending_rows
from tests.documents.cases import example, incident_of, without

OPEN = {"unknown": "調査中", "reason": "調べているため。", "expected_on": date(2026, 12, 1)}


def pending(**tables: Any) -> list[PendingRow]:
    """Return the open facts of an example of which nothing is open but what is put in."""
    facts = without(example("lost_pc/incident"), "cause.improper_purpose")
    for name, value in tables.items():
        facts[name] = (
            [*facts.get(name, []), *value] if isinstance(value, list) else {**facts.get(name, {}), **value}
        )
    return list(pending_rows(incident_of(facts)))


def test_nothing_is_pending_where_everything_is_known() -> None:
    assert pending() == []


@pytest.mark.parametrize(
    ("tables", "item", "title"),
    [
        ({"incident": {"occurred": OPEN}}, "(1) 事態の概要", "発生日"),
        ({"affected": {"count": OPEN}}, "(3) 本人の数", "本人の数"),
        ({"affected": {"unreachable": OPEN}}, "(6) 本人への対応", "通知が困難な本人の数"),
        ({"affected": {"unreachable_reason": OPEN}}, "(6) 本人への対応", "通知が困難な理由"),
        ({"cause": {"background": OPEN}}, "(4) 原因", "背景・管理上の問題"),
        ({"secondary_damage": {"status": OPEN}}, "(5) 二次被害", None),
        ({"publication": {"status": OPEN}}, "(7) 公表", None),
        ({"person_response": {"status": OPEN}}, "(6) 本人への対応", None),
        ({"other": {"detail": OPEN}}, "(9) その他参考となる事項", None),
    ],
)
def test_an_open_fact_stands_under_its_item_of_the_form(
    tables: dict[str, Any], item: str, title: str | None
) -> None:
    (row,) = pending(**tables)
    assert (row.item, row.word, row.reason, row.expected) == (
        item,
        "調査中",
        "調べているため。",
        "2026年12月1日",
    )
    assert title is None or row.title == title


def test_the_expected_day_is_in_the_style_of_the_letter_and_may_be_open() -> None:
    (row,) = pending(cause={"background": OPEN}, letter={"style": "legal"})
    assert row.expected == "令和8年12月1日"
    (row,) = pending(cause={"background": {"unknown": "不明"}})
    assert (row.word, row.reason, row.expected) == ("不明", None, None)


def test_an_open_fact_of_one_of_several_is_told_with_what_that_one_is_called() -> None:
    facts = example("lost_pc/incident")
    facts["cause"].pop("improper_purpose")
    facts["group"][1]["count"] = OPEN
    facts["group"][0]["items"] = OPEN
    facts["measure"][2]["on"] = OPEN
    facts["exposure"][0]["viewed"] = OPEN
    found = pending_rows(incident_of(facts))
    assert [(row.item, row.title.partition("（")[2]) for row in found] == [
        ("(2) 個人データの項目", f"{facts['group'][0]['label']}）"),
        ("(3) 本人の数", f"{facts['group'][1]['label']}）"),
        ("(5) 二次被害", f"{facts['exposure'][0]['place']}）"),
        ("(8) 再発防止のための措置", f"{facts['measure'][2]['what']}）"),
    ]


def test_an_open_fact_of_an_item_is_told_with_the_item_and_one_of_a_wave_with_its_way() -> None:
    facts = example("lost_pc/incident")
    facts["cause"].pop("improper_purpose")
    facts["group"][0]["items"][0] = {"name": "氏名", "count": OPEN}
    facts["person_response"]["wave"][0]["on"] = OPEN
    found = pending_rows(incident_of(facts))
    assert [row.title.partition("（")[2] for row in found] == [
        "氏名）",
        f"{facts['person_response']['wave'][0]['method']}）",
    ]


def test_what_would_read_the_same_stands_once_and_what_is_no_item_of_the_form_not_at_all() -> None:
    facts = example("lost_pc/incident")
    facts["cause"].pop("improper_purpose")
    for group in facts["group"][:2]:
        group["label"] = "会員"
        group["media"] = OPEN
    facts["party"] = [{"id": "maker", "role": "委託先", "name": "株式会社見本製作", "told_us": OPEN}]
    assert [row.title for row in pending_rows(incident_of(facts))] == ["媒体（会員）"]


def test_of_places_of_one_name_it_is_told_whose_data_was_at_the_open_one() -> None:
    facts = example("misdirected_mail/incident")
    titles = [row.title for row in pending_rows(incident_of(facts))]
    assert "閲覧の有無（書類が届いた方の手元：ポイント会員）" in titles
    facts["exposure"][0]["place"] = "別の場所"
    titles = [row.title for row in pending_rows(incident_of(facts))]
    assert "閲覧の有無（書類が届いた方の手元）" in titles


def test_a_total_of_which_only_the_bound_is_known_is_open_in_a_first_report() -> None:
    facts = example("web_intrusion/incident")
    rows = [row for row in pending_rows(incident_of(facts)) if row.item == "(3) 本人の数"]
    assert rows == [PendingRow("(3) 本人の数", "総数", "最大620人", "確定していないため。", "確定次第")]
    places = [row.item for row in pending_rows(incident_of(facts))]
    assert places == sorted(places)
    for change in ({"value": 48, "max": 620}, {"max": 620, "overlapping": True}):
        facts["affected"]["count"] = change
        assert "総数" not in [row.title for row in pending_rows(incident_of(facts))]
    facts["affected"]["count"] = {"max": 620}
    facts["report"]["stage"] = "確報"
    assert "総数" not in [row.title for row in pending_rows(incident_of(facts))]


def test_open_facts_of_one_item_stand_in_the_order_of_the_facts() -> None:
    found = pending(cause={"background": OPEN, "detail": {"unknown": "不明"}}, incident={"place": OPEN})
    assert [(row.item, row.word) for row in found] == [
        ("(1) 事態の概要", "調査中"),
        ("(4) 原因", "不明"),
        ("(4) 原因", "調査中"),
    ]
