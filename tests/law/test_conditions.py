from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.conditions import CONDITIONS, Case
from noticegen.law.demands import demands, demands_of_any_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 22)


def holds(name: str, incident: Incident, client: str | None = None, **more: Any) -> bool:
    return CONDITIONS[name](Case(incident, ON, client, **more))


def group(**more: Any) -> dict[str, Any]:
    return {"id": "m", "label": "会員", "certainty": "漏えいのおそれ", "items": ["氏名"], "count": 10, **more}


def party(each: str, role: str = "委託元", **more: Any) -> dict[str, Any]:
    return {"id": each, "role": role, "name": f"見本{each}", **more}


def test_every_condition_answers_for_the_smallest_incident(make: Callable[..., Incident]) -> None:
    case = Case(make(), ON)
    answers = {name: condition(case) for name, condition in CONDITIONS.items()}
    assert {name for name, yes in answers.items() if yes} == {
        "always",
        "preliminary",
        "not_reportable",
        "platform_act_in_force",
    }


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ({"stage": "速報"}, {"preliminary"}),
        ({"stage": "確報"}, {"final", "followup"}),
        ({"stage": "速報", "combined": True}, {"final", "combined"}),
        ({"stage": "速報", "followup": True}, {"preliminary", "followup"}),
    ],
)
def test_stages(make: Callable[..., Incident], report: dict[str, Any], expected: set[str]) -> None:
    names = ("preliminary", "final", "combined", "followup")
    assert {name for name in names if holds(name, make(report=report))} == expected


def test_an_unknown_fact_of_the_nine_items_counts_and_one_of_the_employee_does_not(
    make: Callable[..., Incident],
) -> None:
    assert holds("anything_unknown", make(group=[group(count="調査中")]))
    assert holds("anything_unknown", make(cause={"detail": {"unknown": "調査中", "reason": "架空"}}))
    discipline = {"stage": "調査", "relation": "自社雇用", "damages": "調査中"}
    assert not holds("anything_unknown", make(discipline=discipline))


def test_what_the_reader_may_not_see_promises_no_news(make: Callable[..., Incident]) -> None:
    incident = make(cause={"attack": "調査中"})
    assert holds("anything_unknown", incident, audience="委員会")
    assert not holds("anything_unknown", incident, audience="本人")


def test_another_clients_unknown_is_not_this_clients(make: Callable[..., Incident]) -> None:
    groups = [group(id="ga", client="a"), group(id="gb", client="b", count="調査中")]
    incident = make(group=groups, party=[party("a"), party("b")])
    assert not holds("anything_unknown", incident, "a")
    assert holds("anything_unknown", incident, "b")


@pytest.mark.parametrize(
    "facts",
    [
        {"affected": {"unreachable": 3}},
        {"affected": {"unreachable_reason": "連絡先が古いため"}},
        {"person_response": {"substitute": {"method": ["公表"]}}},
        {"person_response": {"wave": [{"method": "書面", "returned": 5}]}},
    ],
)
def test_someone_who_cannot_be_told_demands_a_substitute_in_a_reportable_event(
    make: Callable[..., Incident], facts: dict[str, Any]
) -> None:
    assert holds("unreachable_exists", make(**facts))
    assert not holds("substitute_due", make(**facts))
    assert holds("substitute_due", make(group=[group(items=["病名"])], **facts))


def test_nobody_unreachable_demands_nothing(make: Callable[..., Incident]) -> None:
    incident = make(
        affected={"unreachable": 0}, person_response={"wave": [{"method": "書面", "returned": 0}]}
    )
    assert not holds("unreachable_exists", incident)


def test_a_desk_as_substitute(make: Callable[..., Incident]) -> None:
    assert holds("substitute_by_desk", make(person_response={"substitute": {"method": ["問合せ窓口"]}}))
    assert not holds("substitute_by_desk", make(person_response={"substitute": {"method": ["公表"]}}))


def test_each_client_gets_the_letter_of_its_own_mode(make: Callable[..., Incident]) -> None:
    groups = [
        group(id="ga", client="a", items=["病名"]),
        group(id="gb", client="b"),
        group(id="gc", client="c", items=["病名"]),
    ]
    incident = make(group=groups, party=[party("a"), party("b"), party("c", "派遣先")])
    modes = ("entrustee_notice", "contract_notice", "dispatch_report")
    assert [name for name in modes if holds(name, incident, "a")] == ["entrustee_notice"]
    assert [name for name in modes if holds(name, incident, "b")] == ["contract_notice"]
    assert [name for name in modes if holds(name, incident, "c")] == ["dispatch_report"]
    assert [name for name in modes if holds(name, incident)] == list(modes)


def test_without_a_reportable_event_the_contract_alone_remains(make: Callable[..., Incident]) -> None:
    incident = make(group=[group(client="a")], party=[party("a", owes_report=True)])
    assert holds("contract_notice", incident, "a")
    assert not holds("entrustee_notice", incident, "a")


def test_three_clients_of_four_hundred_get_a_contract_notice(make: Callable[..., Incident]) -> None:
    groups = [group(id=f"g{each}", client=each, count=400) for each in ("a", "b", "c")]
    incident = make(group=groups, party=[party(each) for each in ("a", "b", "c")])
    assert holds("reportable", incident)
    assert all(holds("contract_notice", incident, each) for each in ("a", "b", "c"))


@pytest.mark.parametrize(
    ("discipline", "expected"),
    [
        (
            {"stage": "調査", "relation": "自社雇用"},
            {"employee_subject", "has_subject", "investigation_stage"},
        ),
        (
            {"stage": "決定", "relation": "自社雇用", "sanction": "減給"},
            {"employee_subject", "has_subject", "decision_stage", "pay_cut"},
        ),
        (
            {"stage": "決定", "relation": "自社雇用（派遣労働者）", "sanction": "懲戒解雇"},
            {"employee_subject", "has_subject", "decision_stage", "dismissal"},
        ),
        ({"stage": "決定", "relation": "退職済み"}, {"no_subject", "retired"}),
        ({"stage": "決定", "relation": "派遣受入れ"}, {"no_subject"}),
    ],
)
def test_discipline(make: Callable[..., Incident], discipline: dict[str, Any], expected: set[str]) -> None:
    names = {
        "employee_subject",
        "has_subject",
        "no_subject",
        "retired",
        "investigation_stage",
        "decision_stage",
        "pay_cut",
        "dismissal",
    }
    assert {name for name in names if holds(name, make(discipline=discipline))} == expected


def test_a_procedure_is_due_unless_it_is_said_that_there_is_none(make: Callable[..., Incident]) -> None:
    def due(value: object) -> bool:
        facts = {"stage": "決定", "relation": "自社雇用", "procedure_required": value}
        return holds("procedure_required", make(discipline={k: v for k, v in facts.items() if v is not None}))

    assert [due(value) for value in (True, "確認中", None, False)] == [True, True, True, False]


def levels(document: str, case: Case) -> dict[str, str]:
    return {entry.id.partition(".")[2]: entry.level for entry in demands(document, case)}


def test_the_nine_items_bind_a_reportable_event_and_follow_the_form_otherwise(
    make: Callable[..., Incident],
) -> None:
    assert levels("ppc_report", Case(make(group=[group(items=["病名"])]), ON))["cause"] == "S"
    assert levels("ppc_report", Case(make(), ON))["cause"] == "F"


def test_a_voluntary_letter_is_practice(make: Callable[..., Incident]) -> None:
    assert "S" not in levels("victim_apology", Case(make(), ON)).values()
    found = levels("victim_apology", Case(make(group=[group(items=["病名"])]), ON))
    bound = {name for name, level in found.items() if level == "S"}
    assert bound == {"incident_summary", "affected_items", "cause", "secondary_damage", "other_info"}


def test_the_letter_to_a_client_that_owes_nothing_never_binds_but_may_not_cite_the_proviso(
    make: Callable[..., Incident],
) -> None:
    incident = make(group=[group(client="a")], party=[party("a")])
    found = levels("client_letter", Case(incident, ON, "a"))
    assert {name for name, level in found.items() if level == "S"} == {"no_proviso_contract"}


def test_an_investigation_binds_less_than_a_decision(make: Callable[..., Incident]) -> None:
    early = levels("disciplinary_memo", Case(make(discipline={"stage": "調査", "relation": "自社雇用"}), ON))
    late = levels("disciplinary_memo", Case(make(discipline={"stage": "決定", "relation": "自社雇用"}), ON))
    assert early["proportionality"] == "P"
    assert (late["proportionality"], late["explanation_chance"], late["rule_publicity"]) == ("S", "J", "J")
    assert "pay_cut_limit" not in late


def test_the_stage_of_the_memo_is_its_own(make: Callable[..., Incident]) -> None:
    case = Case(make(discipline={"stage": "決定", "relation": "自社雇用"}), ON)
    assert case.stage_of("disciplinary_memo") == "決定"
    assert case.stage_of("ppc_report") == "速報"
    assert Case(make(), ON).stage_of("disciplinary_memo") == "速報"


def test_without_facts_the_statutory_items_are_still_asked_for() -> None:
    found = {entry.id: entry.level for entry in demands_of_any_case("victim_apology", ON)}
    assert found["victim_apology.cause"] == "S"
    assert found["victim_apology.subject"] == "P"
    assert "victim_apology.alternative_measure" not in found


@pytest.mark.parametrize(
    ("status", "there"),
    [("あり", True), ("おそれあり", True), ("確認されていない", False), ("なし", False), ("調査中", False)],
)
def test_the_content_of_secondary_damage_is_due_where_there_is_or_may_be_some(
    make: Callable[..., Incident], status: str, *, there: bool
) -> None:
    damage = {"status": status}
    assert holds("damage_exists", make(secondary_damage=damage)) is there
    assert not holds("damage_possible", make(secondary_damage=damage))
    assert holds("damage_possible", make(group=[group(items=["病名"])], secondary_damage=damage)) is there


def test_effort_is_asked_for_in_a_final_report_with_something_unknown(make: Callable[..., Incident]) -> None:
    unknown = [group(count="調査中")]
    assert holds("final_with_unknown", make(group=unknown, report={"stage": "確報"}))
    assert not holds("final_with_unknown", make(group=unknown))
    assert not holds("final_with_unknown", make(report={"stage": "確報"}))


@pytest.mark.parametrize(
    ("role", "entrusted", "by_another"),
    [
        ("委託元", True, True),
        ("委託先", True, False),
        ("再委託先", True, False),
        ("派遣先", False, False),
        ("警察", False, False),
    ],
)
def test_entrustment(make: Callable[..., Incident], role: str, *, entrusted: bool, by_another: bool) -> None:
    incident = make(party=[party("a", role)])
    assert holds("entrustment_exists", incident) is entrusted
    assert holds("has_entrustor", incident) is by_another


def test_a_clients_slice_holds_what_is_its_own_or_nobodys(make: Callable[..., Incident]) -> None:
    def entries(**more: Any) -> list[dict[str, Any]]:
        return [{**more, "client": "a"}, {**more, "client": "b"}, more]

    incident = make(
        party=[party("a"), party("b")],
        group=[group(id="ga", client="a"), group(id="gb", client="b")],
        timeline=entries(when=date(2026, 11, 1), what="架空の経過"),
        measure=entries(what="架空の措置", status="実施済み"),
    )
    part = Case(incident, ON, "a").part
    assert [entry.id for entry in part.group] == ["ga"]
    assert [entry.client for entry in part.timeline] == ["a", None]
    assert [entry.client for entry in part.measure] == ["a", None]


def test_a_clients_document_never_tells_that_another_clients_data_is_reportable(
    make: Callable[..., Incident],
) -> None:
    groups = [group(id="ga", client="a", items=["病名"]), group(id="gb", client="b")]
    incident = make(group=groups, party=[party("a"), party("b")])
    assert holds("reportable", incident)
    assert holds("reportable", incident, "a")
    assert not holds("reportable", incident, "b")
    assert holds("undecided", make(group=[group(client="a", count="調査中")], party=[party("a")]), "a")
