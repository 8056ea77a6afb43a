"""Does a document that was edited in Word tell of every damage, and of nothing else?"""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from noticegen._version import __version__
from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.check import check_document
from noticegen.documents.draft import draft, drafts
from noticegen.documents.kinds import kind, kinds
from noticegen.facts.load import load_incident
from noticegen.findings import NoticegenError
from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.compose import compose
from noticegen.ooxml.outline import outline
from tests.documents.cases import EXAMPLES, INCIDENTS, changed, example, incident_of
from tests.documents.damages import DAMAGES, HARMLESS, Damage, written
from tests.documents.golden import letter_to
from tests.documents.word_edits import W, controls, edited

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.facts.incident import Incident

OWN = frozenset({"D212", *(f"D22{number}" for number in range(10))})
"""What tells of an edit."""
LOST = load_incident(EXAMPLES / "lost_pc" / "incident.toml")
STYLES = ("company", "legal")
FEWEST = 2
"""In how many documents of a kind a false alarm is looked for at least."""
FILES = sorted([*EXAMPLES.glob("*/*.toml"), *INCIDENTS.glob("*.toml")])


@cache
def made(kind: str) -> bytes:
    return draft(LOST, kind, on=LOST.letter.date).docx


@pytest.mark.parametrize("title", DAMAGES)
def test_every_kind_of_damage_is_found_where_it_is(title: str) -> None:
    damage: Damage = DAMAGES[title]
    found = check_document(damage.change(made(damage.kind)), LOST)
    told = [each for each in found if (each.code, each.section) == (damage.code, damage.section)]
    severities = {each.severity for each in told}
    assert severities, [(each.code, each.section, each.message) for each in found]
    assert damage.severity in {*severities, ""}
    assert any(all(word in each.message for word in damage.says) for each in told), [
        each.message for each in told
    ]


def test_the_table_of_damages_is_long_enough() -> None:
    assert len(DAMAGES) >= 20
    assert {each.code for each in DAMAGES.values()} >= {
        "D201",
        "D202",
        "D205",
        "D207",
        "D208",
        "D220",
        "D221",
        "D222",
        "D223",
        "D224",
        "D225",
        "D226",
    }


@pytest.mark.parametrize("title", HARMLESS)
def test_what_is_rewritten_without_changing_a_fact_is_no_drift(title: str) -> None:
    harmless = HARMLESS[title]
    docx = harmless.change(made(harmless.kind))
    assert docx != made(harmless.kind)
    found = check_document(docx, LOST)
    assert [(each.code, each.message) for each in found if each.code in OWN or each.severity == "error"] == []


@cache
def incident_in(file: Path, style: str) -> Incident:
    incident = load_incident(file)
    return incident.model_copy(update={"letter": incident.letter.model_copy(update={"style": style})})


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", kinds())
def test_no_unedited_draft_raises_a_false_alarm(
    kind: str, style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One hash for all facts, so that a template is compiled once for them all.
    monkeypatch.setattr("noticegen.documents.make.facts_hash", lambda _: "0" * 64)
    alarms, documents = [], 0
    for number, file in enumerate(FILES):
        incident = incident_in(file, style)
        is_example = file.parent.parent == EXAMPLES
        # Of the many incidents each is written in one style, and only what it needs.
        if not is_example and (STYLES[number % 2] != style or kind not in applicable_kinds(incident)):
            continue
        try:
            made_of_it = drafts(incident, kind, on=incident.letter.date, incomplete=True)
        except NoticegenError:
            continue
        for each in made_of_it:
            documents += 1
            found = check_document(each.docx, incident)
            alarms += [(file.stem, finding.code, finding.message) for finding in found if finding.code in OWN]
    assert alarms == []
    assert documents >= FEWEST


def test_a_document_is_compared_with_the_facts_of_today_and_the_change_is_said() -> None:
    newer = incident_of(
        changed(
            example("lost_pc/incident"),
            incident__occurred={"at": LOST.report.previous_on or LOST.letter.date},
        )
    )
    found = check_document(made("ppc_report"), newer)
    assert {"D211", "D220"} <= {each.code for each in found}
    assert any(each.section == "occurred_on" and "2026年10月30日" in each.message for each in found)


def test_strict_makes_every_drift_block() -> None:
    docx = written("申し上げます。", "申し上げます。対象は2,000人です。", "apology")(made("victim_apology"))
    assert {each.severity for each in check_document(docx, LOST) if each.code == "D221"} == {"warning"}
    assert {each.severity for each in check_document(docx, LOST, strict=True) if each.code == "D221"} == {
        "error"
    }


def test_a_message_names_the_place_by_its_first_words_and_no_person_under_discipline() -> None:
    docx = written("仮名 次郎", "仮名 三郎", "subject_person")(made("disciplinary_memo"))
    told = [each for each in check_document(docx, LOST) if each.code == "D224"]
    assert told
    assert not any("仮名" in f"{each.message}{each.where.path}{each.hint}" for each in told)
    docx = written("848人", "884人", "item3_count")(made("ppc_report"))
    (finding,) = (each for each in check_document(docx, LOST) if each.code == "D220")
    assert (finding.where.path or "").endswith("「通信販売会員 848人」")


def test_an_amount_in_a_letter_that_nothing_accounts_for_is_told_but_not_repeated() -> None:
    docx = written("申し上げます。", "申し上げます。ご年収は5,432,100円です。", "apology")(
        made("victim_apology")
    )
    (told,) = (each for each in check_document(docx, LOST) if each.code == "D221")
    assert "金額" in told.message
    assert "5,432" not in str(told)


@pytest.mark.parametrize("name", ["victim_apology", "email_notice"])
def test_a_customer_of_the_employees_name_gets_a_letter_that_may_call_him_so(name: str) -> None:
    incident = load_incident(EXAMPLES / "lost_pc/incident.toml")
    assert incident.discipline is not None
    assert incident.discipline.subject is not None
    held = {"name": incident.discipline.subject.name, "groups": ("members",)}
    letter = letter_to(name, "lost_pc/incident", held)
    assert "D212" not in {each.code for each in check_document(letter, incident)}
    told = check_document(written("社員が、", f"社員（{held['name']}）が、", "cause")(letter), incident)
    assert [each.section for each in told if each.code == "D212"] == ["cause"]
    other = letter_to(name, "lost_pc/incident", {"groups": ("members",)})
    added = written("見本 花子様に", f"{held['name']}様に", "affected_items")(other)
    assert "D212" in {each.code for each in check_document(added, incident)}


def test_what_a_firms_own_template_says_outside_the_sections_is_no_edit(tmp_path: Path) -> None:
    folder = shutil.copytree(kind("public_notice").folder, tmp_path / "public_notice")
    text = outline(folder / "notice.docx").replace("[footer]\n", "[footer]\n<フッター>電話 03-1111-1111\n")
    (folder / "notice.docx").write_bytes(compose(text))
    own = draft(LOST, "public_notice", on=LOST.letter.date, templates=tmp_path).docx
    (told,) = check_document(own, LOST)
    assert (told.code, told.hint[:8]) == ("D214", "事務所のテンプレ")
    parts = read_parts(own)
    custom = parts["docProps/custom.xml"].decode().replace(f">{__version__}<", ">0.0.1<")
    (told,) = check_document(write_parts({**parts, "docProps/custom.xml": custom.encode()}), LOST)
    assert (told.code, told.hint[:14]) == ("D214", "前の版の noticegen")
    assert [each.code for each in check_document(own, LOST, templates=tmp_path)] == []
    changed_number = written("1,012人", "1,021人", "affected_items")(own)
    assert "D220" in {each.code for each in check_document(changed_number, LOST)}


def test_what_is_left_behind_in_a_table_that_stands_outside_is_told_with_its_section() -> None:
    def behind(tree: Any) -> None:
        """Move what follows the first table of a section out of it, as LibreOffice does, and hide a cell."""
        (control,) = controls(tree, ["item3_count"])
        content = control.find(f"{W}sdtContent")
        tables = [each for each in content if each.tag == f"{W}tbl"]
        moved = list(content)[list(content).index(tables[0]) :]
        for block in reversed(moved):
            control.addnext(block)
        control.addnext(etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"/>'))
        *_, cell = tables[0].iter(f"{W}tc")
        for run in cell.iter(f"{W}r"):
            run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}"><w:vanish/></w:rPr>'))

    found = check_document(edited(made("ppc_report"), behind), LOST)
    assert {each.section for each in found if each.code == "D208"} == {"item3_count"}
