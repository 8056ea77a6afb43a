"""Kinds of document: folders of data, ours and a firm's own, and everything that can be wrong with one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check
from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind, kinds, shipped_templates
from noticegen.findings import DocumentError, TemplateError
from noticegen.law.conditions import CONDITIONS
from noticegen.law.requirements import requirements
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.cases import example, incident_of, without

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 24)
GOOD = """
title = "社内報告"
audience = "社内"
per = "incident"
[[template]]
file = "letter.docx"
[[section]]
id = "body"
title = "本文"
"""
OUTLINE = "[section body 本文]\n{{ incident.title }}\n[/section]\n"


def own(folder: Path, name: str = "house_report", toml: str = GOOD, outline: str = OUTLINE) -> Path:
    """Write a firm's own kind and return the folder of kinds."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "document.toml").write_text(toml, "utf-8")
    (place / "letter.docx").write_bytes(compose(outline))
    return folder


def problems(folder: Path, toml: str) -> list[str]:
    with pytest.raises(TemplateError) as refused:
        kinds(own(folder, toml=toml))
    assert {finding.code for finding in refused.value.findings} == {"K003"}
    assert all(str(finding.where.file).endswith("document.toml") for finding in refused.value.findings)
    return [finding.message for finding in refused.value.findings]


@pytest.mark.parametrize("name", kinds())
def test_a_shipped_kind_names_only_what_there_is(name: str) -> None:
    rule = kind(name)
    known = {each.id for each in requirements(rule.law)}
    for section in rule.sections:
        assert set(section.requirements) <= known, section.id
        assert section.when in CONDITIONS
        assert section.template in (None, *(each.file for each in rule.templates))
    for each in rule.templates:
        assert (rule.folder / each.file).is_file()


@pytest.mark.parametrize("name", kinds())
def test_every_requirement_that_asks_for_a_section_has_one(name: str) -> None:
    rule = kind(name)
    meant = {requirement for section in rule.sections for requirement in section.requirements}
    asked = {each.id for each in requirements(rule.law) if each.section and not each.optional}
    assert asked - meant == set()


def test_the_shipped_kinds_lie_beside_the_package() -> None:
    assert (shipped_templates() / "ppc_report" / "document.toml").is_file()


def test_a_firms_own_kind_stands_beside_ours_and_is_drafted(tmp_path: Path) -> None:
    folder = own(tmp_path)
    known = kinds(folder)
    assert {"house_report", "ppc_report"} <= set(known)
    assert "house_report" not in kinds()
    made = draft(incident_of(example("lost_pc/incident")), "house_report", on=ON, templates=folder)
    assert "ノートパソコンの紛失" in read_document(made.docx).text
    assert read_document(made.docx).properties["noticegen.kind"] == "house_report"


def test_a_firms_own_kind_of_our_name_wins(tmp_path: Path) -> None:
    assert kind("public_notice", own(tmp_path, "public_notice")).title == "社内報告"
    assert kind("public_notice").title != "社内報告"


def test_a_kind_is_bound_by_the_law_of_the_one_it_is_based_on(tmp_path: Path) -> None:
    folder = own(tmp_path, toml=f'based_on = "ppc_report"\n{GOOD.replace("社内", "委員会")}')
    incident = incident_of(without(example("lost_pc/incident"), "publication"))
    found = check(incident, "house_report", on=ON, templates=folder)
    assert ("error", "ppc_report.publication") in {(each.severity, each.requirement) for each in found}
    # Its template has none of the sections that the law asks for: it can never be finished.
    with pytest.raises(DocumentError) as refused:
        draft(incident_of(example("lost_pc/incident")), "house_report", on=ON, templates=folder)
    lacking = {each.requirement for each in refused.value.findings if each.code == "D203"}
    assert {"ppc_report.cause", "ppc_report.prevention", "ppc_report.affected_count"} <= lacking


def test_a_kind_without_a_template_for_the_case_says_so(tmp_path: Path) -> None:
    toml = GOOD.replace('file = "letter.docx"', 'file = "letter.docx"\nwhen = "not_reportable"')
    with pytest.raises(TemplateError) as refused:
        draft(
            incident_of(example("lost_pc/incident")),
            "house_report",
            on=ON,
            templates=own(tmp_path, toml=toml),
        )
    assert refused.value.findings[0].code == "K004"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("title = ", "titel = "), "「titel」という項目はありません。"),
        (("[[template]]\nfile", "[template]\nfile"), "「template」は見出しの下に書きます。"),
        (("[[section]]", "text = 3\n[[section]]"), "「text」という項目はありません。"),
        (("[[template]]", "text = 3\n[[template]]"), "「text」は見出しの下に書きます。"),
        (("[[template]]", "template = []\n[[fact]]"), "[[template]] が一つもありません。"),
        (
            ('id = "body"', 'id = "body"\nrequirements = "cause"'),
            "「requirements」は文字列の配列で書きます(今は文字列)。",
        ),
        (
            ("[[template]]", '[[forbidden]]\npattern = "a"\ntitle = "b"\nlevel = "X"\n[[template]]'),
            "「level」の値が、書けるもののどれでもありません。",
        ),
        (
            ('audience = "社内"', 'audience = "みんな"'),
            "「audience」の値が、書けるもののどれでもありません。",
        ),
        (
            ('audience = "社内"', 'audience = "代理人限り"'),
            "「audience」の値が、書けるもののどれでもありません。",
        ),
        (('per = "incident"', 'per = "person"'), "「per」の値が、書けるもののどれでもありません。"),
        (('per = "incident"\n', ""), "「per」がありません。"),
        (("letter.docx", "brief.docx"), "テンプレート brief.docx がありません。"),
        (('id = "body"', 'id = "body"\nwhen = "reportabel"'), "「reportabel」という条件はありません。"),
        (
            ('id = "body"', 'id = "body"\nlabel = "x"'),
            "「label」という項目はありません。",
        ),
        (('[[template]]\nfile = "letter.docx"\n', ""), "[[template]] がありません。"),
        (('[[section]]\nid = "body"\ntitle = "本文"\n', ""), "[[section]] がありません。"),
        (
            ("[[section]]", '[[section]]\nid = "body"\ntitle = "一"\n[[section]]'),
            "区画「body」が二度書かれています。",
        ),
        (('title = "社内報告"', "title = 社内報告"), "値の書き方が違います。"),
    ],
)
def test_every_fault_of_a_kind_is_told_with_its_file(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    assert message in problems(tmp_path, GOOD.replace(*change))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    toml = GOOD.replace('社内"', '誰か"').replace('"incident"', '"all"').replace("letter.docx", "x.docx")
    assert len(problems(tmp_path, toml)) == 3


def test_a_folder_of_templates_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as refused:
        kinds(tmp_path / "nowhere")
    assert refused.value.findings[0].code == "K002"


def test_what_a_kind_forbids_is_found_in_its_document(tmp_path: Path) -> None:
    rule = '[[forbidden]]\npattern = "ノートパソコン"\ntitle = "機器の名"\nlevel = "J"\n'
    folder = own(tmp_path, toml=f"{GOOD}\n{rule}")
    assert [each.title for each in kinds(folder)["house_report"].forbidden] == ["機器の名"]
    with pytest.raises(DocumentError) as refused:
        draft(incident_of(example("lost_pc/incident")), "house_report", on=ON, templates=folder)
    assert "D204" in {each.code for each in refused.value.findings}
    (tmp_path / "broken").mkdir()
    assert len(problems(tmp_path / "broken", f"{GOOD}\n{rule.replace('ノート', '(ノート')}")) == 1


def test_a_folder_without_kinds_does_not_silently_mean_the_shipped_templates(tmp_path: Path) -> None:
    folder = own(tmp_path)
    with pytest.raises(TemplateError) as refused:
        kinds(folder / "house_report")  # the kind itself in place of the folder of kinds
    (finding,) = refused.value.findings
    assert (finding.code, finding.hint) == ("K002", f"--templates {folder} と書いてください。")
    (tmp_path / "empty").mkdir()
    with pytest.raises(TemplateError) as refused:
        kinds(tmp_path / "empty")
    assert "template new" in str(refused.value.findings[0].hint)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    folder = own(tmp_path)
    (folder / "house_report/document.toml").write_bytes(GOOD.encode("cp932"))
    with pytest.raises(TemplateError) as refused:
        kinds(folder)
    assert refused.value.findings[0].message == "UTF-8 で保存されていません。"


def test_only_what_is_all_but_the_same_is_suggested_for_an_unknown_kind() -> None:
    for written, meant in (
        ("victim_appology", "「victim_apology」のことですか。"),
        ("ppc", "「ppc_report」のことですか。"),
    ):
        with pytest.raises(TemplateError) as caught:
            kind(written)
        assert caught.value.findings[0].hint == meant
    with pytest.raises(TemplateError) as caught:
        kind("victim_letter")
    assert caught.value.findings[0].hint.startswith("使えるのは assessment_memo(")
