"""How is Japanese text broken into lines of a terminal? By cells, and no line begins with 、。」 or ends with 「."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len

NOT_FIRST: Final = frozenset(
    "、。，．・：；？！）］｝」』】〕〉》ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ%),.:;?!]}"
)
NOT_LAST: Final = frozenset("（［｛「『【〔〈《([{")

_TOKENS: Final = re.compile(r" +|[!-~]+|[^ -~]")
"""Blanks, runs of ASCII (words, paths, addresses), and single other characters."""


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of a text, none wider than the width unless a single word is.

    >>> wrap("「原因」が書かれていません。", 14)
    ['「原因」が書か', 'れていません。']
    """
    lines = [""]
    for paragraph in text.split("\n"):
        for unit in _units(paragraph):
            if cell_len(lines[-1]) + cell_len(unit.rstrip()) > width and lines[-1].strip():
                lines[-1] = lines[-1].rstrip()
                lines.append("")
                unit = unit.lstrip(" ")  # noqa: PLW2901 - a blank at a break is no text
            lines[-1] += unit
        lines.append("")
    return lines[:-1]


def _units(paragraph: str) -> list[str]:
    """Return what must stay on one line: a token with the marks that may not be parted from it."""
    units: list[str] = []
    for token in _TOKENS.findall(paragraph):
        if units and (token[0] in NOT_FIRST or units[-1][-1] in NOT_LAST):
            units[-1] += token
        else:
            units.append(token)
    return units
