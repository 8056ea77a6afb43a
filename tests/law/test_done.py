from __future__ import annotations

from datetime import date
from pathlib import Path

from noticegen.facts.load import load_incident
from noticegen.law.deadlines import deadlines

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


def test_a_telephone_call_to_the_entrustor_is_not_yet_the_notice_of_the_nine_items() -> None:
    assert done("misdirected_mail/incident.toml")["entrustor_notice:kenshin"] is None
