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

    A name for which 当社 and the like stands was rewritten, not changed.
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
    companies = {
        match[0]
        for line in known.splitlines()
        for text in (plain(line), _squeezed(line))
        for match in re.finditer(words()["company"]["name"], text)
    }
    for unit in units:
        for place in unit.places:
            text = plain(place.text)
            for match in re.finditer(words()["company"]["name"], text):
                # The pattern may take more than the name: 「株式会社架空商事管理部」.
                holds = any(match[0].startswith(each) or match[0].endswith(each) for each in companies)
                if match[0] not in squeezed and not holds:
                    yield NameDrift(None, match[0], place, unit.text)
            for match in re.finditer(words()["honorific"]["name"], text):
                if f"{match[1]}{match[2]}" not in squeezed:
                    yield NameDrift(None, "", place, unit.text)


def _mapped(opcodes: Sequence[tuple[str, int, int, int, int]], span: range) -> tuple[int, int, int]:
    """Return where a span of the text as made lies in the edited one, and how many characters of it remain."""
    stretches: list[tuple[int, int]] = []
    kept = 0
    for tag, i1, i2, j1, j2 in opcodes:
        low, high = max(i1, span.start), min(i2, span.stop)
        if low >= high:
            continue
        if tag == "equal":
            stretches.append((j1 + low - i1, j1 + high - i1))
            kept += high - low
        else:
            stretches.append((j1, j2))
    return stretches[0][0], stretches[-1][1], kept


def _is_in_place(name: Name, made: str, found: str, kept: int, edited: str) -> bool:
    """Whether something else stands in place of a name, rather than that the sentence was rewritten."""
    if not found or found in words()["company"]["self"]:
        return False
    if kept * 2 >= len(_squeezed(name.text)) or re.fullmatch(words()["company"]["name"], found):
        return True
    rest = _squeezed(re.sub(_pattern(name.text), "", made))
    return len(rest) <= _LABEL and rest in _squeezed(edited.replace(found, "", 1))


def _pattern(name: str) -> str:
    """Return a pattern of the name that does not mind blanks."""
    return r"\s*".join(map(re.escape, _squeezed(name)))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", plain(text))
