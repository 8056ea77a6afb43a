"""What is drafted, refused or marked as incomplete, and under which name is it saved?"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.draft import Draft, draft, drafts, gap_titles
from noticegen.documents.facts_check import HIDDEN, MISSING
from noticegen.documents.kinds import kind
from noticegen.findings import DocumentError, Finding, RenderError, Where
from noticegen.law.requirements import requirements
from noticegen.ooxml.reading import read_document
from tests.documents.cases import example, incident_of, without
from tests.documents.letters import GROUP, incident_with
from tests.documents.small_kinds import HEAD, own_kind, small_kinds

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 24)
MAIL = incident_of(example("misdirected_mail/incident"))
STAMP = "下書き"
DESK = '[[contact]]\nlabel = "窓口"\nphone = "0120-000-000"\n'


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    return small_kinds(tmp_path / "kinds")


def everything(docx: bytes) -> str:
    """Return the XML of every part, headers included."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def house(tmp_path: Path, text: str) -> Path:
    """Return the small kinds, of which the report within the business has this text."""
    return small_kinds(tmp_path / "own", house_report=f"[section body 本文]\n{text}\n[/section]\n")


def test_a_document_is_called_by_its_kind_its_client_or_as_a_specimen(kinds: Path) -> None:
    made = (
        *drafts(MAIL, "house_client", on=ON, templates=kinds),
        *drafts(MAIL, "house_letter", on=ON, templates=kinds),
        *drafts(MAIL, "house_report", on=ON, templates=kinds),
    )
    assert [(each.name, each.kind, each.client, each.is_specimen, each.is_incomplete) for each in made] == [
        ("house_client-kenshin", "house_client", "kenshin", False, False),
        ("house_client-seikatsu", "house_client", "seikatsu", False, False),
        ("house_letter-見本", "house_letter", None, True, False),
        ("house_report", "house_report", None, False, False),
    ]
    assert {(each.fields, each.text) for each in made} == {((), "")}
    assert "見本 花子 様" in read_document(made[2].docx).text
    assert STAMP not in read_document(made[3].docx).text


def test_a_document_is_saved_in_a_folder_under_its_name_and_else_as_it_is_said(tmp_path: Path) -> None:
    made = Draft("house_report", b"docx", (), "kenshin")
    assert made.save(tmp_path) == tmp_path / "house_report-kenshin.docx"
    assert made.save(str(tmp_path / "a.docx")) == tmp_path / "a.docx"
    assert (tmp_path / "a.docx").read_bytes() == b"docx"


def test_the_client_named_gets_the_document(kinds: Path) -> None:
    made = draft(MAIL, "house_client", on=ON, client="seikatsu", templates=kinds)
    assert (made.client, "株式会社見本生活" in read_document(made.docx).text) == ("seikatsu", True)
    with pytest.raises(DocumentError):
        draft(MAIL, "house_client", on=ON, templates=kinds)


def test_the_day_and_the_earlier_state_are_those_given(kinds: Path) -> None:
    def said(**more: Any) -> dict[str, str]:
        made = (*drafts(incident_with(), "house_report", templates=kinds, **more),)
        return dict(read_document(made[0].docx).properties)

    assert said(on=ON)["noticegen.law_date"] == "2026-11-24"
    assert "noticegen.since" not in said(on=ON)
    assert "noticegen.since" in said(on=ON, since=incident_with(cause=""))


def test_what_is_binding_and_missing_refuses_the_document_or_marks_every_gap_of_a_draft() -> None:
    incident = incident_with(cause="")
    with pytest.raises(DocumentError) as refused:
        draft(incident, "victim_apology", on=ON)
    (lacking,) = (each for each in refused.value.findings if each.severity == "error")
    assert (lacking.code, lacking.where.path) == (MISSING, "cause.summary")
    made = draft(incident, "victim_apology", on=ON, incomplete=True)
    assert (made.is_incomplete, made.is_specimen) == (True, True)
    assert STAMP in read_document(made.docx).text
    assert "cause.summary" in everything(made.docx)
    assert lacking.message in everything(made.docx)
    (again,) = drafts(incident, "victim_apology", on=ON, incomplete=True)
    assert again.docx == made.docx
    assert STAMP not in draft(incident_with(), "victim_apology", on=ON).text


def test_a_document_that_lacks_nothing_is_the_same_where_a_draft_would_do(kinds: Path) -> None:
    made = draft(incident_with(), "house_report", on=ON, templates=kinds, incomplete=True)
    assert (made.is_incomplete, made.findings) == (False, ())
    assert made.docx == draft(incident_with(), "house_report", on=ON, templates=kinds).docx


def test_strictly_a_section_that_is_empty_refuses_the_document(tmp_path: Path) -> None:
    toml = HEAD.format(title="社内報告", audience="社内", per="incident")
    annex = '[[section]]\nid = "annex"\ntitle = "別紙"\n'
    folder = own_kind(tmp_path, "house_report", toml + annex, "[section body 本文]\n一\n[/section]\n")
    made = draft(incident_with(), "house_report", on=ON, templates=folder)
    assert [(each.severity, each.section) for each in made.findings] == [("warning", "annex")]
    for way in (draft, drafts):
        with pytest.raises(DocumentError) as refused:
            way(incident_with(), "house_report", on=ON, templates=folder, strict=True)
        assert [each.severity for each in refused.value.findings] == ["error"]
    marked = draft(incident_with(), "house_report", on=ON, templates=folder, strict=True, incomplete=True)
    assert marked.is_incomplete
    assert marked.findings[0].message in everything(marked.docx)


def test_of_what_the_facts_lack_the_document_does_not_say_so_again() -> None:
    with pytest.raises(DocumentError) as refused:
        draft(incident_with(cause="", damage=""), "victim_apology", on=ON)
    asked = [each.requirement for each in refused.value.findings if each.requirement]
    assert len(asked) == len(set(asked))


def test_a_day_whose_law_is_not_recorded_refuses_even_a_draft(kinds: Path) -> None:
    for incomplete in (False, True):
        with pytest.raises(DocumentError):
            draft(incident_with(), "victim_apology", on=date(1999, 1, 1), incomplete=incomplete)


PRINTED = "{{ cause.detail }}{{ publication.reason }}"


def test_a_fact_that_a_template_prints_and_that_is_not_there_is_named_with_its_place(tmp_path: Path) -> None:
    folder = house(tmp_path, PRINTED)
    with pytest.raises(DocumentError) as refused:
        draft(incident_with(), "house_report", on=ON, templates=folder)
    last = refused.value.findings[-1]
    assert (last.severity, last.code, last.where.path) == ("error", MISSING, "cause.detail")
    assert last.message == "この文書に必要な事実が書かれていません。（cause.detail）"
    assert last.hint.startswith("[cause] の detail")
    assert isinstance(refused.value.__cause__, RenderError)


def test_a_fact_of_the_documents_own_is_named_with_its_table(tmp_path: Path) -> None:
    toml = (
        HEAD.format(title="社内報告", audience="社内", per="incident")
        + '[[fact]]\nname = "note"\ntitle = "覚え"\n'
    )
    folder = own_kind(
        tmp_path / "own", "house_report", toml, "[section body 本文]\n{{ document.note }}\n[/section]\n"
    )
    with pytest.raises(DocumentError) as refused:
        draft(incident_with(), "house_report", on=ON, templates=folder)
    last = refused.value.findings[-1]
    assert (last.code, last.where.path) == (MISSING, "document.house_report.note")
    assert "[document.house_report] の note" in last.hint


@pytest.mark.parametrize("text", ["{{ computed.changes }}", "{{ incident.title.nothing }}", "{{ 1 / 0 }}"])
def test_what_is_no_missing_fact_stays_an_error_of_the_template(tmp_path: Path, text: str) -> None:
    with pytest.raises(RenderError):
        draft(incident_with(), "house_report", on=ON, templates=house(tmp_path, text))


def test_in_a_draft_every_fact_that_cannot_be_printed_becomes_a_gap(tmp_path: Path) -> None:
    folder = house(tmp_path, PRINTED)
    made = draft(incident_with(), "house_report", on=ON, templates=folder, incomplete=True)
    text = read_document(made.docx).text
    assert text.count("この文書に必要な事実") == 2
    assert {"cause.detail", "publication.reason"} <= {
        word.strip("（）［］【】 ") for word in text.replace("（", " ").replace("）", " ").split()
    }


def test_gaps_are_the_missing_facts_with_what_they_would_say() -> None:
    title = next(each for each in requirements() if each.id == "victim_apology.cause").title
    missing = Finding(
        "error", MISSING, "なし", requirement="victim_apology.cause", where=Where(path="cause.summary")
    )
    hidden = replace(missing, code=HIDDEN, where=Where(path="cause.detail"), requirement="none.such")
    other = replace(missing, code="L103", where=Where(path="cause.attack"))
    nowhere = replace(missing, where=Where())
    assert gap_titles((missing, hidden, other, nowhere)) == {"cause.summary": title, "cause.detail": "なし"}


def test_a_report_has_its_fields_as_text_with_what_is_too_long() -> None:
    facts = example("lost_pc/incident")
    made = draft(incident_of(facts), "ppc_report", on=ON)
    assert made.fields
    assert made.text.splitlines()[0] == kind("ppc_report").title.partition("（")[0]
    assert STAMP not in made.text
    assert not [each for each in made.findings if each.code == "D303"]
    lacking = draft(incident_of(without(facts, "cause")), "ppc_report", on=ON, incomplete=True)
    assert lacking.is_incomplete
    assert STAMP in lacking.text


LETTER = HEAD.format(title="お知らせ", audience="本人", per="recipient").replace(
    "title", 'based_on = "victim_apology"\ntitle', 1
)


def test_a_fact_that_would_only_be_missed_refuses_the_document_where_the_template_prints_it(
    tmp_path: Path,
) -> None:
    toml = HEAD.format(title="公表文", audience="公表", per="incident")
    notice = toml.replace("title", 'based_on = "public_notice"\ntitle', 1)
    folder = own_kind(tmp_path / "a", "house_notice", notice, "[section body 本文]\n一\n[/section]\n")
    missed = draft(incident_with(more=DESK), "house_notice", on=ON, templates=folder).findings
    (warned,) = (each for each in missed if each.where.path == "person_response.status")
    assert (warned.severity, warned.code, bool(warned.requirement)) == ("warning", MISSING, True)
    text = "[section body 本文]\n{{ person_response.status }}\n[/section]\n"
    folder = own_kind(tmp_path / "b", "house_notice", notice, text)
    with pytest.raises(DocumentError) as refused:
        draft(incident_with(more=DESK), "house_notice", on=ON, templates=folder)
    found = refused.value.findings
    assert [each for each in found if each.severity == "error"] == [replace(warned, severity="error")]
    assert {each.severity for each in found} == {"error", "warning"}
    assert isinstance(refused.value.__cause__, RenderError)


def test_a_fact_that_nobody_asks_for_is_told_beside_what_is_missed(tmp_path: Path) -> None:
    text = "[section body 本文]\n{{ cause.detail }}\n[/section]\n"
    folder = own_kind(tmp_path, "house_apology", LETTER, text)
    with pytest.raises(DocumentError) as refused:
        draft(incident_with(), "house_apology", on=ON, templates=folder)
    *before, last = refused.value.findings
    assert {each.severity for each in before} == {"warning"}
    assert (last.severity, last.where.path) == ("error", "cause.detail")


def test_strictly_a_fact_that_practice_asks_for_refuses_the_document() -> None:
    made = draft(incident_with(), "victim_apology", on=ON)
    warned = {each.requirement for each in made.findings if each.code == MISSING}
    with pytest.raises(DocumentError) as refused:
        draft(incident_with(), "victim_apology", on=ON, strict=True)
    refusing = {each.requirement for each in refused.value.findings if each.severity == "error"}
    assert warned
    assert warned <= refusing


def test_the_mark_of_a_draft_says_where_a_fact_belongs_and_a_gap_what_it_would_say() -> None:
    made = draft(incident_with(cause=""), "victim_apology", on=ON, incomplete=True)
    text = read_document(made.docx).text
    (lacking,) = (each for each in made.findings if each.where.path == "cause.summary")
    assert f"{lacking.message}（cause.summary）" in text
    assert text.count("cause.summary") == 2
    assert "段落目" not in text
    assert next(each for each in requirements() if each.id == lacking.requirement).title in text
    assert "この文書に必要な事実" not in text


def test_a_document_of_the_incident_is_for_its_reader_and_of_all_groups(tmp_path: Path) -> None:
    text = "{% for gate in computed.gates %}{{ gate.title }}。{% endfor %}{% for each in group %}{{ each.label }}。{% endfor %}"
    guests = GROUP.replace('"members"', '"guests"').replace("通信販売会員", "来場者")
    made = draft(incident_with(groups=GROUP + guests), "house_report", on=ON, templates=house(tmp_path, text))
    printed = read_document(made.docx).text
    assert "個人データか。" in printed
    assert "通信販売会員。来場者。" in printed


def test_a_draft_says_each_lack_once_and_what_only_the_document_lacks_too() -> None:
    made = draft(incident_with(cause=""), "victim_apology", on=ON, incomplete=True)
    asked = [each.requirement for each in made.findings if each.requirement]
    assert "victim_apology.cause" in asked
    assert len(asked) == len(set(asked))
    assert "company_response" in {each.section for each in made.findings}


def test_a_draft_is_not_made_of_a_template_that_fails_whatever_the_facts(tmp_path: Path) -> None:
    with pytest.raises(RenderError):
        draft(
            incident_with(), "house_report", on=ON, templates=house(tmp_path, "{{ 1 / 0 }}"), incomplete=True
        )


def test_a_specimen_bears_no_number_of_a_letter(tmp_path: Path) -> None:
    text = "[section body 本文]\n{{ person.addressed }}＝{{ person.number }}\n[/section]\n"
    folder = small_kinds(tmp_path, house_letter=text)
    made = draft(incident_with(), "house_letter", on=ON, templates=folder)
    assert "見本 花子 様＝見本" in read_document(made.docx).text
