"""Is a document made again as it was, for whomever it was, and what could it state?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.draft import draft
from noticegen.documents.drift_align import without_gaps
from noticegen.documents.drift_expected import SOMEBODY, Expected, Name, expected, is_filled_in, printed
from noticegen.documents.drift_tokens import same, tokens
from noticegen.documents.kinds import kind
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from noticegen.ooxml.reading import read_document
from noticegen.ooxml.styles import DRAFT
from tests.documents.cases import example, incident_of
from tests.documents.letters import GROUP, incident_with, letter, notice, recipient

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.reading import FinishedDocument

NAMED = {
    "name",
    "address",
    "person",
    "by",
    "owner",
    "return_address",
    "department",
    "number",
    "kana",
    "label",
    "title",
}
NAME, ADDRESS, POSTAL_CODE, NUMBER, IDENTIFIER = SOMEBODY
STAFF = GROUP.replace('"members"', '"staff"').replace("通信販売会員", "社員").replace("1200", "35")
WRONG = """
[[group]]
id = "receivers"
label = "誤って受け取った方"
count = 3
role = "誤受領者"
certainty = "漏えい確認"
items = ["氏名"]
"""
INCIDENT = incident_with(groups=GROUP + STAFF.replace('"電話番号"', '"住所"'))


@pytest.mark.parametrize(
    ("made", "edited", "is_person"),
    [
        (f"{NAME} 様", "見本 花子 様", True),
        (f"{NAME}様", "見本 花子 様", True),
        (f"{POSTAL_CODE} {ADDRESS}", "100-0000東京都", True),
        (f"({NUMBER})", "(31)", True),
        (f"({NUMBER})", "「31」", False),
        (f"{NAME} 様", "見本 花子 殿", False),
        (f"{NAME} 様", "お客 見本 花子 様へ", False),
        ("見本 花子 様", "見本 花子 様", False),
        (".*", "見本 花子 様", False),
    ],
)
def test_a_line_with_marks_is_the_line_with_a_person_in_their_place(
    made: str, edited: str, is_person: bool
) -> None:
    assert is_filled_in(made, edited) is is_person


OTHER = {"name": "例示 良子", "address": ("東京都架空区見本町4丁目",), "postal_code": "100-0004", "id": "B2"}
"""Somebody else than the person of a specimen."""


def case_of(incident: Incident, name: str) -> Case:
    return Case(incident, incident.letter.date or date(2026, 11, 24), None, kind(name).audience)


def again(
    document: FinishedDocument, incident: Incident = INCIDENT, name: str = "victim_apology", **more: Any
) -> Expected:
    made = expected(kind(name), case_of(incident, name), document, **more)
    assert made is not None
    return made


def is_as_made(document: FinishedDocument, made: Expected) -> bool:
    """Return whether every paragraph is the one made again, or that with a person in place of the marks."""
    return len(document.paragraphs) == len(made.document.paragraphs) and all(
        one.text == other.text or is_filled_in(one.text, other.text)
        for one, other in zip(made.document.paragraphs, document.paragraphs, strict=True)
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"groups": ("members",)},
        {"groups": ("staff",)},
        {"groups": ("members", "staff")},
        {"groups": ("members",), "kind": "法人", "name": "株式会社見本工務店"},
        {"groups": ("staff",), "kind": "法人", "name": "株式会社見本工務店"},
        {"groups": ("staff",), "languages": ("English",)},
        {"groups": ("members",), "languages": ("やさしい日本語", "English")},
    ],
    ids=str,
)
def test_a_letter_of_which_nobody_knows_whose_it_is_is_made_again_for_whom_it_fits(
    facts: dict[str, Any],
) -> None:
    document = letter(INCIDENT, **{**OTHER, **facts})
    made = again(document)
    assert is_as_made(document, made)
    assert made.has_somebody
    assert Name("株式会社架空商事", "business.name", is_private=False) in made.names
    # What a letter to the others states is no invention in this one.
    assert {each.text for each in tokens("1,200人、35人")} <= {each.text for each in made.facts}


def test_a_letter_that_was_edited_is_compared_with_that_of_its_own_group() -> None:
    document = letter(INCIDENT, **OTHER, groups=("staff",))
    places = document.paragraphs
    for lost in (
        places[:-9],
        places[9:],
        (*places[:9], replace(places[9], text="加筆しました。"), *places[9:]),
    ):
        assert is_as_made(document, again(replace(document, paragraphs=lost)))
    made = again(replace(document, paragraphs=places[:-9]))
    assert made.has_somebody


def test_a_letter_to_a_receiver_by_mistake_is_known_again() -> None:
    incident = incident_with(groups=GROUP + WRONG)
    facts = {"groups": ("receivers",), "kind": "誤受領者"}
    person = affected_person(recipient(**facts), incident)
    assert isinstance(person, AffectedPerson)
    rule = next(each for each in ("takedown_request", "victim_apology") if kind(each).per == "recipient")
    document = letter(incident, **facts) if rule == "victim_apology" else None
    assert document is not None
    assert is_as_made(document, again(document, incident))


def test_a_letter_of_a_person_who_is_known_is_made_for_that_person() -> None:
    document = letter(INCIDENT)
    person = affected_person(recipient(), INCIDENT)
    assert isinstance(person, AffectedPerson)
    made = again(document, person=person, number="0001")
    assert (made.document.text, made.has_somebody) == (document.text, False)
    assert again(document, person=person, number="0077").document.text != document.text


def test_a_notice_is_made_again_and_what_it_states_is_known() -> None:
    document = notice(INCIDENT)
    made = again(document, name="public_notice")
    assert (made.document.text, made.has_somebody) == (document.text, False)
    assert [each.text for each in made.places()] == [each.text for each in document.paragraphs]
    said = {each.value for place in document.paragraphs for each in tokens(place.text)}
    assert {each.value for each in made.stated} == said


@pytest.mark.parametrize("name", ["public_notice", "ppc_report", "victim_apology"])
def test_the_stamp_of_a_draft_is_nobodys_words_and_its_gaps_are_made_again(name: str) -> None:
    incident = incident_with(cause="")
    docx = draft(incident, name, on=incident.letter.date, incomplete=True).docx
    document = read_document(docx)
    assert document.is_draft
    assert "〓" in document.text
    made = again(document, incident, name)
    lines = [without_gaps(each.text) for each in printed(document)]
    assert len(lines) < len(document.paragraphs)
    # The stamp is put on afterwards.
    assert DRAFT not in {each.style for each in made.document.paragraphs}
    assert all(
        one == other or is_filled_in(one, other)
        for one, other in zip([without_gaps(each.text) for each in made.places()], lines, strict=True)
    )
    stamped = replace(made, document=document)
    assert [without_gaps(each.text) for each in stamped.places()] == lines
    final = expected(kind(name), case_of(incident, name), replace(document, is_draft=False))
    assert final is None or final.document.text != made.document.text


def test_names_are_those_of_the_facts_that_the_reader_may_see_the_longest_first() -> None:
    facts = example("lost_pc/incident")
    incident = incident_of(facts)
    rule = "disciplinary_memo"
    docx = draft(incident, rule, on=incident.letter.date, incomplete=True).docx
    names = again(read_document(docx), incident, rule).names
    lengths = [len(each.text) for each in names]
    assert lengths == sorted(lengths, reverse=True)
    assert min(lengths) >= 3
    tables = {"business", "party", "contact", "letter", "discipline", "assessment", "worker_notice"}
    assert {re.split(r"[.\[]", each.path)[0] for each in names} <= tables
    assert {re.sub(r"\[\d+\]$", "", each.path).rpartition(".")[2] for each in names} <= NAMED
    assert len({each.text for each in names}) == len(names)
    assert not any("\n" in each.text for each in names)
    private = {each.path.partition(".")[0].partition("[")[0] for each in names if each.is_private}
    assert private == {"discipline"}
    assert Name("株式会社架空商事", "business.name", is_private=False) in names or incident.business.name
    public = again(notice(incident), incident, "public_notice").names
    assert not any(each.is_private for each in public)
    assert {each.path for each in public} < {each.path for each in names} | {each.path for each in public}


def test_every_day_and_number_of_a_fact_may_be_stated() -> None:
    group = GROUP.replace(
        "count = 1200", "count = { value = 1200, max = 1500, as_of = 2026-11-20, confirmed = 900 }"
    )
    incident = incident_with(groups=group, damage='status = "確認されていない"\nas_of = 2026-11-21')
    made = again(notice(incident), incident, "public_notice")
    for text in ("1,200人", "1,500人", "900人", "2026年11月20日", "2026年11月21日", "2026年10月31日"):
        (token,) = tokens(text)
        assert any(same(token, each) for each in made.facts), text
    (total,) = tokens("1,235人")
    assert any(same(total, each) for each in again(notice(INCIDENT), name="public_notice").facts)
    (other,) = tokens("1,700人")
    assert not any(same(other, each) for each in made.facts)
