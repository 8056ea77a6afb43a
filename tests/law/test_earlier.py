from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check
from noticegen.documents.check_files import incident_deadlines
from noticegen.documents.draft import draft
from noticegen.law.case import Case
from noticegen.law.data import table
from noticegen.law.earlier import earlier_law_findings
from tests.documents.letters import BASE, PARTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident
    from noticegen.findings import Finding

ON = date(2026, 11, 22)


def found(
    make: Callable[..., Incident], kind: str, known_on: date, document: str = "ppc_report"
) -> list[Finding]:
    event = {"known_on": known_on, "discovered_on": known_on}
    incident = make(incident=event, business={"kind": kind})
    return list(earlier_law_findings(Case(incident, ON), document))


@pytest.mark.parametrize(
    ("kind", "last_day_before", "applied", "since", "then"),
    [
        ("個人情報取扱事業者", date(2017, 5, 29), "法26条", "2022-04-01", "主務大臣"),
        ("個人情報取扱事業者", date(2022, 3, 31), "法26条", "2022-04-01", "告示第1号"),
        ("行政機関等", date(2022, 3, 31), "法68条", "2022-04-01", "条例"),
        ("行政機関等", date(2023, 3, 31), "法68条", "2023-04-01", "地方公共団体"),
    ],
)
def test_what_was_known_before_the_duty_is_told_with_the_law_that_is_applied_and_the_one_of_then(
    make: Callable[..., Incident], kind: str, last_day_before: date, applied: str, since: str, then: str
) -> None:
    (told,) = found(make, kind, last_day_before)
    assert (told.severity, told.code, told.where.path) == ("warning", "C148", "incident.known_on")
    for word in (str(last_day_before), applied, since, then):
        assert word in told.message
    assert told.hint
    assert told.sources[0].startswith(applied)


@pytest.mark.parametrize(
    ("kind", "first_day"), [("個人情報取扱事業者", date(2022, 4, 1)), ("行政機関等", date(2023, 4, 1))]
)
def test_from_the_first_day_of_the_duty_nothing_is_said(
    make: Callable[..., Incident], kind: str, first_day: date
) -> None:
    assert found(make, kind, first_day) == []


def test_what_nobody_has_read_in_a_source_is_said_to_be_unverified(make: Callable[..., Incident]) -> None:
    for entry in table("earlier")["earlier"]:
        (told,) = found(make, entry["kinds"][0], entry["known"]["until"])
        assert all(("(未確認)" in source) == entry["unverified"] for source in told.sources)


def test_it_is_told_once_by_a_check_and_with_each_draft_that_the_law_makes(
    make: Callable[..., Incident],
) -> None:
    day = date(2021, 11, 1)
    incident = make(incident={"known_on": day, "discovered_on": day})
    assert [each.code for each in check(incident, on=ON)].count("C148") == 1
    made = draft(incident, "public_notice", on=ON, incomplete=True)
    assert [each.code for each in made.findings].count("C148") == 1
    assert found(make, "個人情報取扱事業者", day, "disciplinary_memo") == []


def test_a_day_that_is_not_written_yet_is_no_day_before_the_law(make: Callable[..., Incident]) -> None:
    assert found(make, "個人情報取扱事業者", date(1900, 1, 1)) == []


def test_the_deadlines_say_so_too() -> None:
    facts = BASE.format(**PARTS).replace("known_on = 2026-10-31", "known_on = 2021-10-31")
    assert [each.code for each in incident_deadlines(facts.encode(), on=ON).findings].count("C148") == 1
