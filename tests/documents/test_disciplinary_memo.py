from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from noticegen.documents.check import check
from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind
from noticegen.facts.incident import Incident
from noticegen.findings import DocumentError
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import FinishedDocument, read_document
from tests.documents.cases import changed, example, incident_of

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates_ja/disciplinary_memo"
NOBODY = ["対象者なし", "退職済み", "委託先の従業者", "役員"]
ORDER = [
    "subject",
    "confidentiality",
    "overview",
    "employer_check",
    "whistleblower_check",
    "subject_person",
    "preservation",
    "investigation",
    "facts_found",
    "evidence",
    "rule_clause",
    "applicability",
    "explanation_chance",
    "procedure",
    "proportionality",
    "precedent_balance",
    "double_jeopardy",
    "timeliness",
    "sanction",
    "pay_cut_limit",
    "damages",
    "criminal",
    "notification",
    "publication_limit",
    "recurrence_link",
    "handling",
]


@cache
def _raw(example: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / f"examples/{example}/incident.toml").read_text("utf-8"))


def incident(example: str = "lost_pc", **discipline: Any) -> Incident:
    facts = deepcopy(_raw(example))
    facts["discipline"] |= discipline
    facts["discipline"] = {key: value for key, value in facts["discipline"].items() if value is not None}
    return Incident.model_validate(facts)


def only(**discipline: Any) -> Incident:
    return Incident.model_validate({**deepcopy(_raw("lost_pc")), "discipline": discipline})


def memo(facts: Incident) -> FinishedDocument:
    return read_document(draft(facts, "disciplinary_memo", on=facts.letter.date).docx)


def errors(facts: Incident) -> set[str]:
    with pytest.raises(DocumentError) as error:
        memo(facts)
    return {
        finding.requirement or finding.code for finding in error.value.findings if finding.severity == "error"
    }


def section(document: FinishedDocument, name: str) -> str:
    return next(each.text for each in document.sections if each.id == name)


def ids(document: FinishedDocument) -> list[str]:
    return [each.id for each in document.sections]


@pytest.mark.parametrize("name", ["memo", "no_subject"])
def test_the_word_file_is_the_one_that_its_outline_makes(name: str) -> None:
    source = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert (FOLDER / f"{name}.docx").read_bytes() == compose(source)


def test_the_sections_stand_in_the_order_in_which_a_decision_is_made() -> None:
    assert ids(memo(incident())) == ORDER


@pytest.mark.parametrize("example", ["lost_pc", "dispatched_worker"])
def test_the_shipped_incidents_give_a_memo_without_a_finding(example: str) -> None:
    facts = incident(example)
    made = draft(facts, "disciplinary_memo", on=facts.letter.date)
    assert made.findings == ()
    assert [each.id for each in read_document(made.docx).sections if each.is_empty] == []


def test_found_facts_and_contested_facts_stand_apart() -> None:
    text = section(memo(incident()), "facts_found")
    found, contested = text.split("争いのある事実\n", 1)
    assert "会食の後" in found
    assert "気付いた時刻" in contested
    assert "気付いた時刻" not in found


def test_what_the_employee_says_and_what_the_company_holds_stand_in_columns_of_their_own() -> None:
    point = {
        "when": "10月下旬",
        "act": "気付いた時刻",
        "contested": True,
        "contention": "翌朝に気付いた。",
        "judgement": "認定しない。",
    }
    lines = section(memo(incident(finding=[point])), "facts_found").splitlines()
    head = lines.index("対象者の主張")
    assert lines[head - 1 : head + 3] == ["争点", "対象者の主張", "当社の判断", "証拠"]
    assert lines.index("認定しない。") == lines.index("翌朝に気付いた。") + 1


def test_an_unknown_fact_gives_its_reason_and_promises_the_commission_nothing() -> None:
    text = section(memo(incident("dispatched_worker")), "sanction")
    assert "到達した日に効力を生ずるため。2026年12月4日頃の見込み" in text
    assert "追完" not in text


def test_a_measure_takes_effect_when_the_notice_of_it_arrives() -> None:
    text = section(memo(incident()), "sanction")
    assert "効力発生日\t2026年11月24日（処分の通知が対象者に到達することによる。民法97条1項）" in text


def test_a_pay_cut_is_shown_against_both_limits() -> None:
    text = section(memo(incident()), "pay_cut_limit")
    assert "6,200円" in text
    assert "34,100円" in text
    assert "いずれの限度も超えない" in text


def test_a_pay_cut_beyond_the_limit_lets_no_memo_out() -> None:
    cut = {"average_daily": 12400, "period_total": 341000, "per_act": 6201, "total": 6201}
    assert errors(incident(pay_cut=cut)) == {"C410"}


def test_a_dismissal_shows_its_validity_notice_and_severance() -> None:
    document = memo(incident("dispatched_worker"))
    assert {"dismissal_validity", "dismissal_notice", "severance"} <= set(ids(document))
    assert "pay_cut_limit" not in ids(document)
    assert "除外認定" in section(document, "dismissal_notice")


@pytest.mark.parametrize(
    ("fact", "requirement"),
    [
        ("finding", "facts_found"),
        ("evidence", "evidence"),
        ("factor", "proportionality"),
        ("precedents", "precedent_balance"),
        ("prior_discipline", "double_jeopardy"),
        ("hearing", "explanation_chance"),
        ("sanction", "sanction"),
        ("pay_cut", "pay_cut_limit"),
    ],
)
def test_no_decision_goes_out_without_what_makes_it_valid(fact: str, requirement: str) -> None:
    assert f"disciplinary_memo.{requirement}" in errors(incident(**{fact: None}))


def test_no_decision_goes_out_on_a_fact_still_unknown() -> None:
    assert "disciplinary_memo.precedent_balance" in errors(incident(precedents="調査中"))


def test_what_practice_asks_for_does_not_hold_a_decision_back() -> None:
    facts = incident(damages=None, criminal=None, publication=None, decided_by=None, confidentiality=None)
    assert "本書には記載していない" in section(memo(facts), "damages")


def test_an_investigation_may_know_nothing_yet_and_claims_nothing() -> None:
    document = memo(only(stage="調査", relation="自社雇用"))
    assert "調査段階" in section(document, "subject")
    assert "処分案" in section(document, "sanction")
    for name in ("subject_person", "investigation", "facts_found", "evidence", "precedent_balance"):
        assert "本書に" in section(document, name)
    assert "あり" not in section(document, "procedure").splitlines()[-1]


@pytest.mark.parametrize("relation", NOBODY)
def test_where_nobody_can_be_disciplined_the_record_says_so(relation: str) -> None:
    facts = incident(relation=relation, sanction=None, pay_cut=None, decided_on=None, outcome="記録に残す。")
    document = memo(facts)
    assert "記録に残す。" in section(document, "outcome")
    assert relation in section(document, "employer_check")
    assert not {"rule_clause", "explanation_chance", "sanction"} & set(ids(document))


def test_where_nobody_can_be_disciplined_no_gap_asks_for_what_only_an_employee_is_told() -> None:
    facts = only(stage="決定", relation="派遣受入れ", outcome="雇用関係がない。")
    made = draft(facts, "disciplinary_memo", on=facts.letter.date, incomplete=True)
    assert "C401" not in {finding.code for finding in made.findings if finding.severity == "error"}
    document = read_document(made.docx)
    for word in ("自宅待機", "discipline.standby", "discipline.notification", "関係者の主張"):
        assert word not in document.text
    assert "（discipline.finding.act）〓 | ―" in " | ".join(section(document, "facts_found").split())
    assert "派遣元に対する請求は" in section(document, "damages")
    assert "賃金から" not in section(document, "damages")


def test_the_record_that_nobody_can_be_disciplined_needs_no_grounds_of_a_measure() -> None:
    facts = only(stage="調査", relation="対象者なし", outcome="従業者の関与はない。")
    found = draft(facts, "disciplinary_memo", on=facts.letter.date).findings
    said = "".join(finding.message for finding in found)
    assert "損害賠償・求償の方針" in said
    assert not any(words in said for words in ("就業規則の根拠条項", "処分の内容", "あてはめ"))


def test_a_host_company_gets_no_memo_about_a_worker_dispatched_to_it() -> None:
    assert "C401" in errors(incident(relation="派遣受入れ"))


def test_to_decide_on_no_measure_needs_no_hearing() -> None:
    facts = only(
        stage="決定",
        relation="自社雇用",
        sanction="処分なし",
        finding=[{"when": "10月下旬", "act": "端末を置き忘れた"}],
    )
    assert "処分なし" in section(memo(facts), "sanction")


def test_the_memo_names_no_fixed_damages_of_its_own() -> None:
    for name in ("memo", "no_subject"):
        text = (FOLDER / f"{name}.txt").read_text("utf-8")
        assert not any(word in text for word in ("違約金", "天引", "懲役", "漏洩"))


def test_every_section_of_the_kind_stands_in_a_template() -> None:
    rule = kind("disciplinary_memo")
    for template in rule.templates:
        text = (FOLDER / template.file).with_suffix(".txt").read_text("utf-8")
        missing = [each.id for each in rule.sections_of(template.file) if f"[section {each.id} " not in text]
        assert missing == []


def test_no_other_kind_of_document_names_the_employee() -> None:
    facts = incident()
    assert facts.discipline is not None
    assert facts.discipline.subject is not None
    name = facts.discipline.subject.name
    for other in ("ppc_report", "public_notice", "victim_apology"):
        made = draft(facts, other, on=facts.letter.date, incomplete=True)
        assert name not in read_document(made.docx).text


def test_a_memo_records_a_measure_that_was_to_work_before_it_arrived_and_a_warning_says_what_is_wrong() -> (
    None
):
    facts = changed(
        example("lost_pc/incident"),
        discipline__delivered_on=date(2026, 11, 27),
        discipline__effective_on=date(2026, 11, 26),
    )
    made = draft(incident_of(facts), "disciplinary_memo", on=date(2026, 11, 24))
    assert "2026年11月26日" in read_document(made.docx).text
    found = check(incident_of(facts), on=date(2026, 11, 24))
    assert [(each.severity, each.sources) for each in found if each.code == "C118"] == [
        ("warning", ("民法97条1項",))
    ]
