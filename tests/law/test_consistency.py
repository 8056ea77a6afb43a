from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.case import Case
from noticegen.law.clocks import client_told_us
from noticegen.law.consistency import consistency_findings
from noticegen.law.deadlines import client_deadlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 22)


def codes(incident: Incident) -> dict[str, str]:
    return {finding.code: finding.severity for finding in consistency_findings(Case(incident, ON))}


def found(incident: Incident, code: str) -> list[tuple[str | None, tuple[str, ...]]]:
    every = consistency_findings(Case(incident, ON))
    assert all(each.message and each.hint for each in every)
    return [(each.where.path, each.sources) for each in every if each.code == code]


def group(**more: Any) -> dict[str, Any]:
    return {"id": "m", "label": "会員", "certainty": "漏えい確認", "items": ["氏名"], "count": 10, **more}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ({"status": "確認されていない"}, "C112"),
        ({"status": "確認されていない", "as_of": date(2027, 1, 1)}, "C113"),
        ({"status": "確認されていない", "as_of": date(2026, 10, 1)}, "C114"),
    ],
)
def test_the_day_of_a_statement_on_damage_is_looked_at(
    make: Callable[..., Incident], damage: dict[str, Any], code: str
) -> None:
    assert codes(make(group=[group()], secondary_damage=damage)).get(code) == "warning"


def test_leak_and_possible_leak_are_both_kinds(make: Callable[..., Incident]) -> None:
    sure, possible = group(), group(id="p", certainty="漏えいのおそれ")
    assert "C115" in codes(make(group=[sure, possible], incident={"kinds": ["漏えい"]}))
    assert "C115" in codes(make(group=[sure], incident={"kinds": ["漏えいのおそれ"]}))
    assert "C115" not in codes(make(group=[sure, possible], incident={"kinds": ["漏えい", "漏えいのおそれ"]}))


def test_a_desk_without_means_is_an_error_where_it_is_the_substitute_measure(
    make: Callable[..., Incident],
) -> None:
    desk = [{"label": "窓口"}]
    assert codes(make(group=[group()], contact=desk))["C117"] == "warning"
    response = {"substitute": {"method": ["問合せ窓口"]}}
    assert codes(make(group=[group()], contact=desk, person_response=response))["C117"] == "error"


def test_a_measure_has_no_effect_before_it_is_delivered(make: Callable[..., Incident]) -> None:
    discipline = {
        "stage": "決定",
        "relation": "自社雇用",
        "effective_on": date(2026, 11, 20),
        "delivered_on": date(2026, 11, 24),
    }
    assert codes(make(group=[group()], discipline=discipline))["C118"] == "warning"


def test_no_deadline_is_counted_for_a_client_that_told_us(make: Callable[..., Incident]) -> None:
    party = {
        "id": "c",
        "role": "委託元",
        "name": "株式会社見本",
        "told_us": date(2026, 11, 9),
        "informed": {"at": date(2026, 11, 9)},
        "owes_report": True,
    }
    incident = make(group=[group()], party=[party])
    assert client_told_us(incident, "c")
    assert client_deadlines(incident, "c", on=ON) == ()
    known = make(group=[group()], party=[party], knowledge=[{"party": "c", "on": date(2026, 11, 6)}])
    assert not client_told_us(known, "c")
    assert {due.counted_from for due in client_deadlines(known, "c", on=ON)} == {date(2026, 11, 6)}


def test_a_corporate_number_must_check(make: Callable[..., Incident]) -> None:
    assert "C119" in codes(make(group=[group()], business={"corporate_number": "1234567890123"}))
    assert "C119" not in codes(make(group=[group()], business={"corporate_number": "5835678256246"}))


def test_what_may_be_somebodys_individual_number_is_pointed_at_and_never_repeated(
    make: Callable[..., Incident],
) -> None:
    incident = make(group=[group()], incident={"summary": "番号６２１４９８３２０２５７が記載された書類"})
    every = [each for each in consistency_findings(Case(incident, ON)) if each.code == "C120"]
    assert [each.where.path for each in every] == ["incident.summary"]
    assert "6214" not in str(every[0])


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (None, set()),
        ({"detail": "なし"}, set()),
        ({"status": "確認されていない"}, {"C112"}),
        ({"status": "確認されていない", "as_of": "調査中"}, set()),
        ({"status": "確認されていない", "as_of": "11月上旬"}, set()),
        ({"status": "確認されていない", "as_of": {"since": date(2027, 1, 1)}}, set()),
        ({"status": "確認されていない", "as_of": date(2026, 11, 25)}, {"C113"}),
        ({"status": "確認されていない", "as_of": date(2026, 11, 24)}, set()),
        ({"status": "確認されていない", "as_of": date(2026, 11, 10)}, set()),
        ({"status": "確認されていない", "as_of": date(2026, 11, 9)}, {"C114"}),
    ],
)
def test_a_statement_on_damage_is_at_most_fourteen_days_old_and_never_of_the_future(
    make: Callable[..., Incident], damage: dict[str, Any] | None, expected: set[str]
) -> None:
    incident = make(letter={"date": date(2026, 11, 24)}, group=[group()], secondary_damage=damage)
    assert set(codes(incident)) & {"C112", "C113", "C114"} == expected
    every = [path for code in expected for path, _ in found(incident, code)]
    assert every == ["secondary_damage.as_of"] * len(expected)


POSSIBLE, SURE, LOST = "漏えいのおそれ", "漏えい確認", "滅失"
KEPT = "回収済み（閲覧なし）"


@pytest.mark.parametrize(
    ("kinds", "certainties", "expected"),
    [
        (["漏えい"], [SURE], False),
        (["漏えい"], [SURE, POSSIBLE], True),
        (["漏えい"], [POSSIBLE], True),
        (["漏えい"], [SURE, KEPT], False),
        (["漏えい", "滅失"], [SURE, LOST], False),
        (["漏えい"], ["調査中"], False),
        (["漏えいのおそれ"], [POSSIBLE], False),
        (["漏えいのおそれ"], [SURE], True),
        (["漏えいのおそれ"], [POSSIBLE, SURE], True),
        (["漏えいのおそれ"], [POSSIBLE, KEPT], False),
        (["漏えいのおそれ", "滅失"], [POSSIBLE, LOST], False),
        (["漏えいのおそれ", "毀損"], [POSSIBLE, "毀損"], False),
        (["漏えいのおそれ"], [POSSIBLE, "調査中"], False),
        (["漏えい", "漏えいのおそれ"], [SURE], False),
        (["滅失"], [LOST], False),
        (["滅失"], [SURE], False),
        (["漏えい"], [LOST], False),
    ],
)
def test_the_kinds_go_with_how_sure_the_leak_of_each_group_is(
    make: Callable[..., Incident], kinds: list[str], certainties: list[str], *, expected: bool
) -> None:
    groups = [group(id=f"g{index}", certainty=each) for index, each in enumerate(certainties)]
    told = found(make(group=groups, incident={"kinds": kinds}), "C115")
    assert told == ([("incident.kinds", ("様式第一3(1)",))] if expected else [])


def test_an_inner_group_whose_leak_is_sure_makes_the_kind_a_leak(make: Callable[..., Incident]) -> None:
    groups = [group(certainty=POSSIBLE), group(id="in", within="m", count=1)]
    assert found(make(group=groups, incident={"kinds": ["漏えいのおそれ"]}), "C115")
    inner = [group(), group(id="in", within="m", count=1, certainty=POSSIBLE)]
    assert not found(make(group=inner, incident={"kinds": ["漏えい"]}), "C115")


@pytest.mark.parametrize("means", ["phone", "email", "fax", "url"])
def test_any_one_means_makes_a_desk(make: Callable[..., Incident], means: str) -> None:
    value = {"email": "a@example.jp", "url": "https://example.jp/"}.get(means, "03-0000-0000")
    desks = [{"label": "一", means: value}, {"label": "二"}]
    response = {"substitute": {"method": ["問合せ窓口"]}}
    practice = "通則編ガイドライン3-5-4-5"
    assert found(make(group=[group()], contact=desks), "C117") == [("contact[1]", (practice,))]
    substitute = make(group=[group()], contact=desks, person_response=response)
    assert found(substitute, "C117") == [("contact[1]", ("法26条2項ただし書", practice))]


@pytest.mark.parametrize(
    ("effective", "delivered", "expected"),
    [
        (date(2026, 11, 23), date(2026, 11, 24), True),
        (date(2026, 11, 24), date(2026, 11, 24), False),
        (date(2026, 11, 25), date(2026, 11, 24), False),
        (None, date(2026, 11, 24), False),
        (date(2026, 11, 24), None, False),
        (date(2026, 11, 24), "調査中", False),
        ("調査中", date(2026, 11, 24), False),
    ],
)
def test_a_measure_may_have_effect_on_the_day_of_delivery(
    make: Callable[..., Incident],
    effective: date | str | None,
    delivered: date | str | None,
    *,
    expected: bool,
) -> None:
    given = {"effective_on": effective, "delivered_on": delivered}
    facts = {name: value for name, value in given.items() if value is not None}
    told = found(make(group=[group()], discipline={"stage": "決定", "relation": "自社雇用", **facts}), "C118")
    assert told == ([("discipline.effective_on", ("民法97条1項",))] if expected else [])


def test_only_what_is_contested_at_that_very_time_is_told(make: Callable[..., Incident]) -> None:
    def fact(day: int, *, contested: bool) -> dict[str, Any]:
        return {"when": date(2026, 10, day), "act": "架空の行為", "contested": contested}

    findings = [fact(1, contested=True), fact(2, contested=False)]
    discipline = {"stage": "調査", "relation": "自社雇用", "finding": findings}
    timeline = [{"when": date(2026, 10, day), "what": "架空の経過"} for day in (3, 2, 1)]
    incident = make(group=[group()], timeline=timeline, discipline=discipline)
    assert found(incident, "C116") == [("timeline[2].what", ())]
    assert found(make(group=[group()], timeline=timeline), "C116") == []


def test_thirteen_digits_that_check_are_no_individual_number(make: Callable[..., Incident]) -> None:
    incident = make(group=[group()], incident={"summary": "法人番号5835678256246"})
    assert found(incident, "C120") == []
    spaced = make(group=[group()], business={"corporate_number": "3 3685 9574 8906"})
    assert not {"C119", "C120"} & set(codes(spaced))
    assert found(make(group=[group()]), "C119") == []
    wrong = make(group=[group()], business={"corporate_number": "1234567890123"})
    assert found(wrong, "C119") == [("business.corporate_number", ())]
    held = make(group=[group(), group(id="n", label="621498320257")])
    assert found(held, "C120") == [("group[1].label", ("番号法19条",))]
