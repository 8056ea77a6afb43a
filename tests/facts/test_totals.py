"""How many persons: nested groups, overlapping ones, other units, other clients, numbers that are open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticegen.facts.totals import client_groups, outer_groups, total_count
from noticegen.facts.values import Count, Unknown
from tests.facts.facts import group, incident, party


def total(*groups: dict[str, Any], **more: Any) -> object:
    client = more.pop("client", None)
    return total_count(incident(*groups, **more), client=client)


def test_what_is_stated_goes_before_what_could_be_added_up() -> None:
    assert total(group("a"), group("b"), affected={"count": 12}) == Count(value=12)
    assert total(group("a"), affected={"count": "調査中"}) == Unknown(unknown="調査中")
    assert total(group("a"), affected={"note": "説明"}) == Count(value=10)


def test_outermost_groups_add_up_and_inner_ones_do_not() -> None:
    groups = group("a"), group("b", within="a", count=4), group("c", within="b", count=2), group("d", count=5)
    assert [each.id for each in outer_groups(incident(*groups))] == ["a", "d"]
    assert total(*groups) == Count(value=15)


def test_who_wrongly_received_data_is_not_counted() -> None:
    assert total(group("a"), group("b", role="誤受領者", count=600)) == Count(value=10)
    assert total(group("a", role="誤受領者"), group("b", role="誤受領者")) is None


def test_groups_that_may_overlap_give_a_maximum_and_no_value() -> None:
    assert total(group("a"), group("b", overlaps=["a"])) == Count(max=20, overlapping=True)


@pytest.mark.parametrize("unit", ["件", "世帯", "アカウント"])
def test_units_never_add_up(unit: str) -> None:
    assert total(group("a"), group("b", count={"value": 5, "unit": unit})) is None


def test_a_group_without_a_number_leaves_no_total() -> None:
    assert total(group("a"), group("b", count=None)) is None
    assert total(group("a", count=None)) is None


def test_a_group_whose_number_is_open_leaves_the_total_open() -> None:
    assert total(group("a"), group("b", count="確認中")) == Unknown(unknown="確認中")
    assert total(group("a", count="不明")) == Unknown(unknown="不明")


def test_maxima_and_values_add_up_to_what_can_be_said() -> None:
    assert total(group("a", count={"max": 30}), group("b")) == Count(max=40)
    assert total(group("a", count={"value": 8, "max": 30}), group("b")) == Count(value=18, max=40)
    about = total(group("a", count={"value": 8, "about": True}), group("b"))
    assert about == Count(value=18, about=True)


def test_numbers_without_an_upper_bound_leave_nothing_to_add_up() -> None:
    open_ended = {"min": 50}
    assert total(group("a", count=open_ended), group("b", count=open_ended)) == Unknown(
        unknown="把握していない"
    )


def test_estimates_stay_estimates() -> None:
    found = total(group("a", count={"value": 8, "estimated": True}), group("b"))
    assert found == Count(value=18, estimated=True)


CLIENTS = {"party": [party("one"), party("two")]}


def test_each_client_has_its_own_number() -> None:
    groups = group("a", client="one"), group("b", client="two", count=3), group("c", count=7)
    assert total(*groups, **CLIENTS, client="one") == Count(value=10)
    assert total(*groups, **CLIENTS, client="two") == Count(value=3)
    assert total(*groups, **CLIENTS) == Count(value=20)


def test_the_stated_total_of_all_is_no_clients_number() -> None:
    groups = group("a", client="one"), group("b", client="two", count=3)
    assert total(*groups, **CLIENTS, affected={"count": 13}, client="two") == Count(value=3)


def test_groups_of_nobody_are_the_only_clients_and_no_ones_where_there_are_two() -> None:
    alone = incident(group("a"), party=[party("one")])
    assert [each.id for each in client_groups(alone, "one")] == ["a"]
    assert client_groups(incident(group("a"), **CLIENTS), "one") == ()
    assert total(group("a"), **CLIENTS, client="one") is None


def test_a_clients_part_of_a_group_of_all_stands_for_itself() -> None:
    groups = (
        group("all", count=100),
        group("a", within="all", client="one"),
        group("b", within="a", client="one", count=4),
    )
    assert total(*groups, **CLIENTS, client="one") == Count(value=10)
    assert total(*groups, **CLIENTS) == Count(value=100)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_the_total_of_settled_groups_is_their_sum_whatever_lies_inside_them(numbers: list[int]) -> None:
    outer = [group(f"o{index}", count=number) for index, number in enumerate(numbers)]
    inner = [group(f"i{index}", within=f"o{index}", count=number) for index, number in enumerate(numbers)]
    assert total(*outer, *inner) == Count(value=sum(numbers))
