from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from noticegen.documents.check import check, check_document
from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind
from noticegen.documents.phrases import phrase_findings
from noticegen.ooxml.reading import read_document
from tests.documents.letters import GROUP, incident_with

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noticegen.facts.incident import Incident
    from noticegen.findings import Finding

ON = date(2026, 11, 24)
LEGAL = 'style = "legal"'
SPOKEN = 'summary = """パソコンを置き忘れました。\n2026年11月2日に、1,012人分と判明しました。"""'
DAYS = """
[[timeline]]
when = { at = 2026-10-30, text = "2026年10月30日未明" }
what = "置き忘れ"
[[contact]]
label = "お客様窓口"
phone = "0120-000-000"
days = "2026年12月20日までは毎日"
hours = "平日9時から17時まで"
"""


def styles(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {
        each.code.removeprefix("wording.mixed_"): each
        for each in findings
        if ".mixed_c" in each.code or ".mixed_n" in each.code
    }


def drafted(incident: Incident) -> dict[str, Finding]:
    return styles(draft(incident, "public_notice", on=ON, incomplete=True).findings)


def test_a_date_and_a_number_in_free_text_are_told_at_their_fact_with_what_to_write() -> None:
    incident = incident_with(incident=SPOKEN, letter=LEGAL)
    for found in (drafted(incident), styles(check(incident, "public_notice", on=ON))):
        assert set(found) == {"calendars", "numbers"}
        assert {each.where.path for each in found.values()} == {"incident.summary"}
        assert {each.severity for each in found.values()} == {"warning"}
        assert "「2026年11月2日」" in found["calendars"].message
        assert "「令和8年11月2日」と書いてください" in found["calendars"].hint
        assert "「1012」と書いてください" in found["numbers"].hint
    assert drafted(incident_with(incident=SPOKEN)) == {}


def test_an_era_beside_western_years_is_told_too() -> None:
    found = drafted(incident_with(incident=SPOKEN.replace("2026年", "令和8年")))
    assert set(found) == {"calendars"}
    assert "「2026年11月2日」と書いてください" in found["calendars"].hint


def test_a_year_of_two_eras_is_not_decided_for_the_writer() -> None:
    found = drafted(incident_with(incident=SPOKEN.replace("2026年11月2日", "2019年"), letter=LEGAL))
    assert "「2019年」" in found["calendars"].message
    assert "令和" not in found["calendars"].hint
    assert "letter.style" in found["calendars"].hint


def test_what_is_accepted_is_a_note() -> None:
    entry = '[[accepted]]\nname = "wording.mixed_calendars"\nreason = "契約書の題名"\n'
    found = drafted(incident_with(incident=SPOKEN, letter=LEGAL, more=entry))
    assert found["calendars"].severity == "note"
    assert "契約書の題名" in found["calendars"].message
    assert found["numbers"].severity == "warning"


def test_days_that_are_facts_are_written_in_the_style_of_the_house_however_they_are_said() -> None:
    made = draft(incident_with(letter=LEGAL, more=DAYS), "public_notice", on=ON, incomplete=True)
    text = read_document(made.docx).text
    assert "令和8年10月30日未明" in text
    assert "令和8年12月20日までは毎日" in text
    assert "2026" not in text
    assert styles(made.findings) == {}
    western = read_document(
        draft(incident_with(more=DAYS), "public_notice", on=ON, incomplete=True).docx
    ).text
    assert "2026年10月30日未明" in western


def test_no_fact_that_the_reader_does_not_see_is_named() -> None:
    hidden = '[other]\ndetail = "2026年11月2日に確認"\naudience = ["社内"]\n'
    incident = incident_with(incident=SPOKEN, letter=LEGAL, more=hidden)
    assert drafted(incident)["calendars"].where.path == "incident.summary"


def test_the_fact_is_named_that_the_paragraph_prints_not_another_of_the_same_day() -> None:
    groups = GROUP.replace("items =", 'definition = "2026年11月2日までの会員"\nitems =')
    made = draft(
        incident_with(incident=SPOKEN, groups=groups, letter=LEGAL), "public_notice", on=ON, incomplete=True
    )
    paths = {each.where.path for each in made.findings if each.code == "wording.mixed_calendars"}
    assert paths == {"incident.summary", "group[0].definition"}


def test_what_was_typed_into_the_document_is_told_at_its_paragraph() -> None:
    made = draft(incident_with(incident=SPOKEN, letter=LEGAL), "public_notice", on=ON, incomplete=True)
    other = incident_with(letter=LEGAL)
    found = styles(check_document(made.docx, other))["calendars"]
    assert "段落目" in (found.where.path or "")
    assert found.section == "incident_summary"
    document = read_document(made.docx)
    alone = styles(phrase_findings(kind("public_notice"), document))["calendars"]
    assert "「2026年11月2日」" in alone.message
