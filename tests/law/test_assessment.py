from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.assessment import applicable, client_applicability, propose

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident
    from noticegen.law.rule7 import ItemProposal

ON = date(2026, 11, 22)
Make = "Callable[..., Incident]"


def group(**more: Any) -> dict[str, Any]:
    return {"id": "m", "label": "会員", "certainty": "漏えいのおそれ", "items": ["氏名"], "count": 10, **more}


def item(incident: Incident, number: int, on: date = ON) -> ItemProposal:
    (found,) = (entry for entry in propose(incident, on=on).items if entry.number == number)
    return found


@pytest.mark.parametrize(
    ("count", "verdict"),
    [
        (0, "非該当"),
        (999, "非該当"),
        (1000, "非該当"),
        (1001, "該当"),
        (5_000_000, "該当"),
        ({"value": 400, "max": 1000}, "非該当"),
        ({"value": 400, "max": 1001}, "該当"),
        ({"max": 1000}, "非該当"),
        ({"max": 1500}, "該当"),
        ({"min": 1000}, "判断不能"),
        ({"min": 1001}, "該当"),
        ({"value": 900, "about": True}, "判断不能"),
        ({"value": 900, "about": True, "max": 980}, "非該当"),
        ({"value": 1200, "about": True}, "該当"),
        ({"value": 900, "estimated": True}, "判断不能"),
        ({"value": 900, "cumulative": True}, "非該当"),
        ({"value": 10, "unit": "名"}, "非該当"),
        ({"value": 1001, "unit": "名"}, "該当"),
        ({"value": 300, "unit": "件"}, "判断不能"),
        ({"value": 3000, "unit": "件"}, "判断不能"),
        ({"value": 30, "unit": "世帯"}, "判断不能"),
        ("調査中", "判断不能"),
        ("把握していない", "判断不能"),
        (None, "判断不能"),
    ],
)
def test_more_than_a_thousand_persons(make: Callable[..., Incident], count: object, verdict: str) -> None:
    facts = group(count=count) if count is not None else {k: v for k, v in group().items() if k != "count"}
    found = item(make(group=[facts]), 4)
    assert found.verdict == verdict
    assert any((found.reasons_for, found.reasons_against, found.reasons_open))
    assert bool(found.reasons_open) is (verdict == "判断不能")


def test_groups_add_up_to_more_than_a_thousand(make: Callable[..., Incident]) -> None:
    assert item(make(group=[group(id="a", count=600), group(id="b", count=401)]), 4).verdict == "該当"
    assert item(make(group=[group(id="a", count=600), group(id="b", count=400)]), 4).verdict == "非該当"


def test_a_nested_group_is_not_counted_twice(make: Callable[..., Incident]) -> None:
    assert (
        item(make(group=[group(id="a", count=900), group(id="b", count=500, within="a")]), 4).verdict
        == "非該当"
    )


def test_a_group_without_a_number_leaves_item_four_open_unless_the_others_decide(
    make: Callable[..., Incident],
) -> None:
    assert (
        item(make(group=[group(id="a", count=600), group(id="b", count="調査中")]), 4).verdict == "判断不能"
    )
    three = [group(id="a", count=600), group(id="b", count=500), group(id="c", count="調査中")]
    assert item(make(group=three), 4).verdict == "該当"


def test_overlapping_groups_are_judged_by_their_maximum(make: Callable[..., Incident]) -> None:
    assert (
        item(make(group=[group(id="a", count=600), group(id="b", count=500, overlaps=["a"])]), 4).verdict
        == "該当"
    )


def test_the_stated_total_stands_over_the_sum(make: Callable[..., Incident]) -> None:
    groups = [group(id="a", count=600), group(id="b", count=500, overlaps=["a"])]
    assert item(make(group=groups, affected={"count": 950, "overlap": "150人が重複"}), 4).verdict == "非該当"


def test_those_who_got_the_data_by_mistake_are_not_counted(make: Callable[..., Incident]) -> None:
    groups = [group(id="a", count=600), group(id="b", count=600, role="誤受領者")]
    assert item(make(group=groups), 4).verdict == "非該当"


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"sensitive": True}, "該当"),
        ({"sensitive": False, "items": ["障害対応履歴"]}, "非該当"),
        ({"sensitive": "調査中"}, "判断不能"),
        ({"items": ["氏名", "病名"]}, "該当"),
        ({"items": ["健康診断の結果"]}, "該当"),
        ({"items": ["氏名", "住所"]}, "非該当"),
        ({"items": "調査中"}, "判断不能"),
    ],
)
def test_sensitive_data_counts_from_one_person(
    make: Callable[..., Incident], facts: dict[str, Any], verdict: str
) -> None:
    assert item(make(group=[group(count=1, **facts)]), 1).verdict == verdict


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"property_risk": True}, "該当"),
        ({"property_risk": False, "items": ["クレジットカード番号"]}, "非該当"),
        ({"property_risk": "確認中"}, "判断不能"),
        ({"items": ["クレジットカード番号"]}, "該当"),
        ({"items": [{"name": "クレジットカード番号", "masked": True}]}, "非該当"),
        ({"items": ["カード番号の下4桁", "有効期限"]}, "非該当"),
        ({"items": ["ログインID", "パスワード"]}, "判断不能"),
        ({"items": ["銀行口座番号"]}, "非該当"),
        ({"items": ["電話番号"]}, "非該当"),
        ({"items": "不明"}, "判断不能"),
    ],
)
def test_data_that_can_cost_money(make: Callable[..., Incident], facts: dict[str, Any], verdict: str) -> None:
    assert item(make(group=[group(count=1, **facts)]), 2).verdict == verdict


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [
        ({"improper_purpose": "あり"}, "該当"),
        ({"improper_purpose": "おそれあり"}, "該当"),
        ({"improper_purpose": "おそれあり", "improper_act_against": "委託先"}, "該当"),
        ({"improper_purpose": "あり", "improper_act_against": "利用サービス提供者"}, "該当"),
        ({"improper_purpose": "あり", "improper_act_against": "第三者"}, "非該当"),
        ({"improper_purpose": "あり", "improper_act_against": "不明"}, "判断不能"),
        ({"improper_purpose": "なし", "category": ["誤送付"]}, "非該当"),
        ({"improper_purpose": "なし", "category": ["不正アクセス"]}, "判断不能"),
        ({"improper_purpose": "調査中", "category": ["紛失"]}, "判断不能"),
        ({"category": ["不正アクセス"]}, "該当"),
        ({"category": ["紛失", "盗難"]}, "該当"),
        ({"category": ["従業者不正"]}, "該当"),
        ({"category": ["誤送付"]}, "非該当"),
        ({"category": ["紛失"]}, "非該当"),
        ({"category": ["その他"]}, "判断不能"),
        ({"category": "調査中"}, "判断不能"),
        ({}, "判断不能"),
    ],
)
def test_an_improper_purpose(make: Callable[..., Incident], cause: dict[str, Any], verdict: str) -> None:
    incident = make(cause=None)
    incident = type(incident).model_validate({**incident.model_dump(exclude_none=True), "cause": cause})
    assert item(incident, 3).verdict == verdict


def test_what_is_not_known_speaks_for_neither_side(make: Callable[..., Incident]) -> None:
    found = item(make(cause={"improper_purpose": "不明"}), 3)
    assert found.reasons_for == ()
    assert found.reasons_against
    assert found.reasons_open == ("不正の目的の有無が「不明」であり、おそれがあれば該当する。",)


def test_without_any_cause_item_three_is_open(make: Callable[..., Incident]) -> None:
    assert item(make(cause=None), 3).verdict == "判断不能"


def test_what_cannot_be_decided_is_treated_as_applying_and_marked(make: Callable[..., Incident]) -> None:
    decision = applicable(make(group=[group(count="調査中")]), ON)
    assert decision.items == (4,)
    assert decision.undecided == (4,)
    assert decision.decided_by == "proposal"
    assert decision.reportable


def test_a_lawyer_decides_and_the_proposal_is_kept_beside(make: Callable[..., Incident]) -> None:
    said = {"rule7": [], "by": "架空 法子", "on": date(2026, 11, 2), "reason": "架空の理由"}
    decision = applicable(make(group=[group(count=1001)], assessment=said), ON)
    assert (decision.items, decision.undecided, decision.decided_by) == ((), (), "lawyer")
    assert decision.proposal.numbers("該当") == (4,)
    assert (decision.name, decision.reason) == ("架空 法子", "架空の理由")
    assert not decision.reportable


def test_nothing_was_reportable_before_april_2022(make: Callable[..., Incident]) -> None:
    assert propose(make(group=[group(count=5000)]), on=date(2022, 3, 31)).items == ()


def parties(*ids: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": each, "role": "委託元", "name": f"見本{each}", **more} for each in ids]


def test_three_clients_of_four_hundred_owe_nothing_while_the_processor_exceeds_a_thousand(
    make: Callable[..., Incident],
) -> None:
    groups = [group(id=f"g{each}", client=each, count=400) for each in ("a", "b", "c")]
    incident = make(group=groups, party=parties("a", "b", "c"))
    assert applicable(incident, ON).items == (4,)
    for each in ("a", "b", "c"):
        assert not client_applicability(incident, each, ON).reportable


def test_a_client_is_judged_by_its_own_slice(make: Callable[..., Incident]) -> None:
    groups = [group(id="ga", client="a", items=["病名"]), group(id="gb", client="b")]
    incident = make(group=groups, party=parties("a", "b"))
    assert client_applicability(incident, "a", ON).items == (1,)
    assert client_applicability(incident, "b", ON).items == ()


def test_the_only_client_owns_the_unmarked_groups(make: Callable[..., Incident]) -> None:
    incident = make(group=[group(count=1001)], party=parties("a"))
    assert client_applicability(incident, "a", ON).items == (4,)


def test_a_client_without_a_marked_slice_cannot_be_judged(make: Callable[..., Incident]) -> None:
    decision = client_applicability(make(party=parties("a", "b")), "a", ON)
    assert decision.undecided == (1, 2, 3, 4)


def test_the_stated_duty_of_a_client_decides(make: Callable[..., Incident]) -> None:
    no = make(group=[group(count=1001)], party=parties("a", owes_report=False))
    assert not client_applicability(no, "a", ON).reportable
    yes = make(party=parties("a", owes_report=True))
    assert client_applicability(yes, "a", ON).reportable
    unknown = make(group=[group(count=1001)], party=parties("a", owes_report="確認中"))
    assert client_applicability(unknown, "a", ON).items == (4,)


def test_a_public_body_counts_from_a_hundred_and_one(make: Callable[..., Incident]) -> None:
    for count, items in ((100, ()), (101, (4,))):
        incident = make(group=[group(count=count)], party=parties("a", administrative=True))
        assert client_applicability(incident, "a", ON).items == items


def test_an_unknown_party_is_an_error(make: Callable[..., Incident]) -> None:
    with pytest.raises(KeyError):
        client_applicability(make(), "nobody", ON)


def test_the_stated_total_stands_beside_those_who_got_the_data_by_mistake(
    make: Callable[..., Incident],
) -> None:
    groups = [group(id="a", count=600), group(id="b", count=5, role="誤受領者")]
    assert item(make(group=groups, affected={"count": 1001}), 4).verdict == "該当"


def test_an_inner_group_with_more_persons_than_its_outer_group_decides(make: Callable[..., Incident]) -> None:
    groups = [group(id="a", count="調査中"), group(id="b", count=1001, within="a")]
    assert item(make(group=groups), 4).verdict == "該当"
