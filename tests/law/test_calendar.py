from __future__ import annotations

from datetime import date

import pytest

from noticegen.law.calendar import closed_reason, roll_forward


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 21), "土曜日"),
        (date(2026, 11, 22), "日曜日"),
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 11, 24), None),
        (date(2026, 12, 28), None),
        (date(2026, 12, 29), "年末年始閉庁日"),
        (date(2026, 12, 31), "年末年始閉庁日"),
        (date(2027, 1, 1), "元日"),
        (date(2027, 1, 2), "年末年始閉庁日"),
        (date(2027, 1, 3), "年末年始閉庁日"),
        (date(2027, 1, 4), None),
        (date(2026, 5, 6), "振替休日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2026, 9, 23), "秋分の日"),
    ],
)
def test_closed_days(day: date, reason: str | None) -> None:
    found = closed_reason(day)
    assert found is reason if reason is None else reason in (found or "")


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 24)),
        (date(2026, 12, 30), date(2027, 1, 4)),
        (date(2027, 12, 29), date(2028, 1, 4)),
        (date(2026, 5, 2), date(2026, 5, 7)),
    ],
)
def test_the_next_open_day(day: date, opens: date) -> None:
    assert roll_forward(day) == opens
