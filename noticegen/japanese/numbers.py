"""How are numbers of persons and sums of money written?"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

if TYPE_CHECKING:
    from noticegen.japanese.dates import Style

_MYRIADS = ("", "万", "億", "兆", "京")


# Every letter says how many there are.
@lru_cache(maxsize=256)
def number_text(value: int, style: Style = "company") -> str:
    """Return 12,345 in the style of companies, 1万2345 in that of courts."""
    if style == "company":
        return str(format_decimal(value, locale="ja"))
    sign, rest, parts = "-" if value < 0 else "", abs(value), []
    for unit in _MYRIADS:
        rest, part = divmod(rest, 10_000) if unit != _MYRIADS[-1] else (0, rest)
        if part:
            parts.append(f"{part}{unit}")
    return sign + ("".join(reversed(parts)) or "0")


def count_text(value: int, unit: str, style: Style = "company") -> str:
    """Return a number with its unit.

    >>> count_text(1012, "人")
    '1,012人'
    """
    return f"{number_text(value, style)}{unit}"


def yen_text(value: int, style: Style = "company") -> str:
    """Return a sum of money.

    >>> yen_text(35000), yen_text(35000, "legal")
    ('35,000円', '3万5000円')
    """
    return f"{number_text(value, style)}円"
