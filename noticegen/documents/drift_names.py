"""Which names and addresses of the facts were changed in an edited paragraph?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from noticegen.documents.drift_tokens import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from noticegen.documents.drift_align import Pair, Unit
    from noticegen.documents.drift_expected import Name
    from noticegen.ooxml.reading import Place

_LABEL: Final = 14
"""How much may stand beside a name in a paragraph that is there for the name: 代表取締役社長, 電話."""
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class NameDrift:
    """A name as the facts have it, what stands in its place, and where. ``made`` is None for a name of nobody."""

    made: Name | None
    edited: str
    place: Place
    start: str


def changed_names(pairs: Sequence[Pair], names: Sequence[Name]) -> Iterator[NameDrift]:
    """Yield the names that were changed in paragraphs that were edited.

    A name
    for which 当社 and the like stands was rewritten, not changed.
    """
    for pair in pairs:
        made, edited = pair.made.text, pair.edited.text
        taken: list[range] = []
        opcodes = None
        for name in names:
            for match in re.finditer(_pattern(name.text), made):
                span = range(*match.span())
                if any(span.start < other.stop and other.start < span.stop for other in taken):
                    continue
                taken.append(span)
                if len(re.findall(_pattern(name.text), edited)) >= len(re.findall(_pattern(name.text), made)):
                    continue
                opcodes = opcodes or SequenceMatcher(None, made, edited, autojunk=False).get_opcodes()
                start, end, kept = _mapped(opcodes, span)
                found = edited[start:end].strip()
                if _is_in_place(name, made, found, kept, edited) and not re.search(
                    _pattern(name.text), found
                ):
                    yield NameDrift(name, found[:_LONGEST], pair.edited.place_at(start), made)


def new_names(units: Sequence[Unit], known: str) -> Iterator[NameDrift]:
    """Yield names of companies and of persons with 様 that stand neither in the facts nor in the document as made."""
    squeezed = _squeezed(known)
    for unit in units:
        for place in unit.places:
            text = plain(place.text)
            for kind in ("company", "honorific"):
                for match in re.finditer(words()[kind]["name"], text):
                    name = match[0] if kind == "company" else f"{match[1]}{match[2]}"
                    if _squeezed(name) not in squeezed and not _holds_known(name, squeezed):
                        yield NameDrift(None, match[0] if kind == "company" else "", place, unit.text)


def _holds_known(name: str, known: str) -> bool:
    """Whether the pattern took more than the name: 「株式会社架空商事が管理」."""
    forms = re.split(r"(株式会社|有限会社|合同会社|法人)", name)
    stem = next(
        (part for part in forms if part and part not in {"株式会社", "有限会社", "合同会社", "法人"}), name
    )
    return any(f"{form}{stem[:size]}" in known or f"{stem[-size:]}{form}" in known
               for form in forms[1::2] for size in range(2, len(stem) + 1))  # fmt: skip


def _mapped(opcodes: Sequence[tuple[str, int, int, int, int]], span: range) -> tuple[int, int, int]:
    """Return where a span of the text as made lies in the edited one, and how many characters of it remain."""
    start, end, kept = None, 0, 0
    for tag, i1, i2, j1, j2 in opcodes:
        if i2 < span.start or i1 > span.stop or (i1 == i2 and not span.start < i1 < span.stop):
            continue
        low, high = max(i1, span.start), min(i2, span.stop)
        if low >= high and i1 != i2:
            continue
        if tag == "equal":
            first, last = j1 + low - i1, j1 + high - i1
            kept += high - low
        else:
            first, last = j1, j2
        start = first if start is None else min(start, first)
        end = max(end, last)
    return start or 0, end, kept


def _is_in_place(name: Name, made: str, found: str, kept: int, edited: str) -> bool:
    """Whether something else stands in place of a name, rather than that the sentence was rewritten."""
    if not found or found in words()["company"]["self"]:
        return False
    length = len(_squeezed(name.text))
    if kept * 2 >= length and len(_squeezed(found)) * 2 >= length:
        return True
    if re.fullmatch(words()["company"]["name"], found):
        return True
    rest = made.replace(name.text, "")
    return len(_squeezed(rest)) <= _LABEL and _squeezed(rest) in _squeezed(edited.replace(found, "", 1))


def _pattern(name: str) -> str:
    """Return a pattern of the name that does not mind blanks."""
    return r"\s*".join(map(re.escape, _squeezed(name)))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", plain(text))
