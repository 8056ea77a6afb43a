"""The clocks beside 法26条, and what only a contract or a policy knows."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.data import LEVEL_NAMES, rows
from noticegen.law.deadlines import Deadline, deadline_questions, deadlines
from noticegen.law.deadlines_contracts import limit_day
from noticegen.law.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

    Make = Callable[..., Incident]

ON = date(2026, 11, 22)
KNOWN = date(2026, 11, 1)


def due(incident: Incident, on: date = ON) -> dict[str, Deadline]:
    found = deadlines(incident, on=on)
    assert len({each.id for each in found}) == len(found)
    return {each.id: each for each in found}


def asked(incident: Incident) -> dict[str, str]:
    return {each.code: each.message for each in deadline_questions(incident, ON)}


def group(**more: Any) -> list[dict[str, Any]]:
    return [{"id": "m", "label": "会員", "count": 3, "certainty": "漏えい確認", "items": ["氏名"], **more}]


def party(role: str, **more: Any) -> dict[str, Any]:
    return {"id": "x", "role": role, "name": "株式会社見本", **more}


SAID = {"privacy_mark": False, "serves_eu": False, "listed": False}


def test_every_deadline_has_a_level_and_a_source_that_is_recorded() -> None:
    for row in rows("deadlines", "deadline"):
        assert row["level"] in LEVEL_NAMES
        assert all(source_of(citation).title for citation in row["sources"])
    for row in rows("deadlines", "ask"):
        assert all(source_of(citation).title for citation in row["sources"])
        assert row["message"].endswith("。")
        assert row["hint"].endswith("。")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"group": group(items=["クレジットカード番号"])}, {"card_acquirer": "C", "card_mastercard": "C", "card_visa": "C"}),
        ({"group": group(my_number=True)}, {"my_number_preliminary": "G", "my_number_final": "S", "my_number_person": "S"}),
        ({"business": {"privacy_mark": True}}, {"privacy_mark": "C"}),
        ({"business": {"serves_eu": True}}, {"gdpr": "S", "gdpr_persons": "S"}),
        ({"business": {"listed": True}}, {"disclosure": "C"}),
        ({"business": {"industry": "銀行業"}}, {"finance_law": "S"}),
        ({"business": {"industry": "電気通信業"}}, {"telecom_law": "S"}),
        ({"business": {"sector_laws": ["架空業法20条"]}}, {"sector_law": "S"}),
        ({"business": {"sector_laws": ["サイバー対処能力強化法"]}}, {"cyber_law": "S"}),
        ({"party": [party("保険会社")]}, {"insurer_notice:x": "C"}),
        ({"party": [party("親会社", contract={"name": "グループ規程", "report_within": "直ちに"})]}, {"contract_report:x": "C"}),
    ],
)  # fmt: skip
def test_facts_set_the_clocks_of_other_laws_and_contracts_going(
    make: Make, facts: dict[str, Any], expected: dict[str, str]
) -> None:
    found = due(make(**facts))
    assert {name: each.level for name, each in found.items() if name in expected} == expected
    assert not set(due(make())) & set(expected)


def test_where_the_purpose_was_improper_the_clocks_that_know_sixty_days_run_them(make: Make) -> None:
    facts = {"group": group(my_number=True), "business": {"privacy_mark": True}}
    for purpose, days in (("なし", 30), ("あり", 60)):
        found = due(make(**facts, cause={"category": ["従業者不正"], "improper_purpose": purpose}))
        assert [found[name].days for name in ("my_number_final", "privacy_mark")] == [days, days]


def test_only_the_clocks_of_discovery_run_from_discovery_and_only_where_it_has_a_day(make: Make) -> None:
    business = {"privacy_mark": True, "listed": True, "sector_laws": ["架空業法20条"]}
    found = due(make(business=business, incident={"discovered_on": date(2026, 10, 30)}))
    starts = {name: found[name].counted_from for name in ("privacy_mark", "disclosure", "sector_law")}
    assert starts == {"privacy_mark": date(2026, 10, 30), "disclosure": KNOWN, "sector_law": KNOWN}
    vague = due(make(business=business, incident={"discovered_on": {"text": "10月下旬"}}))
    assert vague["privacy_mark"].counted_from == KNOWN


def test_no_clock_runs_before_its_rule_was_made(make: Make) -> None:
    business = {"privacy_mark": True, "sector_laws": ["架空業法20条"]}
    assert "privacy_mark" not in due(make(business=business), date(2024, 10, 30))
    assert "sector_law" not in due(make(business=business), date(2022, 3, 31))


def test_another_law_of_the_business_is_not_the_cyber_law(make: Make) -> None:
    assert "cyber_law" not in due(make(business={"sector_laws": ["架空業法20条"]}))


def test_a_mark_holder_with_my_numbers_owes_a_preliminary_report_too(make: Make) -> None:
    facts = {"group": group(my_number=True), "business": {"privacy_mark": True}}
    found = due(make(**facts, incident={"discovered_on": date(2026, 10, 30)}))["privacy_mark_preliminary"]
    assert (found.due_from, found.due_on) == (date(2026, 11, 1), date(2026, 11, 3))
    assert "privacy_mark_preliminary" not in due(make(business={"privacy_mark": True}))


def test_a_law_of_the_business_takes_the_place_of_the_guess_by_its_industry(make: Make) -> None:
    business = {"industry": "銀行業", "sector_laws": ["銀行法", "架空業法"], "delegated_to": "架空大臣"}
    found = due(make(business=business))
    assert "finance_law" not in found
    assert [found[f"sector_law_{number}"].title for number in (1, 2)] == [
        "業法に基づく報告（銀行法）", "業法に基づく報告（架空業法）",
    ]  # fmt: skip
    assert found["sector_law_1"].recipient == "架空大臣"


def test_the_cyber_law_counts_thirty_days_from_knowledge_and_only_since_it_is_in_force(make: Make) -> None:
    incident = make(
        business={"sector_laws": ["重要電子計算機に対する不正な行為による被害の防止に関する法律"]}
    )
    assert due(incident)["cyber_law"].due_on == date(2026, 11, 30)
    assert "cyber_law" not in due(incident, date(2026, 9, 30))


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("24時間以内", date(2026, 11, 2)),
        ("７２時間以内", date(2026, 11, 4)),
        ("3日以内", date(2026, 11, 3)),
        ("1日以内", KNOWN),
        ("3営業日以内", None),
        ("直ちに", None),
        ("24時間以内に速報、5日以内に書面", None),
    ],
)
def test_a_limit_of_a_contract_is_counted_only_where_its_words_are_plain(
    limit: str, expected: date | None
) -> None:
    assert limit_day(limit, KNOWN) == expected


def test_a_contract_with_a_client_an_insurer_or_an_acquirer_has_its_own_clock(make: Make) -> None:
    limited = {"name": "契約", "report_within": "72時間以内"}
    for role, name in (
        ("委託元", "contract_report:x"),
        ("保険会社", "insurer_notice:x"),
        ("決済代行会社", "contract_report:x"),
    ):
        found = due(make(party=[party(role, contract=limited)]))[name]
        assert (found.due_on, found.recipient, found.level) == (date(2026, 11, 4), "株式会社見本", "C")
        assert "契約上の期限：72時間以内" in found.note


def test_what_our_contractors_owe_us_is_no_deadline_of_ours(make: Make) -> None:
    limited = {"name": "契約", "report_within": "24時間以内"}
    others = [party("委託先", contract=limited), party("決済代行会社", contract=limited, id="y", of="x")]
    assert not [name for name in due(make(party=others)) if name.startswith("contract_report")]


def test_an_insurer_that_was_told_is_done(make: Make) -> None:
    told = {"at": datetime(2026, 11, 3, 10, 0)}
    assert due(make(party=[party("保険会社", informed=told)]))["insurer_notice:x"].done_on == date(
        2026, 11, 3
    )


@pytest.mark.parametrize(
    ("role", "contract", "name"),
    [
        ("保険会社", None, "insurer_notice:x"),
        ("取引先", {"name": "契約", "report_within": "72時間以内"}, "contract_report:x"),
        ("委託元", None, "entrustor_notice:x"),
    ],
)
def test_who_shall_be_told_on_a_later_day_is_not_yet_told(
    make: Make, role: str, contract: dict[str, str] | None, name: str
) -> None:
    for day, expected in ((ON, ON), (date(2026, 11, 23), None)):
        told = party(
            role, informed={"at": day, "by_means": "書面"}, **({"contract": contract} if contract else {})
        )
        more = {"client": "x"} if role == "委託元" else {}
        sensitive = group(items=["病歴"], **more)
        assert due(make(party=[told], group=sensitive))[name].done_on == expected


def test_a_contract_that_was_looked_at_and_has_no_limit_is_neither_due_nor_asked_for(make: Make) -> None:
    incident = make(party=[party("委託元", contract={"name": "契約", "report_within": "定めなし"})])
    assert "contract_report:x" not in due(incident)
    assert "L401" not in asked(incident)


def test_what_only_a_contract_or_a_policy_knows_is_asked_for(make: Make) -> None:
    incident = make(
        group=group(items=["クレジットカード番号"]),
        business=SAID,
        party=[party("委託元")],
    )
    found = asked(incident)
    assert set(found) == {"L401", "L402", "L403", "L406"}
    assert "「株式会社見本」との契約" in found["L401"]
    (where,) = (each.where.path for each in deadline_questions(incident, ON) if each.code == "L401")
    assert where == "party[0].contract.report_within"
    places = {each.code: each.where.path for each in deadline_questions(incident, ON)}
    assert (places["L402"], places["L403"], places["L406"]) == ("party", "party", None)
    answered = make(
        group=group(items=["クレジットカード番号"]),
        business=SAID,
        party=[
            party("委託元", contract={"name": "契約", "report_within": "直ちに"}),
            party("保険会社", id="y"),
            party("カード会社", id="z", contract={"name": "加盟店契約", "report_within": "直ちに"}),
        ],
    )
    assert set(asked(answered)) == {"L406"}


def test_facts_that_would_start_a_clock_and_are_not_said_are_named(make: Make) -> None:
    assert "privacy_mark、serves_eu、listed" in asked(make())["L404"]
    business = {"privacy_mark": "調査中", "serves_eu": True, "listed": False}
    found = asked(make(business=business))
    assert "privacy_mark が" in found["L404"]
    assert "L405" in found
    places = {each.code: each.where.path for each in deadline_questions(make(business=business), ON)}
    assert (places["L404"], places["L405"]) == ("business", "business.serves_eu")


def test_the_police_has_no_deadline_and_that_is_said(make: Make) -> None:
    (note,) = (
        each for each in deadline_questions(make(cause={"category": ["盗難"]}), ON) if each.code == "L406"
    )
    assert note.severity == "note"
    assert "L406" not in asked(make(cause={"category": ["誤送付"]}))


@pytest.mark.parametrize(
    ("facts", "is_urgent"),
    [
        ({}, False),
        ({"group": group(items=["病名"])}, True),
        ({"group": group(items=["クレジットカード番号"])}, True),
        ({"group": group(my_number=True)}, True),
        ({"group": group(count=1001)}, True),
        ({"group": group(count="調査中")}, True),
        ({"cause": {"category": ["従業者不正"], "improper_purpose": "あり"}}, True),
    ],
)
def test_the_mark_demands_a_first_report_of_what_weighs_as_much_as_in_the_law(
    make: Make, facts: dict[str, Any], is_urgent: bool
) -> None:
    small = {"group": group(), "cause": {"category": ["紛失"], "improper_purpose": "なし"}}
    found = due(make(business={"privacy_mark": True}, **{**small, **facts}))
    assert "privacy_mark" in found
    assert ("privacy_mark_preliminary" in found) is is_urgent


def test_the_mark_demands_it_also_of_who_need_not_report_by_law(make: Make) -> None:
    host = [{"id": "host", "role": "派遣先", "name": "株式会社見本"}]
    cause = {"category": ["従業者不正"], "improper_purpose": "あり", "improper_act_against": "自社"}
    told = [{"name": "プライバシーマーク付与機関", "kind": "速報", "on": date(2026, 11, 4)}]
    incident = make(
        business={"privacy_mark": True}, group=group(client="host"), party=host, cause=cause, authority=told
    )
    found = due(incident)
    assert "preliminary_report" not in found
    assert found["privacy_mark_preliminary"].done_on == date(2026, 11, 4)
    assert found["privacy_mark"].done_on is None


def test_how_soon_is_said_in_the_words_of_the_law_or_of_the_contract(make: Make) -> None:
    client = party("委託元", contract={"name": "基本契約", "report_within": "発見後3営業日以内"})
    found = due(
        make(
            business={"serves_eu": True, "listed": True},
            group=group(items=["クレジットカード番号"]),
            party=[client],
        )
    )
    said = {name: found[name].within for name in ("contract_report:x", "card_acquirer", "gdpr_persons")}
    assert said == {
        "contract_report:x": "発見後3営業日以内",
        "card_acquirer": "直ちに",
        "gdpr_persons": "不当な遅滞なく",
    }
    assert found["person_notice"].within == "速やかに"
    assert all(bool(each.within) is (each.due_on is None) for each in found.values())


def test_no_deadline_is_told_in_the_words_of_a_conversation() -> None:
    for row in rows("deadlines", "deadline"):
        assert not re.search("なら|も要る|のほう|こと。|_|）（", row["note"] + row["title"]), row["id"]
        assert "（" not in row.get("recipient", "") or row["recipient"].endswith("）"), row["id"]
