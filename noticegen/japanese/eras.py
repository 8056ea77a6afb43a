"""Which Japanese era year is a date?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_GREGORIAN_FROM = date(
    1873, 1, 1
)  # 明治6年1月1日: before it the calendar was lunisolar and days do not match


@dataclass(frozen=True, slots=True)
class Era:
    """An era and the first day that is counted in it."""

    name: str
    starts_on: date


ERAS = (
    Era("明治", date(1868, 10, 23)),
    Era("大正", date(1912, 7, 30)),
    Era("昭和", date(1926, 12, 25)),
    Era("平成", date(1989, 1, 8)),
    Era("令和", date(2019, 5, 1)),
)


def era_of(day: date) -> Era | None:
    """Return the era of the day, None for days before the Gregorian calendar (明治6年1月1日)."""
    if day < _GREGORIAN_FROM:
        return None
    return next(era for era in reversed(ERAS) if era.starts_on <= day)


def era_year_text(day: date) -> str | None:
    """Return the year as 「令和8年」, the first one as 「令和元年」; None where there is no era.

    >>> era_year_text(date(2019, 4, 30)), era_year_text(date(2019, 5, 1))
    ('平成31年', '令和元年')
    """
    era = era_of(day)
    if era is None:
        return None
    year = day.year - era.starts_on.year + 1
    return f"{era.name}{'元' if year == 1 else year}年"
