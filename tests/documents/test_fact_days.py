"""Which days of a kind's own facts are told as impossible?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.documents.fact_days import fact_days
from noticegen.documents.kinds import kind
from tests.documents.more_kinds import bare

DEMAND, TAKEDOWN = "demand_letter", "takedown_request"


def found(name: str, own: dict[str, Any], **tables: Any) -> list[tuple[str, str]]:
    event = {"title": "架空の事案", "kinds": ["漏えい"], "known_on": date(2026, 11, 1)}
    event |= {"occurred": {"since": date(2026, 10, 5), "until": date(2026, 10, 20)}}
    incident = bare(name, own, **{"incident": event, **tables})
    every = [*fact_days(kind(name), incident)]
    assert all((each.severity, each.code) == ("warning", "K105") and each.hint for each in every)
    return [(str(each.where.path).rpartition(".")[2], each.message.partition("、")[2]) for each in every]


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        (DEMAND, {"reply_by": date(2026, 11, 11)}, []),
        (DEMAND, {"reply_by": date(2026, 11, 10)}, [("reply_by", "発信日(2026-11-10)以前です。")]),
        (DEMAND, {"conduct": "令和8年11月10日に取得したこと。"}, []),
        (
            DEMAND,
            {"conduct": "貴社が、2026年10月20日に取得し、11月11日に使用したこと。"},
            [("conduct", "発信日(2026-11-10)より後です。")],
        ),
        (DEMAND, {"conduct": "2024年7月1日付けの誓約書に反したこと。"}, []),
        (TAKEDOWN, {"seen_on": date(2026, 10, 5)}, []),
        (TAKEDOWN, {"seen_on": date(2026, 10, 4)}, [("seen_on", "発生日(2026-10-05)より前です。")]),
        (TAKEDOWN, {"seen_on": date(2026, 11, 11)}, [("seen_on", "発信日(2026-11-10)より後です。")]),
        (TAKEDOWN, {"deleted_on": date(2026, 11, 11)}, [("deleted_on", "発信日(2026-11-10)より後です。")]),
        (TAKEDOWN, {"rights": "2030年1月1日まで著作権がある。"}, []),
    ],
)
def test_a_day_before_the_event_or_on_the_wrong_side_of_the_letter_is_told(
    name: str, own: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert found(name, own) == expected


@pytest.mark.parametrize("occurred", ["調査中", {"text": "10月下旬"}])
def test_an_event_of_no_known_day_is_compared_with_nothing(occurred: Any) -> None:
    event = {"title": "架空の事案", "kinds": ["漏えい"], "known_on": date(2026, 11, 1), "occurred": occurred}
    assert found(TAKEDOWN, {"seen_on": date(2026, 10, 4)}, incident=event) == []


def test_a_letter_without_its_date_yet_is_compared_with_nothing() -> None:
    assert found(DEMAND, {"reply_by": date(2026, 12, 4)}, letter={"date": date(1900, 1, 1)}) == []
