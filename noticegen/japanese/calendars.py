"""Which dates and numbers of a text are not written as the house style writes them, and how would it write them?

``company``: 2026年10月30日, 1,012人; ``legal``: 令和8年10月30日, 1012人. Years that name a law, a regulation or the day on
which one comes into force are in the era in either style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from noticegen.japanese.eras import ERAS, era_year_text
from noticegen.japanese.numbers import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.japanese.dates import Style

_STARTS: Final = {era.name: era.starts_on.year for era in ERAS}
_REST: Final = r"(?>年(?:(?P<fiscal>度)|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?)"
_LAW: Final = r"(?![^、。\n]{0,15}(?:法律|政令|告示|規則|省令|条例)第)(?!改正|施行)"
_WESTERN: Final = re.compile(rf"(?<![\d,.第])(?P<year>(?:1[89]|20)\d\d){_REST}(?!間){_LAW}")
_OF_ERA: Final = re.compile(rf"(?<!判)(?<!決)(?P<era>{'|'.join(_STARTS)})(?P<year>\d{{1,2}}|元){_REST}{_LAW}")
_GROUPED: Final = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,.])")


@dataclass(frozen=True, slots=True)
class OtherWriting:
    """A date or number as it is written, and as the house style writes it: None where the era turns within it."""

    text: str
    better: str | None


def in_calendar(text: str, style: Style) -> str:
    """Return the text with every year in the calendar of the style; what the change of an era leaves open, as it is.

    >>> in_calendar("2013年7月6日未明", "legal"), in_calendar("令和4年6月21日の夕方", "company")
    ('平成25年7月6日未明', '2022年6月21日の夕方')
    >>> in_calendar("2001年度から2019年まで", "legal")
    '平成13年度から2019年まで'
    """
    return _pattern(style).sub(lambda found: _rewritten(found, style) or found.group(), text)


def other_dates(text: str, style: Style) -> Iterator[OtherWriting]:
    """Yield every date of the text that is in the other calendar than the style's."""
    for found in _pattern(style).finditer(text):
        yield OtherWriting(found.group(), _rewritten(found, style))


def other_numbers(text: str, style: Style) -> Iterator[OtherWriting]:
    """Yield every number with commas where the style has none; a number without is nothing that offends.

    >>> list(other_numbers("1,012人分", "legal"))
    [OtherWriting(text='1,012', better='1012')]
    """
    for found in _GROUPED.finditer(text) if style == "legal" else ():
        yield OtherWriting(found.group(), number_text(int(found.group().replace(",", "")), style))


def _pattern(style: Style) -> re.Pattern[str]:
    return _WESTERN if style == "legal" else _OF_ERA


def _rewritten(found: re.Match[str], style: Style) -> str | None:
    rest = found.group()[found.end("year") - found.start() + 1 :]
    if style == "company":
        number = 1 if found["year"] == "元" else int(found["year"])
        return f"{_STARTS[found['era']] + number - 1}年{rest}"
    span = _span(found)
    first, last = (None, None) if span is None else map(era_year_text, span)
    fits = first is not None and (first == last or (found["fiscal"] and _same_era(first, last)))
    return f"{first}{rest}" if fits else None


def _same_era(first: str, last: str | None) -> bool:
    return last is not None and first[:2] == last[:2]


def _span(found: re.Match[str]) -> tuple[date, date] | None:
    """Return the first and the last day that a Western date may mean, None where there is no such day."""
    year, month, day = int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
    try:
        if found["fiscal"]:
            return date(year, 4, 1), date(year + 1, 3, 31)
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if day:
            return date(year, month, day), date(year, month, day)
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None
