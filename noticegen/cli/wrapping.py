"""How is Japanese text broken into lines of a terminal? By phrases; no line begins with 、。」 or ends with 「."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_FIRST: Final = frozenset(
    "、。，．・：；？！／）］｝」』】〕〉》ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ%),.:;?!]}"
)
NOT_LAST: Final = frozenset("（［｛「『【〔〈《([{")

_COPIED: Final = re.compile(
    r"(?:noticegen|pip)(?: [!-~]+)+|(?:[!-~]+ = )?\{[^{}]*\}|[!-~]+ = [^\s、。()]+|[!-~]*=[^\s、。()]+|--[a-z-]+ (?![ぁ-ん])[^\s、。()]+"
)
"""What is there to be copied: ``noticegen new``, ``key = { … }``, ``--option value``."""

_TOKENS: Final = re.compile(r" +|[!-~]+|[^ -~]")
"""Blanks, runs of ASCII (words, paths, addresses), and single other characters."""

_STOPS: Final = frozenset("、。，．・：；？！／,:;?!")
_CLOSES: Final = frozenset("）］｝」』】〕〉》)]} ")
_OPENS: Final = frozenset("（［｛「『【〔〈《")
_KANA: Final = re.compile(r"[ぁ-ん]")
_PARTICLES: Final = (*"をにでとがはものへやかてたなくるうずばらよめどすむ", "より", "とき", "だけ", "のみ")
"""With these a phrase ends before kanji; after another letter (漏えい項目, 直し方, お名前) the word may go on."""

_RAGGED: Final = 2
"""A phrase moves to the next line unless more than half of this one would be empty."""

_ALONE: Final = 10
"""Shorter last lines are given one more phrase."""


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of a text, broken between phrases, and none wider than the width unless a single word is.

    >>> wrap("「原因」が書かれていません。", 18)
    ['「原因」が', '書かれていません。']
    >>> wrap("「原因」が書かれていません。", 14)
    ['「原因」が書か', 'れていません。']
    """
    return [line.rstrip() for paragraph in text.split("\n") for line in _lines(paragraph, width)]


def _lines(paragraph: str, width: int) -> list[str]:
    """Return the lines of a paragraph. A few letters are not left alone on the last one."""
    lines, last, moved = [""], "", ""
    for phrase in _phrases(paragraph, width):
        left, whole = width - cell_len(lines[-1]), "".join(phrase)
        breaks = left < cell_len(whole.rstrip()) <= width and left * _RAGGED <= width
        if breaks:
            moved = last
            lines.append("")
        for unit in phrase:
            if lines[-1].strip() and cell_len(lines[-1]) + cell_len(unit.rstrip()) > width:
                moved = ""
                lines.append("")
            lines[-1] += unit
        last = whole
    if moved and cell_len(lines[-1]) < _ALONE and cell_len(moved + lines[-1]) <= width:
        before = lines[-2].removesuffix(moved)
        lines[-2:] = [before, moved + lines[-1]] if before.strip() else lines[-2:]
    return lines


def _phrases(paragraph: str, width: int) -> list[list[str]]:
    """Return the units that a reader takes in at once: up to a pause, or up to the kana that end a phrase."""
    phrases: list[list[str]] = []
    for unit in _units(paragraph, width):
        if phrases and not _ends("".join(phrases[-1][-2:]), unit):
            phrases[-1].append(unit)
        else:
            phrases.append([unit])
    return phrases


def _ends(before: str, after: str) -> bool:
    """Return whether a phrase ends between these."""
    if after.isspace():
        return False
    if before[-1] in _STOPS or after[0] in _OPENS:
        return True
    # A particle belongs to the word before it, also behind a mark that closes or a blank.
    return not _KANA.match(after) and (before[-1] in _CLOSES or before.endswith(_PARTICLES))


def _units(paragraph: str, width: int) -> Iterator[str]:
    """Yield what must stay on one line: a token with the marks that may not be parted from it."""
    unit = ""
    for token in _tokens(paragraph, width):
        if unit and not (token[0] in NOT_FIRST or unit[-1] in NOT_LAST):
            yield unit
            unit = ""
        unit += token
    if unit:
        yield unit


def _tokens(paragraph: str, width: int) -> Iterator[str]:
    end = 0
    for copied in _COPIED.finditer(paragraph):
        if cell_len(copied[0]) <= width:
            yield from _TOKENS.findall(paragraph[end : copied.start()])
            yield copied[0]
            end = copied.end()
    yield from _TOKENS.findall(paragraph[end:])
