"""What follows from the facts for every document: the values that a template reads from ``computed``."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.context import context, of_person, seen_by
from noticegen.documents.kinds import kind
from noticegen.documents.views import CountView, DateView, MomentView, UnknownView, View
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from tests.documents.cases import changed, example, incident_of, without
from tests.documents.letters import recipient

if TYPE_CHECKING:
    from collections.abc import Iterator

ON = date(2026, 11, 24)
PC, MAIL, THEFT = "lost_pc/incident", "misdirected_mail/incident", "dispatched_worker/incident"


def seen(facts: dict[str, Any], name: str = "ppc_report", client: str | None = None, on: date = ON) -> Any:
    """Return the variable ``computed`` of a document."""
    rule = kind(name)
    case = Case(incident_of(facts), on, client, rule.audience)
    return context(rule, case, seen_by(rule, case))["computed"]


def with_everything() -> dict[str, Any]:
    """Return facts of which something with a date or a large number stands in every place of ``computed``."""
    facts = example(PC)
    worker = {"role": "委託先", "contract": {"name": "運用契約", "date": date(2025, 4, 1)}}
    facts.setdefault("party", []).extend(
        [
            {"id": "maker", "name": "株式会社見本製作", **worker},
            {"id": "giver", "name": "株式会社見本商事", **worker, "role": "委託元"},
            {"id": "joint", "name": "株式会社架空物流", **worker, "role": "共同利用者"},
        ]
    )
    facts["report"]["joint_with"] = ["joint"]
    facts["group"].append(
        {
            "id": "receivers",
            "role": "誤受領者",
            "label": "別の方の書類が届いた方",
            "count": 1500,
            "certainty": "漏えい確認",
        }
    )
    facts["measure"].append({"what": "点検", "status": "実施予定", "on": date(2026, 12, 15)})
    facts["cause"]["background"] = {"unknown": "調査中", "expected_on": date(2026, 12, 1)}
    facts.setdefault("authority", []).append(
        {"name": "例示警察署", "kind": "相談", "on": date(2026, 11, 2), "status": "実施済み"}
    )
    return facts


def leaves(node: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(node, View):
        for name, value in vars(node).items():
            yield from leaves(value, f"{path}.{name}")
    elif isinstance(node, tuple | list):
        for value in node:
            yield from leaves(value, f"{path}[]")
    elif isinstance(node, UnknownView):
        yield from leaves(node.expected_on, f"{path}.expected_on")
    else:
        yield path, node


DATED = {
    "assessment_memo": {
        "today",
        "entrustees[].contract.date",
        "entrustors[].contract.date",
        "joint_reporters[].contract.date",
        "measures_done[].on",
        "measures_planned[].on",
        "authorities[].on",
        "exposures[].window",
        "notice_date",
        "published_before",
        "unknowns[].expected_on",
        "rule7.on",
        "deadlines[].due_from",
        "deadlines[].due_on",
        "deadlines[].counted_from",
        "deadlines[].done_on",
    },
    "client_letter": {
        "client.contract.date",
        "client_deadlines[].due_on",
        "client_deadlines[].counted_from",
        "unknowns[].expected_on",
    },
}


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize(
    ("style", "day", "number"),
    [("company", r"^\d{4}年", r"\d,\d{3}"), ("legal", r"^令和\d+年", r"^(\d{1,4}|\d+万\d*)\D*$")],
)
def test_every_date_and_number_is_in_the_style_of_the_letter(
    name: str, style: str, day: str, number: str
) -> None:
    facts = with_everything() if name == "assessment_memo" else example(MAIL)
    facts["letter"]["style"] = style
    facts["group"][0]["count"] = 1234
    found = seen(facts, name, "kenshin" if name == "client_letter" else None)
    dated = set()
    for path, value in leaves(found, ""):
        if isinstance(value, DateView) or (isinstance(value, MomentView) and value.moment.text is None):
            dated.add(path[1:])
            assert re.search(day, str(value)), path
        if isinstance(value, CountView) and (value.value or 0) >= 1000:
            assert re.search(number, value.number), path
    assert dated >= DATED[name]


@pytest.mark.parametrize(("style", "printed"), [("company", "1,234人"), ("legal", "1234人")])
def test_the_numbers_of_persons_are_in_the_style_of_the_letter(style: str, printed: str) -> None:
    facts = without(with_everything(), "affected", "exposure", "advice", "person_response", "protection")
    facts["letter"]["style"] = style
    facts["group"] = [{**facts["group"][0], "count": 1234}, {**facts["group"][-1], "count": 1234}]
    found = seen(facts)
    assert str(found.total) == printed
    assert [str(group.count) for group in found.receivers] == [printed]
    client = example(MAIL)
    client["letter"]["style"] = style
    client["group"][0]["count"] = 1234
    assert str(seen(client, "client_letter", "kenshin").client_total) == printed
    inner = {**client["group"][0], "id": "inner", "label": "一部の方", "within": "checkup"}
    client["group"].append(inner)
    rows = seen(client, "client_letter", "kenshin").form.counts
    assert [str(row.count) for row in rows] == [printed, printed]
    facts["group"].insert(1, {**facts["group"][0], "id": "inner", "label": "一部の方", "within": "members"})
    assert [str(row.count) for row in seen(facts).form.counts] == [printed, printed]


@pytest.mark.parametrize(
    ("kinds", "event", "is_done"),
    [
        (["漏えい"], "漏えい", True),
        (["漏えい", "滅失"], "漏えい及び滅失", True),
        (["漏えいのおそれ"], "漏えいのおそれ", False),
        (["漏えい", "毀損のおそれ"], "漏えい及び毀損のおそれ", False),
    ],
)
def test_an_event_is_called_by_its_kinds_and_is_done_where_none_of_them_may_only_have_been(
    kinds: list[str], event: str, is_done: bool
) -> None:
    found = seen(changed(example(PC), incident__kinds=kinds))
    assert (found.event, found.event_done) == (event, is_done)


def test_a_business_calls_itself_as_it_says_or_as_its_name_has_it() -> None:
    facts = example(PC)
    assert (seen(facts).we, seen(facts).we_plain) == ("弊社", "当社")
    facts["business"]["self_name"] = "本法人"
    assert (seen(facts).we, seen(facts).we_plain) == ("本法人", "本法人")


def test_a_document_is_signed_by_who_signs_it_else_by_the_representative() -> None:
    facts = example(PC)
    assert seen(facts).signatory.name == "見本 太郎"
    facts["letter"]["signatory"] = {"title": "支社長", "name": "例示 花子"}
    assert (seen(facts).signatory.title, seen(facts).signatory.name) == ("支社長", "例示 花子")


def test_a_report_goes_to_whom_the_power_was_delegated() -> None:
    assert seen(example(PC)).addressee == "個人情報保護委員会"
    assert seen(changed(example(PC), business__delegated_to="総務大臣")).addressee == "総務大臣"


def test_the_forms_for_a_cyber_attack_are_named_where_it_was_one() -> None:
    assert seen(example(PC)).cyber_forms == ()
    names = seen(example("web_intrusion/incident")).cyber_forms
    assert names
    assert all(isinstance(name, str) for name in names)
    assert seen(example("web_intrusion/incident"), on=date(1999, 1, 1)).cyber_forms == ()


def test_the_groups_with_my_numbers_are_those_of_persons_affected() -> None:
    facts = with_everything()
    for group in facts["group"]:
        group["my_number"] = group["id"] in {"requests", "receivers", facts["group"][1]["id"]}
    facts["group"][-1]["items"] = ["氏名"]
    assert seen(facts).my_number_groups == (facts["group"][1]["label"],)


def test_measures_are_told_apart_by_whether_they_are_done() -> None:
    facts = example(PC)
    found = seen(facts)
    for status, told in (("実施済み", found.measures_done), ("実施予定", found.measures_planned)):
        assert [str(each) for each in told] == [
            each["what"] for each in facts["measure"] if each["status"] == status
        ]
        assert told


def test_who_reports_jointly_is_who_is_named_as_such() -> None:
    facts = with_everything()
    assert [party.id for party in seen(facts).joint_reporters] == ["joint"]
    assert [party.id for party in seen(facts).entrustees] == ["maker"]


def test_an_earlier_publication_makes_a_notice_a_further_one() -> None:
    assert str(seen(example(PC)).published_before) == "2026年11月12日"
    assert seen(example(MAIL)).published_before is None


def test_what_changed_is_left_to_who_knows_the_earlier_state() -> None:
    assert seen(example(PC)).changes is None


def test_a_client_learns_when_it_told_us_and_of_its_own_numbers_only() -> None:
    found = seen(example(MAIL), "client_letter", "kenshin")
    assert (str(found.client), found.client_told_us) == ("一般財団法人架空健診協会", False)
    assert found.client_total == found.total
    assert [entry.number for entry in found.client_rule7.entries if entry.applies] == [1]
    assert not hasattr(found, "gates")
    assert [each.checked for each in found.form.rule7.choices].index(True) == 0
    facts = example(MAIL)
    facts["party"][0]["told_us"] = date(2026, 11, 15)
    assert seen(facts, "client_letter", "kenshin").client_told_us is True
    assert seen(facts, "client_letter", "seikatsu").client_told_us is False


def test_another_client_is_named_to_the_authority_alone() -> None:
    facts = example(MAIL)
    assert [party.id for party in seen(facts).entrustors] == ["kenshin", "seikatsu"]
    assert [party.id for party in seen(facts, "client_letter", "seikatsu").entrustors] == ["seikatsu"]
    assert [party.id for party in seen(facts, "assessment_memo").entrustors] == ["kenshin", "seikatsu"]
    facts = without(facts, "exposure", "advice", "person_response", "protection")
    facts["group"] = facts["group"][:1]
    assert [party.id for party in seen(facts).entrustors] == ["kenshin", "seikatsu"]
    assert [party.id for party in seen(facts, "assessment_memo").entrustors] == ["kenshin"]


def letter_to(facts: dict[str, Any], *groups: str, clients: tuple[str, ...] = ()) -> Any:
    """Return ``computed`` of the letter to a person in these groups."""
    incident, rule = incident_of(facts), kind("victim_apology")
    case = Case(incident, ON, None, rule.audience)
    person = affected_person(recipient(groups=groups, items=("氏名",)), incident)
    assert isinstance(person, AffectedPerson)
    part = of_person(seen_by(rule, case), incident, person, clients)
    return context(rule, case, part, clients)["computed"]


def test_a_person_is_told_the_number_of_their_own_client_and_no_sum_over_some_of_several() -> None:
    facts = example(MAIL)
    assert str(letter_to(facts, "checkup", clients=("kenshin",)).total) == "36人"
    assert str(letter_to(facts, "points", clients=("seikatsu",)).total) == "14人"
    assert letter_to(facts, "checkup", "points", clients=("kenshin", "seikatsu")).total is None
    assert str(letter_to(facts, "checkup", "points").total) == "50人"


def test_a_total_as_stated_is_not_the_number_of_a_clients_persons() -> None:
    facts = example(MAIL)
    facts["affected"] = {"count": 99}
    assert str(letter_to(facts, "checkup").total) == "99人"
    assert str(letter_to(facts, "checkup", clients=("kenshin",)).total) == "36人"
    assert str(seen(facts).total) == "99人"
    facts["affected"] = {"note": "調査を続けています。"}
    assert str(letter_to(facts, "checkup").total) == "50人"


def test_a_total_that_is_closed_to_the_reader_is_counted_from_what_is_open() -> None:
    facts = changed(example(PC), affected__audience=["委員会"], affected__count=1013)
    assert str(seen(facts).total) == "1,013人"
    assert str(seen(facts, "public_notice").total) == "1,012人"


def test_a_person_is_owed_a_notice_where_the_data_of_their_own_client_is_reportable() -> None:
    facts = example(MAIL)
    assert letter_to(facts, "checkup", clients=("kenshin",)).owes_notice
    assert not letter_to(facts, "points", clients=("seikatsu",)).owes_notice
    assert letter_to(facts, "points", "checkup", clients=("seikatsu", "kenshin")).owes_notice
    assert letter_to(facts, "points").owes_notice
    assert not letter_to(changed(example(PC), assessment__rule7=[]), "members").owes_notice


def test_a_condition_is_asked_for_by_its_name_and_nothing_else_is_one() -> None:
    when = seen(example(PC)).when
    assert when.reportable is True
    assert seen(changed(example(PC), assessment__rule7=[])).when.reportable is False
    for name in ("reportabel", "_case_of", "__wrapped__"):
        with pytest.raises(AttributeError, match=re.escape(name)):
            getattr(when, name)


def test_the_event_is_as_sure_as_its_surest_group_of_persons() -> None:
    facts = with_everything()
    for group in facts["group"][:-1]:
        group["certainty"] = "漏えいのおそれ"
    assert str(seen(facts).certainty) == "漏えいのおそれ"
    facts["group"][1]["certainty"] = {"unknown": "調査中", "expected_on": date(2026, 12, 1)}
    assert str(seen(facts).certainty) == "漏えいのおそれ"
    for group in facts["group"][:-1]:
        group["certainty"] = {"unknown": "確認中", "expected_on": date(2026, 12, 1)}
    facts["letter"]["style"] = "legal"
    found = seen(facts).certainty
    assert (str(found), str(found.expected_on)) == ("確認中", "令和8年12月1日")


def test_an_event_without_any_group_of_persons_is_not_known_how_sure() -> None:
    facts = without(with_everything(), "affected", "exposure", "advice", "person_response", "protection")
    facts["group"] = facts["group"][-1:]
    assert str(seen(facts).certainty) == "不明"


def test_every_item_of_the_rule_has_a_verdict_and_a_box() -> None:
    found = seen(example(PC), "assessment_memo").rule7
    assert [(entry.number, entry.verdict, entry.mark, entry.applies) for entry in found.entries] == [
        (1, "非該当", "□", False),
        (2, "非該当", "□", False),
        (3, "該当", "■", True),
        (4, "該当", "■", True),
    ]
    assert (found.applies_any, found.decided_by) == (True, "lawyer")
    assert found.entries[0].label == "第1号（要配慮個人情報）"
    assert all(entry.title and entry.sources for entry in found.entries)


def test_without_a_lawyers_decision_the_proposal_is_the_verdict_and_what_is_open_is_ticked() -> None:
    found = seen(without(example(PC), "assessment"), "assessment_memo").rule7
    assert [(entry.verdict, entry.mark) for entry in found.entries][2:] == [("判断不能", "■"), ("該当", "■")]
    assert (found.decided_by, found.name, found.on, found.reason) == ("proposal", None, None, None)
    none = seen(changed(example(PC), assessment__rule7=[]), "assessment_memo").rule7
    assert not none.applies_any
    assert [entry.verdict for entry in none.entries] == ["非該当"] * 4
    assert [entry.proposed for entry in none.entries] == ["非該当", "非該当", "判断不能", "該当"]


def test_the_reasons_for_a_verdict_are_for_readers_within_and_for_who_may_read_the_assessment() -> None:
    facts = example(PC)
    within, outside = seen(facts, "assessment_memo").rule7, seen(facts).rule7
    assert within.entries[3].reasons_for == ("本人の数（最大）が1,012人であり、1,000人を超える。",)
    assert "「通信販売会員」" in within.entries[0].reasons_against[0]
    assert (within.name, str(within.on)) == ("見本法律事務所　弁護士　例示 大介", "2026年11月19日")
    assert within.reason.startswith("4号：")
    assert (outside.name, outside.on, outside.reason) == (None, None, None)
    for entry in outside.entries:
        assert (entry.proposed, entry.reasons_for, entry.reasons_against) == (None, (), ())
    facts["assessment"]["audience"] = ["委員会"]
    opened = seen(facts).rule7
    assert opened.entries[3].reasons_for == within.entries[3].reasons_for
    assert opened.entries[0].proposed == "非該当"
    alone = seen(without(example(PC), "assessment"), "assessment_memo").rule7
    assert alone.entries[0].proposed == "非該当"
    assert alone.entries[3].reasons_for == within.entries[3].reasons_for


def test_a_reason_about_a_group_that_the_reader_does_not_see_calls_it_by_its_id() -> None:
    facts = example(PC)
    facts["group"][0]["audience"] = ["委員会"]
    reasons = "".join(seen(facts, "assessment_memo").rule7.entries[0].reasons_against)
    assert facts["group"][0]["id"] in reasons
    assert facts["group"][0]["label"] not in reasons


def test_numbers_in_reasons_are_in_the_style_of_the_letter() -> None:
    facts = changed(example(PC), letter__style="legal")
    found = seen(facts, "assessment_memo").rule7.entries[3].reasons_for
    assert found == ("本人の数（最大）が1012人であり、1000人を超える。",)


def test_gates_are_for_readers_within_and_name_groups_and_parties_as_they_are_called() -> None:
    facts = with_everything()
    assert seen(facts).gates == ()
    facts["party"].append(
        {"id": "cloud", "role": "クラウド事業者", "name": "架空クラウド株式会社", "handles_data": False}
    )
    facts["group"][1]["certainty"] = "回収済み（閲覧なし）"
    gates = {gate.id: gate for gate in seen(facts, "assessment_memo").gates}
    assert gates["retrieved"].groups == (facts["group"][1]["label"],)
    assert (gates["data_category"].title, gates["data_category"].groups) == ("個人データか", ())
    reasons = "".join(gate.reason for gate in gates.values())
    assert "クラウド事業者（架空クラウド株式会社）" in reasons
    assert all(gate.outcome and gate.sources for gate in gates.values())


def test_advice_follows_from_the_items_the_certainty_and_the_groups_of_persons() -> None:
    facts = with_everything()
    plain = seen(facts).advice
    facts["group"][0]["items"] = ["氏名", "クレジットカード情報"]
    assert any("カード" in line for line in seen(facts).advice)
    assert not any("カード" in line for line in plain)
    facts = with_everything()
    for group in facts["group"][:-1]:
        group["certainty"] = "滅失"
    assert seen(facts).advice != plain
    facts = with_everything()
    facts["advice"] = [
        {"text": "会員の方へのお願い。", "groups": ["members"]},
        {"text": "届いた方へのお願い。", "groups": ["receivers"]},
    ]
    told = seen(facts, "public_notice").advice
    assert "会員の方へのお願い。" in told
    assert "届いた方へのお願い。" not in told
    facts["group"][0]["items"] = {"unknown": "調査中"}
    assert seen(facts, "public_notice").advice


def test_what_is_unknown_is_told_once_with_its_table_its_reason_and_its_day() -> None:
    facts = with_everything()
    word = {
        "unknown": "調査中",
        "reason": "記録を調べているため。",
        "expected_on": date(2026, 12, 1),
        "supplement": True,
    }
    for group in facts["group"][:2]:
        group["media"] = word
    found = [each for each in seen(facts).unknowns if each.word == "調査中" and each.reason]
    assert [(each.title, each.reason, str(each.expected_on), each.supplement) for each in found] == [
        ("影響を受けた本人のグループ：媒体", "記録を調べているため。", "2026年12月1日", True)
    ]


def test_a_deadline_has_its_recipient_its_days_and_where_it_is_written() -> None:
    due = {each.id: each for each in seen(example(PC)).deadlines}
    final = due["final_report"]
    assert (final.title, final.recipient, final.days, final.rolled, final.items) == (
        "確報",
        "個人情報保護委員会",
        60,
        True,
        (4,),
    )
    assert (str(final.due_on), str(final.counted_from), final.due_from, final.done_on) == (
        "2027年1月4日",
        "2026年11月5日",
        None,
        None,
    )
    assert "規則8条2項" in final.source
    assert "30日" in final.note
    assert str(due["preliminary_report"].done_on) == "2026年11月6日"
    assert str(due["preliminary_report"].due_from) == "2026年11月7日"
    notes = {each.note for each in seen(example(MAIL), "client_letter", "seikatsu").client_deadlines}
    assert "" not in notes


def test_the_deadlines_of_a_client_are_its_own() -> None:
    facts = example(MAIL)
    facts["party"][1]["owes_report"] = True
    for client, day in (("kenshin", "2026年11月16日"), ("seikatsu", "2026年11月17日")):
        found = seen(facts, "client_letter", client)
        assert {str(each.counted_from) for each in found.client_deadlines} == {day}


@pytest.mark.parametrize(
    ("style", "sums"),
    [
        ("company", ("6,200円", "34,100円", "12,400円", "341,000円", "6,001円", "6,002円", True)),
        ("legal", ("6200円", "3万4100円", "1万2400円", "34万1000円", "6001円", "6002円", True)),
    ],
)
def test_a_cut_of_pay_is_held_to_both_limits(style: str, sums: tuple[str | bool, ...]) -> None:
    facts = changed(
        example(PC), letter__style=style, discipline__pay_cut__per_act=6001, discipline__pay_cut__total=6002
    )
    cut = seen(facts, "disciplinary_memo").pay_cut
    names = ("per_act_limit", "total_limit", "average_daily", "period_total", "per_act", "total", "within")
    assert tuple(getattr(cut, name) for name in names) == sums
    assert seen(facts).pay_cut is None
    assert seen(without(facts, "discipline.pay_cut"), "disciplinary_memo").pay_cut is None
    assert not seen(changed(facts, discipline__pay_cut__per_act=6201), "disciplinary_memo").pay_cut.within
