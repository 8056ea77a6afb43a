"""To which template, which facts and which people is a finished document held, and what is said where it is another's?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen import __version__
from noticegen.documents.check import check_document, document_case
from noticegen.documents.draft import draft
from noticegen.findings import TemplateError
from noticegen.ooxml.compose import compose
from noticegen.ooxml.properties import with_properties
from tests.documents.cases import changed, example, incident_of
from tests.documents.letters import incident_with
from tests.documents.small_kinds import HEAD, own_kind, small_kinds

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.findings import Finding

ON = date(2026, 11, 24)
PRELIMINARY = incident_with()
FINAL = incident_of(example("lost_pc/incident"))
TOML = (
    HEAD.format(title="社内報告", audience="社内", per="incident").replace(
        'file = "letter.docx"', 'file = "letter.docx"\nwhen = "final"\n[[template]]\nfile = "other.docx"'
    )
    + '[[section]]\nid = "annex"\ntitle = "別紙"\ntemplate = "letter.docx"\n'
)
BODY = "[section body 本文]\n{{ incident.title }}\n{{ incident.summary }}\n[/section]\n"
ANNEX = "[section annex 別紙]\n別紙です。\n[/section]\n"
HEADER = "[header]\n<ヘッダー>{{ business.name }}\n[body]\n"


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    return own_kind(tmp_path / "kinds", "house_report", TOML, HEADER + BODY + ANNEX, HEADER + BODY)


def printed(incident: Any, *, annex: bool = False, header: str = "", **properties: str) -> bytes:
    """Return a document that says what these facts say and what of its making is given."""
    text = (
        f"[section body 本文]\n{incident.incident.title}\n{incident.incident.summary}\n[/section]\n".replace(
            "\n\n", "\n"
        )
    )
    text = f"[header]\n<ヘッダー>{header or incident.business.name}\n[body]\n{text}{ANNEX if annex else ''}"
    said = {f"noticegen.{name}": value for name, value in {"kind": "house_report", **properties}.items()}
    return with_properties(compose(text), said)


def found(data: bytes, incident: Any = PRELIMINARY, kinds: Path | None = None, **more: Any) -> list[Finding]:
    return list(check_document(data, incident, on=ON, templates=kinds, **more))


def of_sections(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(each.severity, each.section) for each in findings if each.section]


def test_a_document_is_held_to_the_template_that_it_names(kinds: Path) -> None:
    bare = printed(PRELIMINARY, template="letter.docx")
    assert of_sections(found(bare, kinds=kinds)) == [("warning", "annex")]
    assert of_sections(found(bare, kinds=kinds, strict=True)) == [("error", "annex")]
    assert of_sections(found(printed(PRELIMINARY, template="other.docx"), kinds=kinds)) == []
    assert of_sections(found(printed(PRELIMINARY, annex=True, template="letter.docx"), kinds=kinds)) == []


@pytest.mark.parametrize("named", [{}, {"template": "gone.docx"}])
def test_a_document_of_no_known_template_is_held_to_the_one_of_its_case(
    kinds: Path, named: dict[str, str]
) -> None:
    assert of_sections(found(printed(PRELIMINARY, **named), kinds=kinds)) == []
    facts = changed(example("lost_pc/incident"), incident__summary="パソコンを置き忘れました。")
    final = incident_of(facts)
    assert of_sections(found(printed(final, **named), final, kinds)) == [("warning", "annex")]


def test_where_no_template_is_for_the_case_that_is_told(tmp_path: Path) -> None:
    toml = TOML.replace('file = "other.docx"', 'file = "other.docx"\nwhen = "dismissal"')
    folder = own_kind(tmp_path, "house_report", toml, BODY + ANNEX, BODY)
    with pytest.raises(TemplateError) as refused:
        found(printed(PRELIMINARY), kinds=folder)
    assert [each.code for each in refused.value.findings] == ["K004"]


def test_a_template_that_the_kind_does_not_have_is_told_with_those_it_has(
    kinds: Path, tmp_path: Path
) -> None:
    (told,) = (
        each for each in found(printed(PRELIMINARY, template="gone.docx"), kinds=kinds) if each.code == "D215"
    )
    assert (told.severity, told.document, told.where.file) == ("warning", "house_report", "文書")
    assert "「社内報告」に、この文書が作られたテンプレート(gone.docx)はありません。" in told.message
    assert "letter.docx、other.docx" in told.hint
    for name in ({}, {"template": "letter.docx"}):
        assert "D215" not in {each.code for each in found(printed(PRELIMINARY, **name), kinds=kinds)}
    alone = small_kinds(tmp_path / "alone")
    assert "D215" not in {
        each.code for each in found(printed(PRELIMINARY, template="gone.docx"), kinds=alone)
    }
    path = tmp_path / "report.docx"
    path.write_bytes(printed(PRELIMINARY, template="gone.docx"))
    without = check_document(path, templates=kinds)
    assert [(each.severity, each.where.file) for each in without if each.code == "D215"] == [
        ("warning", "report.docx")
    ]


def test_a_document_from_anothers_template_is_told_with_what_to_do(kinds: Path) -> None:
    made = draft(PRELIMINARY, "house_report", on=ON, templates=kinds).docx
    assert found(made, kinds=kinds) == []

    def told(**said: str) -> list[Finding]:
        data = printed(PRELIMINARY, **{"template": "other.docx", **said})
        return [each for each in found(data, kinds=kinds) if each.code in {"D214", "D215"}]

    foreign = {"template_hash": "0" * 64}
    (older,) = told(**foreign, version="0.0.1")
    assert (older.severity, older.code, older.document, older.where.file) == (
        "note",
        "D214",
        "house_report",
        "文書",
    )
    assert older.hint.startswith("前の版の noticegen")
    (firms,) = told(**foreign, version=__version__)
    assert "--templates" in firms.hint
    assert told() == []
    assert [each.code for each in told(**foreign, template="gone.docx")] == ["D215"]


def test_what_stands_outside_the_sections_is_compared_where_the_template_is_ours(kinds: Path) -> None:
    def told(**more: str) -> set[str]:
        data = printed(PRELIMINARY, header="架空電機株式会社　東京都", template="other.docx", **more)
        return {each.code for each in found(data, kinds=kinds) if each.code not in {"D211", "D214"}}

    assert told(template_hash="0" * 64) == set()
    assert told() != set()


def test_older_facts_are_a_note_on_the_file_and_the_same_ones_are_not(kinds: Path) -> None:
    made = draft(PRELIMINARY, "house_report", on=ON, templates=kinds).docx
    (told,) = (each for each in found(made, incident_with(cause=""), kinds) if each.code == "D211")
    assert (told.severity, told.where.file) == ("note", "文書")
    assert "D211" not in {each.code for each in found(made, kinds=kinds)}
    assert "D211" not in {each.code for each in found(printed(PRELIMINARY), kinds=kinds)}


def test_the_kind_is_the_one_asked_for_else_the_one_that_the_document_names(kinds: Path) -> None:
    both = small_kinds(kinds)
    rule, case = document_case(printed(PRELIMINARY), PRELIMINARY, templates=both)
    assert (rule.id, case.audience, case.client, case.incident) == ("house_report", "社内", None, PRELIMINARY)
    rule, case = document_case(
        printed(PRELIMINARY), PRELIMINARY, document="house_letter", on=ON, templates=both
    )
    assert (rule.id, case.audience, case.on) == ("house_letter", "本人", ON)
    dated = printed(PRELIMINARY, law_date="2026-11-25")
    assert document_case(dated, PRELIMINARY, templates=both)[1].on == date(2026, 11, 25)
    mail = incident_of(example("misdirected_mail/incident"))
    for client, known in (("seikatsu", "seikatsu"), ("nobody", None)):
        data = printed(mail, kind="house_client", client=client)
        assert document_case(data, mail, templates=both)[1].client == known


def test_only_letters_to_persons_are_held_to_the_list(kinds: Path, tmp_path: Path) -> None:
    people = tmp_path / "list.csv"
    people.write_text("no list\n", "utf-8")
    assert found(printed(PRELIMINARY, template="other.docx"), kinds=kinds, recipients=people) == []
