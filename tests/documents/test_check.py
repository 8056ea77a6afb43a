"""Checking facts and documents: which kinds apply, what a document says of itself, what its checker was not given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.check import check, check_document
from noticegen.documents.kinds import kinds
from noticegen.findings import DocumentError, TemplateError, has_errors
from noticegen.ooxml.compose import compose
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document
from tests.documents.cases import BASES, changed, example, incident_of, without
from tests.documents.word_edits import removed, with_paragraph

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 24)
REPORT = BASES[0]
LOST_PC = example("lost_pc/incident")


def codes(found: object) -> list[str]:
    return [each.code for each in found]  # type: ignore[attr-defined]


def test_the_kinds_that_apply_follow_from_the_facts() -> None:
    lost = set(applicable_kinds(incident_of(LOST_PC)))
    assert {"ppc_report", "victim_apology", "public_notice", "disciplinary_memo"} <= lost
    assert "client_letter" not in lost
    without_employee = set(applicable_kinds(incident_of(without(LOST_PC, "discipline"))))
    assert lost - without_employee == {"disciplinary_memo"}
    assert "client_letter" in applicable_kinds(incident_of(example("misdirected_mail/incident")))


def test_what_is_not_to_be_published_needs_no_notice_unless_it_takes_the_place_of_letters() -> None:
    held_back = {"status": "予定なし", "reason": "かえって被害が広がるおそれがあるため"}
    without_substitute = {
        key: value for key, value in LOST_PC["person_response"].items() if key != "substitute"
    }
    alone = changed(LOST_PC, publication=held_back, person_response=without_substitute)
    assert "public_notice" not in applicable_kinds(incident_of(alone))
    assert "public_notice" in applicable_kinds(incident_of(changed(LOST_PC, publication=held_back)))


def test_a_dispatching_agency_writes_to_its_client_and_disciplines() -> None:
    names = applicable_kinds(incident_of(example("dispatched_worker/incident")))
    assert names == ("client_letter", "disciplinary_memo")


def test_every_kind_can_be_asked_for_by_name() -> None:
    assert check(incident_of(LOST_PC), *kinds(), on=ON) is not None
    with pytest.raises(TemplateError) as refused:
        check(incident_of(LOST_PC), "ppc", on=ON)
    assert refused.value.findings[0].code == "K001"


def test_no_finding_is_told_twice_for_two_clients() -> None:
    facts = without(example("misdirected_mail/incident"), "cause", "liability")
    found = check(incident_of(facts), "client_letter", on=ON)
    assert len(found) == len(set(found))


def test_a_law_that_came_into_force_after_the_tables_were_checked_is_told() -> None:
    found = check(incident_of(LOST_PC), "disciplinary_memo", on=date(2026, 12, 2))
    assert [(each.severity, each.code) for each in found] == [("warning", "L201")]
    assert check(incident_of(LOST_PC), "disciplinary_memo", on=date(2026, 11, 30)) == ()


def test_facts_that_contradict_each_other_are_found_in_the_memo() -> None:
    facts = changed(LOST_PC, discipline__pay_cut__per_act=6201, discipline__pay_cut__total=6201)
    assert codes(check(incident_of(facts), "disciplinary_memo", on=ON)) == ["C410"]


def test_a_document_is_held_to_the_day_that_it_bears() -> None:
    memo = next(each for each in BASES if each.name == "pay_cut")
    gone = removed(memo.docx, ["whistleblower_check"])
    assert not has_errors(check_document(gone, memo.incident))
    assert has_errors(check_document(gone, memo.incident, on=date(2026, 12, 1)))


def test_a_document_from_older_facts_is_told_and_still_checked() -> None:
    newer = incident_of(changed(LOST_PC, incident__place="別の場所"))
    assert codes(check_document(REPORT.docx, newer)) == ["D211"]
    gone = removed(REPORT.docx, ["item4_cause"])
    assert "D201" in codes(check_document(gone, newer))


def test_without_the_facts_it_is_said_what_was_not_looked_at() -> None:
    found = check_document(REPORT.docx)
    assert [(each.severity, each.code) for each in found] == [("note", "D209")]
    assert "--incident" in found[0].hint


def test_without_the_facts_marks_that_were_left_are_found_all_the_same() -> None:
    assert codes(check_document(with_paragraph(REPORT.docx, "〓"))) == ["D205", "D209"]


def test_who_says_the_kind_is_believed_over_the_document() -> None:
    found = check_document(REPORT.docx, REPORT.incident, document="public_notice", on=ON)
    assert has_errors(found)
    assert {each.document for each in found if each.severity == "error"} == {"public_notice"}


@pytest.mark.parametrize("said", [None, "demand_lettre"])
def test_a_document_of_no_known_kind_is_asked_about(said: str | None) -> None:
    bare = compose("本文です。\n")
    docx = bare if said is None else with_properties(bare, {"noticegen.kind": said})
    with pytest.raises(DocumentError) as refused:
        check_document(docx, REPORT.incident)
    (finding,) = refused.value.findings
    assert finding.code == "D210"
    assert "ppc_report" in finding.hint


def test_a_document_that_somebody_else_wrote_is_checked_when_its_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "報告.docx"
    path.write_bytes(compose("本文です。\n"))
    found = check_document(path, REPORT.incident, document="ppc_report", on=ON)
    missing = {each.requirement for each in found if each.code == "D201" and each.severity == "error"}
    assert missing == {each.id for each in REPORT.binding() if each.section}
    assert {each.where.file for each in found} == {"報告.docx"}


def test_a_client_letter_knows_its_client() -> None:
    base = next(each for each in BASES if each.client == "seikatsu")
    assert check_document(base.docx, base.incident) == ()
    said = dict(read_document(base.docx).properties)
    to_another = with_properties(base.docx, {**said, "noticegen.client": "kenshin"})
    assert "D212" in codes(check_document(to_another, base.incident))


def test_a_notice_under_the_proviso_to_a_client_that_turns_out_to_owe_no_report_is_refused() -> None:
    base = next(each for each in BASES if each.client == "kenshin")
    facts = base.facts
    facts["party"][0]["owes_report"] = False
    found = check_document(base.docx, incident_of(facts))
    assert ("D204", "client_letter.no_proviso_contract") in {(each.code, each.requirement) for each in found}


def test_words_to_avoid_are_told() -> None:
    found = check_document(with_paragraph(REPORT.docx, "個人情報の漏洩について"), REPORT.incident)
    assert [(each.severity, each.code) for each in found] == [("warning", "wording.leak_kanji")]


def test_what_warns_blocks_when_that_is_asked_for() -> None:
    docx = removed(REPORT.docx, ["occurred_on"])
    assert not has_errors(check_document(docx, REPORT.incident))
    assert has_errors(check_document(docx, REPORT.incident, strict=True))


def test_a_template_that_a_kind_does_not_have_is_told_and_the_sections_of_the_case_are_asked_for() -> None:
    base = next(each for each in BASES if str(each) == "disciplinary_memo-dismissal")
    said = dict(read_document(base.docx).properties)
    renamed = with_properties(base.docx, {**said, "noticegen.template": "own.docx"})
    lost = removed(renamed, ["rule_clause"])
    for found in (check_document(lost, base.incident), check_document(lost)):
        (told,) = [each for each in found if each.code == "D215"]
        assert (told.severity, "own.docx" in told.message) == ("warning", True)
    # The clause of the work rules stands in one of the templates alone.
    assert "rule_clause" in {
        each.section for each in check_document(lost, base.incident) if each.code == "D201"
    }
    assert "D215" not in codes(check_document(base.docx, base.incident))
    letter = next(each for each in BASES if each.kind_id == "victim_apology")
    own = with_properties(
        letter.docx, {**read_document(letter.docx).properties, "noticegen.template": "own.docx"}
    )
    assert "D215" not in codes(check_document(own, letter.incident))
