"""What only changing the law's code by force showed to be unprotected: sentences about clocks, duties and reasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.assessment import client_applicability, propose
from noticegen.law.clocks import client_told_us
from noticegen.law.conditions import CONDITIONS, Case
from noticegen.law.data import rows
from noticegen.law.deadline import make_deadline
from noticegen.law.deadlines import Deadline, client_deadlines, deadline_questions, deadlines
from noticegen.law.demands import demands, demands_of_any_case
from noticegen.law.gates import gates
from noticegen.law.requirements import requirements
from noticegen.law.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

    Make = Callable[..., Incident]

ON = date(2026, 11, 22)
BEFORE = date(2022, 3, 31)
KNOWN = date(2026, 11, 1)


def group(**more: Any) -> dict[str, Any]:
    return {"id": "m", "label": "会員", "certainty": "漏えい確認", "items": ["氏名"], "count": 10, **more}


def party(each: str, role: str = "委託元", **more: Any) -> dict[str, Any]:
    return {"id": each, "role": role, "name": f"見本{each}", **more}


def assessed(*items: int) -> dict[str, Any]:
    return {"rule7": list(items), "by": "架空法律事務所", "on": date(2026, 11, 2), "reason": "架空の理由"}


def due(incident: Incident) -> dict[str, Deadline]:
    return {each.id: each for each in deadlines(incident, on=ON)}


def holds(name: str, incident: Incident, client: str | None = None, **more: Any) -> bool:
    return CONDITIONS[name](Case(incident, ON, client, **more))


@pytest.mark.parametrize(
    ("told_us", "informed", "expected"),
    [
        (None, date(2026, 11, 9), False),
        (date(2026, 11, 9), None, True),
        (date(2026, 11, 9), "確認中", True),
        (date(2026, 11, 9), date(2026, 11, 8), False),
        (date(2026, 11, 8), date(2026, 11, 9), True),
        (date(2026, 11, 8), {"text": "11月上旬"}, True),
        ({"text": "11月上旬"}, date(2026, 11, 8), True),
    ],
)
def test_a_client_told_us_unless_we_surely_told_it_first(
    make: Make, told_us: object, informed: object, expected: bool
) -> None:
    facts = {"told_us": told_us, "informed": {"at": informed} if informed is not None else None}
    client = party("c", **{name: value for name, value in facts.items() if value is not None})
    assert client_told_us(make(party=[client]), "c") is expected


def test_the_notice_to_persons_runs_from_the_first_day_of_knowledge_for_all_items(make: Make) -> None:
    late = [{"rule7": 4, "on": date(2026, 11, 5)}]
    notice = due(make(assessment=assessed(1, 4), knowledge=late))["person_notice"]
    assert notice.counted_from == KNOWN
    assert notice.items == (1, 4)


@pytest.mark.parametrize(
    ("response", "day"),
    [
        ({"status": "実施済み", "on": date(2026, 11, 6)}, date(2026, 11, 6)),
        ({"status": "実施予定", "on": date(2026, 11, 30)}, None),
    ],
)
def test_the_notice_to_persons_is_done_on_the_day_that_the_facts_call_done(
    make: Make, response: dict[str, Any], day: date | None
) -> None:
    assert due(make(assessment=assessed(1), person_response=response))["person_notice"].done_on == day


def test_a_report_made_on_the_first_day_of_its_clock_counts(make: Make) -> None:
    report = {"kind": "速報", "status": "実施済み", "on": KNOWN, "name": "個人情報保護委員会"}
    assert due(make(assessment=assessed(1), authority=[report]))["preliminary_report"].done_on == KNOWN


def test_only_the_entrustor_that_owes_a_report_is_owed_the_notice_of_rule_nine(make: Make) -> None:
    groups = [group(id="ga", client="a", items=["病名"]), group(id="gb", client="b")]
    found = due(make(group=groups, party=[party("a"), party("b")]))
    assert "entrustor_notice:b" not in found
    notice = found["entrustor_notice:a"]
    assert (notice.recipient, notice.party) == ("見本a", "a")
    assert holds("client_owes_report", make(group=groups, party=[party("a"), party("b")]), "a")
    assert not holds("client_owes_report", make(group=groups, party=[party("a"), party("b")]), "b")


def test_what_is_known_of_one_client_starts_no_clock_of_another(make: Make) -> None:
    contract = {"name": "架空契約", "report_within": "3日以内"}
    parties = [party("a", contract=contract), party("b", contract=contract)]
    groups = [group(id="ga", client="a", items=["病名"]), group(id="gb", client="b", items=["病名"])]
    earlier = [{"client": "b", "on": date(2026, 10, 20)}]
    found = due(make(group=groups, party=parties, knowledge=earlier))
    starts = {name: each.counted_from for name, each in found.items() if each.party in ("a", "b")}
    assert starts["contract_report:a"] == starts["entrustor_notice:a"] == KNOWN
    assert starts["contract_report:b"] == starts["entrustor_notice:b"] == date(2026, 10, 20)


def test_one_contract_without_a_limit_hides_no_later_one(make: Make) -> None:
    parties = [
        party("supplier", "委託先", contract={"name": "架空契約", "report_within": "1日以内"}),
        party("school", "学校", contract={"name": "架空契約", "report_within": "定めなし"}),
        party("parent", "親会社", contract={"name": "架空契約", "report_within": "24時間以内"}),
        party("client", contract={"name": "架空契約", "report_within": "3日以内"}),
        party("vague", "取引先", contract={"name": "架空契約", "report_within": "遅滞なく"}),
    ]
    found = {each.party: each for each in due(make(party=parties)).values() if each.id.startswith("contract")}
    assert set(found) == {"parent", "client", "vague"}
    assert {name: each.due_on for name, each in found.items()} == {
        "parent": date(2026, 11, 2),
        "client": date(2026, 11, 3),
        "vague": None,
    }
    assert "知った時刻から" in found["parent"].note
    assert "知った日を1日目" in found["client"].note
    assert found["vague"].note.endswith("遅滞なく。")


@pytest.mark.parametrize("contract", [None, {"name": "架空契約", "report_within": "10日以内"}])
def test_an_insurer_that_was_told_was_notified(make: Make, contract: dict[str, Any] | None) -> None:
    more = {"contract": contract} if contract else {}
    insurer = party("i", "保険会社", informed={"at": date(2026, 11, 4)}, **more)
    notice = due(make(party=[insurer]))["insurer_notice:i"]
    assert (notice.recipient, notice.counted_from, notice.done_on) == ("見本i", KNOWN, date(2026, 11, 4))


def test_only_our_own_contract_with_a_card_company_answers_for_its_limit(make: Make) -> None:
    limit = {"name": "架空契約", "report_within": "3日以内"}

    def asks(*parties: dict[str, Any]) -> bool:
        incident = make(group=[group(items=["クレジットカード番号"])], party=list(parties))
        return any("カード" in each.message for each in deadline_questions(incident, ON))

    assert not asks(party("k", "カード会社", contract=limit))
    assert asks(party("k", "カード会社"), party("s", "学校", contract=limit))
    assert asks(party("s", "委託先"), party("k", "カード会社", of="s", contract=limit))


def test_a_deadline_keeps_its_party_its_doubt_and_its_days_where_no_longer_limit_exists() -> None:
    entries = {entry["id"]: entry for entry in rows("deadlines", "deadline", ON)}
    plain = make_deadline(entries["preliminary_report"], KNOWN, improper=True, party="c")
    assert (plain.id, plain.party, plain.days) == ("preliminary_report:c", "c", 5)
    assert make_deadline(entries["final_report"], KNOWN).days == 30
    for entry in entries.values():
        assert make_deadline(entry, KNOWN).unverified is entry["unverified"]


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("joint", {"report": {"joint_with": ["a"]}, "party": [party("a")]}, True),
        ("joint", {"party": [party("a")]}, False),
        ("opponent_has_counsel", {"party": [party("a", "相手方代理人")]}, True),
        ("opponent_has_counsel", {"party": [party("a", "委託先")]}, False),
        ("entrustment_told", {"party": [party("a")]}, True),
        ("entrustment_told", {"party": [party("a", "委託先")]}, False),
        ("entrustment_told", {"party": [party("a", "委託先")], "cause": {"actor": "委託先"}}, True),
        ("entrustment_told", {"party": [party("a", "委託先")], "cause": {"actor": "報告者"}}, False),
        ("entrustment_told", {"cause": {"actor": "委託先"}}, False),
        ("entrustment_told", {"cause": None}, False),
    ],
)
def test_who_else_is_told_of(make: Make, name: str, facts: dict[str, Any], expected: bool) -> None:
    assert holds(name, make(**facts)) is expected


def test_changes_are_told_only_to_a_reader_of_the_earlier_document(make: Make) -> None:
    groups = [group(id="ga", client="a"), group(id="gb", client="b")]
    old = make(group=groups[:1], party=[party("a")])
    new = make(group=groups, party=[party("a"), party("b")])
    assert not holds("since_given", new)
    assert holds("since_given", new, since=old)
    assert holds("since_given", new, "a", since=old)
    assert not holds("since_given", new, "b", since=old)


def test_the_law_asks_what_it_asked_on_the_day(make: Make) -> None:
    reportable = make(group=[group(items=["病名"])])
    assert demands("ppc_report", Case(reportable, BEFORE)) == ()
    assert demands_of_any_case("ppc_report", BEFORE) == ()
    asked = demands_of_any_case("ppc_report", ON)
    assert asked
    assert set(asked) <= set(requirements("ppc_report", ON))


SAID = [
    ({"sensitive": True}, 1, "reasons_for", "グループ m は要配慮個人情報を含むと"),
    ({"sensitive": False}, 1, "reasons_against", "グループ m は要配慮個人情報を含まないと"),
    ({"sensitive": "調査中"}, 1, "reasons_open", "要配慮個人情報を含むかが「調査中」"),
    ({"items": "調査中"}, 1, "reasons_open", "項目が「調査中」"),
    ({"items": ["病名"]}, 1, "reasons_for", "項目に「病名」がある"),
    ({"items": ["氏名"]}, 1, "reasons_against", "要配慮個人情報とみられるものはない"),
    ({"property_risk": True}, 2, "reasons_for", "財産的被害が生じるおそれがあると"),
    ({"property_risk": False}, 2, "reasons_against", "財産的被害が生じるおそれがないと"),
    ({"items": ["クレジットカード番号"]}, 2, "reasons_for", "項目に「クレジットカード番号」がある"),
    ({"items": ["氏名"]}, 2, "reasons_against", "決済等に使えるものはない"),
    ({"count": "調査中"}, 4, "reasons_open", "本人の数が「調査中」"),
]


@pytest.mark.parametrize(("facts", "number", "side", "words"), SAID)
def test_a_proposal_tells_on_the_right_side_why(
    make: Make, facts: dict[str, Any], number: int, side: str, words: str
) -> None:
    (item,) = (each for each in propose(make(group=[group(**facts)]), on=ON).items if each.number == number)
    sides = ("reasons_for", "reasons_against", "reasons_open")
    found = [name for name in sides if any(words in reason for reason in getattr(item, name))]
    assert found == [side]


@pytest.mark.parametrize(
    ("against", "verdict", "side", "words"),
    [
        ("第三者", "非該当", "reasons_against", "いずれでもない"),
        ("調査中", "判断不能", "reasons_open", "「調査中」"),
    ],
)
def test_item_three_keeps_the_reasons_for_it_beside_those_of_the_victim(
    make: Make, against: str, verdict: str, side: str, words: str
) -> None:
    cause = {"category": ["不正アクセス"], "improper_purpose": "あり", "improper_act_against": against}
    (item,) = (each for each in propose(make(cause=cause), on=ON).items if each.number == 3)
    assert item.verdict == verdict
    assert any("不正の目的は「あり」" in reason for reason in item.reasons_for)
    assert any(words in reason for reason in getattr(item, side))


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ([{"min": 600, "max": 5000}, {"min": 401}], "該当"),
        ([{"confirmed": 600, "value": 700, "about": True}, {"min": 400}, "調査中"], "判断不能"),
        ([{"confirmed": 601, "value": 700, "about": True}, {"min": 400}, "調査中"], "該当"),
        ([{"max": 2}, {"min": 1000}], "判断不能"),
    ],
)
def test_item_four_counts_what_is_sure_and_what_is_possible(
    make: Make, counts: list[Any], verdict: str
) -> None:
    groups = [group(id=f"g{index}", count=count) for index, count in enumerate(counts)]
    (item,) = (each for each in propose(make(group=groups), on=ON).items if each.number == 4)
    assert item.verdict == verdict


CIPHER = {"kind": "暗号化", "status": "実施済み", "recognised": True, "key_management": "鍵を分離"}
CLOUD = {"id": "x", "role": "クラウド事業者", "name": "架空クラウド"}
GATES = [
    ({}, "reporter", "通過", (), False, "個人情報取扱事業者である"),
    ({"business": {"kind": "行政機関等"}}, "reporter", "対象外", (), False, "法68条"),
    ({}, "data_category", "通過", (), False, "個人データである"),
    ({"incident": {"data_category": "不明"}}, "data_category", "判断不能", (), False, "判明していない"),
    ({"incident": {"data_category": "匿名加工情報"}}, "data_category", "対象外", (), True, "匿名加工情報は"),
    (
        {"incident": {"data_category": "個人データとして取り扱う予定の個人情報"}},
        "data_category",
        "通過",
        (),
        False,
        "3号の検討の対象",
    ),
    (
        {"group": [group(), group(id="g", certainty="回収済み（閲覧なし）")]},
        "retrieved",
        "対象外",
        ("g",),
        False,
        "回収した場合",
    ),
    (
        {"group": [group(), group(id="g", certainty="滅失", copy_held=True)]},
        "copy_held",
        "対象外",
        ("g",),
        False,
        "滅失に該当しない",
    ),
    (
        {"group": [group(), group(id="g", certainty="毀損", copy_held=True)]},
        "copy_held",
        "判断不能",
        ("g",),
        False,
        "改ざんなら該当する",
    ),
    (
        {
            "group": [group(client="z"), group(id="g", client="h")],
            "party": [party("h", "派遣先"), party("z")],
        },
        "dispatched",
        "対象外",
        ("g",),
        True,
        "義務を負うのは派遣先",
    ),
    ({"party": [party("h", "派遣先")]}, "dispatched", "判断不能", ("members",), True, "記録されていない"),
    (
        {"group": [group(), group(id="g")], "protection": [{**CIPHER, "groups": ["g"]}]},
        "encryption",
        "対象外",
        ("g",),
        False,
        "報告を要しない",
    ),
    (
        {
            "group": [group(), group(id="g")],
            "protection": [{**CIPHER, "recognised": "不明", "groups": ["g"]}],
        },
        "encryption",
        "判断不能",
        ("g",),
        False,
        "確かめられていない",
    ),
    ({"party": [{**CLOUD, "handles_data": False}]}, "cloud", "注意", (), True, "委託先に当たらない"),
    ({"party": [CLOUD]}, "cloud", "注意", (), True, "記録されていない"),
    ({"group": [group(), group(id="g", my_number=True)]}, "my_number", "注意", ("g",), False, "番号法"),
]


@pytest.mark.parametrize(("facts", "gate", "outcome", "groups", "doubt", "words"), GATES)
def test_a_gate_tells_what_it_found_of_which_groups_and_by_which_text(
    make: Make,
    facts: dict[str, Any],
    gate: str,
    outcome: str,
    groups: tuple[str, ...],
    doubt: bool,
    words: str,
) -> None:
    found = {(each.id, each.outcome): each for each in gates(make(**facts))}
    result = found[gate, outcome]
    assert (result.groups, result.unverified) == (groups, doubt)
    assert words in result.reason
    assert result.title.endswith("か")
    assert all(source_of(citation).title for citation in result.sources)
    assert result.sources
    assert not [each for each in found if each[0] == gate and each != (gate, outcome)]


@pytest.mark.parametrize(
    ("cause", "verdict", "pro", "con", "open_"),
    [
        ({}, "判断不能", (), ("示す事実は、記録されていない",), ("判明していない",)),
        ({"category": ["紛失"]}, "非該当", (), ("原因が「紛失」",), ()),
        ({"category": ["不正アクセス"]}, "該当", ("原因が「不正アクセス」",), (), ()),
        (
            {"category": ["不正アクセス"], "improper_purpose": "なし"},
            "判断不能",
            ("「不正アクセス」",),
            ("「なし」",),
            (),
        ),
        ({"category": ["紛失"], "improper_purpose": "なし"}, "非該当", (), ("「紛失」", "「なし」"), ()),
        (
            {"category": ["不正アクセス"], "improper_purpose": "調査中"},
            "判断不能",
            ("「不正アクセス」",),
            ("事実は記録されていない",),
            ("「調査中」",),
        ),
        ({"category": ["紛失"], "improper_purpose": "あり"}, "該当", ("「あり」",), (), ()),
    ],
)
def test_item_three_weighs_the_cause_and_the_purpose(
    make: Make,
    cause: dict[str, Any],
    verdict: str,
    pro: tuple[str, ...],
    con: tuple[str, ...],
    open_: tuple[str, ...],
) -> None:
    incident = make(cause=None).model_copy(
        update={"cause": make().cause.model_validate(cause) if cause else None}
    )
    (item,) = (each for each in propose(incident, on=ON).items if each.number == 3)
    assert item.verdict == verdict
    assert item.title
    for said, expected in (
        (item.reasons_for, pro),
        (item.reasons_against, con),
        (item.reasons_open, open_),
    ):
        assert len(said) == len(expected)
        assert all(word in reason for word, reason in zip(expected, said, strict=True))


def test_without_data_that_the_law_covers_no_item_applies(make: Make) -> None:
    shielded = make(group=[group(items=["病名"])], protection=[CIPHER])
    for item in propose(shielded, on=ON).items:
        assert item.verdict == "非該当"
        assert any("対象となる個人データがない" in reason for reason in item.reasons_against)


def test_what_cannot_be_decided_for_a_client_counts_as_its_duty_to_report(make: Make) -> None:
    incident = make(group=[group(client="c", items="調査中")], party=[party("c")])
    found = client_applicability(incident, "c", ON)
    assert found.reportable
    assert found.undecided
    assert set(found.undecided) <= set(found.items)
    assert found.decided_by == "proposal"


def test_a_client_that_was_told_of_a_contract_limit_is_told_and_the_note_asks_whether_that_was_enough(
    make: Make,
) -> None:
    contract = {"name": "架空契約", "report_within": "3日以内"}
    told = party("c", contract=contract, informed={"at": date(2026, 11, 2)})
    found = due(make(party=[told]))["contract_report:c"]
    assert found.done_on == date(2026, 11, 2)
    assert "契約の求めるとおりかを確かめる。" in found.note


def test_a_client_reports_to_the_commission_from_the_letter_or_from_when_it_was_told(make: Make) -> None:
    groups = [group(client="c", items=["病名"])]
    untold = client_deadlines(make(group=groups, party=[party("c")]), "c", on=ON)
    assert {(each.recipient, each.counted_from) for each in untold} == {
        ("個人情報保護委員会", date(2026, 11, 10))
    }
    assert all("本書の日付を1日目" in each.note for each in untold)
    told = make(group=groups, party=[party("c", informed={"at": date(2026, 11, 2)})])
    assert not [each for each in client_deadlines(told, "c", on=ON) if "本書の日付" in each.note]


def test_the_shorter_limit_that_is_told_beside_the_longer_one_is_an_open_day(make: Make) -> None:
    start = date(2026, 10, 10)
    final = due(make(incident={"known_on": start}, assessment=assessed(1, 3)))["final_report"]
    assert "30日（2026年11月9日まで）" in final.note
    preliminary = due(make(incident={"known_on": start}, assessment=assessed(1, 3)))["preliminary_report"]
    assert "30日" not in preliminary.note


@pytest.mark.parametrize(("sanction", "expected"), [("懲戒解雇", True), ("諭旨解雇", True), ("減給", False)])
def test_being_urged_to_leave_is_a_dismissal_too(make: Make, sanction: str, expected: bool) -> None:
    discipline = {"stage": "決定", "relation": "自社雇用", "sanction": sanction}
    assert holds("dismissal", make(discipline=discipline)) is expected
