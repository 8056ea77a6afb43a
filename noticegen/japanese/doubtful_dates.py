"""Which date in a text is no day of the calendar, and which has a weekday that is not its own?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from noticegen.japanese.dates import weekday_text
from noticegen.japanese.eras import ERAS

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARTS: Final = {era.name: era.starts_on.year for era in ERAS}
_DATE: Final = re.compile(
    rf"(?:(?:(?P<era>{'|'.join(_STARTS)})\s*(?P<of_era>\d{{1,2}}|元)|(?<!\d)(?P<year>\d{{4}}))\s*[年/.-]\s*)?"
    r"(?<!\d)(?P<month>\d{1,2})\s*(?P<sign>[月/.-])\s*(?P<day>\d{1,2})(?!\d)\s*日?"
    r"\s*(?:\(\s*(?P<name>[日月火水木金土])(?:曜日?)?(?:[・、]\w+)?\s*\)|(?P<bare>[日月火水木金土])曜)?"
)
_LEAP_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class DoubtfulDate:
    """A date as it is written; ``weekday`` is the right one (日月火水木金土), None where there is no such day."""

    text: str
    weekday: str | None = None


def doubtful_dates(text: str) -> Iterator[DoubtfulDate]:
    """Yield each date of the text that cannot be, or whose weekday is another day's.

    A year that is not written is the one before it in the text, unless the days go back; without any, the weekday
    is not looked at and 2月29日 is a day.

    >>> list(doubtful_dates("2026年11月31日から")), list(doubtful_dates("2026年11月18日（火）"))
    ([DoubtfulDate(text='2026年11月31日', weekday=None)], [DoubtfulDate(text='2026年11月18日(火)', weekday='水')])
    """
    for found, meant, year in _read(text):
        name = found["name"] or found["bare"]
        if meant is None:
            yield DoubtfulDate(found.group().strip())
        elif year is not None and name is not None and name != weekday_text(meant):
            yield DoubtfulDate(found.group().strip(), weekday_text(meant))


def days_in(text: str) -> Iterator[date]:
    """Yield each day of the calendar that the text names, where its year is known.

    >>> [str(day) for day in days_in("2026年10月5日及び同月19日に複写し、令和8年11月6日に売却")]
    ['2026-10-05', '2026-11-06']
    """
    for _, meant, year in _read(text):
        if meant is not None and year is not None:
            yield meant


def _read(text: str) -> Iterator[tuple[re.Match[str], date | None, int | None]]:
    """Yield each date as it is written, the day that it means, None if there is none, and its year, None if unknown."""
    last: date | None = None
    for found in _DATE.finditer(unicodedata.normalize("NFKC", text)):
        own = _year(found)
        if own is None and found["sign"] != "月":
            continue  # 「10/31」「3.5」 may be a fraction, a number or a version
        month, day = int(found["month"]), int(found["day"])
        goes_on = last is not None and (month, day) >= (last.month, last.day)
        year = own or (last.year if last is not None and goes_on else None)
        try:
            meant = date(year or _LEAP_YEAR, month, day)
        except ValueError:
            yield found, None, year
            continue
        if year is not None:
            last = meant
        yield found, meant, year


def _year(found: re.Match[str]) -> int | None:
    if found["era"]:
        return _STARTS[found["era"]] + (1 if found["of_era"] == "元" else int(found["of_era"])) - 1
    return int(found["year"]) if found["year"] else None
