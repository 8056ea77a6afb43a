"""What a template sees: its reader's part of the facts, as plain views, with gaps where they belong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from noticegen.documents.context import context, of_person, seen_by, with_gaps
from noticegen.documents.kinds import FactRule, kind
from noticegen.documents.views import UnknownView, View
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.values import Value
from noticegen.law.case import Case
from tests.documents.cases import changed, example, incident_of, without
from tests.documents.letters import incident_with, recipient

ON = date(2026, 11, 24)


def variables(facts: dict[str, Any], name: str, client: str | None = None) -> dict[str, Any]:
    rule = kind(name)
    case = Case(incident_of(facts), ON, client, rule.audience)
    return context(rule, case, seen_by(rule, case))


def values(node: object, seen: set[int] | None = None) -> list[object]:
    """Return everything that a template can reach by names and loops."""
    seen = set() if seen is None else seen
    if id(node) in seen:
        return []
    seen.add(id(node))
    inner = (
        list(node.values())
        if isinstance(node, dict)
        else list(node)
        if isinstance(node, tuple | list)
        else list(vars(node).values())
        if isinstance(node, View)
        else []
    )
    return [node, *(value for each in inner for value in values(each, seen))]


@pytest.mark.parametrize("name", ["ppc_report", "victim_apology", "public_notice", "disciplinary_memo"])
def test_no_model_reaches_a_template(name: str) -> None:
    found = values(variables(example("lost_pc/incident"), name))
    assert len(found) > 100
    assert not [value for value in found if isinstance(value, Value)]


def test_an_absent_table_is_false_and_all_its_facts_are_none() -> None:
    facts = without(example("lost_pc/incident"), "publication", "cause", "measure", "person_response")
    seen = variables(facts, "ppc_report")
    assert not seen["publication"]
    assert seen["publication"].status is None
    assert seen["cause"].detail is None
    assert seen["measure"] == ()
    assert seen["person_response"].wave == ()


def test_an_absent_fact_of_a_table_is_none_and_an_unknown_one_says_its_word() -> None:
    facts = changed(without(example("lost_pc/incident"), "incident.place"), cause__detail="調査中")
    seen = variables(facts, "ppc_report")
    assert seen["incident"].place is None
    assert isinstance(seen["cause"].detail, UnknownView)
    assert str(seen["cause"].detail) == "調査中"


def test_what_belongs_to_another_kind_is_not_there() -> None:
    facts = example("lost_pc/incident")
    facts["document"] = {
        "victim_apology": {"summary": "手紙の概要"},
        "public_notice": {"summary": "公表の概要"},
    }
    letter, notice = variables(facts, "victim_apology"), variables(facts, "public_notice")
    assert (letter["document"].summary, notice["document"].summary) == ("手紙の概要", "公表の概要")
    assert letter["document"].on_behalf is None
    assert not hasattr(variables(facts, "ppc_report")["document"], "summary")


def test_an_attachment_goes_with_the_documents_that_it_names_or_with_all() -> None:
    facts = example("lost_pc/incident")
    facts["attachment"] = [{"title": "全て"}, {"title": "報告", "documents": ["ppc_report"]}]
    assert [str(each) for each in variables(facts, "ppc_report")["attachment"]] == ["全て", "報告"]
    assert [str(each) for each in variables(facts, "disciplinary_memo")["attachment"]] == ["全て"]


def test_who_wrongly_received_data_is_no_group_of_persons_affected() -> None:
    seen = variables(example("misdirected_mail/incident"), "ppc_report")
    assert [group.id for group in seen["group"]] == ["checkup", "points"]
    assert [group.id for group in seen["computed"].receivers] == ["receivers"]


def test_a_client_sees_its_own_number_and_deadlines_and_no_verdict_on_the_others() -> None:
    facts = example("misdirected_mail/incident")
    seen = variables(facts, "client_letter", "kenshin")["computed"]
    assert str(seen.total) == str(seen.client_total) == "36人"
    assert seen.client.id == "kenshin"
    assert [entry.number for entry in seen.client_rule7.entries if entry.applies] == [1]
    assert not hasattr(seen, "rule7")
    assert not hasattr(seen, "deadlines")
    other = variables(facts, "client_letter", "seikatsu")["computed"]
    assert str(other.total) == "14人"
    assert [entry.number for entry in other.client_rule7.entries if entry.applies] == []
    assert not other.when.reportable


def test_a_total_that_would_tell_of_a_closed_group_is_not_given() -> None:
    facts = without(example("lost_pc/incident"), "affected")
    assert str(variables(facts, "public_notice")["computed"].total) == "1,012人"
    facts["group"][2]["audience"] = ["委員会", "社内"]
    assert variables(facts, "public_notice")["computed"].total is None
    assert str(variables(facts, "ppc_report")["computed"].total) == "1,012人"


def test_a_total_that_is_closed_to_the_reader_is_not_given() -> None:
    facts = changed(example("lost_pc/incident"), affected__audience=["委員会"], affected__count=1013)
    assert str(variables(facts, "ppc_report")["computed"].total) == "1,013人"
    assert str(variables(facts, "public_notice")["computed"].total) == "1,012人"


def test_counsels_reasons_reach_who_may_read_the_assessment() -> None:
    facts = example("lost_pc/incident")
    closed = variables(facts, "ppc_report")["computed"].rule7
    assert (closed.reason, closed.name, closed.entries[2].reasons_for) == (None, None, ())
    assert closed.entries[2].applies
    facts["assessment"]["audience"] = ["委員会"]
    assert "4号" in variables(facts, "ppc_report")["computed"].rule7.reason


def person(facts: dict[str, Any], *groups: str) -> Any:
    incident = incident_of(facts)
    rule = kind("victim_apology")
    case = Case(incident, ON, None, rule.audience)
    found = affected_person(recipient(groups=groups), incident)
    assert isinstance(found, AffectedPerson)
    clients = {group.client for group in found.groups if group.client}
    return of_person(seen_by(rule, case), incident, found, clients)


def test_a_person_sees_the_client_whose_data_it_was_and_nothing_of_another() -> None:
    facts = without(example("misdirected_mail/incident"), "group[].items")
    for group in facts["group"]:
        group["items"] = ["氏名"]
    seen = person(facts, "points")
    assert [group.id for group in seen.group] == ["points"]
    assert [party.id for party in seen.party] == ["seikatsu"]
    for table in ("timeline", "contact", "measure", "exposure", "advice", "authority"):
        assert {entry.client for entry in getattr(seen, table)} <= {None, "seikatsu"}


def test_a_person_sees_no_party_but_its_own_clients_and_those_that_are_open_to_persons() -> None:
    facts = without(example("misdirected_mail/incident"), "group[].items")
    for group in facts["group"]:
        group["items"] = ["氏名"]
    kenshin, seikatsu = (
        next(each for each in facts["party"] if each["id"] == name) for name in ("kenshin", "seikatsu")
    )
    police = {"id": "police", "role": "警察", "name": "架空警察署"}
    agent = {"id": "agent", "role": "代理人", "name": "架空法律事務所", "audience": ["本人"]}
    facts["party"] += [police, agent]
    assert [party.id for party in person(facts, "points").party] == ["agent", "seikatsu"]
    for open_to_persons in (kenshin, seikatsu):
        open_to_persons["audience"] = ["本人"]
    assert {party.id for party in person(facts, "points").party} == {"agent", "seikatsu"}
    facts["group"][1].pop("client")
    assert {party.id for party in person(facts, "points").party} == {"agent"}


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("disciplinary_memo", True),
        ("hold_notice", False),
        ("assessment_memo", False),
        ("victim_apology", False),
    ],
)
def test_the_employee_is_seen_by_the_record_of_the_discipline_alone_whoever_else_is_within(
    name: str, sees: bool
) -> None:
    facts = changed(example("lost_pc/incident"), discipline__audience=["社内", "本人", "代理人限り"])
    rule = kind(name)
    seen = seen_by(rule, Case(incident_of(facts), ON, None, rule.audience))
    assert (seen.discipline is not None) is sees


def test_what_is_said_of_another_group_is_not_said_to_the_person() -> None:
    facts = example("lost_pc/incident")
    assert [entry.place for entry in person(facts, "inquirers").exposure] == []
    assert len(person(facts, "inquirers").advice) == 0
    seen = person({**facts, "group": [{**each, "items": ["氏名"]} for each in facts["group"]]}, "published")
    assert len(seen.exposure) == 1
    assert [group.id for group in seen.group] == ["members", "published"]


def test_gaps_are_put_where_the_facts_would_be_and_nowhere_else() -> None:
    plain = {"cause": View(detail=None, summary="要約"), "measure": (), "letter": View(date="2026年")}
    marked = with_gaps(plain, {"cause.detail": "原因", "measure": "措置", "publication.status": "公表"})
    assert str(marked["cause"].detail) == "〓未記入：原因（cause.detail）〓"
    assert marked["cause"].summary == "要約"
    assert [str(each) for each in marked["measure"]] == ["〓未記入：措置（measure）〓"]
    assert plain["cause"].detail is None
    assert plain["measure"] == ()


def test_an_absent_table_becomes_a_gap_as_a_whole() -> None:
    marked = with_gaps({"discipline": View(hearing=None)}, {"discipline.hearing.on": "弁明"})
    assert "（discipline.hearing.on）" in str(marked["discipline"].hearing)


def test_a_gap_of_every_entry_leaves_what_is_said() -> None:
    groups = (View(id="a", items=("氏名",)), View(id="b", items=None))
    marked = with_gaps({"group": groups}, {"group[].items": "項目"})
    assert marked["group"][0].items == ("氏名",)
    assert "項目" in str(marked["group"][1].items)


def test_the_number_of_a_group_is_that_of_the_file() -> None:
    groups = (View(id="b", items=None), View(id="c", items=None))
    marked = with_gaps({"group": groups}, {"group[2].items": "項目"}, ["a", "b", "c"])
    assert marked["group"][0].items is None
    assert "group[2].items" in str(marked["group"][1].items)
    unseen = with_gaps({"group": groups}, {"group[0].items": "項目"}, ["a", "b", "c"])
    assert unseen["group"] == groups


def test_what_follows_from_a_missing_fact_is_a_gap_too() -> None:
    done = View(measures_done=(), measures_planned=(), total=None)
    marked = with_gaps({"measure": (), "computed": done}, {"measure": "措置", "group[0].count": "本人の数"})
    assert "（measure）" in str(marked["computed"].measures_done)
    assert "（group[0].count）" in str(marked["computed"].total)


def test_conditions_are_asked_by_name_and_by_no_other() -> None:
    case = Case(incident_with(), ON)
    rule = kind("victim_apology")
    when = context(rule, case, seen_by(rule, case))["computed"].when
    assert when.reportable is True
    assert when.has_entrustor is False
    with pytest.raises(AttributeError):
        when.reportabel  # noqa: B018
    with pytest.raises(AttributeError):
        when._hidden  # noqa: B018


def test_dates_are_written_in_the_style_of_the_letter_everywhere() -> None:
    facts = changed(example("lost_pc/incident"), letter__style="legal")
    seen = variables(facts, "ppc_report")
    assert str(seen["incident"].known_on).startswith("令和8年")
    assert str(variables(example("lost_pc/incident"), "ppc_report")["incident"].known_on).startswith("2026年")
    asked = FactRule("asked_on", "照会の日", "date")
    rule = replace(kind("ppc_report"), facts=(asked, FactRule("note", "備考")))
    incident = incident_of({**facts, "document": {"ppc_report": {"asked_on": date(2026, 11, 5)}}})
    own = context(rule, Case(incident, ON, None, rule.audience), incident)["document"]
    assert (str(own.asked_on), own.note) == ("令和8年11月5日", None)
    assert "format" not in seen
    assert seen["computed"].kind == "ppc_report"


def test_numbers_in_a_letter_to_a_person_are_those_of_the_persons_client() -> None:
    rule = kind("victim_apology")
    incident = incident_of(example("misdirected_mail/incident"))
    case = Case(incident, ON, None, rule.audience)
    seen = seen_by(rule, case)
    totals = [
        str(context(rule, case, seen, clients)["computed"].total) for clients in ({"kenshin"}, {"seikatsu"})
    ]
    assert totals == ["36人", "14人"]


def test_what_follows_is_marked_only_where_nothing_is_said_and_an_unticked_field_says_nothing() -> None:
    def marked(**more: Any) -> Any:
        form = View(cause_actor=View(answered=False), items=None)
        view = {"computed": View(total=None, client_total="14人", form=form), **more}
        return with_gaps(
            view, {"cause.actor": "主体", "affected.count": "本人の数", "group[0].items": "項目"}
        )

    seen = marked()["computed"]
    assert "〓未記入：主体（cause.actor）〓" in str(seen.form.cause_actor)
    assert "本人の数" in str(seen.total)
    assert seen.client_total == "14人"
    ticked = View(form=View(cause_actor=View(answered=True), items=None))
    assert isinstance(marked(computed=ticked)["computed"].form.cause_actor, View)
    person = {"person": View(parts=(View(items=None), View(items=("氏名",))))}
    parts = with_gaps(person, {"group[0].items": "項目"})["person"].parts
    assert str(parts[0].items) == "〓未記入：項目（group[0].items）〓"
    assert parts[1].items == ("氏名",)
