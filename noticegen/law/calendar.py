"""On which days are the authorities closed, and when does a deadline that ends on one end instead?"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import cast

import holidays

from noticegen.law.data import rows

_SATURDAY = 5


@cache
def _holidays(year: int) -> dict[date, str]:
    return cast("dict[date, str]", dict(holidays.country_holidays("JP", years=year, language="ja")))


def closed_reason(day: date) -> str | None:
    """Return why the authorities are closed on the day: the holiday's name, 年末年始閉庁日, 土曜日, 日曜日; or None.

    通則編ガイドライン3-5-3-4 ※2(行政機関の休日に関する法律).

    >>> closed_reason(date(2026, 11, 23)), closed_reason(date(2026, 11, 24))
    ('勤労感謝の日', None)
    """
    holiday = _holidays(day.year).get(day)
    if holiday is not None:
        return holiday
    month_day = f"{day:%m-%d}"
    for entry in rows("calendar", "closed", day):
        # The span runs over the end of the year.
        if month_day >= entry["from_month_day"] or month_day <= entry["until_month_day"]:
            return str(entry["reason"])
    if day.weekday() >= _SATURDAY:
        return "土曜日" if day.weekday() == _SATURDAY else "日曜日"
    return None


def roll_forward(day: date) -> date:
    """Return the day itself if the authorities are open, else the next day on which they are.

    >>> roll_forward(date(2026, 12, 30))
    datetime.date(2027, 1, 4)
    """
    while closed_reason(day) is not None:
        day += timedelta(days=1)
    return day
