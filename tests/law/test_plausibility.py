from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.case import Case
from noticegen.law.plausibility import plausibility_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 10)
KNOWN = date(2026, 11, 1)
SHOWN = "この書面についてのお知らせを、ホームページに掲載しています。"


def codes(incident: Incident) -> dict[str, str]:
    found = plausibility_findings(Case(incident, ON))
    assert all(each.message and each.hint for each in found)
    return {finding.code: finding.where.path or "" for finding in found}


def paths(incident: Incident, code: str, on: date = ON) -> list[str | None]:
    found = [each for each in plausibility_findings(Case(incident, on)) if each.code == code]
    assert all(each.severity == "warning" and each.message and each.hint for each in found)
    return [each.where.path for each in found]


def sources(incident: Incident, code: str, on: date = ON) -> set[tuple[str, ...]]:
    return {each.sources for each in plausibility_findings(Case(incident, on)) if each.code == code}


def group(each: str = "members", **more: Any) -> dict[str, Any]:
    return {"id": each, "label": each, "certainty": "漏えいのおそれ", "items": ["氏名"], **more}


def counted(*counts: Any, **more: Any) -> list[dict[str, Any]]:
    return [group(f"g{index}", count=count, **more) for index, count in enumerate(counts)]


def assessed(*items: int) -> dict[str, Any]:
    return {"rule7": list(items), "by": "架空法律事務所", "on": date(2026, 11, 2), "reason": "架空の理由"}


@pytest.mark.parametrize(
    ("code", "path", "event", "on", "expected"),
    [
        ("C101", "incident.known_on", {}, date(2026, 10, 31), True),
        ("C101", "incident.known_on", {}, KNOWN, False),
        ("C101", "incident.known_on", {"known_on": date(1900, 1, 1)}, date(1899, 12, 31), False),
        ("C102", "incident.occurred", {"occurred": date(2026, 11, 2)}, ON, True),
        ("C102", "incident.occurred", {"occurred": {"since": date(2026, 11, 2)}}, ON, True),
        ("C102", "incident.occurred", {"occurred": KNOWN}, ON, False),
        ("C102", "incident.occurred", {"occurred": {"until": date(2026, 11, 2)}}, ON, False),
        ("C102", "incident.occurred", {"occurred": "11月下旬"}, ON, False),
        ("C102", "incident.occurred", {"occurred": "調査中"}, ON, False),
        ("C103", "incident.known_on", {"discovered_on": date(2026, 10, 31)}, ON, True),
        ("C103", "incident.known_on", {"discovered_on": KNOWN}, ON, False),
        ("C103", "incident.known_on", {"discovered_on": "10月下旬"}, ON, False),
        ("C103", "incident.known_on", {"discovered_on": "調査中"}, ON, False),
        ("C103", "incident.known_on", {"known_on": date(1900, 1, 1)}, ON, False),
    ],
)
def test_days_that_do_not_go_together_are_pointed_at(
    make: Callable[..., Incident], code: str, path: str, event: dict[str, Any], on: date, *, expected: bool
) -> None:
    assert paths(make(incident=event), code, on) == ([path] if expected else [])
    of_guideline = {("通則編ガイドライン3-5-3-3",)} if expected and code == "C103" else set()
    assert sources(make(incident=event), "C103", on) == of_guideline


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        (date(2026, 11, 5), {}, False),
        (date(2026, 11, 6), {}, True),
        (date(2026, 11, 6), {"assessment": assessed()}, False),
        (date(2026, 11, 6), {"report": {"stage": "確報"}}, False),
        (date(2026, 11, 6), {"report": {"followup": True}}, False),
        (
            date(2026, 11, 6),
            {"authority": [{"name": "個人情報保護委員会", "kind": "速報", "on": date(2026, 11, 3)}]},
            False,
        ),
        (
            date(2026, 11, 6),
            {"party": [{"id": "c", "role": "委託元", "name": "架空社", "owes_report": True}]},
            False,
        ),
    ],
)
def test_a_preliminary_report_is_late_from_the_sixth_day_where_we_are_the_ones_to_report(
    make: Callable[..., Incident], on: date, changes: dict[str, Any], *, expected: bool
) -> None:
    incident = make(**{"assessment": assessed(1), **changes})
    assert paths(incident, "C104", on) == (["report.stage"] if expected else [])
    assert sources(incident, "C104", on) <= {("規則8条1項", "通則編ガイドライン3-5-3-3")}


@pytest.mark.parametrize(
    ("stated", "groups", "expected"),
    [
        ({"count": 10}, counted(4, 6), False),
        ({"count": 9}, counted(4, 6), True),
        ({"count": 11}, counted(4, 6), True),
        ({"count": 11}, counted(10), True),
        ({"count": 9, "overlap": "1人が両方に含まれる"}, counted(4, 6), False),
        ({"count": {"value": 9, "about": True}}, counted(4, 6), False),
        ({"count": {"value": 9, "estimated": True}}, counted(4, 6), False),
        ({"count": {"value": 9, "unit": "件"}}, counted(4, 6), False),
        ({"count": {"min": 9}}, counted(4, 6), False),
        ({"count": "調査中"}, counted(4, 6), False),
        ({"count": 9}, counted(4, {"value": 6, "about": True}), False),
        ({"count": 9}, counted(4, {"value": 6, "max": 8}), False),
        ({"count": 9}, counted(4, "調査中"), False),
        ({"count": 9}, counted(4, {"value": 6, "unit": "世帯"}), False),
        ({"count": 10}, [*counted(10), group("in", count=3, within="g0")], False),
    ],
)
def test_the_stated_number_is_compared_with_the_groups_where_both_are_exact(
    make: Callable[..., Incident], stated: dict[str, Any], groups: list[dict[str, Any]], *, expected: bool
) -> None:
    assert paths(make(affected=stated, group=groups), "C105") == (["affected.count"] if expected else [])


@pytest.mark.parametrize(
    ("inside", "around", "expected"),
    [
        (10, 10, False),
        (11, 10, True),
        (11, {"value": 10, "max": 11}, False),
        (12, {"value": 10, "max": 11}, True),
        (11, {"value": 10, "about": True}, False),
        (11, {"min": 10}, False),
        (11, {"value": 10, "unit": "件"}, False),
        ({"max": 11}, 10, False),
        ("調査中", 10, False),
        (11, "調査中", False),
        (11, None, False),
    ],
)
def test_an_inner_group_is_no_larger_than_the_group_around_it(
    make: Callable[..., Incident], inside: Any, around: Any, *, expected: bool
) -> None:
    groups = [
        group("around", count=around),
        group("apart", count=1),
        group("in", count=inside, within="around"),
    ]
    found = paths(make(group=groups), "C106")
    assert found == (["group[2].count"] if expected else [])


@pytest.mark.parametrize(
    ("affected", "groups", "expected"),
    [
        (None, counted(1, {"value": 1, "unit": "世帯"}), True),
        ({"count": "調査中"}, counted(1, {"value": 1, "unit": "世帯"}), True),
        ({"count": 2}, counted(1, {"value": 1, "unit": "世帯"}), False),
        (None, counted(1, 2), False),
        (None, counted(1, "調査中"), False),
        (None, counted({"value": 1, "unit": "世帯"}), False),
        (None, [*counted(9), group("in", count={"value": 1, "unit": "世帯"}, within="g0")], False),
    ],
)
def test_units_that_do_not_add_up_are_told_while_no_total_is_stated(
    make: Callable[..., Incident],
    affected: dict[str, Any] | None,
    groups: list[dict[str, Any]],
    *,
    expected: bool,
) -> None:
    incident = make(affected=affected, group=groups)
    assert paths(incident, "C107") == (["affected.count"] if expected else [])
    assert sources(incident, "C107") <= {("規則8条1項3号",)}


def test_an_individual_number_in_a_group_and_a_public_body_have_forms_of_their_own(
    make: Callable[..., Incident],
) -> None:
    groups = [
        group("sure", my_number=True),
        group("none", my_number=False),
        group("unknown", my_number="調査中"),
        group("unsaid"),
        group("named", items=["氏名", "個人番号"]),
    ]
    incident = make(group=groups)
    assert paths(incident, "C108") == [f"group[{index}].my_number" for index in (0, 2, 4)]
    assert sources(incident, "C108") == {("番号法29条の4",)}
    assert paths(incident, "C109") == []
    public = make(business={"kind": "行政機関等"})
    assert paths(public, "C109") == ["business.kind"]
    assert sources(public, "C109") == {("法68条",)}


@pytest.mark.parametrize(
    ("items", "expected"),
    [((), ["1", "4"]), ((1,), ["4"]), ((4,), ["1"]), ((1, 4), []), ((1, 2, 4), [])],
)
def test_each_number_that_the_facts_bear_out_and_the_lawyer_denies_is_told(
    make: Callable[..., Incident], items: Iterable[int], expected: list[str]
) -> None:
    groups = [group(sensitive=True, count=1001, certainty="漏えい確認")]
    incident = make(group=groups, assessment=assessed(*items))
    found = [each for each in plausibility_findings(Case(incident, ON)) if each.code == "C110"]
    assert [each.message.partition("では")[2][:1] for each in found] == expected
    assert all(each.hint for each in found)
    assert {(each.where.path, each.sources) for each in found} <= {("assessment.rule7", ("規則7条",))}
    assert paths(make(group=groups), "C110") == []


def test_what_the_facts_leave_open_is_told_with_its_reason_until_a_lawyer_decides(
    make: Callable[..., Incident],
) -> None:
    groups = [group(count="調査中")]
    found = [each for each in plausibility_findings(Case(make(group=groups), ON)) if each.code == "C111"]
    assert found
    proposal = Case(make(group=groups), ON).applicability.proposal
    reasons = {
        each.number: (*each.reasons_for, *each.reasons_open, *each.reasons_against) for each in proposal.items
    }
    for each in found:
        number = int(each.message.partition("条")[2][0])
        assert each.hint is not None
        where = {4: "本人の数の最大は、count の max に書きます。"}.get(number, "")
        assert each.hint.startswith(f"{''.join(reasons[number])}{where}確かめて")
        assert (each.where.path, each.sources) == ("assessment.rule7", ("規則7条",))
    assert paths(make(group=groups, assessment=assessed()), "C111") == []


@pytest.mark.parametrize(
    ("genuine", "publication", "is_doubtful"),
    [
        (SHOWN, {"status": "実施済み"}, False),
        (SHOWN, {"status": "実施予定", "on": date(2026, 11, 10)}, False),
        (SHOWN, {"status": "実施予定", "on": date(2026, 11, 11)}, True),
        (SHOWN, {"status": "実施予定"}, True),
        (SHOWN, {"status": "検討中"}, True),
        (SHOWN, {"status": "調査中"}, True),
        (SHOWN, None, True),
        ("2026年11月24日に掲載する予定です。", {"status": "実施予定"}, False),
        ("ホームページに掲載の代表電話でお確かめください。", None, False),
    ],
)
def test_a_letter_names_no_page_that_is_not_there(
    make: Callable[..., Incident], genuine: str, publication: dict[str, Any] | None, *, is_doubtful: bool
) -> None:
    found = codes(make(letter={"genuine": genuine}, publication=publication))
    assert (found.get("C133") == "letter.genuine") is is_doubtful


def test_a_substitute_measure_is_for_persons_who_cannot_be_told(make: Callable[..., Incident]) -> None:
    response = {"substitute": {"method": ["公表"]}}
    assert codes(make(person_response=response))["C134"] == "person_response.substitute"
    assert sources(make(person_response=response), "C134") == {("法26条2項ただし書",)}
    assert "C134" not in codes(make(person_response=response, affected={"unreachable": 3}))
    returned = {**response, "wave": [{"method": "書面", "returned": 2}]}
    assert "C134" not in codes(make(person_response=returned))
    assert "C134" not in codes(make(person_response={"status": "実施済み"}))


def test_what_is_accepted_is_a_wording_that_there_is(make: Callable[..., Incident]) -> None:
    def found(name: str) -> str | None:
        return codes(make(accepted=[{"name": name, "reason": "社の方針"}])).get("C135")

    assert found("wording.regret") is None
    assert found("regret") is None
    assert found("L101") == "accepted[0].name"
