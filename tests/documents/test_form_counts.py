"""How are the numbers of persons set out: groups within groups, and those with credit card data?"""

from __future__ import annotations

from typing import Any

import pytest

from noticegen.documents.form_counts import CountRow, card_rows, count_rows
from noticegen.facts.event import Group, Item
from noticegen.facts.values import Count, Unknown

CARD = "クレジットカード番号"


def group(id_: str, count: Any = None, **facts: Any) -> Group:
    number = Count(value=count) if isinstance(count, int) else count
    usual: dict[str, Any] = {"id": id_, "label": f"会員{id_}", "count": number, "certainty": "漏えい確認"}
    return Group(**{**usual, **facts})


def card(**facts: Any) -> tuple[Item, ...]:
    return (Item(name="氏名"), Item(name=CARD, **facts))


def rows(found: tuple[CountRow, ...]) -> list[tuple[str, int, Any]]:
    return [
        (row.label, row.depth, row.count.value if isinstance(row.count, Count) else row.count)
        for row in found
    ]


def test_a_group_stands_after_the_one_it_is_part_of_and_is_as_deep_as_it_is_nested() -> None:
    groups = (group("c", 3, within="b"), group("a", 10), group("d", 4), group("b", 5, within="a"))
    assert rows(count_rows(groups, Count(value=14))) == [
        ("会員a", 0, 10),
        ("　うち、会員b", 1, 5),
        ("　　うち、会員c", 2, 3),
        ("会員d", 0, 4),
    ]


def test_a_group_whose_outer_one_is_missing_or_that_is_part_of_itself_is_not_left_out() -> None:
    found = count_rows(
        (group("a", 1, within="z"), group("b", 2, within="c"), group("c", 3, within="b")), None
    )
    assert rows(found) == [("会員a", 0, 1), ("会員b", 0, 2), ("　うち、会員c", 1, 3)]
    assert rows(count_rows((group("a", 1, within="z"), group("b", 2)), None)) == [
        ("会員a", 0, 1),
        ("会員b", 0, 2),
    ]


def test_a_single_group_that_is_the_total_itself_needs_no_row() -> None:
    assert count_rows((group("a", 10),), Count(value=10)) == ()
    assert rows(count_rows((group("a", 10),), Count(value=11))) == [("会員a", 0, 10)]
    assert len(count_rows((group("a", 10), group("b", 10, within="a")), Count(value=10))) == 2
    assert count_rows((), None) == ()


def test_groups_of_one_name_are_told_apart_by_how_sure_their_leak_is() -> None:
    groups = (
        group("a", 1, label="会員"),
        group("b", 2, label="会員", certainty="漏えいのおそれ"),
        group("c", 3),
    )
    assert [row.label for row in count_rows(groups, None)] == [
        "会員（漏えい確認）",
        "会員（漏えいのおそれ）",
        "会員c",
    ]


@pytest.mark.parametrize(
    ("items", "count"),
    [
        (card(), 100),
        (card(coverage="一部", count=Count(value=30)), 30),
        (card(coverage="一部"), None),
        (card(count=Unknown(unknown="調査中")), Unknown(unknown="調査中")),
        (
            (
                *card(coverage="一部", count=Count(value=30)),
                Item(name="クレジットカード情報", coverage="一部", count=Count(max=40)),
            ),
            None,
        ),
    ],
)
def test_the_number_of_cards_is_that_of_the_item_else_of_a_group_that_it_concerns_as_a_whole(
    items: tuple[Item, ...], count: Any
) -> None:
    (row,) = card_rows((group("a", 100, items=items),))
    assert (row.label, row.depth) == ("会員a", 0)
    if isinstance(row.count, Count) and row.count.value is None:
        assert row.count.max == 40
    else:
        assert (row.count.value if isinstance(row.count, Count) else row.count) == count


def test_a_group_without_cards_has_no_row_and_one_of_which_nobody_knows_the_items_neither() -> None:
    assert (
        card_rows((group("a", 1, items=(Item(name="氏名"),)), group("b", 2, items=Unknown(unknown="不明"))))
        == ()
    )


def test_of_groups_within_each_other_the_outermost_with_a_number_stands() -> None:
    inner = group("b", 5, within="a", items=card())
    assert rows(card_rows((group("a", 10, items=card()), inner))) == [("会員a", 0, 10)]
    assert rows(card_rows((group("a", 10, items=card(coverage="一部")), inner))) == [("会員b", 0, 5)]
    deep = group("c", 2, within="b", items=card())
    no_number = group("a", 10, items=card(coverage="一部"))
    assert rows(card_rows((no_number, group("b", 5, within="a", items=(Item(name="氏名"),)), deep))) == [
        ("会員c", 0, 2)
    ]
    assert rows(card_rows((group("a", 10, items=card()), group("b", 5, items=card())))) == [
        ("会員a", 0, 10),
        ("会員b", 0, 5),
    ]


def test_cards_of_a_group_whose_outer_one_is_missing_or_goes_round_in_a_circle_are_not_left_out() -> None:
    assert rows(card_rows((group("a", 10, within="z", items=card()),))) == [("会員a", 0, 10)]
    plain = (Item(name="氏名"),)
    circle = (group("b", 5, within="c", items=plain), group("c", 5, within="b", items=plain))
    assert rows(card_rows((group("a", 10, within="b", items=card()), *circle))) == [("会員a", 0, 10)]
