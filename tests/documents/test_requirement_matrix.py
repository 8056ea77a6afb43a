"""Does a document that lacks what statute or case law asks ever pass? Every requirement, met and missed.

The cases follow from the data: a requirement that is added to the law without a document that meets it, and so
can miss it, fails the first test.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check, check_document
from noticegen.findings import DocumentError, FactsError, has_errors
from noticegen.law.data import BINDING
from noticegen.law.demands import demands_of_any_case
from noticegen.law.requirements import Requirement, requirements
from noticegen.ooxml.reading import read_document
from tests.documents import word_edits
from tests.documents.cases import BASES, Base, changed, incident_of, places, without

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from noticegen.findings import Finding

PAIRS = [(base, requirement) for base in BASES for requirement in base.binding()]
FIRST = list({(each.id, each.in_force): (base, each) for base, each in reversed(PAIRS)}.values())[::-1]
WRITTEN = {"client_letter.no_proviso_contract": ("法26条1項ただし書の通知", "第26条第1項但書", "規則9条に基づく通知"),
           "client_letter.no_proviso_dispatch": ("２６条１項ただし書", "法第26条の第1項のただし書", "規則第9条に基づき"),
           "disciplinary_memo.no_fixed_damages": ("違約金として100万円", "違約金５００，０００円")}  # fmt: skip


def patterns(line: str) -> list[str]:
    """Return the paths of one line of ``facts`` that stand in the incident file."""
    return [path.strip() for path in line.split("|") if not path.strip().startswith("person.")]


def lines(pairs: list[tuple[Base, Requirement]]) -> Iterator[tuple[Base, Requirement, list[str]]]:
    for base, requirement in pairs:
        for line in requirement.facts:
            yield base, requirement, patterns(line)


def is_asked_by_the_model(base: Base, paths: list[str]) -> bool:
    """Return whether the file cannot even be read without these facts."""
    try:
        incident_of(without(base.facts, *paths))
    except FactsError:
        return True
    return False


LINES = list(lines(PAIRS))
OF_MODEL = [case for case in LINES if is_asked_by_the_model(case[0], case[2])]
REMOVABLE = [case for case in LINES if case not in OF_MODEL]
FIRST_REMOVABLE = [case for case in REMOVABLE if case[:2] in FIRST]
ONE_OF_SEVERAL = [
    (base, each, paths, path) for base, each, paths in REMOVABLE for path in paths if len(paths) > 1
]
ENTRIES = [(base, each, paths) for base, each, paths in REMOVABLE if any("[]" in path for path in paths)]


def name(value: object) -> str:
    return value.id if isinstance(value, Requirement) else str(value)


def errors(findings: Collection[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def about(findings: Collection[Finding], requirement: Requirement, paths: list[str]) -> Finding:
    """Return the error that tells of the missing fact, or fail."""
    indexed = {path.replace("[]", "[0]") for path in paths} | set(paths)
    found = [each for each in errors(findings) if each.code == "L101" and each.where.path in indexed]
    assert found, [(each.code, each.requirement, each.where.path) for each in findings]
    assert found[0].requirement == requirement.id
    return found[0]


def test_every_binding_requirement_has_a_case() -> None:
    law = {
        (each.id, each.in_force.since)
        for each in requirements()
        if each.level in BINDING or each.otherwise in BINDING
    }
    assert law - {(each.id, each.in_force.since) for _, each in PAIRS} == set()


def test_every_binding_requirement_can_be_missed_in_the_facts_or_in_the_document() -> None:
    for base, requirement in FIRST:
        in_facts = any(case[:2] == (base, requirement) for case in LINES)
        in_document = bool(base.sections_for(requirement)) or requirement.id in WRITTEN
        assert in_document or (in_facts and not requirement.section), requirement.id
        assert requirement.section == bool(base.sections_for(requirement)), requirement.id


@pytest.mark.parametrize("base", BASES, ids=name)
def test_a_document_that_meets_everything_passes(base: Base) -> None:
    made = base.draft()
    assert not made.is_incomplete
    assert [each for each in made.findings if each.code not in {"L201", "K202"}] == []
    assert check_document(made.docx, base.incident, on=base.day) == ()
    held = {section.id for section in read_document(made.docx).sections if not section.is_empty}
    assert held.issuperset(section for each in base.binding() for section in base.sections_for(each))


@pytest.mark.parametrize(("base", "requirement", "paths"), REMOVABLE, ids=name)
def test_check_tells_which_fact_is_missing_and_what_asks_for_it(
    base: Base, requirement: Requirement, paths: list[str]
) -> None:
    found = check(incident_of(without(base.facts, *paths)), base.kind_id, on=base.day)
    finding = about(found, requirement, paths)
    assert finding.document == base.kind_id
    assert finding.message
    assert finding.hint
    assert finding.sources == requirement.sources


@pytest.mark.parametrize(("base", "requirement", "paths"), FIRST_REMOVABLE, ids=name)
def test_a_document_that_lacks_the_fact_is_refused(
    base: Base, requirement: Requirement, paths: list[str]
) -> None:
    with pytest.raises(DocumentError) as refused:
        base.draft(incident_of(without(base.facts, *paths)))
    about(refused.value.findings, requirement, paths)


@pytest.fixture
def one_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give all facts one hash, so that a template is compiled once for them all."""
    monkeypatch.setattr("noticegen.documents.make.facts_hash", lambda _: "0" * 64)


@pytest.mark.usefixtures("one_hash")
@pytest.mark.parametrize(("base", "requirement", "paths"), FIRST_REMOVABLE, ids=name)
def test_a_draft_with_gaps_is_stamped_and_marked_where_the_fact_is_missing(
    base: Base, requirement: Requirement, paths: list[str]
) -> None:
    incident = incident_of(without(base.facts, *paths))
    made = base.draft(incident, incomplete=True)
    assert made.is_incomplete
    document = read_document(made.docx)
    assert document.is_draft
    stamp = [place.text for place in document.paragraphs if place.style == "下書き"]
    assert any(about(made.findings, requirement, paths).message in line for line in stamp)
    assert any("下書き" in place.text for place in document.paragraphs if place.kind == "ヘッダー")
    for section in document.sections:
        if section.id in base.sections_for(requirement):
            assert "〓未記入：" in section.text, section
    codes = {finding.code for finding in errors(check_document(made.docx, incident, on=base.day))}
    assert "D206" in codes


@pytest.mark.parametrize(("base", "requirement", "paths"), OF_MODEL, ids=name)
def test_a_file_without_what_every_document_needs_is_not_read(
    base: Base, requirement: Requirement, paths: list[str]
) -> None:
    with pytest.raises(FactsError) as refused:
        incident_of(without(base.facts, *paths))
    assert [(each.code, each.where.path) for each in refused.value.findings] == [("F101", paths[0])]
    if "." in (table := paths[0].rpartition(".")[0]):
        found = check(incident_of(without(base.facts, table)), base.kind_id, on=base.day)
        assert about(found, requirement, paths)


@pytest.mark.parametrize(("base", "requirement", "paths", "kept"), ONE_OF_SEVERAL, ids=name)
def test_one_of_several_facts_that_answer_the_same_is_enough(
    base: Base, requirement: Requirement, paths: list[str], kept: str
) -> None:
    there = any(table.get(key) is not None for table, key in places(base.facts, kept))
    facts = without(base.facts, *(path for path in paths if path != kept))
    found = check(incident_of(facts), base.kind_id, on=base.day)
    missed = [each for each in errors(found) if each.requirement == requirement.id]
    if kept == "discipline.rule[].applies" or there:
        assert missed == []
    else:
        assert missed != []


@pytest.mark.parametrize(("base", "requirement", "paths"), ENTRIES, ids=name)
def test_what_is_asked_of_each_entry_is_missed_when_one_entry_lacks_it(
    base: Base, requirement: Requirement, paths: list[str]
) -> None:
    others = [path for path in paths if "[]" not in path]
    (pattern,) = (path for path in paths if "[]" in path)
    table, _, key = pattern.partition("[].")
    holder, list_name = next(places(base.facts, table))
    for number, entry in enumerate(holder[list_name]):
        asked = key in entry and entry.get("client") in (None, base.client)
        if not asked or (key == "applies" and entry["kind"] != "懲戒事由"):
            continue
        path = f"{table}[{number}].{key}"
        found = errors(check(incident_of(without(base.facts, *others, path)), base.kind_id, on=base.day))
        wanted = {path, *others}
        assert [each for each in found if each.requirement == requirement.id and each.where.path in wanted]


@pytest.mark.parametrize(("base", "requirement", "paths"), FIRST_REMOVABLE, ids=name)
@pytest.mark.parametrize("blank", ["", " 　\n", "〓", "〓未記入〓"], ids=repr)
def test_a_blank_or_a_placeholder_is_no_fact(
    base: Base, requirement: Requirement, paths: list[str], blank: str
) -> None:
    facts = changed(without(base.facts, *paths[1:]), **{paths[0].replace(".", "__"): blank})
    try:
        found = check(incident_of(facts), base.kind_id, on=base.day)
    except FactsError as error:
        # A choice, a number or a table: no text stands there at all.
        codes = {each.code[:2] for each in error.findings}
        assert codes == {"F1"}
    else:
        assert {each.code for each in errors(found)} & {"L101", "L105"}


IN_SECTIONS = [(base, each) for base, each in FIRST if each.section]
EDITS: list[Callable[[bytes, Collection[str]], bytes]] = [
    word_edits.removed,
    word_edits.emptied,
    word_edits.hidden,
    word_edits.deleted,
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize(("base", "requirement"), IN_SECTIONS, ids=name)
def test_a_document_whose_section_is_gone_never_passes(
    base: Base, requirement: Requirement, edit: Callable[[bytes, Collection[str]], bytes]
) -> None:
    for section in base.sections_for(requirement):
        found = check_document(edit(base.docx, [section]), base.incident, on=base.day)
        (finding,) = (each for each in errors(found) if each.requirement == requirement.id)
        assert (finding.section, finding.sources) == (section, requirement.sources)
        assert finding.code == ("D201" if edit is word_edits.removed else "D202")
        assert finding.hint


@pytest.mark.parametrize(("base", "requirement"), IN_SECTIONS, ids=name)
def test_a_section_that_is_no_longer_marked_is_told_and_missed_where_it_cannot_be_found(
    base: Base, requirement: Requirement
) -> None:
    for section in base.sections_for(requirement):
        found = check_document(word_edits.unwrapped(base.docx, [section]), base.incident, on=base.day)
        of_section = [each for each in found if each.section == section]
        assert {each.code for each in of_section} == {"D225"} or requirement.id in {
            each.requirement for each in errors(found)
        }


@pytest.mark.parametrize("mark", ["〓", "●●", "{{ cause.detail }}", "○年○月○日", "【要記入】", "TBD"])
@pytest.mark.parametrize(("base", "requirement"), IN_SECTIONS[::4], ids=name)
def test_a_document_in_whose_section_a_placeholder_was_left_never_passes(
    base: Base, requirement: Requirement, mark: str
) -> None:
    for section in base.sections_for(requirement):
        docx = word_edits.with_text(base.docx, [section], mark)
        found = errors(check_document(docx, base.incident, on=base.day))
        assert {each.code for each in found if each.section == section} & {"D202", "D205"}


@pytest.mark.parametrize(("base", "requirement"), IN_SECTIONS, ids=name)
def test_without_the_facts_a_missing_section_is_an_error_or_is_said_not_to_have_been_looked_at(
    base: Base, requirement: Requirement
) -> None:
    sections = base.sections_for(requirement)
    found = check_document(word_edits.removed(base.docx, sections), on=base.day)
    always = {rule.id for rule in base.kind.sections if rule.when == "always"}
    is_asked = requirement.id in {each.id for each in demands_of_any_case(base.kind.law, base.day)}
    if is_asked and always.issuperset(sections):
        assert {each.section for each in errors(found)} >= set(sections)
    else:
        assert {each.code for each in found} >= {"D209"}


@pytest.mark.parametrize(
    ("base", "requirement"), [each for each in FIRST if each[1].forbidden_text], ids=name
)
def test_what_may_not_be_said_is_found_in_the_document_however_it_is_written(
    base: Base, requirement: Requirement
) -> None:
    for text in WRITTEN[requirement.id]:
        found = check_document(word_edits.with_paragraph(base.docx, text), base.incident, on=base.day)
        (finding,) = errors(found)
        assert (finding.code, finding.requirement, finding.sources) == (
            "D204",
            requirement.id,
            requirement.sources,
        )


def test_a_level_that_only_warns_blocks_when_it_is_asked_to() -> None:
    base = BASES[0]
    facts = without(base.facts, "incident.occurred")
    assert not has_errors(check(incident_of(facts), base.kind_id, on=base.day))
    assert has_errors(check(incident_of(facts), base.kind_id, on=base.day, strict=True))


def test_the_law_of_the_day_decides() -> None:
    base = next(each for each in BASES if each.name == "amended_act")
    incident = incident_of(without(base.facts, "discipline.whistleblower"))

    def level(day: date) -> set[str]:
        found = check(incident, base.kind_id, on=day)
        return {each.severity for each in found if each.requirement.endswith("whistleblower_check")}

    assert (level(date(2026, 11, 30)), level(date(2026, 12, 1))) == ({"warning"}, {"error"})


def test_on_a_day_whose_law_is_not_recorded_nothing_passes() -> None:
    base = BASES[0]
    assert has_errors(check(base.incident, base.kind_id, on=date(2022, 3, 31)))
