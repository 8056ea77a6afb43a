"""Facts that are missing, unknown, hidden from the reader, or not filled in yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents import facts_check
from noticegen.documents.context import seen_by
from noticegen.documents.facts_check import fact_findings, severity
from noticegen.documents.kinds import kind, kinds
from noticegen.findings import Finding, Where
from noticegen.law.case import Case
from noticegen.law.demands import demands
from noticegen.ooxml.reading import read_document
from tests.documents.cases import BASES, changed, example, incident_of, without
from tests.documents.wordless import wordless

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.documents.kinds import Kind

ON = date(2026, 11, 24)
FINAL = example("lost_pc/incident")
PRELIMINARY = example("web_intrusion/incident")
MEMO = "disciplinary_memo"
NINE = {
    "incident.summary": "item1_summary",
    "secondary_damage.status": "item5_damage",
    "person_response.status": "item6_principal",
    "publication.status": "item7_publication",
    "other.detail": "item9_other",
    "cause.detail": "item4_cause",
    "affected.count": "item3_count",
}
OTHERS = {
    "incident.summary": ("timeline",),
    "person_response.status": ("person_response.detail", "person_response.wave"),
    "other.detail": ("authority",),
    "cause.detail": ("cause.summary", "cause.category"),
    "affected.count": ("group[].count",),
}


def findings(
    facts: dict[str, Any], name: str = "ppc_report", rule: Kind | None = None, client: str | None = None
) -> list[Finding]:
    rule = rule or kind(name)
    case = Case(incident_of(facts), ON, client, rule.audience)
    return list(fact_findings(rule, case, seen_by(rule, case)))


def codes(found: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(each.severity, each.code, each.where.path) for each in found]


def said_unknown(facts: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return the facts without effort and promise for the whole report, and with this one unknown."""
    bare = without(facts, "report.effort", "report.supplement_on", *OTHERS.get(path, ()))
    return changed(bare, **{path.replace(".", "__"): value})


@pytest.mark.parametrize("path", NINE)
def test_in_a_preliminary_report_what_is_under_investigation_may_be_said_so_and_is_printed(path: str) -> None:
    facts = said_unknown(PRELIMINARY, path, {"unknown": "調査中", "reason": "記録を解析しているため。"})
    assert [each for each in findings(facts) if each.severity == "error"] == []
    base = BASES[1]
    document = read_document(base.draft(incident_of(facts)).docx)
    (section,) = (each.text for each in document.sections if each.id == NINE[path])
    assert "調査中" in section


@pytest.mark.parametrize("path", NINE)
def test_in_a_final_report_it_needs_its_reason_and_the_promise_to_supplement(path: str) -> None:
    for value in (
        "調査中",
        {"unknown": "調査中", "reason": "…のため。"},
        {"unknown": "不明", "supplement": True},
    ):
        found = findings(said_unknown(FINAL, path, value))
        (finding,) = (each for each in found if each.severity == "error")
        assert (finding.code, finding.where.path) == ("L104", path)
        assert "supplement = true" in finding.hint
        # What is to be written stands under a heading already: the whole path there would mean another fact.
        assert finding.hint.startswith("[")
        assert f"{path} = " not in finding.hint
        assert "通則編ガイドライン" in " ".join(finding.sources)


@pytest.mark.parametrize("path", NINE)
@pytest.mark.parametrize("promise", [{"supplement": True}, {"expected_on": date(2026, 12, 15)}], ids=str)
def test_with_both_a_final_report_may_leave_it_open(path: str, promise: dict[str, Any]) -> None:
    value = {"unknown": "不明", "reason": "掲載した者が特定されていないため。", **promise}
    assert [each for each in findings(said_unknown(FINAL, path, value)) if each.severity == "error"] == []


def test_reason_and_promise_may_be_given_once_for_the_whole_report() -> None:
    facts = said_unknown(FINAL, "publication.status", "不明")
    facts["report"] |= {"effort": "照会を行いました。", "supplement_on": "判明次第"}
    assert findings(facts) == []


def test_one_fact_that_is_known_answers_for_the_unknown_one_beside_it() -> None:
    facts = changed(without(FINAL, "report.effort", "report.supplement_on"), cause__detail="調査中")
    assert [each for each in findings(facts) if each.severity == "error"] == []


def test_a_preliminary_report_that_is_also_final_is_held_to_the_final_one() -> None:
    facts = said_unknown(PRELIMINARY, "publication.status", "調査中")
    assert [each for each in findings(facts) if each.severity == "error"] == []
    facts["report"]["combined"] = True
    assert "L104" in {each.code for each in findings(facts) if each.severity == "error"}


def test_no_measure_is_decided_on_what_is_not_known() -> None:
    facts = changed(FINAL, discipline__precedents="調査中")
    (finding,) = findings(facts, MEMO)
    assert (finding.severity, finding.code) == ("error", "L103")
    assert finding.where.path == "discipline.precedents"
    assert finding.requirement == "disciplinary_memo.precedent_balance"
    assert findings(changed(facts, discipline__stage="調査"), MEMO) == []


def test_a_fact_that_its_reader_may_not_see_is_not_said_to_the_reader() -> None:
    facts = changed(FINAL, publication__audience=["社内"])
    found = [each for each in findings(facts) if each.severity == "error"]
    assert codes(found) == [("error", "L102", "publication.status")]
    assert "「委員会」を加えてください" in found[0].hint
    assert findings(facts, "victim_apology") == []


def test_the_mark_of_a_file_to_be_filled_in_is_an_error_wherever_the_reader_would_see_it() -> None:
    facts = changed(FINAL, other__detail="〓")
    facts["timeline"][11]["what"] = "〓年〓月に調査"
    facts["incident"]["occurred"] = {"text": "〓"}
    found = [each for each in findings(facts) if each.code == "L105"]
    assert [each.where.path for each in found] == ["incident.occurred", "timeline[11].what", "other.detail"]
    assert {each.severity for each in found} == {"error"}


def test_places_are_counted_as_in_the_file_though_the_reader_sees_fewer() -> None:
    # The persons do not see entries 3 and 5 of the timeline; the last one stays the twelfth.
    facts = changed(FINAL)
    facts["timeline"][11]["what"] = "〓"
    (finding,) = findings(facts, "victim_apology")
    assert finding.where.path == "timeline[11].what"
    facts = example("misdirected_mail/incident")
    facts["person_response"]["wave"][1]["method"] = "〓"
    found = findings(facts, "client_letter", client="seikatsu")
    assert [each.where.path for each in found if each.code == "L105"] == ["person_response.wave[1].method"]


def test_who_wrongly_received_data_is_asked_for_no_items() -> None:
    facts = without(example("misdirected_mail/incident"), "group[2].items", "group[2].count")
    assert [each for each in findings(facts) if each.severity == "error"] == []


def test_only_a_ground_of_discipline_is_applied_to_the_acts() -> None:
    facts = without(FINAL, "discipline.reasoning")
    assert findings(facts, MEMO) == []
    (finding,) = findings(without(facts, "discipline.rule[1].applies"), MEMO)
    assert (finding.code, finding.requirement) == ("L101", "disciplinary_memo.applicability")


@pytest.mark.parametrize(
    ("level", "strict", "expected"),
    [("S", False, "error"), ("J", False, "error"), ("G", False, "warning"), ("P", True, "error")],
)
def test_statute_and_case_law_block_and_the_rest_warns(level: Any, strict: bool, expected: str) -> None:
    assert severity(level, strict=strict) == expected
    if not strict:
        assert severity(level) == expected


def test_the_most_binding_requirement_speaks_for_a_fact_that_several_ask_for() -> None:
    found = findings(without(FINAL, "timeline", "incident.summary"))
    (error,) = (each for each in found if each.severity == "error")
    assert error.requirement == "ppc_report.summary"
    assert len({(each.code, each.where.path) for each in found}) == len(found)


DECLARED = """
title = "照会への回答"
audience = "委員会"
per = "incident"
based_on = "public_notice"
[[template]]
file = "letter.docx"
[[section]]
id = "body"
title = "本文"
[[fact]]
name = "asked_on"
title = "照会の日"
type = "date"
required = true
[[fact]]
name = "answers"
title = "回答"
type = "list"
[[fact]]
name = "urgent"
title = "至急か"
type = "flag"
[[fact]]
name = "copies"
title = "部数"
type = "count"
"""


@pytest.fixture
def own(tmp_path: Path) -> Kind:
    folder = tmp_path / "reply"
    folder.mkdir()
    (folder / "document.toml").write_text(DECLARED, "utf-8")
    (folder / "letter.docx").write_bytes(b"")
    return kinds(tmp_path)["reply"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"asked_on": date(2026, 11, 1), "answers": ["一"], "urgent": True, "copies": 2}, []),
        ({}, [("K101", "document.reply.asked_on")]),
        ({"asked_on": "11月1日"}, [("K102", "document.reply.asked_on")]),
        ({"asked_on": date(2026, 11, 1), "copies": True}, [("K102", "document.reply.copies")]),
        ({"asked_on": date(2026, 11, 1), "urgent": 1}, [("K102", "document.reply.urgent")]),
        ({"asked_on": date(2026, 11, 1), "answer": "一"}, [("K103", "document.reply.answer")]),
    ],
    ids=str,
)
def test_a_kinds_own_facts_are_what_it_declares(
    own: Kind, given: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    facts = {**FINAL, "document": {"reply": given}}
    found = [each for each in findings(facts, rule=own) if each.code.startswith("K")]
    assert [(each.code, each.where.path) for each in found] == expected
    assert {each.severity for each in found} <= {"error"}


PUBLICATION = ("法26条1項", "規則8条1項7号", "通則編ガイドライン3-5-3-3(7)")


@pytest.mark.parametrize(
    ("code", "facts", "words"),
    [
        ("L101", without(FINAL, "publication"), ["「公表の実施状況」", "[publication]", "status", "(実施済み、実施予定、検討中、予定なし)", "公表していないときも"]),
        ("L102", changed(FINAL, publication__audience=["社内"]), ["「公表の実施状況」", "「委員会」", "[publication] の audience"]),
        ("L104", said_unknown(FINAL, "publication.status", "調査中"), ["「公表の実施状況」", "「調査中」", 'status = { unknown = "調査中", reason = "…", supplement = true }']),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_fact_is_told_with_its_place_its_requirement_and_its_provision(
    code: str, facts: dict[str, Any], words: list[str]
) -> None:
    (told,) = (each for each in findings(facts) if each.severity == "error")
    assert wordless(told, *words) == Finding(
        "error",
        code,
        "",
        document="ppc_report",
        requirement="ppc_report.publication",
        where=Where(path="publication.status"),
        sources=PUBLICATION,
    )


def test_what_must_be_known_is_told_with_the_word_that_stands_in_its_place() -> None:
    (told,) = findings(changed(FINAL, discipline__precedents="調査中"), MEMO)
    assert wordless(told, "「調査中」", "discipline.precedents").sources == ("判例",)


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (
            {"other__detail": "令和〓年"},
            "other.detail",
            ["「その他参考となる事項」", "other.detail", "〓", "内容"],
        ),
        ({"letter__date": date(1900, 1, 1)}, "letter.date", ["「発信日」", "1900-01-01", "日付"]),
        ({"incident__occurred": {"since": date(1900, 1, 1)}}, "incident.occurred", ["1900-01-01", "日付"]),
    ],
)
def test_a_mark_that_was_left_is_told_with_what_takes_its_place(
    change: dict[str, Any], path: str, words: list[str]
) -> None:
    (told,) = findings(changed(FINAL, **change))
    assert wordless(told, *words) == Finding(
        "error", "L105", "", document="ppc_report", where=Where(path=path)
    )


def test_strictness_makes_errors_of_what_practice_asks_for_and_of_nothing_that_is_there() -> None:
    rule = kind("ppc_report")
    facts = without(FINAL, "report.effort", "report.supplement_on", "timeline")
    case = Case(incident_of(facts), ON, None, rule.audience)
    usual = fact_findings(rule, case, seen_by(rule, case))
    strict = fact_findings(rule, case, seen_by(rule, case), strict=True)
    assert "warning" in {each.severity for each in usual}
    assert {each.severity for each in strict} == {"error"}
    assert {each.where.path for each in strict} == {each.where.path for each in usual}


def test_the_facts_of_a_kind_are_told_with_the_table_to_write_them_in(own: Kind) -> None:
    given = {"asked_on": "11月1日", "zzz": "一"}
    wrong, unknown = (
        each for each in findings({**FINAL, "document": {"reply": given}}, rule=own) if each.code[0] == "K"
    )
    assert wordless(wrong, "「照会の日」", "[document.reply]", "asked_on", "日付") == Finding(
        "error", "K102", "", document="reply", where=Where(path="document.reply.asked_on")
    )
    assert wordless(unknown, "「zzz」", "[document.reply]", "answers、asked_on、copies、urgent") == Finding(
        "error", "K103", "", document="reply", where=Where(path="document.reply.zzz")
    )
    (missing,) = (each for each in findings({**FINAL, "document": {}}, rule=own) if each.code == "K101")
    assert wordless(missing, "「照会の日」", "[document.reply]", "asked_on") == Finding(
        "error", "K101", "", document="reply", where=Where(path="document.reply.asked_on")
    )
    bare = replace(own, facts=())
    (found,) = (
        each
        for each in findings({**FINAL, "document": {"reply": {"x": "一"}}}, rule=bare)
        if each.code == "K103"
    )
    assert wordless(found, "[document.reply]")
    assert "書けるのは" not in found.hint


def test_a_fact_of_which_one_entry_is_written_is_missing_where_it_is_not() -> None:
    facts = example("misdirected_mail/incident")
    facts["group"][1].pop("items")
    told = [each for each in findings(facts) if each.severity == "error"]
    assert codes(told) == [("error", "L101", "group[1].items")]


@pytest.mark.parametrize(
    ("levels", "speaks"),
    [("PS", "S"), ("SP", "S"), ("PG", "P"), ("SJ", "S"), ("PSJ", "S")],
)
def test_of_those_who_ask_for_a_fact_the_first_that_binds_speaks_else_the_first(
    levels: str, speaks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = kind("ppc_report")
    case = Case(incident_of(without(FINAL, "publication", "person_response")), ON, None, rule.audience)
    asks = next(each for each in demands(rule.law, case) if each.id == "ppc_report.publication")
    optional = replace(asks, id="optional", facts=("person_response.status",), optional=True)
    printed = replace(asks, id="person", facts=("person.name",))
    both = replace(
        asks, id="both", facts=("person.name", "person.name | other.detail", "person_response.status")
    )
    asked = [optional, printed, *(replace(asks, id=level, level=level) for level in levels), both]
    monkeypatch.setattr(facts_check, "demands", lambda *_: asked)
    found = fact_findings(rule, case, seen_by(rule, case))
    assert [(each.requirement, each.where.path) for each in found] == [
        (speaks, "publication.status"),
        ("both", "person_response.status"),
    ]


def test_what_is_said_but_not_known_is_told_before_what_is_not_said_at_all() -> None:
    facts = said_unknown(without(FINAL, "cause"), "cause.detail", "調査中")
    facts["cause"] = {"detail": "調査中"}
    assert [each.code for each in findings(facts) if each.where.path == "cause.detail"] == ["L104"]
    assert "L101" not in {each.code for each in findings(facts) if each.requirement == "ppc_report.cause"}


@pytest.mark.parametrize(
    ("fact", "path"),
    [
        ("cause.detail | publication.status", "cause.detail"),
        ("publication.status | cause.detail", "publication.status"),
        ("measure[].what", "measure[].what"),
    ],
)
def test_of_facts_that_are_all_missing_the_first_is_asked_for_where_it_would_stand(
    fact: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = kind("ppc_report")
    case = Case(incident_of(without(FINAL, "publication", "cause", "measure")), ON, None, rule.audience)
    asks = next(each for each in demands(rule.law, case) if each.id == "ppc_report.publication")
    monkeypatch.setattr(facts_check, "demands", lambda *_: [replace(asks, facts=(fact,))])
    assert [each.where.path for each in fact_findings(rule, case, seen_by(rule, case))] == [path]


@pytest.mark.parametrize(
    ("fact", "words"),
    [("group[].media", "(紙、電子媒体、その他)。"), ("cause.detail", "cause] の detail を書いてください。")],
)
def test_words_that_may_be_written_are_shown_where_they_are_a_closed_list(
    fact: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = kind("ppc_report")
    case = Case(incident_of(without(FINAL, "cause", "group[].media")), ON, None, rule.audience)
    asks = next(each for each in demands(rule.law, case) if each.id == "ppc_report.publication")
    monkeypatch.setattr(facts_check, "demands", lambda *_: [replace(asks, facts=(fact,), hint="")])
    (told,) = fact_findings(rule, case, seen_by(rule, case))
    assert words in told.hint


def test_advice_on_what_to_write_is_given_only_where_nothing_is_written() -> None:
    (told,) = (
        each for each in findings(said_unknown(FINAL, "publication.status", "調査中")) if each.code == "L104"
    )
    assert "公表していないときも" not in told.hint
