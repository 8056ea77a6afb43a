from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from noticegen.documents.check import check, check_document
from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind
from noticegen.documents.phrases import phrase_findings, phrases_in_facts
from noticegen.law.case import Case
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.cases import example, incident_of
from tests.documents.letters import incident_with

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

REGRET = 'summary = "誠に遺憾ですが、パソコンを置き忘れました。"'
ACCEPTED = """
[[accepted]]
name = "wording.regret"
phrase = "遺憾"
reason = "代表者の希望"
"""


def test_a_phrase_in_the_facts_is_told_with_its_place_once() -> None:
    incident = incident_with(incident=REGRET)
    found = [each for each in check(incident, on=incident.letter.date) if each.code == "wording.regret"]
    assert [(each.severity, each.where.path) for each in found] == [("warning", "incident.summary")]


def test_a_disciplinary_measure_in_a_fact_is_told_where_others_will_read_it_and_may_be_accepted() -> None:
    def said(more: str = "", *documents: str) -> set[tuple[str, str | None]]:
        incident = incident_with(cause='detail = "担当した社員は懲戒解雇を予定しています。"', more=more)
        found = check(incident, *documents, on=incident.letter.date)
        return {
            (each.severity, each.where.path) for each in found if each.code == "wording.discipline_outside"
        }

    assert said("", "ppc_report") == {("warning", "cause.detail")}
    assert said("", "assessment_memo", "disciplinary_memo", "victim_apology") == set()
    accepted = '[[accepted]]\nname = "wording.discipline_outside"\nreason = "公表すると決めた"'
    assert said(accepted, "ppc_report") == {("note", "cause.detail")}


def test_an_accepted_phrase_is_a_note_in_facts_and_document() -> None:
    incident = incident_with(incident=REGRET, more=ACCEPTED)
    day = incident.letter.date
    found = (*check(incident, on=day), *draft(incident, "victim_apology", on=day).findings)
    said = [each for each in found if each.code == "wording.regret"]
    assert {each.severity for each in said} == {"note"}
    assert all("代表者の希望" in each.message for each in said)
    unaccepted = draft(incident_with(incident=REGRET), "victim_apology", on=day).findings
    assert "warning" in {each.severity for each in unaccepted if each.code == "wording.regret"}


def test_no_error_can_be_accepted() -> None:
    entry = '[[accepted]]\nname = "L101"\nreason = "急ぐため"\n'
    incident = incident_with(cause="", more=entry)
    codes = {each.code: each.severity for each in check(incident, "ppc_report", on=incident.letter.date)}
    assert codes["L101"] == "error"
    assert codes["C135"] == "warning"


def test_a_mail_heeds_what_a_letter_heeds() -> None:
    incident = incident_with(incident=REGRET)
    document = read_document(draft(incident, "victim_apology", on=incident.letter.date).docx)
    (found,) = (
        each for each in phrase_findings(kind("email_notice"), document) if each.code == "wording.regret"
    )
    assert found.severity == "warning"


def test_a_phrase_in_a_document_is_told_with_its_section_and_paragraph() -> None:
    incident = incident_with(incident=REGRET)
    made = draft(incident, "victim_apology", on=incident.letter.date)
    (told,) = (each for each in made.findings if each.code == "wording.regret")
    document = read_document(made.docx)
    (place,) = (each for each in document.paragraphs if "遺憾" in each.text)
    assert (told.section, told.where.path) == (place.section, str(place))
    assert told.section == "incident_summary"
    (again,) = (each for each in check_document(made.docx, incident) if each.code == "wording.regret")
    assert (again.section, again.where.path) == (told.section, told.where.path)


def test_a_phrase_in_a_mail_is_told_with_its_paragraph_as_in_the_letter() -> None:
    incident = incident_with(incident=REGRET)
    document = read_document(draft(incident, "victim_apology", on=incident.letter.date).docx)
    (found,) = (
        each for each in phrase_findings(kind("email_notice"), document) if each.code == "wording.regret"
    )
    assert (found.document, found.section) == ("email_notice", "incident_summary")
    assert found.where.path is not None


def told_of_facts(incident: Incident, name: str, client: str | None = None) -> list[tuple[str, str | None]]:
    rule = kind(name)
    found = phrases_in_facts(rule, Case(incident, incident.letter.date, client, rule.audience))
    return [(each.document, each.where.path) for each in found if each.code == "wording.regret"]


def test_a_phrase_in_the_facts_is_no_documents_own_and_concerns_the_kinds_of_the_same_law() -> None:
    incident = incident_with(incident=REGRET)
    assert told_of_facts(incident, "email_notice") == [("", "incident.summary")]
    assert told_of_facts(incident, "public_notice") == [("", "incident.summary")]
    assert told_of_facts(incident, "ppc_report") == []


def test_what_is_said_of_an_accepted_phrase_is_no_phrase_of_a_document() -> None:
    entry = '[[accepted]]\nname = "wording.minimiser"\nphrase = "遺憾"\nreason = "遺憾と書く"\naudience = ["本人"]'
    assert told_of_facts(incident_with(more=entry), "victim_apology") == []


def test_a_phrase_in_a_clients_part_is_told_with_its_place_in_the_file() -> None:
    facts = example("misdirected_mail/incident")
    assert [entry.get("client") for entry in facts["timeline"][:6]] == [
        None,
        None,
        "kenshin",
        "kenshin",
        "kenshin",
        "seikatsu",
    ]
    facts["timeline"][5]["what"] = "誠に遺憾"
    incident = incident_of(facts)
    assert told_of_facts(incident, "client_letter", "seikatsu") == [("", "timeline[5].what")]
    assert told_of_facts(incident, "client_letter", "kenshin") == []


def test_an_accepted_phrase_of_a_document_is_noted_with_its_paragraph() -> None:
    incident = incident_with(incident=REGRET, more=ACCEPTED)
    document = read_document(draft(incident, "victim_apology", on=incident.letter.date).docx)
    (found,) = (
        each
        for each in phrase_findings(kind("victim_apology"), replace(document, name="a.docx"), incident)
        if each.code == "wording.regret"
    )
    assert (found.severity, found.section, found.where.file) == ("note", "incident_summary", "a.docx")
    assert found.where.path is not None


def test_a_phrase_that_stands_in_no_one_paragraph_is_told_of_the_file() -> None:
    text = "[section cause 原因]\n<字下げ>情報が流出しました。\n<字下げ>漏えいの原因です。\n[/section]\n"
    document = replace(read_document(compose(text)), name="a.docx")
    (found,) = phrase_findings(kind("victim_apology"), document)
    assert (found.code, found.section) == ("wording.mixed_terms", "")
    assert (found.where.file, found.where.path) == ("a.docx", None)


def test_a_phrase_is_accepted_alone_where_it_is_named_and_with_all_of_its_kind_where_none_is() -> None:
    text = 'summary = "万が一のことがあれば、氏名のみが漏えいした可能性があります。"'
    entry = '[[accepted]]\nname = "wording.minimiser"\nreason = "代表者の希望"\n'

    def severities(more: str) -> set[str]:
        incident = incident_with(incident=text, more=more)
        rule = kind("victim_apology")
        found = phrases_in_facts(rule, Case(incident, incident.letter.date, None, rule.audience))
        return {each.severity for each in found if each.code == "wording.minimiser"}

    assert severities("") == {"warning"}
    assert severities(entry) == {"note"}
    assert severities(f'{entry}phrase = "万が一"\n') == {"note", "warning"}
