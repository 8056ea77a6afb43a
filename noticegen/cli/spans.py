"""How are many numbers told in a line? Neighbours as a span, and only so many of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN: Final = 60
"""How many spans are told at most."""


def spans(numbers: Sequence[int], unit: str = "", width: int = 0) -> str:
    """Return ascending numbers, those in a row as a span, with the unit behind them and leading zeros up to a width.

    >>> spans((2, 3, 4, 9), "行目"), spans((1, 2, 3), width=4)
    ('2～4、9行目', '0001～0003')
    """
    breaks = [index for index, (one, two) in enumerate(pairwise(numbers), 1) if two != one + 1]
    ends = [(numbers[start], numbers[end - 1]) for start, end in pairwise([0, *breaks, len(numbers)])]
    shown = [
        f"{first:0{width}d}" if first == last else f"{first:0{width}d}～{last:0{width}d}"
        for first, last in ends
    ]
    rest = len(shown) - SHOWN
    return "、".join(shown[:SHOWN]) + unit + (f" ほか{rest:,}か所" if rest > 0 else "")
