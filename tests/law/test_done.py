from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from noticegen.facts.load import load_incident, loads_incident
from noticegen.law.deadlines import Deadline, deadlines

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = date(2026, 11, 22)


def done(example: str) -> dict[str, date | None]:
    return {each.id: each.done_on for each in deadlines(load_incident(EXAMPLES / example), on=ON)}


def test_a_preliminary_report_that_was_made_is_done_and_the_final_one_is_not() -> None:
    found = done("lost_pc/incident.toml")
    assert found["preliminary_report"] == date(2026, 11, 6)
    assert found["final_report"] is None


def test_a_report_made_before_a_later_clock_began_does_not_stop_that_clock() -> None:
    assert done("lost_pc/incident.toml")["preliminary_report_rule7_3"] == date(2026, 11, 12)


def test_nothing_is_done_that_the_facts_do_not_say() -> None:
    assert set(done("web_intrusion/incident.toml").values()) == {None}


def told_by(means: str) -> dict[str, Deadline]:
    text = (EXAMPLES / "misdirected_mail/incident.toml").read_text("utf-8")
    said = text.replace(', by_means = "電話", person = "試作 優子"', means)
    assert said != text
    return {each.id: each for each in deadlines(loads_incident(said), on=ON)}


@pytest.mark.parametrize("means", ["書面", "電話の後、電子メール", "FAX"])
def test_an_entrustor_that_was_told_in_writing_is_told_and_the_note_asks_for_proof_of_the_nine_items(
    means: str,
) -> None:
    found = told_by(f', by_means = "{means}"')
    notice, contract = found["entrustor_notice:kenshin"], found["contract_report:seikatsu"]
    assert (notice.done_on, contract.done_on) == (date(2026, 11, 16), date(2026, 11, 17))
    assert (
        f"知らせた日（{means}）による。把握している9項目を通知したことを、控えで示せるようにする。"
        in notice.note
    )
    assert "契約の求めるとおりかを確かめる。" in contract.note


@pytest.mark.parametrize(("means", "said"), [(', by_means = "電話"', "電話"), ("", "方法の記載なし")])
def test_a_call_alone_does_not_show_that_the_nine_items_were_told(means: str, said: str) -> None:
    notice = told_by(means)["entrustor_notice:kenshin"]
    assert notice.done_on is None
    assert notice.note.endswith(
        f"2026年11月16日に知らせている（{said}）。把握している9項目は、書面など、控えの残る方法で通知する。"
    )


def test_our_own_report_is_not_done_because_the_entrustor_was_told() -> None:
    found = done("misdirected_mail/incident.toml")
    assert found["preliminary_report"] is found["client_preliminary_report:kenshin"] is None
