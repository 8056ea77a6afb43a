from __future__ import annotations

import json
from pathlib import Path

import noticegen
from noticegen.documents.kinds import kind as kind_named
from noticegen.ooxml.compose import compose

from .transcripts import run
from .worlds.templates import changed

NOTICE = kind_named("public_notice").folder / "notice.docx"
A4 = 'w:w="11906" w:h="16838"'
PRINTED = "{{ computed.notice_date }}"


def test_a_template_is_made_checked_and_printed(tmp_path: Path) -> None:
    target = tmp_path / "own.docx"
    made = run("template", "new", "public_notice", str(target))
    assert made.exit_code == 0
    assert f"noticegen template check {target}" in made.output
    checked = run("template", "check", str(target))
    assert checked.exit_code == 0
    assert checked.output.startswith("問題は見つかりませんでした。")
    printed = run("template", "outline", str(target))
    assert printed.output == NOTICE.with_suffix(".txt").read_text("utf-8")


def test_a_folder_becomes_a_kind_that_drafts(tmp_path: Path) -> None:
    letterhead = tmp_path / "head.docx"
    letterhead.write_bytes(compose("[header]\n<ヘッダー>架空法律事務所\n[body]\n\n"))
    folder = tmp_path / "firm"
    made = run("template", "new", "public_notice", str(folder), "--from", str(letterhead))
    assert made.exit_code == 0
    assert "宛名の枠" not in made.output
    assert (folder / "public_notice" / "document.toml").is_file()
    incident = str(Path(__file__).parents[2] / "examples" / "lost_pc" / "incident.toml")
    out = tmp_path / "out"
    options = ["--document", "public_notice", "--on", "2026-11-24", "--templates", str(folder)]
    assert run("draft", incident, "-o", str(out), *options).exit_code == 0
    assert "架空法律事務所" in noticegen.outline(out / "public_notice.docx")
    again = run("template", "new", "public_notice", str(folder))
    assert again.exit_code == 1
    assert "上書きしません" in again.output


def test_of_a_letter_on_a_letterhead_the_place_of_the_address_is_told(tmp_path: Path) -> None:
    letterhead = tmp_path / "head.docx"
    letterhead.write_bytes(compose("[header]\n<ヘッダー>架空法律事務所\n[body]\n\n"))
    made = run("template", "new", "victim_apology", str(tmp_path / "firm"), "--from", str(letterhead))
    assert "宛名の枠は封筒の窓の位置にあり" in made.output


def test_what_a_letterhead_brings_into_every_document_is_told_at_once(tmp_path: Path) -> None:
    letterhead = tmp_path / "head.docx"
    plain = compose("[header]\n<ヘッダー>架空法律事務所\n[body]\nここに本文\n")
    letterhead.write_bytes(changed(plain, A4, 'w:w="12240" w:h="15840"'))
    target = tmp_path / "own.docx"
    made = run("template", "new", "hold_notice", str(target), "--from", str(letterhead))
    checked = run("template", "check", str(target))
    for shown in (made, checked):
        assert shown.exit_code == 0
        assert "用紙が A4 ではありません(今は 216×279 mm)。" in shown.output
        assert "最初のタグより前に文があります。" in shown.output
    assert "head.docx" in made.output
    letterhead.write_bytes(compose("[header]\n<ヘッダー>架空法律事務所\n[body]\n\n"))
    quiet = run("template", "new", "hold_notice", str(tmp_path / "quiet.docx"), "--from", str(letterhead))
    assert "警告" not in quiet.output


def test_mistakes_are_told_with_their_place_and_exit_code_1(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    text = noticegen.outline(NOTICE).replace(PRINTED, f"{{{{ letter.dat }}}}{{{{ letter.nunber }}}}{PRINTED}")
    broken.write_bytes(compose(text))
    result = run("template", "check", str(broken), "--document", "public_notice", "--json")
    assert result.exit_code == 1
    findings = json.loads(result.stdout)["findings"]
    assert [(each["code"], each["section"]) for each in findings] == [("T507", "notice_date")] * 2
    assert {each["where"]["file"] for each in findings} == {str(broken)}
    shown = run("template", "check", str(broken), "--document", "public_notice")
    assert "letter.date の書き間違い" in shown.output
    assert "letter.number の書き間違い" in shown.output


def test_the_attributes_of_git_are_in_the_help() -> None:
    shown = run("template", "outline", "--help").output
    assert "diff=noticegen" in shown
    assert "textconv" in shown


def test_a_document_is_traced_to_facts_and_provisions() -> None:
    shown = run("trace", str(NOTICE), "--on", "2026-11-24").output
    assert "原因  (cause)" in shown
    assert "cause.summary" in shown
    content = json.loads(run("trace", str(NOTICE), "--on", "2026-11-24", "--json").stdout)
    cause = next(each for each in content["sections"] if each["section"] == "cause")
    assert cause["requirements"][0]["sources"]
    assert set(cause) == {"section", "title", "when", "facts", "requirements"}


def test_a_wrong_command_of_the_group_is_told_in_japanese() -> None:
    result = run("template", "chek", "a.docx")
    assert result.exit_code == 2
    assert "「chek」" in result.output


def test_a_document_of_unknown_kind_cannot_be_traced(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(compose("架空\n"))
    result = run("trace", str(tmp_path / "a.docx"))
    assert result.exit_code == 1
    assert "--document" in result.output
