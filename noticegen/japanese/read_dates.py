"""Which day is meant by a date that somebody typed: 2026/12/1, 2026年12月1日, 令和8年12月1日, R8.12.1, 20261201?"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from noticegen.japanese.eras import ERAS

_WITH_TIME: Final = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?$|\([日月火水木金土]\)$")
_GREGORIAN: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ERA: Final = re.compile(r"([A-Z]|[明大昭平令][治正和成])(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_LETTERS: Final = dict(zip("MTSHR", ERAS, strict=True))
_NAMES: Final = {era.name: era for era in ERAS}


def day_written(text: str) -> date | None:
    """Return the day, None where the text is no whole date; a date without its year is none.

    >>> day_written("令和8年12月1日"), day_written("2026/12/01 10:15"), day_written("12/1")
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1), None)
    """
    plain = _WITH_TIME.sub("", unicodedata.normalize("NFKC", text).strip().upper()).strip()
    found = _GREGORIAN.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if not (of_era := _ERA.fullmatch(plain)):
        return None
    era = _LETTERS.get(of_era[1]) or _NAMES.get(of_era[1])
    year = 1 if of_era[2] == "元" else int(of_era[2])
    return _day(era.starts_on.year + year - 1, int(of_era[3]), int(of_era[4])) if era else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
