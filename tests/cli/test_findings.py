from __future__ import annotations

from noticegen.documents.report_entries import entries
from noticegen.findings import Finding, Where

PLACE = Where("incident.toml", 3, 1, "cause.detail")


def finding(severity: str, document: str, *sources: str, code: str = "L101", where: Where = PLACE) -> Finding:
    return Finding(
        severity,
        code,
        "「原因」が書かれていません。",
        "書いてください。",
        document,
        where=where,
        sources=sources,
    )  # type: ignore[arg-type]


def test_what_several_documents_ask_for_in_one_place_is_shown_once_at_its_severest() -> None:
    shown = entries(
        [finding("warning", "public_notice", "実務"), finding("error", "ppc_report", "規則8条1項4号")]
    )
    assert [(each.finding.severity, each.documents, each.sources) for each in shown] == [
        ("error", ["ppc_report", "public_notice"], ["規則8条1項4号", "実務"])
    ]


def test_errors_come_first_and_each_severity_in_the_order_of_the_file() -> None:
    later = Where("incident.toml", 9, 1, "other.detail")
    shown = entries(
        [
            finding("note", "a", where=PLACE, code="N1"),
            finding("error", "a", where=later),
            finding("error", "a"),
        ]
    )
    assert [(each.finding.severity, each.finding.where.line) for each in shown] == [
        ("error", 3),
        ("error", 9),
        ("note", 3),
    ]


def test_the_same_lack_in_two_places_is_shown_twice() -> None:
    assert (
        len(
            entries(
                [finding("error", "a"), finding("error", "a", where=Where("b.toml", 3, 1, "cause.detail"))]
            )
        )
        == 2
    )
