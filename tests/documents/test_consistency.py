"""Do documents of one incident that contradict each other come to light, and those that do not stay quiet?"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from noticegen.cli.app import app
from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.check_files import check_files
from noticegen.documents.consistency import set_findings
from noticegen.documents.draft import draft, drafts
from noticegen.facts.load import load_incident
from noticegen.findings import Finding, Where
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document
from tests.documents.word_edits import W, edited
from tests.documents.wordless import wordless

if TYPE_CHECKING:
    from noticegen.ooxml.reading import FinishedDocument

ROOT = Path(__file__).parents[2]
FINAL = ROOT / "examples/web_intrusion/final.toml"
INTRUSION = ROOT / "examples/web_intrusion/incident.toml"
PATHS = [
    FINAL,
    *(
        ROOT / f"examples/{name}.toml"
        for name in ("misdirected_mail/incident", "lost_pc/incident", "dispatched_worker/client")
    ),
    ROOT / "tests/incidents/31_two_groups_two_certainties.toml",
]
DAY = date(2026, 12, 18)


@cache
def files(path: Path) -> dict[str, bytes]:
    incident = load_incident(path)
    kinds = dict.fromkeys((*applicable_kinds(incident), "assessment_memo", "email_notice"))
    return {
        f"{each.name}.docx": each.docx
        for kind in kinds
        for each in drafts(incident, kind, on=incident.letter.date, incomplete=True)
    }


@cache
def one(name: str, data: bytes) -> FinishedDocument:
    return replace(read_document(data), name=name)


def read(documents: dict[str, bytes]) -> list[FinishedDocument]:
    return [one(name, data) for name, data in documents.items()]


def rewritten(docx: bytes, section: str, old: str, new: str) -> bytes:
    """Return the document with a text of one section replaced."""
    count = 0

    def change(tree: Any) -> None:
        nonlocal count
        for control in tree.iter(f"{W}sdt"):
            tag = control.find(f"{W}sdtPr/{W}tag")
            if tag is None or tag.get(f"{W}val") != f"noticegen:{section}":
                continue
            for text in control.iter(f"{W}t"):
                if old in (text.text or ""):
                    count += 1
                    text.text = text.text.replace(old, new)

    made = edited(docx, change)
    assert count, (section, old)
    return made


def found(name: str, section: str, old: str, new: str, path: Path = FINAL) -> list[Finding]:
    documents = {**files(path), name: rewritten(files(path)[name], section, old, new)}
    return list(set_findings(read(documents)))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_documents_made_from_the_same_facts_do_not_contradict_each_other(path: Path) -> None:
    assert len(files(path)) > 3
    assert [each.message for each in set_findings(read(files(path)), load_incident(path))] == []


PUBLIC, REPORT, LETTER = "public_notice.docx", "ppc_report.docx", "victim_apology-見本.docx"
DAMAGE = [
    (PUBLIC, "affected_items", "48人です", "84人です", "D230", "本人の数（総数）", "84人", "48人"),
    (REPORT, "item3_count", "31人", "13人", "D230", "本人の数（クレジットカードの利用者）", "13人", "31人"),
    (PUBLIC, "incident_summary", "11月2日", "11月3日", "D230", "発生日", "11月3日", "11月2日"),
    (LETTER, "incident_summary", "11月2日", "11月4日", "D230", "発生日", "11月4日", "11月2日"),
    (PUBLIC, "incident_summary", "発覚日", "発覚日　2026年11月19日のち", "D230", "発覚日", "11月19日", "11月18日"),
    (PUBLIC, "affected_items", "漏えいした情報", "漏えいしたおそれがある情報", "D230", "漏えい等の状況", "おそれ", "漏えい確認"),
    (LETTER, "secondary_damage", "二次被害を確認しております", "二次被害が生じるおそれがあります", "D230", "二次被害", "おそれあり", "あり"),
    (LETTER, "secondary_damage", "12月16日", "12月10日", "D230", "二次被害の基準日", "12月10日", "12月16日"),
    (PUBLIC, "inquiry_desk", "0120-000-000", "0120-000-008", "D231", "問合せ窓口の番号", "0120-000-008", "0120-000-000"),
    (PUBLIC, "inquiry_desk", "soudan@", "sodan@", "D231", "問合せ窓口の番号", "sodan@example.jp", "soudan@example.jp"),
    (PUBLIC, "sender", "株式会社見本堂", "株式会社見本道", "D231", "名称", "株式会社見本道", "株式会社見本堂"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "section", "old", "new", "code", "title", "wrong", "right"), DAMAGE)
def test_what_one_document_says_otherwise_is_named_with_both_places(
    name: str, section: str, old: str, new: str, code: str, title: str, wrong: str, right: str
) -> None:
    told = [
        each for each in found(name, section, old, new) if each.code == code and f"「{title}" in each.message
    ]
    assert told
    message = told[0].message
    assert told[0].severity == "warning"
    assert {place.split(" ")[0] for place in re.findall(r"[^（、]+?\.docx [^「]+", message)} >= {name}
    assert wrong in message
    assert right in message
    assert len(re.findall(r"\.docx 本文 \d+ 段落目", message)) == 2


def test_a_document_that_tells_less_of_the_same_does_not_contradict() -> None:
    told = found(
        PUBLIC,
        "incident_summary",
        "2026年11月2日午前9時12分から2026年11月18日午後0時10分まで",
        "2026年11月2日から",
    )
    assert told == []
    assert found(PUBLIC, "incident_summary", "2026年11月2日", "令和8年11月2日") == []


def test_documents_of_two_states_are_told_with_their_hashes_and_with_what_is_current() -> None:
    old = draft(load_incident(INTRUSION), "public_notice", on=DAY).docx
    mixed = read({**files(FINAL), PUBLIC: old})
    (state,) = [each for each in set_findings(mixed) if each.code == "D232"]
    assert state.where.file == PUBLIC
    hashes = {each.name: each.properties["noticegen.facts"][:8] for each in mixed}
    others = "、".join(each.name for each in mixed if each.name != PUBLIC)
    words = (f"事実 {hashes[PUBLIC]}", f"。{others}は {hashes[REPORT]}", "incident.toml から作り直す")
    assert wordless(state, *words) == Finding("warning", "D232", "", where=Where(PUBLIC))
    told = [each for each in set_findings(mixed, load_incident(INTRUSION)) if each.code == "D232"]
    assert {each.where.file for each in told} == set(files(FINAL)) - {PUBLIC}
    assert all("いまの incident.toml" in each.message for each in told)


def test_a_contradiction_is_a_warning_at_the_place_and_the_section_of_the_odd_one() -> None:
    (told,) = found(PUBLIC, "affected_items", "48人です", "84人です")
    assert wordless(told, f"（{PUBLIC} ", "は「84人」、", "は「48人」）", "どちらが事実か") == Finding(
        "warning", "D230", "", section="affected_items", where=Where(PUBLIC, path=told.where.path)
    )
    assert f"{told.where.path}は「84人」" in told.message
    (told, *_) = found(PUBLIC, "inquiry_desk", "0120-000-000", "0120-000-008")
    assert wordless(told, "は「0120-000-008」", "は「0120-000-000」", "書き誤りでないか") == Finding(
        "warning", "D231", "", section=told.section, where=Where(told.where.file, path=told.where.path)
    )
    assert f"（{told.where.file} {told.where.path}は「" in told.message
    assert told.section == "inquiry_desk"


def test_the_earlier_values_of_a_later_report_contradict_nothing() -> None:
    late = draft(load_incident(FINAL), "ppc_report", on=DAY, since=load_incident(INTRUSION)).docx
    assert set_findings(read({**files(FINAL), REPORT: late})) == ()


def test_a_slice_of_one_client_is_not_held_against_the_whole() -> None:
    path = ROOT / "examples/misdirected_mail/incident.toml"
    assert sum(name.startswith("client_letter") for name in files(path)) > 1
    assert set_findings(read(files(path))) == ()


def test_checking_a_folder_compares_its_documents_and_two_folders_are_two_incidents(tmp_path: Path) -> None:
    for folder, names in (("one", (REPORT, PUBLIC)), ("two", (REPORT,))):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_bytes(files(FINAL)[name])
    wrong = rewritten(files(FINAL)[PUBLIC], "affected_items", "48人です", "84人です")
    (tmp_path / "one" / PUBLIC).write_bytes(wrong)
    report = check_files([tmp_path / "one"])
    assert [Path(each.where.file or "").name for each in report.findings if each.code == "D230"] == [PUBLIC]
    (tmp_path / "two" / PUBLIC).write_bytes(wrong)
    (tmp_path / "one" / PUBLIC).unlink()
    (tmp_path / "two" / REPORT).unlink()
    apart = check_files([tmp_path / "one", tmp_path / "two"])
    assert "D230" not in {each.code for each in apart.findings}
    together = check_files([tmp_path / "one", tmp_path / "two"], incident=FINAL)
    assert "D230" in {each.code for each in together.findings}


def test_the_command_tells_it_too(tmp_path: Path) -> None:
    (tmp_path / REPORT).write_bytes(files(FINAL)[REPORT])
    (tmp_path / PUBLIC).write_bytes(rewritten(files(FINAL)[PUBLIC], "affected_items", "48人です", "84人です"))
    result = CliRunner().invoke(app, ["check", str(tmp_path), "--json"])
    told = [each for each in json.loads(result.stdout)["findings"] if each["code"] == "D230"]
    assert [Path(each["where"]["file"]).name for each in told] == [PUBLIC]
    assert result.exit_code == 0


def test_letters_to_two_companies_of_similar_names_are_no_slip_and_name_neither() -> None:
    letter = files(FINAL)[LETTER]

    def to(name: str) -> bytes:
        def change(tree: Any) -> None:
            (control,) = (
                each
                for each in tree.iter(f"{W}sdt")
                if (tag := each.find(f"{W}sdtPr/{W}tag")) is not None
                and tag.get(f"{W}val") == "noticegen:addressee"
            )
            next(control.iter(f"{W}t")).text = name

        return edited(letter, change)

    made = {"0001.docx": to("株式会社模擬製作"), "0002.docx": to("株式会社模擬制作")}
    assert all("株式会社模擬" in each.text for each in read(made))
    assert list(set_findings(read(made))) == []


@pytest.mark.parametrize(("per", "is_one_of_a_person"), [("incident", False), ("recipient", True)])
def test_a_firms_own_kind_is_compared_where_its_sections_are_the_same(
    tmp_path: Path, per: str, is_one_of_a_person: bool
) -> None:
    own = tmp_path / "press_release"
    shutil.copytree(ROOT / "templates_ja/public_notice", own)
    settings = (own / "document.toml").read_text("utf-8").replace('per = "incident"', f'per = "{per}"')
    (own / "document.toml").write_text(f'based_on = "public_notice"\n{settings}', "utf-8")
    incident = load_incident(FINAL)
    made = rewritten(files(FINAL)[PUBLIC], "affected_items", "48人です", "84人です")
    mine = with_properties(made, {**read_document(made).properties, "noticegen.kind": "press_release"})
    both = read({**files(FINAL), "own.docx": mine})
    told = [each for each in set_findings(both, incident, templates=tmp_path) if each.code == "D230"]
    assert ["本人の数（総数）" in each.message for each in told] == ([] if is_one_of_a_person else [True])
    # Of a kind that nobody names, only what every document says alike is compared.
    assert [each for each in set_findings(both, incident) if each.code == "D230"] == []
    day = rewritten(mine, "incident_summary", "11月2日", "11月3日")
    found_without = set_findings(read({**files(FINAL), "own.docx": day}), incident)
    assert any("発生日" in each.message for each in found_without)


def test_the_check_of_files_knows_a_firms_own_kind(tmp_path: Path) -> None:
    own = tmp_path / "firm/press_release"
    shutil.copytree(ROOT / "templates_ja/public_notice", own)
    made = rewritten(files(FINAL)[PUBLIC], "affected_items", "48人です", "84人です")
    mine = with_properties(made, {**read_document(made).properties, "noticegen.kind": "press_release"})
    for name, data in ((PUBLIC, files(FINAL)[PUBLIC]), ("own.docx", mine)):
        (tmp_path / name).write_bytes(data)
    report = check_files([tmp_path / PUBLIC, tmp_path / "own.docx"], on=DAY, templates=tmp_path / "firm")
    assert [each.code for each in report.findings if each.code == "D230"] == ["D230"]
