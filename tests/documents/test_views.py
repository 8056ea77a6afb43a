"""How dates, moments, numbers and unknown facts print in a document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from noticegen.documents.filters import FILTERS
from noticegen.documents.views import (
    CertaintyView,
    CountView,
    MomentView,
    UnknownView,
    View,
    empty_table,
    view,
)
from noticegen.facts.event import Group, Item
from noticegen.facts.parties import Business
from noticegen.facts.response import PersonResponse
from noticegen.facts.values import Count, Moment, Unknown


def moment(**facts: Any) -> MomentView:
    found = view(Moment(**facts), "company")
    assert isinstance(found, MomentView)
    return found


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"at": date(2026, 10, 30)}, "2026年10月30日"),
        ({"at": datetime(2026, 10, 30, 23, 30), "about": True}, "2026年10月30日午後11時30分頃"),
        ({"since": date(2026, 10, 5)}, "2026年10月5日以降"),
        ({"until": date(2026, 10, 20)}, "2026年10月20日まで"),
        ({"since": date(2026, 10, 5), "until": date(2026, 10, 20)}, "2026年10月5日から2026年10月20日まで"),
        ({"text": "10月下旬", "since": date(2026, 10, 21), "until": date(2026, 10, 31)}, "10月下旬"),
    ],
)
def test_a_moment_prints_as_people_say_it(facts: dict[str, Any], text: str) -> None:
    assert str(moment(**facts)) == text


def test_a_moment_can_be_asked_for_its_day_and_its_weekday() -> None:
    seen = moment(at=datetime(2026, 10, 30, 23, 30))
    assert (seen.date, seen.weekday, seen.is_span) == ("2026年10月30日", "2026年10月30日（金）", False)
    assert moment(since=date(2026, 10, 5)).is_span


def test_a_day_prints_in_the_style_of_the_letter() -> None:
    assert str(view(date(2026, 11, 22), "legal")) == "令和8年11月22日"
    seen = view(date(2026, 11, 22), "company")
    assert (str(seen), seen.weekday, seen.date) == (
        "2026年11月22日",
        "2026年11月22日（日）",
        "2026年11月22日",
    )
    assert FILTERS["wareki"](seen) == "令和8年11月22日"
    assert FILTERS["seireki"](view(date(2026, 11, 22), "legal")) == "2026年11月22日"
    assert FILTERS["wareki"]("10月下旬") == "10月下旬"


@pytest.mark.parametrize(
    ("facts", "text", "number"),
    [
        ({"value": 1012}, "1,012人", "1,012"),
        ({"max": 1500}, "最大1,500人", "1,500"),
        ({"value": 800, "max": 1500}, "800人（最大1,500人）", "800"),
        ({"min": 50, "unit": "件"}, "50件以上", "50"),
        ({"value": 0}, "0人", "0"),
        ({"value": 3000, "about": True, "cumulative": True}, "延べ約3,000人", "3,000"),
        ({"value": 12, "estimated": True, "overlapping": True}, "12人（推計、重複を含む）", "12"),
        ({"max": 9, "about": True, "unit": "世帯"}, "最大約9世帯", "9"),
    ],
)
def test_a_number_says_everything_that_is_said_of_it(facts: dict[str, Any], text: str, number: str) -> None:
    seen = view(Count(**facts), "company")
    assert isinstance(seen, CountView)
    assert (str(seen), seen.number) == (text, number)


def test_a_number_can_be_asked_for_its_parts() -> None:
    seen = view(
        Count(value=10, max=20, confirmed=4, text="注記", as_of=Moment(at=date(2026, 11, 1))), "company"
    )
    assert (seen.value, seen.max, seen.unit, seen.confirmed, seen.note) == (10, 20, "人", "4人", "注記")
    assert str(seen.as_of) == "2026年11月1日"


def test_a_number_may_be_nought_and_is_still_there() -> None:
    assert bool(view(Count(value=0), "company"))


def test_an_unknown_fact_prints_its_word_and_keeps_its_reason() -> None:
    unknown = Unknown(
        unknown="調査中", reason="解析中のため。", expected_on=date(2026, 12, 1), supplement=True
    )
    seen = view(unknown, "company")
    assert isinstance(seen, UnknownView)
    assert (str(seen), seen.reason, str(seen.expected_on)) == ("調査中", "解析中のため。", "2026年12月1日")
    assert FILTERS["pending"](seen) == "現在調査中です"
    assert "解析中のため。" in str(FILTERS["explained"](seen))
    assert FILTERS["explained"]("分かっている事実") == "分かっている事実"


def test_lines_and_lists_take_texts_unknowns_and_nothing() -> None:
    unknown = view(Unknown(unknown="不明"), "company")
    assert FILTERS["lines"]("一\n\n 二 \n") == ("一", "二")
    assert FILTERS["lines"](unknown) == (unknown,)
    assert FILTERS["lines"](None) == ()
    assert FILTERS["listed"](("氏名", "住所", "電話番号")) == "氏名、住所、電話番号"
    assert FILTERS["and_listed"](("氏名", "住所", "電話番号")) == "氏名、住所及び電話番号"
    assert FILTERS["listed"](unknown) is unknown


def test_a_table_shows_its_facts_and_not_who_may_read_them() -> None:
    group = Group(
        id="a", label="会員", certainty="漏えい確認", items=(Item(name="氏名"),), audience=("本人",)
    )
    seen = view(group, "company")
    assert isinstance(seen, View)
    assert not hasattr(seen, "audience")
    assert (str(seen), seen.items[0].name, seen.count) == ("会員", "氏名", None)
    assert isinstance(seen.certainty, CertaintyView)
    assert (str(seen.certainty), seen.certainty.sentence_end) == ("漏えい確認", "漏えいいたしました")
    assert not hasattr(seen, "model_dump")


def test_a_certainty_that_is_not_known_is_an_unknown_fact() -> None:
    seen = view(Group(id="a", label="会員", certainty=Unknown(unknown="調査中")), "company")
    assert isinstance(seen.certainty, UnknownView)


def test_a_table_that_is_absent_or_says_nothing_is_false() -> None:
    assert not empty_table(PersonResponse)
    assert empty_table(PersonResponse).wave == ()
    assert not View(a=None, b=(), c=False)
    assert View(a=None, b="はい")
    assert view(Business(name="株式会社架空商事"), "company")


def test_tables_are_equal_by_their_facts_and_no_keys() -> None:
    assert View(a=1) == View(a=1)
    assert View(a=1) != View(a=2)
    assert View(a=1) != "a"
    with pytest.raises(TypeError):
        hash(View(a=1))
