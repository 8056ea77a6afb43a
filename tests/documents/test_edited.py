"""What has become of a document: is it told by its own template, as gravely as is asked, and beside its facts?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from noticegen.documents.draft import draft
from noticegen.documents.edited import edited
from noticegen.documents.kinds import kind
from noticegen.law.case import Case
from noticegen.ooxml.reading import FinishedDocument, Place, read_document
from tests.documents.cases import example, incident_of

INCIDENT = incident_of(example("lost_pc/incident"))
ON = date(2026, 11, 24)
RULE = kind("disciplinary_memo")
TEMPLATE = RULE.templates[0].file
CASE = Case(INCIDENT, ON, None, RULE.audience)
MADE = read_document(draft(INCIDENT, RULE.id, on=ON).docx)


def with_line(text: str, section: str) -> FinishedDocument:
    """Return the document with a paragraph more in a section."""
    places = list(MADE.paragraphs)
    last = max(number for number, place in enumerate(places) if place.section == section)
    places.insert(last + 1, Place(text, "本文", 999, section, part=places[last].part))
    return replace(MADE, paragraphs=tuple(places))


def test_without_the_facts_nothing_is_compared() -> None:
    alone = edited(RULE, TEMPLATE, with_line("被害は5,432件です。", "rule_clause"))
    assert (alone.usual, alone.made, list(alone.findings())) == ("", None, [])
    assert alone.document.paragraphs[0] == MADE.paragraphs[0]


def test_beside_the_facts_a_document_as_it_was_made_tells_nothing() -> None:
    found = edited(RULE, TEMPLATE, MADE, CASE)
    assert found.usual == MADE.text
    assert list(found.findings()) == list(found.findings(strict=True)) == []


def test_what_the_facts_do_not_say_is_told_in_the_sections_of_the_template_and_gravely_where_asked() -> None:
    title = next(each.title for each in RULE.sections_of(TEMPLATE) if each.id == "rule_clause")
    found = edited(RULE, TEMPLATE, with_line("被害は5,432件です。", "rule_clause"), CASE)
    (told,) = found.findings()
    assert (told.severity, told.code, told.section) == ("warning", "D221", "rule_clause")
    assert f"（{title}）" in (told.where.path or "")
    (grave,) = found.findings(strict=True)
    assert (grave.severity, grave.code) == ("error", "D221")


def test_of_another_template_only_the_sections_are_compared() -> None:
    outside = with_line("被害は5,432件です。", "")
    assert [each.code for each in edited(RULE, TEMPLATE, outside, CASE).findings()] == ["D221"]
    assert list(edited(RULE, TEMPLATE, outside, CASE, is_ours=False).findings()) == []


def test_the_law_is_that_of_the_day_that_the_document_bears() -> None:
    other = edited(RULE, TEMPLATE, MADE, CASE, law_date=date(2026, 11, 20))
    assert other.case is not None
    assert (other.case.on, edited(RULE, TEMPLATE, MADE, CASE).case) == (date(2026, 11, 20), CASE)
