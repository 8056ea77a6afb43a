"""Do the rows, the letters and the facts agree?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.batch import write_batch
from noticegen.facts.load import load_incident
from tests.batch.batches import EXAMPLE, batch, codes, facts, people, person

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.findings import Finding

UNREACHABLE = """
[affected]
count = 12
unreachable = 2
unreachable_reason = "住所の登録がないため。"
[person_response.substitute]
method = ["公表"]
"""


def of_count(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.message for finding in findings if finding.code == "B102"]


@pytest.mark.parametrize("rows", [11, 13])
def test_more_or_fewer_rows_than_persons_are_a_warning_with_both_numbers(tmp_path: Path, rows: int) -> None:
    report = batch(tmp_path / "out", rows)
    assert codes(report) == [("warning", "B102")]
    assert of_count(report.findings) == [f"名簿の人数({rows}人)が、事実の本人の数(12人)と異なります。"]
    assert report.letters == rows


def test_rows_left_out_are_persons_too(tmp_path: Path) -> None:
    report = batch(tmp_path / "out", [person(1, 住所1=""), *people()[1:]])
    assert codes(report) == [("error", "B103")]


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (12, None),
        ("{ value = 12, unit = '人' }", None),
        ("{ max = 20 }", None),
        ("{ max = 11 }", "名簿の人数(12人)が、事実の本人の数(最大11人)と異なります。"),
        ("{ min = 10 }", None),
        ("{ min = 1000 }", "名簿の人数(12人)が、事実の本人の数(1,000人以上)と異なります。"),
        ("{ value = 9, unit = '世帯' }", None),
        ("'調査中'", None),
    ],
)
def test_a_number_is_compared_as_far_as_it_is_one_of_persons(
    tmp_path: Path, count: object, message: str | None
) -> None:
    report = batch(tmp_path / "out", incident=facts(count))
    assert of_count(report.findings) == ([message] if message else [])


@pytest.mark.parametrize(("rows", "agrees"), [(10, True), (12, True), (11, False), (9, False)])
def test_who_cannot_be_reached_may_stand_in_the_list_or_not(tmp_path: Path, rows: int, agrees: bool) -> None:
    report = batch(tmp_path / "out", rows, facts(more=UNREACHABLE))
    assert (of_count(report.findings) == []) is agrees


def test_known_unreachable_persons_without_an_address_are_no_error(tmp_path: Path) -> None:
    rows = [person(1, 住所1=""), person(2, 住所1=""), *people()[2:]]
    report = batch(tmp_path / "out", rows, facts(more=UNREACHABLE))
    assert codes(report) == [("note", "B104")]
    more = batch(
        tmp_path / "more", [*rows[:2], person(3, 住所1="", 住所2=""), *rows[3:]], facts(more=UNREACHABLE)
    )
    assert codes(more) == [("error", "B103"), ("note", "B104")]
    assert more.findings[0].message.startswith("1行は")


def test_what_is_held_back_as_is_known_is_no_reason_to_correct_anything(tmp_path: Path) -> None:
    report = batch(tmp_path / "out", [person(1, 氏名=""), person(2, 送付可否="保留"), *people()[2:]])
    wrong = next(finding for finding in report.findings if finding.code == "B103")
    assert wrong.message == "1行は、書面を作れず除きました(R101 1行)。"


def test_every_example_agrees_with_its_list(tmp_path: Path) -> None:
    for name in ("dispatched_worker/client", "misdirected_mail/incident", "web_intrusion/final"):
        path = EXAMPLE.parent / f"{name}.toml"
        incident = load_incident(path)
        out = tmp_path / path.parent.name
        report = write_batch(incident, path.parent / "recipients.csv", out, on=incident.letter.date)
        assert [each for each in codes(report) if not each[1].startswith("R")] == [("note", "B104")]
        assert report.rows == report.letters + report.excluded
