"""Which columns hold marks (○) that say whose item leaked, and which hold the persons' own values?

A column headed 電話番号 may hold ○ for whom it leaked, or telephone numbers. ○ is never a value; 1, TRUE and 有
may be (性別 1, 障害 有), so that these count only when two columns use them, and otherwise a person is asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from noticegen.facts.items import item_key, match_key
from noticegen.facts.recipients_text import trim
from noticegen.facts.recipients_words import column_of, header_key, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet


@dataclass(frozen=True, slots=True)
class MarkColumn:
    """A column of marks for one item, named as its header names it."""

    index: int
    item: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The columns of marks, and the headers of those which may be marks or values."""

    columns: tuple[MarkColumn, ...]
    unclear: tuple[str, ...]


def find_marks(header: Sequence[str], sample: Sequence[Sequence[str]], known: AbstractSet[str]) -> Marks:
    """Return the columns that hold marks, judged by their header and the first rows.

    ``known`` are the keys of item names, as ``item_key`` makes them.
    """
    sure: dict[int, str] = {}
    empty: dict[int, str] = {}
    possible: dict[int, tuple[str, str]] = {}
    for index, cell in enumerate(header):
        text = trim(cell)
        item, is_prefixed = _without_prefix(text)
        if not is_prefixed and item_key(header_key(text)) not in known:
            continue
        family = _family([row[index] for row in sample if index < len(row)])
        if is_prefixed or family == "circle":
            sure[index] = item
        elif column_of(text) is None and family == "":
            empty[index] = item
        elif column_of(text) is None and family != "values":
            possible[index] = (item, family)
    together = Counter(family for _, family in possible.values())
    unclear = []
    for index, (item, family) in possible.items():
        if together[family] > 1:
            sure[index] = item
        elif not (family == "digit" and match_key(item) in words().coded_items):
            unclear.append(item)
    if sure:
        sure |= empty
    return Marks(tuple(MarkColumn(index, sure[index]) for index in sorted(sure)), tuple(unclear))


def says_leaked(cell: str) -> bool | None:
    """Return what a mark says, None when it is no known mark.

    >>> says_leaked("○"), says_leaked(""), says_leaked("一部")
    (True, False, None)
    """
    if not cell:
        return False
    return words().marks.get(match_key(cell), ("", None))[1]


def _without_prefix(text: str) -> tuple[str, bool]:
    """Return the item that a header names, on one line, and whether the header says that it is one."""
    text = "".join(text.splitlines())
    key = match_key(text)
    for prefix in words().item_prefixes:
        if key.startswith(prefix) and len(key) > len(prefix):
            # The colon ends the prefix, in whatever width it is written.
            return trim(text[text.replace("：", ":").index(":") + 1 :]), True
    return text, False


def _family(cells: Sequence[str]) -> str:
    """Return the family of marks, ``values`` when the cells hold something else, empty when they hold no yes."""
    families: set[str] = set()
    has_values = False
    for cell in cells:
        key = match_key(trim(cell))
        if not key:
            continue
        if key not in words().marks:
            has_values = True
        elif words().marks[key][1]:
            families.add(words().marks[key][0])
    if "circle" in families:
        return "circle"
    if has_values:
        return "values"
    return min(families, default="")
