"""What is told of a template of a firm's own kind: which file it stands for, and which sections it lacks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.template_check import check_template, check_templates, file_of, kind_of
from noticegen.findings import TemplateError
from noticegen.law.requirements import requirements
from noticegen.ooxml.compose import compose
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 24)
TOML = """
title = "独自の報告"
based_on = "victim_apology"
audience = "本人"
per = "recipient"
[[template]]
file = "long.docx"
when = "reportable"
[[template]]
file = "short.docx"
[[section]]
id = "cause"
title = "原因"
requirements = ["victim_apology.notice_date", "no.such.one", "victim_apology.cause"]
[[section]]
id = "annex"
title = "別紙"
template = "long.docx"
[[section]]
id = "closing"
title = "結び"
template = "short.docx"
"""


def text(*sections: str) -> bytes:
    """Return a template of these sections, each with words of its own."""
    return compose("".join(f"[section {each} 題]\n{each} です。\n[/section]\n" for each in sections))


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """The folder of a firm's own kind of document."""
    folder = tmp_path / "kinds" / "own_letter"
    folder.mkdir(parents=True)
    (folder / "document.toml").write_text(TOML, "utf-8")
    (folder / "long.docx").write_bytes(text("cause", "annex"))
    (folder / "short.docx").write_bytes(text("cause", "closing"))
    return folder


def missing(source: Path | bytes, firm: Path, name: str | None = "own_letter") -> list[tuple[str, str]]:
    found = check_template(source, name, on=DAY, templates=firm.parent)
    assert {each.document for each in found} <= {"own_letter"}
    return [(each.section, each.severity) for each in found if each.code == "T501"]


def test_a_file_is_held_to_the_sections_of_the_template_that_it_stands_for(firm: Path) -> None:
    assert missing(firm / "long.docx", firm) == []
    assert missing(firm / "short.docx", firm) == []
    (firm / "long.docx").write_bytes(text("cause", "closing"))
    assert missing(firm / "long.docx", firm) == [("annex", "warning")]
    (firm / "short.docx").write_bytes(text("closing"))
    assert missing(firm / "short.docx", firm) == [("cause", "error")]


def test_a_file_of_another_name_stands_for_what_it_says_or_else_for_what_it_is_most_like(firm: Path) -> None:
    rule = kind_named("own_letter", firm.parent)

    def stands_for(data: bytes, name: str = "copy.docx") -> str:
        return file_of(rule, name, read_document(data))

    assert stands_for(text("cause", "closing")) == "short.docx"
    assert stands_for(text("cause", "annex")) == "long.docx"
    assert stands_for(text("cause")) == "long.docx"
    marked = with_properties(text("cause", "annex"), {"noticegen.template": "short.docx"})
    assert stands_for(marked) == "short.docx"
    assert stands_for(marked, "long.docx") == "long.docx"
    assert stands_for(with_properties(text("closing"), {"noticegen.template": "gone.docx"})) == "short.docx"
    assert missing(text("cause", "closing"), firm) == []
    assert missing(marked, firm) == [("closing", "warning")]


def test_a_missing_section_names_what_the_law_asks_of_it_and_how_to_get_it(firm: Path) -> None:
    found = check_template(text("closing"), "own_letter", on=DAY, templates=firm.parent)
    (lacks,) = (each for each in found if each.code == "T501")
    assert (lacks.severity, lacks.section, lacks.requirement) == ("error", "cause", "victim_apology.cause")
    assert lacks.message == "「原因」の区画がありません。"
    assert "noticegen:cause" in lacks.hint
    assert lacks.where.file == "template.docx"
    assert lacks.sources


def test_a_section_of_which_the_law_asks_nothing_is_a_matter_of_practice(firm: Path) -> None:
    (firm / "long.docx").write_bytes(text("cause"))
    (lacks,) = (each for each in check_template(firm / "long.docx", on=DAY) if each.code == "T501")
    assert (lacks.severity, lacks.requirement, lacks.sources) == ("warning", "", ())


def test_a_section_that_is_only_misspelt_is_named_and_one_of_the_kind_is_not_taken_for_it(firm: Path) -> None:
    def hint(*sections: str) -> str:
        (firm / "long.docx").write_bytes(text(*sections))
        found = check_template(firm / "long.docx", on=DAY)
        return next(each.hint for each in found if each.section == "cause" and each.code == "T501")

    assert hint("casue", "annex") == "区画「casue」のタグを noticegen:cause に直してください。"
    assert "noticegen template new" in hint("annex", "qqq")
    (firm / "document.toml").write_text(TOML.replace('"closing"', '"causes"'), "utf-8")
    assert "noticegen template new" in hint("annex", "causes")


def test_what_the_law_asks_must_have_a_section_in_the_list_of_the_kind(firm: Path) -> None:
    found = check_template(firm / "long.docx", on=DAY)
    lacking = {each.requirement: each for each in found if each.code == "D203"}
    assert "victim_apology.incident_summary" in lacking
    assert "victim_apology.cause" not in lacking
    purpose = lacking["victim_apology.incident_summary"]
    assert (purpose.severity, purpose.where.file) == ("error", str(firm / "document.toml"))
    assert "victim_apology.incident_summary" in purpose.hint
    assert "を書く区画が、この種類の文書(document.toml)にありません。" in purpose.message
    assert purpose.sources
    bound = {
        each.id
        for each in requirements("victim_apology", DAY)
        if each.binds and each.section and not each.optional
    }
    assert set(lacking) == bound - {"victim_apology.cause"}


def test_the_kind_is_the_one_named_else_that_of_the_folder_else_that_of_the_properties(
    firm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(source: Path | bytes, name: str | None = None) -> str | None:
        document = read_document(source)
        rule = kind_of(source, document, name, firm.parent)
        return rule and rule.id

    marked = with_properties(text("cause"), {"noticegen.kind": "ppc_report"})
    (firm / "marked.docx").write_bytes(marked)
    (firm.parent / "marked.docx").write_bytes(marked)
    assert found(firm / "marked.docx", "public_notice") == "public_notice"
    assert found(firm / "marked.docx") == "own_letter"
    assert found(firm.parent / "marked.docx") == "ppc_report"
    assert found(marked) == "ppc_report"
    assert found(text("cause")) is None
    assert found(with_properties(text("cause"), {"noticegen.kind": "no_such_kind"})) is None
    with pytest.raises(TemplateError):
        found(marked, "no_such_kind")
    monkeypatch.chdir(firm)
    here = read_document(firm / "marked.docx")
    rule = kind_of("marked.docx", here, None, None)
    assert rule is not None
    assert (rule.id, rule.title) == ("own_letter", "独自の報告")


def test_a_folder_that_is_reached_by_a_link_is_that_of_its_kind(firm: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(firm, target_is_directory=True)
    assert missing(tmp_path / "link" / "long.docx", firm, None) == []
    assert {each.document for each in check_template(tmp_path / "link" / "long.docx", on=DAY)} == {
        "own_letter"
    }


def test_what_is_wrong_with_tags_is_told_beside_what_is_missing_with_the_file(firm: Path) -> None:
    tags = "{{ incident.titel }}{{ cause.attack }}{{ incident.title|no_such_filter }}"
    (firm / "long.docx").write_bytes(compose(f"[section annex 題]\n{tags}\n[/section]\n"))
    found = check_template(firm / "long.docx", on=DAY)
    assert {each.code for each in found} == {"T507", "T508", "T103", "T501", "D203"}
    assert {each.where.file for each in found if each.code[0] == "T"} == {"long.docx"}
    assert {each.where.file for each in found if each.code[0] == "D"} == {str(firm / "document.toml")}
    assert all(each.message for each in found)


def test_of_no_kind_a_note_names_the_kinds_there_are(firm: Path) -> None:
    found = check_template(text("cause"), on=DAY, templates=firm.parent)
    assert [(each.severity, each.code, each.document) for each in found] == [("note", "T517", "")]
    assert "own_letter" in found[0].hint
    assert found[0].where.file == "template.docx"
    assert "文書の種類が分からない" in found[0].message


def test_filters_and_tests_of_documents_are_known_in_a_template(firm: Path) -> None:
    tags = "{% if incident.summary is said %}{{ incident.summary|lines|listed }}{% endif %}"
    data = compose(f"[section cause 題]\n{tags}\n[/section]\n")
    assert [each.code for each in check_template(data, on=DAY, templates=firm.parent)] == ["T517"]


def test_of_several_templates_each_finding_has_the_whole_path_of_its_file(firm: Path) -> None:
    (firm / "long.docx").write_bytes(text("annex"))
    (firm / "short.docx").write_bytes(text("cause"))
    paths = [firm / "long.docx", str(firm / "short.docx")]
    found = check_templates(paths, on=DAY, templates=firm.parent)
    assert [(each.where.file, each.section) for each in found if each.code == "T501"] == [
        (str(firm / "long.docx"), "cause"),
        (str(firm / "short.docx"), "closing"),
    ]
    assert {each.where.file for each in found if each.code == "D203"} == {str(firm / "document.toml")}
    named = check_templates([firm / "short.docx"], "victim_apology", on=DAY)
    assert {each.document for each in named} == {"victim_apology"}
    elsewhere = firm.parent / "copy.docx"
    elsewhere.write_bytes(with_properties(text("cause"), {"noticegen.kind": "own_letter"}))
    assert {each.document for each in check_templates([elsewhere], on=DAY, templates=firm.parent)} == {
        "own_letter"
    }


def test_a_template_is_held_to_the_law_of_the_day(firm: Path) -> None:
    early = {each.code for each in check_template(firm / "long.docx", on=date(1999, 1, 1))}
    assert "D203" not in early
    assert "D203" in {each.code for each in check_template(firm / "long.docx", on=DAY)}
    assert check_templates([firm / "long.docx"], on=date(1999, 1, 1)) == check_template(
        firm / "long.docx", on=date(1999, 1, 1)
    )
