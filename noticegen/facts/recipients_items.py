"""Which data items does a cell of 漏えい項目 name?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from noticegen.facts.items import item_key

if TYPE_CHECKING:
    from collections.abc import Iterable

# Hard separators always stand between two items; a soft one may be part of a name (ユーザーID・パスワード).
_HARD: Final = "、，,；;|｜\r\n\u2028\u2029"
_SOFT: Final = "・･/／"
_OPEN: Final = "（(「『【[［〔"
_CLOSE: Final = "）)」』】]］〕"
_AND: Final = re.compile(r"\s+|及び|および|並びに|ならびに|と")


# A list of thousands has a handful of different cells here.
@lru_cache(maxsize=1024)
def split_items(cell: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the items of the cell as written, each once. ``known`` are keys as ``item_key`` makes them.

    A separator inside brackets, or inside a known name, separates nothing.

    >>> split_items("氏名・ログインID・パスワード、住所(建物名、部屋番号)", frozenset({item_key("ログインID・パスワード")}))
    ('氏名', 'ログインID・パスワード', '住所(建物名、部屋番号)')
    """
    found: dict[str, str] = {}
    for run in _cut(cell, _HARD):
        for name in _joined(_pieces(run), known):
            for part in _spread(name, known):
                found.setdefault(item_key(part), part)
    return tuple(found.values())


def split_ids(cell: str) -> tuple[str, ...]:
    """Return the group ids of a cell, each once.

    >>> split_ids("members、 staff")
    ('members', 'staff')
    """
    return tuple(dict.fromkeys(part for part in re.split(r"[、，,；;|｜/／\s]+", cell) if part))


def _cut(text: str, separators: str) -> list[str]:
    """Return the parts between separators that stand in no bracket; unbalanced brackets do not count."""
    balanced = sum(text.count(sign) for sign in _OPEN) == sum(text.count(sign) for sign in _CLOSE)
    parts, start, depth = [], 0, 0
    for place, character in enumerate(text):
        if balanced and character in _OPEN:
            depth += 1
        elif balanced and character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and character in separators:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [part for part in parts if part.strip()]


def _pieces(run: str) -> list[tuple[str, int, int]]:
    """Return the parts between soft separators with their places, so that neighbours can be joined again."""
    pieces, start = [], 0
    for part in _cut(run, _SOFT):
        begin = run.index(part, start)
        start = begin + len(part)
        pieces.append((run, begin, start))
    return pieces


def _joined(pieces: list[tuple[str, int, int]], known: frozenset[str]) -> Iterable[str]:
    """Yield the names of the pieces, the longest known name first."""
    first = 0
    while first < len(pieces):
        run, begin, end = pieces[first]
        last = first
        for candidate in range(len(pieces) - 1, first, -1):
            if item_key(run[begin : pieces[candidate][2]]) in known:
                last, end = candidate, pieces[candidate][2]
                break
        yield run[begin:end].strip()
        first = last + 1


def _spread(name: str, known: frozenset[str]) -> list[str]:
    """Return the parts of 氏名及び住所 or 氏名 住所 when each of them is a known name, else the name itself."""
    if item_key(name) in known:
        return [name]
    parts = [part for part in _AND.split(name) if part]
    return parts if len(parts) > 1 and all(item_key(part) in known for part in parts) else [name]
