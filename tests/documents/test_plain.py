"""Does the text to be pasted into the form say what the Word document says, field by field, and nothing else?"""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from noticegen.cli.app import app
from noticegen.documents.draft import Draft, draft
from noticegen.documents.form import Choices
from noticegen.documents.kinds import TextRule, kind, shipped_templates
from noticegen.documents.make import DocumentMaker
from noticegen.documents.plain import NO_FIELDS, text_fields
from noticegen.facts.load import load_incident
from noticegen.law.case import Case
from noticegen.ooxml.reading import read_document
from noticegen.ooxml.styles import HEADINGS, TABLE_HEADING

if TYPE_CHECKING:
    from noticegen.documents.plain import TextField

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.glob("examples/*/*.toml"))
FINAL = ROOT / "examples/web_intrusion/final.toml"
LOST = ROOT / "examples/lost_pc/incident.toml"
by_name = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")


@cache
def report(path: Path) -> Draft:
    incident = load_incident(path)
    return draft(incident, "ppc_report", on=incident.letter.date)


def field(made: Draft, label: str) -> TextField:
    return next(each for each in made.fields if each.label == label)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@by_name
def test_whatever_the_document_says_stands_in_the_text(path: Path) -> None:
    made = report(path)
    text = plain(made.text)
    said = [
        place.text
        for place in read_document(made.docx).paragraphs
        if place.kind == "本文"
        and place.style not in {*HEADINGS, *NO_FIELDS, TABLE_HEADING}
        and not re.search("[■□]", place.text)
    ]
    assert len(said) > 40
    assert [each for each in said if plain(each) not in text] == []


@by_name
def test_the_text_says_nothing_that_the_document_does_not_say(path: Path) -> None:
    made = report(path)
    document = read_document(made.docx)
    whole = plain(document.text)
    titles = [place.text for place in document.paragraphs if place.style == TABLE_HEADING]
    for each in made.fields:
        for piece in re.split("[\n　、]", each.value):
            title = next((title for title in titles if piece.startswith(f"{title}：")), "")
            assert plain(piece.removeprefix(f"{title}：")) in whole, each.label


@by_name
def test_a_field_of_boxes_names_those_that_the_form_ticks(path: Path) -> None:
    incident = load_incident(path)
    rule = kind("ppc_report")
    maker = DocumentMaker(rule, Case(incident, incident.letter.date, None, rule.audience))
    form = vars(maker.variables()["computed"].form)
    ticked = {
        tuple(str(choice).removeprefix("■") for choice in value.choices if choice.checked)
        for name, value in form.items()
        # The form has no 公表の方法 where nothing is said of it.
        if isinstance(value, Choices) and (name != "publication_method" or value.answered)
    }
    found = {each.chosen for each in report(path).fields if each.chosen}
    assert found == ticked - {()}
    assert not re.search("[■□]", "".join(each.value for each in report(path).fields))


def test_the_fields_stand_in_the_order_of_the_form_under_its_labels() -> None:
    labels = [each.label for each in report(FINAL).fields]
    order = [
        "報告先",
        "新規・続報の別",
        "氏名又は名称",
        "発生日",
        "発覚日",
        "発生事案",
        "規則第7条各号該当性",
    ]
    order += [
        "事実経過（概要）",
        "媒体",
        "主体",
        "背景及び管理上の問題",
        "公表文",
        "実施済みの措置",
        "添付資料",
    ]
    places = [labels.index(label) for label in order]
    assert places == sorted(places)
    assert (
        field(report(FINAL), "発生事案").heading
        == "3. 報告事項　(1) 事態の概要（該当する□に印を付けること。）"
    )


def test_a_chosen_box_is_its_label_and_an_unknown_item_has_its_reason_and_promise() -> None:
    assert field(report(FINAL), "速報・確報の別").value == "確報"
    assert field(report(FINAL), "規則第7条各号該当性").chosen == ("第3号（不正の目的）",)
    early = report(ROOT / "examples/web_intrusion/incident.toml")
    occurred = field(early, "発生日").value
    assert occurred.startswith("調査中（理由：改ざんの始期を")
    assert occurred.endswith("判明次第、追完します。）")
    background = next(each for each in early.fields if each.section == "pending_items")
    assert "調査中" in background.value


def test_parts_of_a_field_bear_the_label_of_the_field() -> None:
    labels = [each.label for each in report(FINAL).fields]
    assert "事務連絡者（報告についての照会先）：氏名" in labels
    assert "報告者から個人データの取扱いの委託を受けた者（委託先）の有無：名称" in labels
    assert "発見者（補足）" in labels


def test_long_fields_say_how_many_characters_they_have() -> None:
    summary = field(report(FINAL), "事実経過（概要）")
    assert f"【事実経過（概要）】（{summary.length}字）\n{summary.value}\n" in report(FINAL).text
    assert "【法人番号】\n" in report(FINAL).text


def test_what_is_said_to_whoever_fills_in_the_form_is_not_pasted_into_it() -> None:
    made = report(FINAL)
    assert "報告をしたことにはなりません" in read_document(made.docx).text
    assert "報告をしたことにはなりません" not in made.text
    # Whom it is reported to stands in the field 報告先: it need not be the Commission.
    assert made.text.lstrip("\ufeff").splitlines()[0] == "漏えい等報告フォーム入力用原稿"


def test_a_limit_of_the_form_is_counted_against_and_says_that_it_is_unverified(tmp_path: Path) -> None:
    shutil.copytree(shipped_templates() / "ppc_report", tmp_path / "ppc_report")
    file = tmp_path / "ppc_report/document.toml"
    limit = '[[text.limits]]\nsection = "item1_summary"\nlabel = "事実経過（概要）"\ncharacters = 50\n'
    file.write_text(file.read_text("utf-8") + limit, "utf-8")
    incident = load_incident(FINAL)
    made = draft(incident, "ppc_report", on=incident.letter.date, templates=tmp_path)
    summary = field(made, "事実経過（概要）")
    assert (summary.limit, summary.unverified) == (50, True)
    assert f"（{summary.length}字。上限50字。未確認。超えています）" in made.text
    found = [each for each in made.findings if each.code == "D303"]
    assert [each.section for each in found] == ["item1_summary"]
    assert "D303" not in {each.code for each in report(FINAL).findings}


def test_a_document_edited_by_hand_gives_its_own_text() -> None:
    made = report(FINAL)
    assert text_fields(made.docx, TextRule(("manuscript_note",))) == made.fields
    fewer = text_fields(made.docx, TextRule(("attachments",)))
    assert {each.section for each in made.fields} - {each.section for each in fewer} == {"attachments"}


def test_other_kinds_have_no_such_text() -> None:
    incident = load_incident(LOST)
    made = draft(incident, "public_notice", on=incident.letter.date)
    assert (made.fields, made.text) == ((), "")


def test_the_command_writes_the_text_beside_the_document_and_keeps_one_that_was_edited(
    tmp_path: Path,
) -> None:
    command = [
        "draft",
        str(LOST),
        "-o",
        str(tmp_path),
        "--document",
        "ppc_report",
        "--on",
        "2026-11-24",
        "--json",
    ]
    result = CliRunner().invoke(app, command)
    written = json.loads(result.stdout)["documents"]
    assert [Path(each["text"]).name for each in written] == ["ppc_report.txt"]
    text = tmp_path / "ppc_report.txt"
    assert (
        text.read_bytes().decode("utf-8-sig")
        == draft(load_incident(LOST), "ppc_report", on=load_incident(LOST).letter.date).text
    )
    text.write_text("直した", "utf-8")
    again = CliRunner().invoke(app, command)
    assert again.exit_code == 1
    assert [Path(each["where"]["file"]).name for each in json.loads(again.stdout)["findings"]] == [
        "ppc_report.txt"
    ]


def test_a_text_of_what_lacks_something_says_so() -> None:
    text = LOST.read_text("utf-8")
    start = text.index("\n[cause]\n")
    incomplete = load_incident((text[:start] + text[text.index("\n[", start + 1) :]).encode())
    made = draft(incomplete, "ppc_report", on=incomplete.letter.date, incomplete=True)
    assert "下書き：欠けている記載があります。" in made.text
    assert "〓" in made.text


def test_two_places_and_two_desks_of_one_field_are_parted_by_a_blank_line() -> None:
    fields = {
        each.label: each.value for each in report(ROOT / "examples/misdirected_mail/incident.toml").fields
    }
    assert fields["閲覧され得た場所"].count("\n\n書類が届いた方の手元\n") == 1
    assert "\n\nポイント通知の誤封入に関する窓口\n" in fields["問合せ窓口"]
    assert "\n\n" not in fields["事実経過（概要）"] + fields["項目"]
