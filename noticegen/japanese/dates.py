"""How is a date, a time or an instant written in a Japanese document?"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

from babel.dates import format_date

from noticegen.japanese.eras import era_year_text

Style = Literal["company", "legal"]
"""``company``: 2026年10月30日、35,000円; ``legal``: 令和8年10月30日、3万5000円."""

JAPAN = timezone(timedelta(hours=9), "JST")


def date_text(day: date, style: Style = "company", weekday: bool = False) -> str:
    """Return the date in the style of the document, with 「（金）」 when the weekday is wanted.

    >>> date_text(date(2026, 10, 30)), date_text(date(2026, 10, 30), "legal", weekday=True)
    ('2026年10月30日', '令和8年10月30日（金）')
    """
    year = (era_year_text(day) if style == "legal" else None) or f"{day.year}年"
    name = f"（{weekday_text(day)}）" if weekday else ""
    return f"{year}{day.month}月{day.day}日{name}"


def weekday_text(day: date) -> str:
    """Return the weekday as one character: 日月火水木金土."""
    return format_date(day, "E", locale="ja")


def time_text(moment: time) -> str:
    """Return the time by the twelve-hour clock; noon is 正午, midnight 午前0時, half past noon 午後0時30分.

    >>> time_text(time(23, 30)), time_text(time(12)), time_text(time(0)), time_text(time(12, 30))
    ('午後11時30分', '正午', '午前0時', '午後0時30分')
    """
    if (moment.hour, moment.minute, moment.second) == (12, 0, 0):
        return "正午"
    half, hour = ("午後", moment.hour - 12) if moment.hour >= 12 else ("午前", moment.hour)
    minute = f"{moment.minute}分" if moment.minute or moment.second else ""
    second = f"{moment.second}秒" if moment.second else ""
    return f"{half}{hour}時{minute}{second}"


def instant_text(moment: date | datetime, style: Style = "company") -> str:
    """Return a date, or a date with its time of day; an instant with an offset is told in Japanese time."""
    if not isinstance(moment, datetime):
        return date_text(moment, style)
    local = moment.astimezone(JAPAN) if moment.tzinfo else moment
    return date_text(local.date(), style) + time_text(local.time())
