"""Is a business told what of the duty to report stays with it, and what of a joint report is another client's?"""

from __future__ import annotations

from typing import Any

import pytest

from noticegen.documents.kinds import kinds
from noticegen.documents.own_duty import joint_findings, own_duty_findings
from noticegen.findings import Finding, Where
from noticegen.law.case import Case
from tests.documents.cases import Facts, changed, example, incident_of
from tests.documents.wordless import wordless

MISDIRECTED = example("misdirected_mail/incident")
"""Of its two clients kenshin owes a report, for sensitive data, and seikatsu owes none."""


def remaining(facts: Facts, client: str | None, kind: str = "client_letter") -> list[Finding]:
    """Return what is said of the duty that remains beside a letter to the client."""
    rule, incident = kinds()[kind], incident_of(facts)
    return list(own_duty_findings(rule, Case(incident, incident.letter.date, client, rule.audience)))


def of_others(facts: Facts, kind: str = "ppc_report") -> list[Finding]:
    rule, incident = kinds()[kind], incident_of(facts)
    return list(joint_findings(rule, Case(incident, incident.letter.date, None, rule.audience)))


def sensitive_too() -> Facts:
    """Return the facts in which the data of seikatsu, too, makes the event one to report."""
    return changed(MISDIRECTED, **{"group[1]__sensitive": True})


def test_the_letter_to_a_client_that_takes_nothing_over_says_where_and_by_which_provision() -> None:
    (told,) = remaining(sensitive_too(), "seikatsu")
    words = "「seikatsu」", "法26条1項ただし書の通知に当たりません", "ppc_report", "victim_apology"
    assert wordless(told, *words) == Finding(
        "note",
        "K202",
        "",
        document="client_letter",
        where=Where(path="party[1].owes_report"),
        sources=("法26条1項ただし書", "法26条2項", "通則編ガイドライン3-5-3-5"),
    )


@pytest.mark.parametrize(
    ("client", "kind"), [("kenshin", "client_letter"), (None, "client_letter"), ("seikatsu", "ppc_report")]
)
def test_a_notice_that_lifts_the_duty_and_a_document_of_another_kind_say_nothing(
    client: str | None, kind: str
) -> None:
    assert remaining(sensitive_too(), client, kind) == []


def test_nothing_remains_where_the_event_need_not_be_reported() -> None:
    facts = sensitive_too()
    facts["assessment"] = {**facts["assessment"], "rule7": []}
    assert remaining(facts, "seikatsu") == []


def test_a_host_of_a_worker_takes_no_duty_over_and_is_told_nothing_of_it() -> None:
    facts = example("dispatched_worker/incident")
    assert remaining(facts, "hochoki") == []


@pytest.mark.parametrize("rule7", [[1], [1, 4]])
def test_nothing_remains_where_the_rest_is_of_receivers_alone(rule7: list[int]) -> None:
    facts = changed(sensitive_too(), assessment__rule7=rule7, **{"group[1]__client": "kenshin"})
    assert remaining(facts, "seikatsu") == []


def test_where_no_client_takes_the_duty_over_all_of_it_remains() -> None:
    facts = changed(MISDIRECTED, **{"party[0]__owes_report": False})
    assert [each.where.path for each in remaining(facts, "kenshin")] == ["party[0].owes_report"]
    assert [each.where.path for each in remaining(facts, "seikatsu")] == ["party[1].owes_report"]


@pytest.mark.parametrize(
    ("rule7", "count", "remains"), [([1], 960, False), ([1, 4], 960, True), ([1, 3], 960, True)]
)
def test_an_item_that_the_data_of_the_other_client_does_not_explain_remains(
    rule7: list[int], count: int, remains: bool
) -> None:
    facts = changed(MISDIRECTED, assessment__rule7=rule7, **{"group[1]__count": count})
    assert [each.code for each in remaining(facts, "seikatsu")] == ["K202"] * remains


def test_a_joint_report_names_who_reads_it_and_of_whom_it_tells() -> None:
    joint: dict[str, Any] = {"report__joint_with": ["kenshin"]}
    (told,) = of_others(changed(MISDIRECTED, **joint))
    assert wordless(told, "連名の報告者(「kenshin」)", "ほかの取引先(「seikatsu」)") == Finding(
        "warning",
        "K203",
        "",
        document="ppc_report",
        where=Where(path="report.joint_with"),
        sources=("通則編ガイドライン3-5-3-2",),
    )
    assert of_others(changed(MISDIRECTED, **joint), "public_notice") == []


def test_a_joint_report_of_all_whose_data_it_tells_of_is_no_matter() -> None:
    both = ["kenshin", "seikatsu"]
    assert of_others(changed(MISDIRECTED, report__joint_with=both)) == []
    assert of_others(MISDIRECTED) == []
    third = {"id": "third", "role": "委託元", "name": "株式会社架空第三"}
    more = {**MISDIRECTED, "party": [*MISDIRECTED["party"], third]}
    assert of_others(changed(more, report__joint_with=both)) == []
    (told,) = of_others(changed(more, report__joint_with=["third"]))
    assert wordless(told, "(「third」)", "(「kenshin」「seikatsu」)").code == "K203"
    (told,) = of_others(changed(more, report__joint_with=["kenshin", "third"]))
    assert wordless(told, "(「kenshin」「third」)", "(「seikatsu」)").code == "K203"


def test_data_that_may_be_sensitive_keeps_the_duty() -> None:
    facts = changed(MISDIRECTED, **{"group[1]__sensitive": "調査中"})
    assert [each.code for each in remaining(facts, "seikatsu")] == ["K202"]
