"""Can somebody who has never seen the tool get from ``new`` to finished documents by its messages alone?

The newcomer writes into each mark what the mark asks for, leaves every choice as it is, and follows what is printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.new import SCENARIOS

from .transcripts import run

if TYPE_CHECKING:
    from pathlib import Path

MARK = re.compile("〓([^〓]*)〓")
DOCUMENTS = {
    "lost_pc": {"disciplinary_memo", "ppc_report", "public_notice", "victim_apology-見本"},
    "web_intrusion": {"ppc_report", "public_notice", "victim_apology-見本"},
    "misdirected_mail": {"client_letter-client", "ppc_report", "public_notice", "victim_apology-見本"},
    "dispatched_worker": {"client_letter-client", "disciplinary_memo"},
}


def answered(text: str) -> str:
    """Return the file as such a person fills it in: a day where a day is asked for, in the quotes that are there."""

    def answer(match: re.Match[str]) -> str:
        asks_for_a_day = re.search("日時|した日|送った日|発覚日|いつ現在", match[1])
        return "2026-11-15" if asks_for_a_day else match[1].strip()

    known, _, rest = text.partition("known_on = 1900-01-01")
    return MARK.sub(answer, f"{known}known_on = 2026-11-16{rest}").replace("1900-01-01", "2026-11-20")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_newcomer_gets_from_the_marks_to_documents_and_letters(
    scenario: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    begun = run("new", "case", "--scenario", scenario)
    assert begun.exit_code == 0
    to_do = [line.split()[1:] for line in begun.output.splitlines() if line.startswith("  noticegen ")]
    assert [words[0] for words in to_do] == ["check", "draft", "recipients", "batch"]
    facts = tmp_path / "case" / "incident.toml"

    unwritten = run(*to_do[0], "--on", "2026-11-20")
    assert unwritten.exit_code == 1
    assert "→ 〓 と 1900-01-01 を、内容と日付に書き換えてください。" in unwritten.output
    lines = facts.read_text("utf-8").splitlines()
    told = [int(line) for line in re.findall(r"incident\.toml:(\d+):\d+ .*L105", unwritten.output)]
    assert told == sorted(told)
    marked = [number for number, line in enumerate(lines, 1) if "〓" in line.partition("# ")[0]]
    # A mark within a long text stands a line or more below its key.
    assert all(
        any(0 <= number - place <= 2 for place in told) for number in marked if lines[number - 1][0] != "#"
    )

    facts.write_text(answered(facts.read_text("utf-8")), "utf-8")
    checked = run(*to_do[0], "--on", "2026-11-20")
    assert (checked.exit_code, "エラー" in checked.output) == (0, False)
    made = run(*to_do[1], "--on", "2026-11-20")
    assert made.exit_code == 0
    assert {file.stem for file in (tmp_path / "case" / "documents").glob("*.docx")} == DOCUMENTS[scenario]

    recipients = tmp_path / "case" / "recipients.csv"
    held = recipients.read_text("utf-8-sig")
    recipients.write_text(held.replace("保留", "送付"), "utf-8-sig")
    assert run(*to_do[2]).exit_code == 1  # a mark in a name is no name
    for mark, word in {"〓氏名〓": "見本 花子", "〓都道府県から番地まで〓": "東京都架空区1-2-3"}.items():
        held = held.replace(mark, word)
    recipients.write_text(
        MARK.sub("", held).replace("000-0000", "100-0000").replace("保留", "送付"), "utf-8-sig"
    )
    assert run(*to_do[2]).exit_code == 0
    written = run(*to_do[3], "--on", "2026-11-20")
    assert written.exit_code == 0
    assert len(list((tmp_path / "case" / "letters" / "letters").glob("*.docx"))) == 1
    assert run("check", "case/letters", "--incident", "case/incident.toml").exit_code == 0


def begun(scenario: str, folder: Path) -> Path:
    """Return the facts of a scenario that a newcomer has filled in."""
    assert run("new", str(folder), "--scenario", scenario).exit_code == 0
    facts = folder / "incident.toml"
    facts.write_text(answered(facts.read_text("utf-8")), "utf-8")
    return facts


def test_data_that_no_client_entrusted_is_written_by_taking_away_what_the_file_says(tmp_path: Path) -> None:
    facts = begun("misdirected_mail", tmp_path / "case")
    text = facts.read_text("utf-8")
    assert '[[party]]、[[cooperation]]、[[liability]] の三つの表と、client = "client" の行を消す' in text
    tables = re.split(r"(?m)^(?=\[)", text)
    kept = "".join(each for each in tables if not re.match(r"\[\[(party|cooperation|liability)\]\]", each))
    facts.write_text(re.sub(r'(?m)^client = "client".*\n', "", kept), "utf-8")
    assert "エラー" not in run("check", str(facts), "--on", "2026-11-20").output
    out = tmp_path / "documents"
    assert run("draft", str(facts), "-o", str(out), "--on", "2026-11-20").exit_code == 0
    assert {file.stem for file in out.glob("*.docx")} == {
        "ppc_report",
        "public_notice",
        "victim_apology-見本",
    }


def test_a_list_of_which_all_was_held_back_is_corrected_and_sent_to_the_same_folder(tmp_path: Path) -> None:
    facts = begun("web_intrusion", tmp_path / "case")
    listed, out = tmp_path / "case" / "recipients.csv", tmp_path / "letters"
    held = MARK.sub("", listed.read_text("utf-8-sig").replace("〓氏名〓", "見本 花子"))
    held = held.replace("000-0000,", "100-0001,東京都架空区見本町1-2-3")
    words = ["batch", str(facts), str(listed), "-o", str(out), "--on", "2026-11-20"]
    listed.write_text(held, "utf-8-sig")
    assert run(*words).exit_code == 0
    assert not list((out / "letters").rglob("*.docx"))
    assert "保留" in (out / "excluded.csv").read_text("utf-8-sig")
    listed.write_text(held.replace("保留", "送付"), "utf-8-sig")
    assert run(*words).exit_code == 0
    assert len(list((out / "letters").glob("*.docx"))) == 1
    assert "保留" not in (out / "excluded.csv").read_text("utf-8-sig")
    # From now on there is a letter that another list must not be mixed with.
    listed.write_text(held, "utf-8-sig")
    assert "O106" in run(*words).output


def test_whoever_lends_workers_is_told_that_the_host_writes_to_the_persons(tmp_path: Path) -> None:
    shown = run("new", str(tmp_path / "case"), "--scenario", "dispatched_worker").output.splitlines()
    told = shown.index("本人への書面は、通常、派遣先が送ります。派遣先に代わって送るとき:")
    assert [line.split()[1] for line in shown[told + 1 :]] == ["recipients", "batch"]
    assert 'relation = "自社雇用（派遣労働者）"' in (tmp_path / "case" / "incident.toml").read_text("utf-8")
    for other in set(SCENARIOS) - {"dispatched_worker"}:
        assert "派遣先" not in run("new", str(tmp_path / other), "--scenario", other).output


def test_days_may_be_written_as_people_say_them_but_not_where_a_term_begins(tmp_path: Path) -> None:
    facts = begun("lost_pc", tmp_path / "case")
    text = facts.read_text("utf-8")
    said = re.sub(r"(?m)^(occurred|discovered_on) = .*$", r'\1 = "11月14日の夜"', text)
    facts.write_text(said, "utf-8")
    assert run("check", str(facts), "--on", "2026-11-20").exit_code == 0
    facts.write_text(said.replace("known_on = 2026-11-16", "known_on = 2026/11/16"), "utf-8")
    shown = run("check", str(facts), "--on", "2026-11-20").output
    assert ("F003" in shown, "2026-10-31 のように" in shown) == (True, True)
