"""Is a small document of a firm's own told by the sections of its template, and a letter beside its own person?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from noticegen.documents.edited import Edited, edited
from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from noticegen.ooxml.reading import read_document
from tests.documents.letters import incident_with, recipient
from tests.documents.test_kinds import GOOD, own

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.documents.kinds import Kind
    from noticegen.ooxml.reading import FinishedDocument

FILE = "letter.docx"
TOML = GOOD + f'template = "{FILE}"\n'
LETTER = TOML.replace('"社内"', '"本人"').replace('"incident"', '"recipient"')
OUTLINE = "[section body 本文]\n件名は{{ incident.title }}です。\n[/section]\n以上\n"
INCIDENT = incident_with()


def case_of(rule: Kind) -> Case:
    return Case(INCIDENT, date(2026, 11, 24), None, rule.audience)


def made(folder: Path, toml: str = TOML, outline: str = OUTLINE, *more: Any) -> tuple[Kind, FinishedDocument]:
    rule = kind("own", own(folder, "own", toml, outline))
    return rule, read_document(DocumentMaker(rule, case_of(rule)).make(*more).data)


def unmarked(document: FinishedDocument) -> FinishedDocument:
    """Return the document as it is when somebody removed its content controls."""
    places = tuple(replace(each, section="", title="") for each in document.paragraphs)
    return replace(document, paragraphs=places, sections=())


def codes(found: Edited, **more: Any) -> list[tuple[str, str]]:
    return [(each.severity, each.code) for each in found.findings(**more)]


def test_a_section_without_a_heading_is_known_by_what_the_facts_make_of_it(tmp_path: Path) -> None:
    rule, document = made(tmp_path)
    lost = unmarked(document)
    found = edited(rule, FILE, lost, case_of(rule))
    assert [each.id for each in found.document.sections] == ["body"]
    assert codes(found) == [("warning", "D225")]
    assert codes(found, strict=True) == [("error", "D225")]
    (told,) = found.findings()
    assert "「本文」" in told.message
    assert told.where.file == lost.name
    assert edited(rule, FILE, lost).document == lost


def test_what_changed_in_a_line_that_was_moved_out_of_its_section_is_told_of_that_section(
    tmp_path: Path,
) -> None:
    rule, document = made(tmp_path, TOML, OUTLINE.replace("です。\n", "です。\n原因は紛失です。\n"))
    moved = tuple(
        replace(each, section="", title="") for each in document.paragraphs if "原因は" in each.text
    )
    lost = replace(document, paragraphs=(*document.paragraphs[:1], *moved), changed=moved)
    (found,) = edited(rule, FILE, lost, case_of(rule)).document.changed
    assert (found.section, found.title) == ("body", "本文")


def test_a_section_that_is_there_twice_is_told(tmp_path: Path) -> None:
    rule, document = made(tmp_path)
    twice = replace(
        document,
        sections=document.sections * 2,
        paragraphs=(*document.paragraphs, *document.paragraphs),
    )
    assert ("warning", "D226") in codes(edited(rule, FILE, twice, case_of(rule)))
    assert codes(edited(rule, FILE, document, case_of(rule))) == []


def test_where_nothing_can_be_made_from_the_facts_only_the_sections_are_told(tmp_path: Path) -> None:
    _, document = made(tmp_path)
    rule = kind(
        "never", own(tmp_path, "never", TOML, OUTLINE.replace("incident.title", "incident.title + 1"))
    )
    found = edited(rule, FILE, document, case_of(rule))
    assert (found.made, found.usual, codes(found)) == (None, "", [])


def test_a_letter_is_compared_with_that_of_its_own_person_and_number(tmp_path: Path) -> None:
    person = affected_person(recipient(id="5432"), INCIDENT)
    assert isinstance(person, AffectedPerson)
    outline = "{{ person.name }}様\n[section body 本文]\n番号{{ person.number }}、{{ incident.title }}\n[/section]\n"
    rule, document = made(tmp_path, LETTER, outline, person, "7人目")
    found = edited(rule, FILE, document, case_of(rule), person=person, number="7人目")
    assert found.usual == document.text
    assert codes(found, person=person) == []
    changed = [replace(each, text=f"{each.text}、5432件") for each in document.paragraphs]
    again = replace(document, paragraphs=tuple(changed))
    other = edited(rule, FILE, again, case_of(rule), person=person, number="7人目")
    told = [f"{each.message}{each.hint}" for each in other.findings(person=person)]
    assert told
    assert not any("5432" in each for each in told)
    assert any("5432" in f"{each.message}{each.hint}" for each in other.findings())
