"""What exactly does a check say of a document, of its day, its client and its kind, and of nothing else?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents import check as check_module
from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.check import check, check_document, check_facts, document_case
from noticegen.documents.kinds import kinds
from noticegen.documents.make import DocumentMaker
from noticegen.documents.persons_index import Persons
from noticegen.documents.strangers import Recipients
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.findings import DocumentError, Finding, Where
from noticegen.law.case import Case
from noticegen.law.changes import overdue_changes
from noticegen.law.gates import gates
from noticegen.ooxml.compose import compose
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document
from tests.documents.cases import BASES, Base, changed, example, incident_of, without
from tests.documents.letters import incident_with, recipient
from tests.documents.word_edits import emptied, removed, rewritten, unwrapped, with_paragraph
from tests.documents.wordless import wordless

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 24)
REPORT = BASES[0]
CLIENT = next(each for each in BASES if each.client == "seikatsu")
LOST_PC = example("lost_pc/incident")
LOST_PC_INCIDENT = incident_of(LOST_PC)
LATER = date(2026, 12, 2)


def said(docx: bytes, **properties: str | None) -> bytes:
    """Return the document with other properties of its own."""
    named = {f"noticegen.{name}": value for name, value in properties.items()}
    both = {**read_document(docx).properties, **named}
    return with_properties(docx, {name: value for name, value in both.items() if value is not None})


def only(found: tuple[Finding, ...], code: str) -> Finding:
    (told,) = [each for each in found if each.code == code]
    return told


def test_a_change_of_the_law_after_the_tables_were_checked_is_told_with_its_title_and_source() -> None:
    (change,) = overdue_changes(LATER, "disciplinary_memo")
    told = only(check(incident_of(LOST_PC), "disciplinary_memo", on=LATER), "L201")
    assert wordless(told, change.title) == Finding(
        "warning", "L201", "", document="disciplinary_memo", sources=change.sources
    )
    assert "L201" not in {each.code for each in check(incident_of(LOST_PC), "public_notice", on=LATER)}


def test_before_the_first_day_of_the_tables_no_document_passes() -> None:
    facts = incident_of(LOST_PC)
    assert "L202" not in {each.code for each in check(facts, "ppc_report", on=date(2022, 4, 1))}
    told = only(check(facts, "ppc_report", on=date(2022, 3, 31)), "L202")
    assert wordless(told, "2022-03-31", "2022-04-01") == Finding("error", "L202", "", document="ppc_report")
    for incident in (None, facts):
        found = check_document(said(REPORT.docx, law_date="2022-03-31"), incident)
        assert [each.document for each in found if each.code == "L202"] == ["ppc_report"]


def test_a_check_of_everything_is_as_strict_as_that_of_one_document() -> None:
    facts = incident_of(without(LOST_PC, "report.effort", "report.supplement_on", "timeline"))
    named = [each for each in check(facts, "ppc_report", on=ON) if each.code == "L101"]
    assert {each.severity for each in named} >= {"warning"}
    strict = [each for each in check(facts, "ppc_report", on=ON, strict=True) if each.code == "L101"]
    assert {each.severity for each in strict} == {"error"}
    assert len(strict) == len(named)


def test_a_letter_is_checked_for_every_client_and_a_document_of_the_incident_once() -> None:
    facts = without(example("misdirected_mail/incident"), "group[].items")
    places = {
        (each.document, each.where.path)
        for each in check(incident_of(facts), "client_letter", "ppc_report", on=ON)
        if each.code == "L101" and (each.where.path or "").endswith("items")
    }
    assert {name for name, _ in places} == {"client_letter", "ppc_report"}
    assert {path for name, path in places if name == "client_letter"} == {"group[0].items", "group[1].items"}


def test_what_is_made_only_when_it_is_named_is_not_among_the_kinds_of_an_incident() -> None:
    assert [name for name in applicable_kinds(incident_of(LOST_PC)) if kinds()[name].optional] == []


def test_an_agency_with_data_of_its_own_owes_its_own_reports() -> None:
    facts = example("dispatched_worker/incident")
    own = {"id": "own", "label": "自社の登録者", "certainty": "漏えい確認", "items": ["氏名"], "count": 3}
    facts["group"].append(own)
    assert {"ppc_report", "victim_apology"} <= set(applicable_kinds(incident_of(facts)))


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
name = "number"
title = "照会の番号"
required = true
[[fact]]
name = "note"
title = "備考"
"""


@pytest.mark.parametrize(
    ("given", "applies"), [({}, False), ({"note": "一"}, False), ({"number": "1"}, True)], ids=str
)
def test_a_kind_with_required_facts_of_its_own_is_called_for_by_one_of_them(
    tmp_path: Path, given: dict[str, Any], applies: bool
) -> None:
    folder = tmp_path / "reply"
    folder.mkdir()
    (folder / "document.toml").write_text(DECLARED, "utf-8")
    (folder / "letter.docx").write_bytes(compose("[section body 本文]\n本文\n[/section]\n"))
    facts = incident_of({**LOST_PC, "document": {"reply": given}})
    assert ("reply" in applicable_kinds(facts, tmp_path)) is applies
    told = {each.code for each in check(facts, on=ON, templates=tmp_path) if each.document == "reply"}
    assert ("K101" in told) is applies


def test_a_kind_of_the_firm_is_called_for_as_a_shipped_one_of_its_reader_is(tmp_path: Path) -> None:
    plain = DECLARED.replace("required = true", "required = false")
    for name, per, audience in (("own_letter", "client", "取引先"), ("own_report", "incident", "委員会")):
        (tmp_path / name).mkdir()
        declared = plain.replace('per = "incident"', f'per = "{per}"').replace('"委員会"', f'"{audience}"')
        (tmp_path / name / "document.toml").write_text(declared, "utf-8")
        (tmp_path / name / "letter.docx").write_bytes(compose("[section body 本文]\n本文\n[/section]\n"))
    names = {
        facts: {"own_letter", "own_report"} & {*applicable_kinds(incident_of(example(facts)), tmp_path)}
        for facts in ("lost_pc/incident", "misdirected_mail/incident", "dispatched_worker/incident")
    }
    assert names == {
        "lost_pc/incident": {"own_report"},
        "misdirected_mail/incident": {"own_letter", "own_report"},
        "dispatched_worker/incident": {"own_letter"},
    }
    found = check_document(tmp_path / "own_report" / "letter.docx", document="own_report", templates=tmp_path)
    assert {each.document for each in found} == {"own_report"}
    rule, _ = document_case(
        tmp_path / "own_report" / "letter.docx",
        incident_of(LOST_PC),
        document="own_report",
        templates=tmp_path,
    )
    assert rule.id == "own_report"


def test_without_the_facts_only_what_every_incident_asks_for_is_missed_statute_first() -> None:
    found = check_document(removed(REPORT.docx, ["item4_cause", "occurred_on"]))
    missing = {each.section: each for each in found if each.code == "D201"}
    assert {name: each.severity for name, each in missing.items()} == {
        "occurred_on": "warning",
        "item4_cause": "error",
    }
    assert wordless(missing["item4_cause"], "原因") == Finding(
        "error",
        "D201",
        "",
        document="ppc_report",
        section="item4_cause",
        requirement="ppc_report.cause",
        where=Where("文書"),
        sources=("法26条1項", "規則8条1項4号", "通則編ガイドライン3-5-3-3(4)"),
    )
    assert wordless(only(found, "D209"), "incident.toml") == Finding(
        "note", "D209", "", document="ppc_report", where=Where("文書")
    )


def test_a_document_of_older_facts_is_told_of_its_file_and_one_that_says_nothing_is_not(
    tmp_path: Path,
) -> None:
    newer = incident_of(changed(LOST_PC, incident__place="別の場所"))
    path = tmp_path / "報告.docx"
    path.write_bytes(REPORT.docx)
    assert wordless(only(check_document(path, newer), "D211"), "incident.toml") == Finding(
        "note", "D211", "", where=Where("報告.docx")
    )
    assert check_document(said(REPORT.docx, facts=None), newer) == ()


@pytest.mark.parametrize(
    ("name", "words"), [(None, ["文書の種類が分かりません"]), ("demand_lettre", ["「demand_lettre」"])]
)
def test_who_asks_for_no_known_kind_is_told_the_file_and_every_kind(
    tmp_path: Path, name: str | None, words: list[str]
) -> None:
    path = tmp_path / "報告.docx"
    path.write_bytes(compose("本文です。\n"))
    with pytest.raises(DocumentError) as refused:
        check_document(path, document=name)
    (told,) = refused.value.findings
    assert wordless(told, *words, *kinds()) == Finding("error", "D210", "", where=Where("報告.docx"))
    with pytest.raises(DocumentError) as refused:
        document_case(path, LOST_PC_INCIDENT, document=name)
    assert refused.value.findings == (told,)


def test_a_letter_that_names_no_client_is_that_of_the_only_one_and_of_none_of_two() -> None:
    unnamed = said(CLIENT.docx, client=None)
    assert document_case(unnamed, CLIENT.incident)[1].client is None
    assert document_case(CLIENT.docx, CLIENT.incident)[1].client == "seikatsu"
    assert document_case(said(CLIENT.docx, client="nobody"), CLIENT.incident)[1].client is None
    alone = next(each for each in BASES if each.client == "hochoki")
    assert document_case(said(alone.docx, client=None), alone.incident)[1].client == "hochoki"
    report = said(REPORT.docx, client="seikatsu")
    assert document_case(report, CLIENT.incident)[1].client is None


def test_a_document_is_of_the_day_that_is_asked_for_else_of_its_own() -> None:
    assert document_case(REPORT.docx, REPORT.incident)[1].on == REPORT.day
    kind, case = document_case(REPORT.docx, REPORT.incident, document="public_notice", on=LATER)
    assert (kind.id, case.on, case.audience) == ("public_notice", LATER, "公表")


def test_each_client_is_checked_once_as_the_reader_of_its_own_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[tuple[str, str | None, str | None]] = []
    monkeypatch.setattr(
        check_module,
        "check_facts",
        lambda rule, case, **_: held.append((rule.id, case.client, case.audience)) or (),
    )
    check(incident_of(example("misdirected_mail/incident")), "client_letter", "ppc_report", on=ON)
    assert held == [
        ("client_letter", "kenshin", "取引先"),
        ("client_letter", "seikatsu", "取引先"),
        ("ppc_report", None, "委員会"),
    ]


def test_a_record_is_held_to_the_law_of_discipline_of_its_day() -> None:
    facts = incident_of(changed(LOST_PC, discipline__criminal="1年以下の懲役に当たる。"))
    for on, expected in ((date(2025, 5, 31), False), (ON, True)):
        found = {each.code for each in check(facts, "disciplinary_memo", on=on)}
        assert ("C423" in found) is expected


def test_a_letter_is_strict_or_not_in_all_that_is_said_of_it() -> None:
    docx = removed(REPORT.docx, ["occurred_on"])
    for incident in (None, REPORT.incident):
        usual = {each.severity for each in check_document(docx, incident) if each.code == "D201"}
        assert usual == {"warning"}
    assert [each.severity for each in check_document(docx, REPORT.incident, strict=True)] == ["error"]
    lost = unwrapped(REPORT.docx, ["item4_cause"])
    for incident in (None, REPORT.incident):
        for strict, severity in ((False, "warning"), (True, "error")):
            found = check_document(lost, incident, strict=strict)
            assert [each.severity for each in found if each.code == "D225"] == [severity]


def test_a_document_that_names_no_template_is_held_to_the_one_of_its_case() -> None:
    unnamed = said(CLIENT.docx, template=None)
    assert check_document(unnamed, CLIENT.incident) == ()
    other = said(unnamed, client="kenshin")
    assert check_document(other, CLIENT.incident, on=ON) != ()
    gone = removed(unnamed, ["addressee"])
    assert {each.section for each in check_document(gone, CLIENT.incident)} >= {"addressee"}


def test_only_data_of_a_host_takes_documents_away_and_not_data_that_was_encrypted() -> None:
    shielded = [
        {"kind": "暗号化", "status": "実施済み", "recognised": True},
        {"kind": "遠隔消去", "status": "実施済み"},
    ]
    facts = incident_of({**LOST_PC, "protection": shielded, "exposure": []})
    assert "encryption" in {each.id for each in gates(facts) if each.outcome == "対象外"}
    assert {"ppc_report", "victim_apology"} <= set(applicable_kinds(facts))


def test_a_check_of_facts_stops_nobody_for_practice_unless_strictness_is_asked_for() -> None:
    rule = kinds()["ppc_report"]
    facts = without(LOST_PC, "report.effort", "report.supplement_on", "timeline")
    case = Case(incident_of(facts), ON, None, rule.audience)
    assert {each.severity for each in check_facts(rule, case)} == {"warning"}
    assert {each.severity for each in check_facts(rule, case, strict=True)} == {"error"}


def test_without_the_facts_a_document_is_held_to_the_template_that_it_names() -> None:
    for base in BASES:
        if base.kind_id == "client_letter":
            assert {each.code for each in check_document(base.docx)} == {"D209"}
            assert "D209" in {each.code for each in check_document(said(base.docx, template=None))}


def test_a_phrase_that_was_accepted_with_a_reason_is_only_noted() -> None:
    accepted = {"name": "wording.leak_kanji", "reason": "引用した題名であるため"}
    facts = incident_of({**LOST_PC, "accepted": [accepted]})
    docx = with_paragraph(REPORT.docx, "個人情報の漏洩について")
    for incident, severity in ((facts, "note"), (REPORT.incident, "warning")):
        found = check_document(docx, incident)
        assert [each.severity for each in found if each.code == "wording.leak_kanji"] == [severity]


def test_a_letter_is_compared_with_the_one_of_its_own_person_and_number() -> None:
    incident = incident_with()
    rows = (
        recipient(number=7, name="見本 太郎"),
        recipient(number=8, id="A2", name="架空 次郎", items=("氏名",)),
    )
    people = Recipients(rows, Persons(rows))
    for row in rows:
        person = affected_person(row, incident)
        assert isinstance(person, AffectedPerson)
        maker = DocumentMaker(kinds()["victim_apology"], Case(incident, ON, None, "本人"))
        own = maker.make(person, f"{row.number:04d}").data
        found = check_document(own, incident, recipients=people, on=ON)
        assert [each for each in found if each.code.startswith("D22")] == []


def test_without_the_facts_a_section_of_the_named_template_is_missed() -> None:
    memo = next(each for each in BASES if each.name == "pay_cut")
    gone = check_document(removed(memo.docx, ["proportionality"]))
    assert [each.section for each in gone if each.code == "D201"] == ["proportionality"]


def memo(name: str) -> Base:
    return next(each for each in BASES if each.kind_id == "disciplinary_memo" and each.name == name)


def test_a_memo_keeps_the_day_that_it_bears_when_it_is_looked_at_later() -> None:
    assert check_document(memo("pay_cut").docx, memo("pay_cut").incident, on=LATER) == ()


def test_without_the_facts_a_document_that_names_no_template_is_held_to_the_first_of_its_kind() -> None:
    gone = check_document(said(removed(memo("pay_cut").docx, ["proportionality"]), template=None))
    assert [each.section for each in gone if each.code == "D201"] == ["proportionality"]


def test_without_the_facts_a_section_is_missed_by_the_law_of_the_day_of_the_document() -> None:
    before, after = (
        [each for each in check_document(removed(base.docx, ["whistleblower_check"])) if each.code == "D201"]
        for base in (memo("pay_cut"), memo("amended_act"))
    )
    assert [(each.section, each.sources) for each in before] == [
        ("whistleblower_check", ("公益通報者保護法5条",))
    ]
    assert after == []  # the amended act asks only where there is an employee, which the facts would tell


def test_without_the_facts_what_a_document_may_leave_out_is_not_missed() -> None:
    assert {each.code for each in check_document(removed(REPORT.docx, ["attachments"]))} == {"D209"}


def test_without_the_facts_an_empty_section_is_told_with_the_kind_of_its_document() -> None:
    told = only(check_document(emptied(REPORT.docx, ["item4_cause"])), "D202")
    assert (told.document, told.section) == ("ppc_report", "item4_cause")


def letter_to(name: str) -> tuple[bytes, Incident, Recipients]:
    """Return the letter of a person, numbered 0007, with the facts and the list of that one."""
    incident, row = incident_with(), recipient(number=7, name=name)
    person = affected_person(row, incident)
    assert isinstance(person, AffectedPerson)
    maker = DocumentMaker(kinds()["victim_apology"], Case(incident, ON, None, "本人"))
    return maker.make(person, "0007").data, incident, Recipients((row,), Persons((row,)))


def test_the_number_that_a_letter_bears_is_the_one_of_its_row() -> None:
    docx, incident, people = letter_to("架空 次郎")
    other = rewritten(docx, "お問い合わせ番号：0007", "お問い合わせ番号：0008")
    told = only(check_document(other, incident, recipients=people), "D220")
    assert wordless(told, "「0007」", "「0008」").section == "inquiry_desk"


def test_what_is_wrong_beside_a_persons_name_is_told_without_the_name() -> None:
    docx, incident, people = letter_to("架空 次郎")
    other = rewritten(docx, "架空 次郎様に関する情報", "架空 次郎様に関する1,300人の情報")
    told = only(check_document(other, incident, recipients=people), "D221")
    assert wordless(told, "1,300人").section == "affected_items"
    assert "次郎" not in str(told)


def test_a_document_is_checked_by_the_law_of_the_day_that_is_asked_for() -> None:
    found = check_document(REPORT.docx, REPORT.incident, on=date(2022, 3, 31))
    assert "L202" in {each.code for each in found}
