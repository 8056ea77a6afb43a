"""How are the numbers of persons set out on the report form: the whole, and within it the groups (うち…)?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.facts.items import item
from noticegen.facts.values import Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from noticegen.facts.event import Group, Item
    from noticegen.facts.values import Unknown

CARD: Final = "クレジットカード情報"
"""The class of the form of which it wants a number of its own."""
OF_A_CARD: Final = frozenset({"有効期限", "カード名義人名", "カード名義人", "名義人名", "名義人"})
"""What belongs to that class beside a card's number, and may be anything else's without it."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """A line of the numbers: what it counts, how deep it is nested, the number as the facts have it."""

    label: str
    depth: int
    count: Count | Unknown | None


def count_rows(groups: Sequence[Group], total: Count | Unknown | None) -> tuple[CountRow, ...]:
    """Return a row for each group, each after the group that it is part of, as 「うち…」.

    A single group whose number is the total itself needs no row. A group whose outer group is missing, or that
    is part of itself, stands as an outermost one: no number is ever left out. Groups of the same label are told apart
    by how sure their leak is.
    """
    rows = []
    labels = Counter(group.label for group in groups)
    for group, depth in _nested(groups):
        name = f"{group.label}（{group.certainty}）" if labels[group.label] > 1 else group.label
        label = name if depth == 0 else f"{'　' * depth}うち、{name}"
        rows.append(CountRow(label, depth, group.count))
    return () if len(groups) == 1 and groups[0].count == total else tuple(rows)


def item_class(name: str, groups: Sequence[Group]) -> str:
    """Return the class of the form for an item; what stands on a card is of the card's, if only such groups have it."""
    form = item(name).form
    if form == CARD or name not in OF_A_CARD:
        return form
    having = [
        group
        for group in groups
        if isinstance(group.items, tuple) and any(each.name == name for each in group.items)
    ]
    return CARD if having and all(map(_card_items, having)) else form


def card_rows(groups: Sequence[Group]) -> tuple[CountRow, ...]:
    """Return the outermost groups that hold credit card data, each with the number of persons whose data it is.

    The number is the item's own; else the group's, if the item concerns all of it; else none is known (None).
    """
    by_id = {group.id: group for group in groups}
    counts = {group.id: _card_count(group, held) for group in groups if (held := _card_items(group))}
    numbered = {group_id for group_id, count in counts.items() if count is not None}
    # A group without a number says nothing that a numbered one within it does not say better.
    covered = {outer for group_id in numbered for outer in _outer_ids(by_id[group_id], by_id)} - numbered
    return tuple(
        CountRow(by_id[group_id].label, 0, count)
        for group_id, count in counts.items()
        if group_id not in covered and not numbered.intersection(_outer_ids(by_id[group_id], by_id))
    )


def _card_items(group: Group) -> tuple[Item, ...]:
    if not isinstance(group.items, tuple):
        return ()
    return tuple(each for each in group.items if item(each.name).form == CARD)


def _card_count(group: Group, held: Sequence[Item]) -> Count | Unknown | None:
    if any(each.count is None and each.coverage == "全部" for each in held):
        return group.count
    counts = [each.count for each in held if isinstance(each.count, Count) and each.count.upper is not None]
    if counts:
        return max(counts, key=lambda count: count.upper or 0)
    return next((each.count for each in held if each.count is not None), None)


def _outer_ids(group: Group, by_id: dict[str, Group]) -> Iterator[str]:
    seen = {group.id}
    while group.within is not None and group.within in by_id and group.within not in seen:
        yield group.within
        seen.add(group.within)
        group = by_id[group.within]


def _nested(groups: Sequence[Group]) -> Iterator[tuple[Group, int]]:
    ids = {group.id for group in groups}
    done: set[str] = set()

    def below(group: Group, depth: int) -> Iterator[tuple[Group, int]]:
        if group.id in done:
            return
        done.add(group.id)
        yield group, depth
        for inner in groups:
            if inner.within == group.id:
                yield from below(inner, depth + 1)

    for group in groups:
        if group.within is None or group.within not in ids:
            yield from below(group, 0)
    for group in groups:
        yield from below(group, 0)
