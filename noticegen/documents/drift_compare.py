"""What does a section state otherwise than it did when it was made: changed, without a source, gone?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from noticegen.documents.drift_tokens import (
    CERTAINTY,
    NUMBER,
    STATUS,
    Token,
    same,
    words,
    wrong_weekday,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from noticegen.documents.drift_align import Pair, Unit
    from noticegen.ooxml.reading import Place

UNKNOWN: Final = frozenset({"調査中", "確認中", "不明"})
_WORDS: Final = frozenset({CERTAINTY, STATUS})
_OPPOSED: Final = (
    frozenset({"実施済み", "実施予定", "未実施"}),
    frozenset({"確認された", "確認されていない"}),
)

What = Literal["changed", "unfounded", "gone", "weekday"]


@dataclass(frozen=True, slots=True)
class Drift:
    """One value that is not as the facts have it: in place of which, where, and whether that leaves any doubt.

    ``is_contradiction``: nothing but the value was changed, and the right one stands nowhere in the section.
    """

    what: What
    place: Place | None
    made: Token | None = None
    edited: Token | None = None
    is_contradiction: bool = False
    start: str = ""


def compare(
    aligned: tuple[Sequence[Pair], Sequence[Unit], Sequence[Unit]],
    before: Collection[Token],
    here: Collection[Token],
    facts: Collection[Token],
    usual: Collection[Token],
) -> Iterator[Drift]:
    """Yield the drifts of one section, given what of it was changed, is gone, is new.

    ``before`` and ``here`` is what the section states as made and as edited. ``facts`` is what the facts state,
    ``usual`` what the whole document states as made: neither is an invention, and only a fact can be missed.
    """
    pairs, left, new = aligned
    missing = [token for unit in left for token, _ in unit.stated]
    for pair in pairs:
        drifts = list(_changes(pair, here, before, (*facts, *usual)))
        yield from drifts
        replaced = [drift.made for drift in drifts]
        missing += [token for token, _ in _cancelled(pair)[0] if token not in replaced]
    for unit in new:
        for token, place in unit.stated:
            if wrong_weekday(token):
                yield Drift("weekday", place, None, token, start=unit.text)
            yield from _unfounded(token, place, (*before, *usual, *facts), unit.text)
    told: list[Token] = []
    for token in missing:
        if token.weak or token.kind == STATUS or any(same(token, other) for other in (*here, *told)):
            continue
        if any(same(token, fact) for fact in facts):
            told.append(token)
            yield Drift("gone", None, token)


def _cancelled(pair: Pair) -> tuple[list[tuple[Token, Place]], list[tuple[Token, Place]]]:
    """Return what is stated only as made, and only as edited."""
    missing, new = list(pair.made.stated), []
    for token, place in pair.edited.stated:
        match = next((each for each in missing if same(each[0], token) and each[0].note == token.note), None)
        if match is None:
            new.append((token, place))
        else:
            missing.remove(match)
    return missing, new


def _changes(
    pair: Pair, here: Collection[Token], before: Collection[Token], known: Collection[Token]
) -> Iterator[Drift]:
    """Yield what is stated in place of something else in an edited paragraph, and what is new in it."""
    missing, new = _cancelled(pair)
    start, only_values = pair.made.text, pair.is_same_but_values
    for token, place in pair.edited.stated:
        if wrong_weekday(token):
            yield Drift("weekday", place, None, token, start=start)
    for token, place in new:
        found = _replaced(token, [each for each, _ in missing])
        if found is None:
            yield from _unfounded(token, place, (*before, *known), start)
            continue
        missing.remove(next(each for each in missing if each[0] is found))
        is_right_elsewhere = _count(found, here) >= _count(found, before)
        is_moved = is_right_elsewhere or (token.kind not in _WORDS and _count(token, before) > 0)
        if not only_values and is_moved:
            yield from _unfounded(token, place, (*before, *known), start)
            continue
        contradicts = not any(same(found, each) for each in here)
        sure = only_values or token.kind == CERTAINTY
        yield Drift("changed", place, found, token, contradicts and sure, start)
    for token, place in missing:
        if token.value[0] in UNKNOWN and not any(same(token, each) for each in here):
            # In its place stands something that is no value: 「あり」.
            yield Drift("changed", place, token, start=start)


def _replaced(token: Token, missing: Sequence[Token]) -> Token | None:
    """Return in place of which missing value this one stands, if of any: of the same, of its kind, of 調査中."""
    for is_replaced in (same, _is_of_kind, _is_answered):
        for other in missing:
            if is_replaced(other, token):
                return other
    return None


def _is_of_kind(made: Token, edited: Token) -> bool:
    if made.kind != edited.kind:
        return False
    if made.kind == STATUS:
        return any({made.value[0], edited.value[0]} <= opposed for opposed in _OPPOSED)
    if made.kind == NUMBER:
        return bool(made.value[1] == edited.value[1] or made.value[0] == edited.value[0])
    return True


def _is_answered(made: Token, edited: Token) -> bool:
    """Whether one of two says 調査中 or 不明 and the other a value."""
    return any(
        unknown.value[0] in UNKNOWN and value.kind != STATUS and not value.weak
        for unknown, value in ((made, edited), (edited, made))
    )


def _unfounded(token: Token, place: Place, known: Iterable[Token], start: str) -> Iterator[Drift]:
    """Yield a value that is stated although nothing says it."""
    if token.weak or token.kind == STATUS or _is_always(token):
        return
    if not any(same(token, each) for each in known):
        yield Drift("unfounded", place, None, token, start=start)


def _is_always(token: Token) -> bool:
    numbers = ((Decimal(number), unit) for number, unit in words()["always"]["numbers"])
    return token.kind == NUMBER and any(token.value == each for each in numbers)


def _count(token: Token, among: Iterable[Token]) -> int:
    return sum(same(token, each) for each in among)
