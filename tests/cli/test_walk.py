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
