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
from noticegen.facts.response import Measure, PersonResponse
from noticegen.facts.values import Count, Moment, Unknown
from noticegen.japanese.certainty import Certainty, ladder


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


DAY, LATE = date(2026, 10, 30), datetime(2026, 10, 30, 23, 30)


@pytest.mark.parametrize(
    ("style", "value", "text"),
    [
        ("legal", Moment(at=LATE, about=True), "令和8年10月30日午後11時30分頃"),
        ("legal", Moment(since=DAY, until=DAY), "令和8年10月30日から令和8年10月30日まで"),
        ("company", LATE, "2026年10月30日午後11時30分"),
        ("legal", LATE, "令和8年10月30日午後11時30分"),
        ("legal", Count(value=12345, max=23456), "1万2345人（最大2万3456人）"),
        ("legal", Count(max=23456), "最大2万3456人"),
        ("legal", Count(min=12345), "1万2345人以上"),
        ("company", Count(min=12345, about=True), "約12,345人以上"),
        ("company", Count(value=5, max=5), "5人"),
        ("company", Count(min=0), "0人以上"),
        ("company", Count(max=0, min=0), "最大0人"),
    ],
)
def test_moments_and_numbers_print_in_the_style_of_the_letter(style: Any, value: object, text: str) -> None:
    assert str(view(value, style)) == text


def test_the_parts_of_a_moment_and_of_a_number_are_in_the_style_of_the_letter() -> None:
    seen = view(Moment(at=LATE), "legal")
    assert (seen.date, seen.weekday) == ("令和8年10月30日", "令和8年10月30日（金）")
    day = view(DAY, "legal")
    assert (day.date, day.weekday) == ("令和8年10月30日", "令和8年10月30日（金）")
    number = view(Count(max=23456, confirmed=12345, as_of=Moment(at=DAY)), "legal")
    assert (number.number, number.confirmed, str(number.as_of), number.value, number.max) == (
        "2万3456",
        "1万2345人",
        "令和8年10月30日",
        None,
        23456,
    )
    assert view(Count(min=12345), "legal").number == "1万2345"
    assert view(Count(value=3), "legal").as_of is None
    assert view(Count(min=0), "legal").number == "0"
    assert view(Count(value=23456, confirmed=12345), "company").confirmed == "12,345人"
    assert view(Count(value=3), "legal").confirmed is None
    unknown = view(Unknown(unknown="調査中", expected_on=DAY, supplement=True), "legal")
    assert (str(unknown.expected_on), unknown.supplement) == ("令和8年10月30日", True)
    assert not view(Unknown(unknown="調査中"), "legal").supplement


@pytest.mark.parametrize("make", [tuple, list, lambda values: {"first": values[0], "second": values[1]}])
def test_what_a_table_or_an_array_holds_is_in_its_style_too(make: Any) -> None:
    held = view(make([DAY, Count(value=12345)]), "legal")
    seen = vars(held).values() if isinstance(held, View) else held
    assert [str(each) for each in seen] == ["令和8年10月30日", "1万2345人"]
    group = Group(
        id="a",
        label="会員",
        count=Count(value=12345),
        certainty="漏えい確認",
        items=(Item(name="氏名", count=Count(value=12345), certainty="漏えいのおそれ"),),
    )
    table = view(group, "legal")
    assert (str(table.count), str(table.items[0].count)) == ("1万2345人", "1万2345人")
    assert str(view(group, "company").items[0].count) == "12,345人"
    measure = Measure(what="研修", status="実施済み", on=Moment(at=DAY))
    assert [str(view(measure, style).on) for style in ("company", "legal")] == [
        "2026年10月30日",
        "令和8年10月30日",
    ]
    assert isinstance(table.items[0].certainty, CertaintyView)
    assert table.items[0].certainty.value == "漏えいのおそれ"


@pytest.mark.parametrize("rung", ladder(), ids=lambda rung: rung.value)
def test_a_certainty_has_all_the_words_of_its_rung(rung: Certainty) -> None:
    seen = vars(CertaintyView(rung))
    assert seen == {
        name: getattr(rung, name) or (None if name == "note" else getattr(rung, name)) for name in seen
    }
    assert set(seen) >= {"value", "sentence_end", "opening", "modifier", "plain", "note", "is_incident"}
    assert str(CertaintyView(rung)) == rung.value


@pytest.mark.parametrize(
    ("items", "is_open"), [((Item(name="氏名"),), False), (Unknown(unknown="調査中"), True)]
)
def test_a_group_says_whether_it_is_open_what_it_holds(items: Any, is_open: bool) -> None:
    group = Group(id="a", label="会員", certainty="漏えい確認", items=items)
    assert view(group, "company").range_open is group.range_open is is_open


def test_a_table_is_called_by_its_name_else_its_title_else_its_label() -> None:
    assert str(View(label="会員", title="表題", name="名称")) == "名称"
    assert str(View(label="会員", title="表題", name=None)) == "表題"
    assert str(View(label="会員")) == "会員"
    assert str(View(other="会員")) == ""


def test_an_absent_table_has_every_name_but_who_may_read_it() -> None:
    names = set(vars(empty_table(PersonResponse)))
    assert names == set(PersonResponse.model_fields) - {"audience"}
    assert {name for name in names if getattr(empty_table(PersonResponse), name) is not None} == {
        name for name, each in PersonResponse.model_fields.items() if each.default == ()
    } - {"audience"}


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
