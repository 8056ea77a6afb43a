"""Drafts: refused, or stamped, or whole; for invented examples and for real incidents; always a sound Word file."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator

from noticegen.documents.check import check
from noticegen.documents.draft import draft, drafts
from noticegen.documents.write import write_drafts
from noticegen.findings import DocumentError, TemplateError
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.cases import BASES, INCIDENTS, Base, changed, example, incident_of, without

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.documents.draft import Draft

ON = date(2026, 11, 22)
VALIDATOR = OpenXmlValidator()
KINDS = ("client_letter", "disciplinary_memo", "ppc_report", "public_notice", "victim_apology")

# The facts that the law wants of each document today, and that the real notices did not say.
UNSAID: dict[str, dict[str, set[str]]] = {
    "02_usb_of_all_residents": {
        "ppc_report": {"measure", "other.detail", "person_response.status", "publication.status"},
        "public_notice": set(),
        "victim_apology": set(),
    },
    "07_two_controllers": {
        "ppc_report": {"other.detail", "measure", "person_response.substitute"},
        "public_notice": {"person_response.substitute"},
        "victim_apology": {"person_response.substitute"},
    },
    "12_each_victim_is_a_wrong_recipient": {
        "ppc_report": {"measure", "other.detail", "secondary_damage.status"},
        "victim_apology": {"secondary_damage.status"},
    },
    "38_three_routes_by_reachability": {
        "ppc_report": {"measure", "publication.status", "secondary_damage.detail"},
        "public_notice": set(),
        "victim_apology": {"secondary_damage.detail"},
    },
    "45_five_roles_and_many_clients": {
        "client_letter": {"person_response.status", "measure", "other.detail"},
        "disciplinary_memo": set(),
        "ppc_report": {"person_response.status", "measure", "other.detail", "secondary_damage.detail"},
        "public_notice": set(),
        "victim_apology": {"secondary_damage.detail"},
    },
}
DESK = {"label": "窓口", "phone": "0120-000-000"}
REAL = [(stem, kind) for stem, kinds in UNSAID.items() for kind in kinds]


def sound(made: Draft, folder: Path) -> None:
    """Fail unless the document opens, by our own reading and by an independent validator."""
    path = made.save(folder)
    assert read_document(path).sections
    assert [str(error) for error in VALIDATOR.validate(str(path)).errors] == []


@pytest.mark.parametrize(("stem", "kind"), REAL)
def test_a_real_incident_is_drafted_or_refused_for_what_its_notice_did_not_say(
    stem: str, kind: str, tmp_path: Path
) -> None:
    facts = tomllib.loads((INCIDENTS / f"{stem}.toml").read_text("utf-8"))
    incident = incident_of({**facts, "contact": facts.get("contact", [DESK])})
    unsaid = UNSAID[stem][kind]
    if not unsaid:
        (made,) = drafts(incident, kind, on=ON)
        assert not made.is_incomplete
    else:
        with pytest.raises(DocumentError) as refused:
            drafts(incident, kind, on=ON)
        errors = [finding for finding in refused.value.findings if finding.severity == "error"]
        assert {each.where.path for each in errors} == unsaid
        (made,) = drafts(incident, kind, on=ON, incomplete=True)
        assert made.is_incomplete
        assert read_document(made.docx).is_draft
    sound(made, tmp_path)


@pytest.mark.parametrize("base", BASES[1::4], ids=str)
def test_a_document_of_an_example_is_sound(base: Base, tmp_path: Path) -> None:
    sound(base.draft(), tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_an_incident_with_nothing_but_its_skeleton_is_drafted_with_gaps(kind: str, tmp_path: Path) -> None:
    facts = example("misdirected_mail/incident")
    bones = {name: facts[name] for name in ("format", "incident", "business", "letter", "report")}
    bones["incident"] = {name: facts["incident"][name] for name in ("title", "kinds", "known_on")}
    bones["business"] = {"name": facts["business"]["name"]}
    bones["group"] = [{"id": "all", "label": "本人", "certainty": "調査中"}]
    bones["party"] = [{"id": "client", "role": "委託元", "name": "株式会社見本生活"}]
    bones["discipline"] = {"stage": "決定", "relation": "自社雇用", "sanction": "懲戒解雇"}
    incident = incident_of(bones)
    with pytest.raises(DocumentError):
        draft(incident, kind, on=ON)
    made = draft(incident, kind, on=ON, incomplete=True)
    assert made.is_incomplete
    sound(made, tmp_path)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert BASES[0].draft().docx == BASES[0].draft().docx


def test_a_fact_without_which_the_template_cannot_do_is_named_by_its_path() -> None:
    facts = without(example("lost_pc/incident"), "secondary_damage.status")
    with pytest.raises(DocumentError) as refused:
        draft(incident_of(facts), "public_notice", on=ON)
    (error,) = (finding for finding in refused.value.findings if finding.severity == "error")
    assert (error.code, error.requirement, error.where.path) == (
        "L101",
        "public_notice.secondary_damage",
        "secondary_damage.status",
    )


def test_a_fact_that_the_law_does_not_ask_for_and_the_template_prints_is_named_too(tmp_path: Path) -> None:
    folder = tmp_path / "reply"
    folder.mkdir()
    outline = "[section body 本文]\n発生場所：{{ incident.place }}\n[/section]\n"
    (folder / "letter.docx").write_bytes(compose(outline))
    (folder / "document.toml").write_text(
        'title = "照会への回答"\naudience = "委員会"\nper = "incident"\n[[template]]\nfile = "letter.docx"\n'
        '[[section]]\nid = "body"\ntitle = "本文"\n',
        "utf-8",
    )
    incident = incident_of(without(example("lost_pc/incident"), "incident.place"))
    with pytest.raises(DocumentError) as refused:
        draft(incident, "reply", on=ON, templates=tmp_path)
    (finding,) = refused.value.findings
    assert (finding.code, finding.where.path, finding.hint) == (
        "L101",
        "incident.place",
        "[incident] の place を書いてください。",
    )
    marked = draft(incident, "reply", on=ON, templates=tmp_path, incomplete=True)
    assert "（incident.place）〓" in read_document(marked.docx).text


def test_a_gap_says_what_is_missing_and_where_to_write_it() -> None:
    facts = without(example("lost_pc/incident"), "secondary_damage")
    text = read_document(draft(incident_of(facts), "victim_apology", on=ON, incomplete=True).docx).text
    assert "〓未記入：二次被害又はそのおそれの有無及びその内容（secondary_damage.status）〓" in text
    assert "現在、本件に起因する" not in text


def test_nothing_is_said_to_be_none_where_nobody_said_anything() -> None:
    facts = without(example("lost_pc/incident"), "measure", "publication", "affected", "group[].count")
    made = draft(incident_of(facts), "ppc_report", on=ON, incomplete=True)
    sections = {section.id: section.text for section in read_document(made.docx).sections}
    for name in ("prevention_done", "prevention_planned", "item7_publication", "item3_count"):
        assert "〓未記入：" in sections[name]
    assert "なし\n－" not in sections["prevention_done"] + sections["prevention_planned"]


def test_a_gap_marks_the_group_that_says_nothing_and_no_other() -> None:
    facts = without(example("lost_pc/incident"), "group[2].items")
    incident = incident_of(facts)
    with pytest.raises(DocumentError) as refused:
        draft(incident, "ppc_report", on=ON)
    assert "group[2].items" in {finding.where.path for finding in refused.value.findings}
    text = read_document(draft(incident, "ppc_report", on=ON, incomplete=True).docx).text
    assert (
        "〓未記入：漏えい等が発生し、又は発生したおそれがある個人データの項目・項目（group[2].items.name）〓"
        in text
    )
    assert "購入履歴" in text


def test_the_gap_of_a_clients_group_is_counted_as_the_file_counts_it() -> None:
    facts = without(example("misdirected_mail/incident"), "group[1].items")
    incident = incident_of(facts)
    made = draft(incident, "client_letter", on=ON, client="seikatsu", incomplete=True)
    assert "group[1].items" in {finding.where.path for finding in made.findings}
    section = next(each for each in read_document(made.docx).sections if each.id == "item2_items")
    assert "〓未記入：個人データの項目・項目（group[1].items.name）〓" in section.text
    kenshin = draft(incident, "client_letter", on=ON, client="kenshin", incomplete=True)
    assert not kenshin.is_incomplete


def test_a_letter_to_a_client_needs_to_know_which() -> None:
    incident = incident_of(example("misdirected_mail/incident"))
    for client in (None, "nobody"):
        with pytest.raises(DocumentError) as refused:
            draft(incident, "client_letter", on=ON, client=client)
        (finding,) = refused.value.findings
        assert finding.code == "K005"
        assert "kenshin、seikatsu" in finding.hint
    assert [made.client for made in drafts(incident, "client_letter", on=ON)] == ["kenshin", "seikatsu"]
    assert next(made.name for made in drafts(incident, "client_letter", on=ON)) == "client_letter-kenshin"


def test_without_a_client_there_is_no_letter_to_one() -> None:
    incident = incident_of(example("lost_pc/incident"))
    assert drafts(incident, "client_letter", on=ON) == ()
    with pytest.raises(DocumentError) as refused:
        draft(incident, "client_letter", on=ON)
    assert refused.value.findings[0].code == "K005"


def test_a_letter_to_a_client_that_is_asked_for_by_name_is_missed(tmp_path: Path) -> None:
    incident = incident_of(example("lost_pc/incident"))
    with pytest.raises(DocumentError) as refused:
        write_drafts(incident, tmp_path, kinds=["client_letter"], on=ON)
    assert [each.code for each in refused.value.findings] == ["K005", "D301"]
    assert refused.value.findings[1].hint == ""
    assert "K005" in {each.code for each in check(incident, "client_letter", on=ON)}


def test_a_kind_that_does_not_exist_is_asked_back() -> None:
    with pytest.raises(TemplateError) as refused:
        draft(incident_of(example("lost_pc/incident")), "ppc_reprot", on=ON)
    assert (refused.value.findings[0].code, refused.value.findings[0].hint) == (
        "K001",
        "「ppc_report」のことですか。",
    )


def test_a_document_is_saved_under_its_own_name_or_the_name_given(tmp_path: Path) -> None:
    made = BASES[0].draft()
    assert made.save(tmp_path).name == "ppc_report.docx"
    assert made.save(tmp_path / "x.docx").read_bytes() == made.docx
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ppc_report.docx", "x.docx"]


def test_strictly_every_lack_blocks() -> None:
    incident = incident_of(without(example("lost_pc/incident"), "incident.occurred"))
    assert not draft(incident, "ppc_report", on=ON).is_incomplete
    with pytest.raises(DocumentError):
        draft(incident, "ppc_report", on=ON, strict=True)


def test_a_finished_document_says_of_itself_what_it_is_and_nothing_personal() -> None:
    base = next(each for each in BASES if each.client == "kenshin")
    properties = read_document(base.docx).properties
    assert properties["noticegen.kind"] == "client_letter"
    assert properties["noticegen.template"] == "entrustee_notice.docx"
    assert properties["noticegen.law_date"] == base.day.isoformat()
    assert properties["noticegen.client"] == "kenshin"
    assert properties["noticegen.stage"] == "速報"
    assert len(properties["noticegen.facts"]) == 64


PLAIN = "A&B <株式会社> \"見本\" '例示' 𠮷野家 髙橋 﨑 葛\U000e0100城 &amp; &lt;w:p/&gt; ]]> <w:br/> 𩸽🍣"
TAGS = "{{ incident.title }}{% for x in group %}{{ x }}{% endfor %}{{ ''.__class__ }}{# 注 #}{%p if x %}"


@pytest.mark.parametrize("name", [PLAIN, TAGS], ids=["plain", "tags"])
@pytest.mark.parametrize("kind", ["ppc_report", "public_notice", "victim_apology", "disciplinary_memo"])
def test_a_name_is_printed_as_it_is_written_and_never_run(kind: str, name: str, tmp_path: Path) -> None:
    facts = changed(example("lost_pc/incident"), business__name=f"{name}見本", cause__summary=f"原因 {name}")
    facts["cause"]["detail"] = facts["cause"]["summary"]
    facts["discipline"]["reasoning"] = facts["cause"]["summary"]
    made = draft(incident_of(facts), kind, on=ON, incomplete=True)
    sound(made, tmp_path)
    text = read_document(made.docx).text
    assert f"{name}見本" in text
    assert f"原因 {name}" in text
    # What looks like a tag is printed as text, and whoever reads the finished document is told of it.
    assert made.is_incomplete == (name == TAGS)


@pytest.mark.parametrize("kind", ["ppc_report", "victim_apology"])
def test_a_day_whose_law_is_not_recorded_passes_nothing(kind: str) -> None:
    with pytest.raises(DocumentError) as refused:
        draft(incident_of(example("lost_pc/incident")), kind, on=date(2020, 4, 1), incomplete=True)
    assert "L202" in {finding.code for finding in refused.value.findings}


def test_the_gap_of_a_fact_of_the_kind_itself_has_its_title() -> None:
    made = draft(incident_of(example("lost_pc/incident")), "demand_letter", on=ON, incomplete=True)
    text = read_document(made.docx).text
    assert "〓未記入：相手方の氏名又は名称（document.addressee）〓" in text
    assert "〓未記入：回答の期限（document.reply_by）〓" in text
