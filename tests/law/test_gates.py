from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.assessment import applicable, client_applicability, propose
from noticegen.law.gates import gates
from noticegen.law.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 22)


def group(**more: Any) -> dict[str, Any]:
    return {"id": "m", "label": "会員", "certainty": "漏えいのおそれ", "items": ["病名"], "count": 10, **more}


def outcomes(incident: Incident) -> dict[str, str]:
    return {result.id: result.outcome for result in gates(incident)}


def cipher(**more: Any) -> dict[str, Any]:
    return {"kind": "暗号化", "status": "実施済み", "recognised": True, "key_management": "鍵を分離", **more}


def test_a_public_body_reports_by_another_article(make: Callable[..., Incident]) -> None:
    incident = make(group=[group()], business={"kind": "行政機関等"})
    assert outcomes(incident)["reporter"] == "対象外"
    decision = applicable(incident, ON)
    assert not decision.reportable
    assert any("法68条" in reason for reason in decision.proposal.items[0].reasons_against)


@pytest.mark.parametrize(
    "category", ["個人情報（散在情報）", "仮名加工情報", "匿名加工情報", "個人情報に該当しない"]
)
def test_what_is_no_personal_data_is_not_reportable(make: Callable[..., Incident], category: str) -> None:
    assert not applicable(make(group=[group()], incident={"data_category": category}), ON).reportable


def test_data_of_an_unknown_category_is_treated_as_reportable(make: Callable[..., Incident]) -> None:
    decision = applicable(make(group=[group()], incident={"data_category": "確認中"}), ON)
    assert (decision.items, decision.undecided) == ((1,), (1,))


def test_planned_personal_data_counts_for_item_three_alone_since_april_2024(
    make: Callable[..., Incident],
) -> None:
    incident = make(
        group=[group(count=2000)],
        incident={"data_category": "個人データとして取り扱う予定の個人情報"},
        cause={"improper_purpose": "あり"},
    )
    assert propose(incident, on=ON).numbers("該当") == (3,)
    assert propose(incident, on=date(2024, 3, 31)).numbers("該当") == ()


def test_what_was_retrieved_unread_is_no_leak(make: Callable[..., Incident]) -> None:
    assert not applicable(make(group=[group(certainty="回収済み（閲覧なし）")]), ON).reportable
    both = [
        group(id="a", certainty="回収済み（閲覧なし）", count=900),
        group(id="b", count=200, items=["氏名"]),
    ]
    assert not applicable(make(group=both), ON).reportable


def test_high_grade_encryption_with_managed_keys_takes_the_data_out(make: Callable[..., Incident]) -> None:
    assert not applicable(make(group=[group()], protection=[cipher()]), ON).reportable


def test_remote_wipe_counts_as_key_management(make: Callable[..., Incident]) -> None:
    protection = [
        {"kind": "暗号化", "status": "実施済み", "recognised": True},
        {"kind": "遠隔消去", "status": "実施済み"},
    ]
    assert not applicable(make(group=[group()], protection=protection), ON).reportable


@pytest.mark.parametrize(
    "protection",
    [
        cipher(recognised="確認中"),
        cipher(key_management="調査中"),
        cipher(key_management="不十分"),
        cipher(status="一部実施"),
        cipher(status="調査中"),
        {"kind": "暗号化", "status": "実施済み"},
    ],
)
def test_encryption_that_is_not_shown_to_be_good_leaves_the_duty(
    make: Callable[..., Incident], protection: dict[str, Any]
) -> None:
    incident = make(group=[group()], protection=[protection])
    assert outcomes(incident)["encryption"] == "判断不能"
    decision = applicable(incident, ON)
    assert (decision.items, decision.undecided) == ((1,), (1,))


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("確認中", "暗号化されていたかが確かめられていない。"),
        (
            "一部実施",
            "暗号化されているが、方式（電子政府推奨暗号リスト等）又は鍵の管理が確かめられていない。",
        ),
    ],
)
def test_encryption_that_is_still_looked_into_is_not_said_to_be_there(
    make: Callable[..., Incident], status: str, said: str
) -> None:
    incident = make(group=[group()], protection=[{"kind": "暗号化", "status": status}])
    (gate,) = (each for each in gates(incident) if each.id == "encryption")
    assert gate.reason == f"{said}確かめられるまで、該当し得るものとして扱う。"


@pytest.mark.parametrize(
    "protection",
    [cipher(recognised=False), cipher(status="未実施"), {"kind": "パスワード", "status": "実施済み"}],
)
def test_a_password_or_weak_encryption_changes_nothing(
    make: Callable[..., Incident], protection: dict[str, Any]
) -> None:
    decision = applicable(make(group=[group()], protection=[protection]), ON)
    assert (decision.items, decision.undecided) == ((1,), ())


def test_encryption_of_one_group_leaves_the_others(make: Callable[..., Incident]) -> None:
    groups = [group(id="a", count=900, items=["氏名"]), group(id="b", count=200, items=["氏名"])]
    incident = make(group=groups, protection=[cipher(groups=["a"])], affected={"count": 1100})
    assert not applicable(incident, ON).reportable


def test_the_encrypted_slice_of_a_client_is_taken_out_for_that_client(make: Callable[..., Incident]) -> None:
    party = [{"id": "a", "role": "委託元", "name": "見本商店"}]
    incident = make(group=[group(client="a")], protection=[cipher(client="a")], party=party)
    assert not client_applicability(incident, "a", ON).reportable


def test_the_host_of_a_dispatched_worker_reports_not_the_agency(make: Callable[..., Incident]) -> None:
    party = [{"id": "host", "role": "派遣先", "name": "見本商店"}]
    incident = make(group=[group(client="host")], party=party)
    assert not applicable(incident, ON).reportable
    assert client_applicability(incident, "host", ON).items == (1,)


def test_data_that_may_be_the_hosts_is_left_open(make: Callable[..., Incident]) -> None:
    party = [{"id": "host", "role": "派遣先", "name": "見本商店"}]
    decision = applicable(make(group=[group()], party=party), ON)
    assert decision.undecided == (1,)


@pytest.mark.parametrize("handles", [True, False, "確認中", None])
def test_a_cloud_provider_never_changes_the_duty_of_the_business(
    make: Callable[..., Incident], handles: object
) -> None:
    party = {"id": "cloud", "role": "クラウド事業者", "name": "見本クラウド", "handles_data": handles}
    incident = make(group=[group()], party=[{k: v for k, v in party.items() if v is not None}])
    assert applicable(incident, ON).items == (1,)
    assert ("cloud" in outcomes(incident)) is (handles is not True)


def test_my_number_points_to_the_other_act(make: Callable[..., Incident]) -> None:
    assert outcomes(make(group=[group(my_number=True)]))["my_number"] == "注意"
    assert outcomes(make(group=[group(my_number="確認中")]))["my_number"] == "注意"
    assert outcomes(make(group=[group(items=["マイナンバー"])]))["my_number"] == "注意"
    assert "my_number" not in outcomes(make(group=[group(my_number=False, items=["個人番号カードの有無"])]))


def test_every_gate_cites_a_recorded_text(make: Callable[..., Incident]) -> None:
    groups = [
        group(id="a", client="host", my_number=True),
        group(id="b", certainty="回収済み（閲覧なし）"),
        group(id="c"),
    ]
    party = [
        {"id": "host", "role": "派遣先", "name": "見本商店"},
        {"id": "cloud", "role": "クラウド事業者", "name": "見本クラウド"},
    ]
    incident = make(
        group=groups, party=party, protection=[cipher(groups=["a"]), cipher(groups=["c"], recognised="不明")]
    )
    results = gates(incident)
    assert {result.id for result in results} == {
        "reporter",
        "data_category",
        "retrieved",
        "dispatched",
        "encryption",
        "cloud",
        "my_number",
    }
    assert all(source_of(citation).title for result in results for citation in result.sources)


def test_the_encryption_of_one_client_shields_no_other(make: Callable[..., Incident]) -> None:
    party = [{"id": each, "role": "委託元", "name": f"見本{each}"} for each in ("a", "b")]
    groups = [group(id="ga", client="a"), group(id="gb", client="b")]
    incident = make(group=groups, protection=[cipher(client="a")], party=party)
    assert applicable(incident, ON).items == (1,)
    assert client_applicability(incident, "a", ON).items == ()
    assert client_applicability(incident, "b", ON).items == (1,)


def test_what_a_gate_found_stands_among_the_reasons(make: Callable[..., Incident]) -> None:
    doubtful = propose(make(group=[group()], protection=[cipher(recognised="不明")]), on=ON).items
    told = {item.number: any("暗号化" in reason for reason in item.reasons_open) for item in doubtful}
    assert told == {1: True, 2: False, 3: False, 4: False}
    shielded = propose(make(group=[group()], protection=[cipher()]), on=ON).items
    assert all(any("見読困難" in reason for reason in item.reasons_against) for item in shielded)
    planned = make(incident={"data_category": "個人データとして取り扱う予定の個人情報"})
    assert "3号の検討の対象" in next(
        result.reason for result in gates(planned) if result.id == "data_category"
    )
    assert "3号の検討の対象" not in next(
        result.reason for result in gates(make()) if result.id == "data_category"
    )


def test_what_is_kept_elsewhere_is_not_lost(make: Callable[..., Incident]) -> None:
    incident = make(group=[group(certainty="滅失", copy_held=True)])
    assert outcomes(incident)["copy_held"] == "対象外"
    assert not applicable(incident, ON).reportable


def test_damage_to_data_kept_elsewhere_depends_on_its_cause(make: Callable[..., Incident]) -> None:
    incident = make(group=[group(certainty="毀損", copy_held=True)])
    assert outcomes(incident)["copy_held"] == "判断不能"
    assert applicable(incident, ON).undecided


def test_of_an_event_before_the_law_of_now_the_gates_say_so(make: Callable[..., Incident]) -> None:
    assert "in_force" not in outcomes(make())
    assert "in_force" not in outcomes(make(incident={"known_on": date(1900, 1, 1)}))
    before = make(incident={"known_on": date(2022, 3, 31)})
    assert outcomes(before)["in_force"] == "注意"
    assert applicable(before, ON).items == applicable(make(), ON).items


@pytest.mark.parametrize(
    ("kind", "day", "said"),
    [
        ("行政機関等", date(2023, 3, 31), "地方公共団体"),
        ("行政機関等", date(2022, 3, 31), "報告対象事態の定め"),
        ("行政機関等", date(2023, 4, 1), None),
        ("個人情報取扱事業者", date(2023, 3, 31), None),
    ],
)
def test_a_city_is_told_from_when_its_article_applies(
    make: Callable[..., Incident], kind: str, day: date, said: str | None
) -> None:
    incident = make(incident={"known_on": day}, business={"kind": kind})
    found = [gate.reason for gate in gates(incident) if gate.id == "in_force"]
    assert [said in reason for reason in found if said] == ([True] if said else [])
    assert len(found) == (said is not None)
