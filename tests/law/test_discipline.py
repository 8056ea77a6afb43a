from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.facts.discipline import Discipline, PayCut
from noticegen.facts.incident import Incident
from noticegen.law.conditions import Case
from noticegen.law.data import table
from noticegen.law.demands import demands
from noticegen.law.discipline import discipline_findings, pay_cut_limits

ON = date(2026, 11, 22)

DECISION: dict[str, Any] = {
    "stage": "決定",
    "relation": "自社雇用",
    "whistleblower": "公益通報はない。",
    "whistleblower_at_decision": "決定の前に改めて確かめた。",
    "investigation": "面談で聴取した。",
    "finding": [{"when": date(2026, 10, 5), "act": "名簿を複写した", "evidence": ["1"]}],
    "evidence": [{"number": "1", "title": "操作記録"}],
    "rule": [
        {"clause": "第54条第4号", "kind": "懲戒事由", "effective_on": date(2020, 4, 1)},
        {"clause": "第53条第7号", "kind": "懲戒の種別", "effective_on": date(2020, 4, 1)},
    ],
    "hearing": {"on": date(2026, 11, 13), "held": True, "statement": "認める。", "evaluation": "一致する。"},
    "sanction": "けん責",
    "decided_on": date(2026, 11, 20),
}


def incident(**discipline: Any) -> Incident:
    return Incident.model_validate(
        {
            "format": 1,
            "incident": {
                "title": "名簿の持ち出し",
                "kinds": ["漏えい"],
                "occurred": date(2026, 10, 5),
                "known_on": date(2026, 11, 9),
            },
            "business": {"name": "株式会社架空商事"},
            "letter": {"date": date(2026, 11, 20)},
            "report": {"stage": "速報"},
            "group": [{"id": "all", "label": "会員", "certainty": "漏えい確認"}],
            "discipline": {**DECISION, **discipline},
        }
    )


def found(on: date = ON, **discipline: Any) -> list[tuple[str, str, str | None]]:
    return [
        (finding.code, finding.severity, finding.where.path)
        for finding in discipline_findings(incident(**discipline), on)
    ]


def test_a_decision_in_order_has_no_findings() -> None:
    assert found() == []


def test_an_incident_without_discipline_has_no_findings() -> None:
    assert discipline_findings(incident().model_copy(update={"discipline": None}), ON) == ()


def test_a_client_cannot_discipline_a_worker_dispatched_to_it() -> None:
    assert found(relation="派遣受入れ") == [("C401", "error", "discipline.relation")]


def test_that_the_host_disciplines_nobody_is_an_outcome_and_no_error() -> None:
    assert found(relation="派遣受入れ", sanction=None) == [("C401", "warning", "discipline.relation")]


def test_a_public_servant_is_disciplined_under_another_law() -> None:
    city = incident().model_copy(
        update={"business": incident().business.model_copy(update={"kind": "行政機関等"})}
    )
    (told,) = discipline_findings(city, ON)
    assert (told.code, told.severity, told.where.path) == ("C426", "warning", "discipline.relation")
    assert "地方公務員法" in told.message
    assert all("未確認" in source for source in told.sources)
    assert "C426" not in {code for code, _, _ in found()}


@pytest.mark.parametrize(
    ("said", "is_right"),
    [
        ("第54条第4号（業務上知り得た会社又は派遣先の秘密を漏らしたとき）に当たる。", True),
        ("第54条第4号（業務上知り得た…派遣先の秘密を漏らしたとき）に当たる。", True),
        ("第54条第4号（以下「本号」という。）に当たる。", True),
        ("第54条第4号（証拠1から3まで）に当たる。", True),
        ("第54条第4号（業務上知り得た派遣先の秘密を漏らしたとき）に当たる。", False),
        ("第54条第4号「業務上知り得た会社・派遣先の秘密を漏らしたとき」に当たる。", False),
    ],
)
def test_what_is_quoted_of_a_clause_stands_in_its_text(said: str, is_right: bool) -> None:
    (ground, kind) = DECISION["rule"]
    rule = [{**ground, "text": "業務上知り得た会社又は派遣先の秘密を漏らしたとき"}, kind]
    expected = [] if is_right else [("C425", "warning", "discipline.reasoning")]
    assert found(rule=rule, reasoning=said) == expected
    assert found(reasoning=said) == []


@pytest.mark.parametrize(
    ("before", "clause", "is_read"),
    [
        ("第1", "3号", False),
        ("第１", "3号", False),
        ("第十", "三号", False),
        ("第4条の", "3号", False),
        ("第54条第", "3号", True),
        ("規程54条", "3号", True),
        ("就業規則の", "54条3号", True),
        ("就業規則第54条の", "第3号", True),
    ],
)
def test_the_number_of_a_clause_is_not_the_end_of_another(before: str, clause: str, is_read: bool) -> None:
    (ground, kind) = DECISION["rule"]
    rule = [{**ground, "clause": clause, "text": "業務上知り得た会社又は派遣先の秘密を漏らしたとき"}, kind]
    said = f"{before}{clause}「業務上知り得た派遣先の秘密を漏らしたとき」に当たる。"
    expected = [("C425", "warning", "discipline.reasoning")] if is_read else []
    assert found(rule=rule, reasoning=said) == expected


def test_an_agency_can_discipline_the_worker_whom_it_dispatched() -> None:
    assert found(relation="自社雇用（派遣労働者）") == []


@pytest.mark.parametrize("relation", ["退職済み", "委託先の従業者", "対象者なし"])
def test_nobody_disciplines_those_whom_it_does_not_employ(relation: str) -> None:
    assert found(relation=relation) == [("C402", "error", "discipline.sanction")]
    assert found(relation=relation, sanction="処分なし") == []
    assert found(relation=relation, sanction=None) == []


def test_who_is_not_employed_is_told_with_the_relation_and_the_measure() -> None:
    (told,) = discipline_findings(incident(relation="退職済み", sanction="懲戒解雇", dismissal=None), ON)[:1]
    assert told.code == "C402"
    assert "「退職済み」" in told.message
    assert "「懲戒解雇」" in told.message


def test_nothing_is_held_against_a_law_that_was_not_yet_in_force() -> None:
    act = date(2008, 2, 29)
    assert "C401" not in {code for code, _, _ in found(act, relation="派遣受入れ")}
    assert "C401" in {code for code, _, _ in found(date(2008, 3, 1), relation="派遣受入れ")}
    assert found(date(2025, 5, 31), criminal="1年以下の懲役に当たる。") == []


def test_an_officer_is_not_under_the_work_rules_as_a_matter_of_course() -> None:
    assert found(relation="役員") == [("C403", "warning", "discipline.sanction")]


def test_a_decision_already_taken_cannot_be_called_an_investigation() -> None:
    assert found(stage="調査") == [("C404", "error", "discipline.stage")]
    assert found(stage="調査", on=date(2026, 11, 19)) == []


def test_a_hearing_after_the_decision_is_an_error() -> None:
    late = {"on": date(2026, 11, 21), "held": True}
    same_day = {"on": date(2026, 11, 20), "held": True}
    assert found(hearing=late) == [("C405", "error", "discipline.hearing.on")]
    assert found(hearing=same_day) == []


def test_a_hearing_that_was_offered_and_refused_is_accepted() -> None:
    refused = {"on": date(2026, 11, 13), "held": False}
    assert found(hearing=refused) == [("C406", "warning", "discipline.hearing.held")]
    assert found(hearing={**refused, "notice": "書面で通知した。"}) == []


def test_a_rule_made_after_every_act_is_an_error_and_after_some_acts_a_warning() -> None:
    rule = {"clause": "第54条第4号", "kind": "懲戒事由", "effective_on": date(2026, 10, 10)}
    rules = [rule, DECISION["rule"][1]]
    acts = [
        {"when": date(2026, 10, 5), "act": "複写した", "evidence": ["1"]},
        {"when": date(2026, 10, 20), "act": "売却した", "evidence": ["1"]},
    ]
    assert found(rule=rules) == [("C407", "error", "discipline.rule[0].effective_on")]
    assert found(rule=rules, finding=acts) == [("C408", "warning", "discipline.rule[0].effective_on")]


def test_a_rule_in_force_on_the_very_day_of_the_act_applies() -> None:
    rule = {"clause": "第54条第4号", "kind": "懲戒事由", "effective_on": date(2026, 10, 5)}
    assert found(rule=[rule, DECISION["rule"][1]]) == []


def test_a_rule_made_while_the_act_went_on_is_a_warning() -> None:
    rule = {"clause": "第54条第4号", "kind": "懲戒事由", "effective_on": date(2026, 10, 5)}
    span = [
        {
            "when": {"since": date(2026, 9, 1), "until": date(2026, 10, 20)},
            "act": "複写した",
            "evidence": ["1"],
        }
    ]
    assert found(rule=[rule, DECISION["rule"][1]], finding=span) == [
        ("C408", "warning", "discipline.rule[0].effective_on")
    ]


def test_without_found_acts_the_incident_itself_dates_the_act() -> None:
    rule = {"clause": "第54条第4号", "kind": "懲戒事由", "effective_on": date(2026, 10, 6)}
    codes = [code for code, _, _ in found(rule=[rule, DECISION["rule"][1]], finding=[])]
    assert codes == ["C407"]


def test_an_act_told_in_words_alone_dates_nothing() -> None:
    rule = {"clause": "第54条第4号", "kind": "懲戒事由", "effective_on": date(2026, 10, 6)}
    acts = [{"when": "10月上旬", "act": "複写した", "evidence": ["1"]}]
    assert found(rule=[rule, DECISION["rule"][1]], finding=acts) == []


def test_a_rule_of_procedure_may_be_newer_than_the_act() -> None:
    rule = {"clause": "第58条", "kind": "手続", "effective_on": date(2026, 11, 1)}
    assert found(rule=[*DECISION["rule"], rule]) == []


def test_a_measure_needs_both_a_ground_and_a_kind_in_the_rules() -> None:
    assert found(rule=[DECISION["rule"][0]]) == [("C409", "error", "discipline.rule")]
    assert found(rule=[DECISION["rule"][0]], sanction="注意") == []


@pytest.mark.parametrize(
    ("per_act", "total", "codes"),
    [
        (6172, 6172, []),
        (6173, 6173, ["C410"]),
        (6172, 30000, []),
        (6172, 30001, ["C411"]),
        (6173, 30001, ["C410", "C411"]),
        (6000, 5000, ["C412"]),
    ],
)
def test_a_pay_cut_may_reach_its_limits_and_not_pass_them(per_act: int, total: int, codes: list[str]) -> None:
    cut = {"average_daily": 12345, "period_total": 300009, "per_act": per_act, "total": total}
    assert [code for code, _, _ in found(sanction="減給", pay_cut=cut)] == codes


def test_pay_cut_limits_are_exact() -> None:
    limits = pay_cut_limits(PayCut(average_daily=12345, period_total=300009, per_act=6173, total=30000))
    assert (limits.per_act_limit, limits.total_limit) == (6172, 30000)
    assert not limits.within_per_act
    assert limits.within_total
    assert not limits.within


def test_the_limits_themselves_are_within() -> None:
    assert pay_cut_limits(PayCut(average_daily=12000, period_total=300000, per_act=6000, total=30000)).within


@pytest.mark.parametrize("sanction", ["諭旨解雇", "懲戒解雇"])
def test_a_dismissal_without_notice_or_approval_is_an_error_at_the_decision(sanction: str) -> None:
    assert found(sanction=sanction) == [("C413", "error", "discipline.dismissal.notice")]
    assert found(sanction=sanction, dismissal={"notice": "調査中"}) == [
        ("C413", "error", "discipline.dismissal.notice")
    ]
    assert found(sanction=sanction, stage="調査", decided_on=None) == [
        ("C413", "warning", "discipline.dismissal.notice")
    ]


@pytest.mark.parametrize("notice", ["予告手当", "予告と予告手当の併用", "除外認定", "適用除外（労基法21条）"])
def test_every_lawful_way_of_dismissal_is_accepted(notice: str) -> None:
    assert found(sanction="懲戒解雇", dismissal={"notice": notice, "on": date(2026, 11, 20)}) == []


def test_thirty_days_of_notice_are_thirty_full_days() -> None:
    notice = {"notice": "30日前の予告", "on": date(2026, 11, 20)}
    assert found(sanction="懲戒解雇", dismissal=notice, effective_on=date(2026, 12, 20)) == []
    assert found(sanction="懲戒解雇", dismissal=notice, effective_on=date(2026, 12, 19)) == [
        ("C414", "error", "discipline.dismissal.on")
    ]


def test_a_measure_does_not_take_effect_before_it_is_decided() -> None:
    assert found(effective_on=date(2026, 11, 19)) == [("C415", "warning", "discipline.effective_on")]


def test_a_measure_within_three_days_of_knowledge_is_called_hasty() -> None:
    hearing = {"on": date(2026, 11, 10), "held": True}
    assert found(decided_on=date(2026, 11, 11), hearing=hearing) == [
        ("C416", "warning", "discipline.decided_on")
    ]
    assert found(decided_on=date(2026, 11, 12), hearing=hearing) == []


def test_the_report_of_a_whistleblower_is_looked_for_before_the_investigation() -> None:
    assert found(whistleblower=None) == [("C417", "warning", "discipline.whistleblower")]
    assert found(whistleblower="調査中") == [("C417", "warning", "discipline.whistleblower")]


def test_the_report_of_a_whistleblower_is_looked_for_again_at_the_decision() -> None:
    again = [("C424", "warning", "discipline.whistleblower_at_decision")]
    assert found(whistleblower_at_decision=None) == again
    assert found(whistleblower_at_decision="確認中") == again
    assert found(whistleblower_at_decision=None, sanction="注意") == []
    assert found(whistleblower_at_decision=None, stage="調査", decided_on=None) == []


def test_evidence_that_is_cited_must_be_listed_and_facts_need_evidence() -> None:
    cited = [{"when": date(2026, 10, 5), "act": "複写した", "evidence": ["1", "9"]}]
    bare = [{"when": date(2026, 10, 5), "act": "複写した"}]
    contested = [{"when": date(2026, 10, 5), "act": "複写した", "contested": True}]
    assert found(finding=cited) == [("C418", "warning", "discipline.finding[0].evidence")]
    assert found(finding=bare) == [("C419", "warning", "discipline.finding[0].evidence")]
    assert found(finding=contested) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("違約金として100万円を支払わせる。", [("C420", "error")]),
        ("誓約書に基づき違約金を請求する。", [("C420", "error")]),
        ("違約金を定めることはできない。", []),
        ("給与から毎月天引きする。", [("C421", "error")]),
        ("損害額を退職金と相殺する。", [("C421", "error")]),
        ("対象者の自由な意思に基づく同意を得て、賃金から控除する。", [("C421", "warning")]),
        ("賃金からの控除は行わない。", []),
        ("給与から天引きせず、別に請求する。", []),
        ("損害賠償として５００万円を請求する。", [("C422", "warning")]),
        ("300万円を対象者に求償する。", [("C422", "warning")]),
        ("損害の額は確定していない。調査費用は300万円であった。", []),
        ("信義則上相当な限度で求償を検討する。", []),
    ],
)
def test_fixed_damages_and_deductions_from_wages_are_found(
    text: str, expected: list[tuple[str, str]]
) -> None:
    findings = found(damages=text)
    assert [(code, severity) for code, severity, _ in findings] == expected
    assert {path for _, _, path in findings} <= {"discipline.damages"}


def test_the_old_name_of_imprisonment_is_pointed_out() -> None:
    assert found(criminal="1年以下の懲役に当たる。") == [("C423", "warning", "discipline.criminal")]
    assert found(criminal="1年以下の拘禁刑に当たる。") == []


def test_words_are_looked_for_in_every_text_of_the_memo() -> None:
    factor = [{"label": "弁償", "detail": "賞与から天引きする。"}]
    assert found(factor=factor) == [("C421", "error", "discipline.factor[0].detail")]


def test_no_finding_repeats_what_is_said_of_the_employee() -> None:
    findings = discipline_findings(
        incident(
            subject={"name": "模擬 三郎"},
            sanction="減給",
            pay_cut={"average_daily": 12345, "period_total": 300009, "per_act": 9999, "total": 88888},
            damages="模擬三郎から違約金777万円を取る。",
        ),
        ON,
    )
    told = "".join(str(finding) for finding in findings)
    assert [finding.code for finding in findings] == ["C410", "C411", "C420"]
    assert not any(word in told for word in ("模擬", "12345", "12,345", "9999", "88888", "777"))


def test_every_finding_says_what_to_write_and_by_which_provision() -> None:
    findings = discipline_findings(
        incident(relation="派遣受入れ", sanction="懲戒解雇", hearing={"on": ON, "held": False}), ON
    )
    assert [finding.code for finding in findings] == ["C401", "C405", "C406", "C413"]
    assert all(finding.hint and finding.sources and finding.section for finding in findings)
    assert {finding.document for finding in findings} == {"disciplinary_memo"}
    assert "2026年11月22日" in findings[1].message


def test_codes_are_unique_and_every_entry_is_dated_and_sourced() -> None:
    entries = [*table("discipline")["check"], *table("discipline")["expression"]]
    codes = [entry["code"] for entry in entries]
    assert sorted(codes) == [f"C{number}" for number in range(401, 401 + len(entries))]
    for entry in entries:
        assert entry["sources"]
        assert entry["level"] in "SJGFCP"
        assert entry["severity"] in ("error", "warning")
        assert isinstance(entry["in_force"]["from"], date)
        assert isinstance(entry["checked_on"], date)
        assert isinstance(entry["unverified"], bool)


def test_only_statute_and_case_law_make_errors() -> None:
    entries = [*table("discipline")["check"], *table("discipline")["expression"]]
    assert all(entry["level"] in "SJ" for entry in entries if entry["severity"] == "error")


def test_the_facts_of_the_tests_are_valid() -> None:
    assert isinstance(incident().discipline, Discipline)


def demanded(**discipline: Any) -> dict[str, str]:
    case = Case(incident(**discipline), ON)
    return {each.id.partition(".")[2]: each.level for each in demands("disciplinary_memo", case)}


def test_a_measure_demands_its_grounds_and_no_measure_asks_for_them_as_practice() -> None:
    rows = ("rule_clause", "explanation_chance", "proportionality", "facts_found")
    assert [demanded()[row] for row in rows] == ["S", "J", "S", "S"]
    assert [demanded(sanction="処分なし")[row] for row in rows] == ["P"] * 4
    assert [demanded(sanction="注意")[row] for row in rows] == ["P"] * 4
    assert demanded(sanction="処分なし")["sanction"] == "S"


@pytest.mark.parametrize("relation", ["退職済み", "委託先の従業者", "対象者なし", "役員", "派遣受入れ"])
def test_where_nobody_can_be_disciplined_no_grounds_are_asked_for(relation: str) -> None:
    asked = demanded(relation=relation, sanction=None)
    assert not asked.keys() & {"rule_clause", "explanation_chance", "proportionality", "sanction"}
    assert asked.keys() >= {"employer_check", "facts_found", "evidence", "damages"}


PAID: dict[str, Any] = {"average_daily": 10000, "period_total": 200000}


@pytest.mark.parametrize(
    ("code", "path", "words", "facts"),
    [
        ("C402", "sanction", ["「退職済み」", "「懲戒解雇」"], {"relation": "退職済み", "sanction": "懲戒解雇"}),
        ("C403", "sanction", ["「減給」"], {"relation": "役員", "sanction": "減給"}),
        ("C404", "stage", ["2026年11月22日"], {"stage": "調査", "decided_on": ON}),
        ("C405", "hearing.on", ["2026年11月21日", "2026年11月20日"], {"hearing": {"on": date(2026, 11, 21), "held": True}}),
        ("C407", "rule[0].effective_on", ["2026年10月6日"], {"rule": [{"clause": "第1条", "kind": "懲戒の種別", "effective_on": date(2026, 10, 6)}]}),
        ("C408", "rule[0].effective_on", ["2026年10月5日"], {"rule": [{"clause": "第1条", "kind": "懲戒の種別", "effective_on": date(2026, 10, 5)}], "finding": [{"when": {"since": date(2026, 10, 4)}, "act": "複写", "evidence": ["1"]}]}),
        ("C409", "rule", ["懲戒の種別"], {"rule": [{"clause": "第1条", "kind": "懲戒事由", "effective_on": date(2020, 4, 1)}]}),
        ("C410", "pay_cut.per_act", [], {"pay_cut": {**PAID, "per_act": 5001, "total": 5001}}),
        ("C411", "pay_cut.total", [], {"pay_cut": {**PAID, "per_act": 5000, "total": 20001}}),
        ("C412", "pay_cut.total", [], {"pay_cut": {**PAID, "per_act": 5000, "total": 4999}}),
        ("C413", "dismissal.notice", ["「懲戒解雇」"], {"sanction": "懲戒解雇"}),
        ("C414", "dismissal.on", ["2026年11月20日", "2026年12月19日", "29"], {"sanction": "懲戒解雇", "effective_on": date(2026, 12, 19), "dismissal": {"notice": "30日前の予告", "on": date(2026, 11, 20)}}),
        ("C415", "effective_on", ["2026年11月19日", "2026年11月20日"], {"effective_on": date(2026, 11, 19)}),
        ("C418", "finding[0].evidence", ["2、3"], {"finding": [{"when": date(2026, 10, 5), "act": "複写", "evidence": ["1", "2", "3"]}]}),
    ],
)  # fmt: skip
def test_a_contradiction_is_told_at_its_place_with_both_of_its_sides(
    code: str, path: str, words: list[str], facts: dict[str, Any]
) -> None:
    (told,) = (each for each in discipline_findings(incident(**facts), ON) if each.code == code)
    assert told.where.path == f"discipline.{path}"
    assert [word for word in words if word not in f"{told.message}{told.hint}"] == []


def test_a_measure_may_take_effect_on_the_day_of_its_decision() -> None:
    assert found(effective_on=date(2026, 11, 20)) == []


@pytest.mark.parametrize(
    ("notice", "given", "ends"),
    [
        ("30日前の予告", date(2026, 12, 1), None),
        ("30日前の予告", None, date(2026, 12, 2)),
        ("予告手当", date(2026, 12, 1), date(2026, 12, 2)),
    ],
)
def test_thirty_days_are_counted_only_of_a_notice_between_two_known_days(
    notice: str, given: date | None, ends: date | None
) -> None:
    dismissal = {"notice": notice, **({"on": given} if given else {})}
    days = {"effective_on": ends} if ends else {}
    assert found(sanction="懲戒解雇", dismissal=dismissal, **days) == []


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ({"since": date(2026, 9, 1)}, "C408"),
        ({"until": date(2026, 9, 30)}, "C407"),
        ({"text": "秋ごろ"}, None),
    ],
)
def test_an_act_of_which_one_end_is_known_is_dated_by_that_end(
    when: dict[str, Any], code: str | None
) -> None:
    rule = [
        {"clause": "第1条", "kind": kind, "effective_on": date(2026, 10, 1)}
        for kind in ("懲戒事由", "懲戒の種別")
    ]
    finding = [{"when": when, "act": "複写", "evidence": ["1"]}]
    assert {each for each, _, _ in found(rule=rule, finding=finding)} == ({code} if code else set())
