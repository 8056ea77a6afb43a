"""What the filters of templates make of facts, of what is unknown, and of nothing at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.documents.filters import FILTERS, PENDING, TESTS
from noticegen.documents.gaps import Gap
from noticegen.documents.views import view
from noticegen.facts.values import Moment, Unknown

DAY = date(2026, 12, 1)
UNKNOWN = view(
    Unknown(unknown="調査中", reason="解析中のため。", expected_on=DAY, supplement=True), "company"
)
BARE = view(Unknown(unknown="不明"), "company")
GAP = Gap("原因", "cause.summary")


@pytest.mark.parametrize("name", ["listed", "and_listed"])
@pytest.mark.parametrize("value", [UNKNOWN, GAP, None])
def test_a_list_of_what_is_unknown_or_missing_stays_as_it_is(name: str, value: object) -> None:
    assert FILTERS[name](value) is value


def test_an_address_is_parted_as_the_window_needs_it() -> None:
    long = "大阪府架空市仮名区例示元町３－１３－２５　架空ハイツ"
    assert FILTERS["window_lines"](long) == ("大阪府架空市仮名区例示元町", "３－１３－２５　架空ハイツ")
    assert FILTERS["window_lines"]("東京都架空区") == ("東京都架空区",)


def test_what_is_missing_is_one_line() -> None:
    assert FILTERS["lines"](GAP) == (GAP,)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("listed", ["氏名", "住所"], "氏名、住所"),
        ("listed", "氏名", "氏名"),
        ("and_listed", ["氏名", "住所"], "氏名及び住所"),
        ("and_listed", "氏名", "氏名"),
        (
            "explained",
            UNKNOWN,
            "調査中（理由：解析中のため。判明の見込み：2026年12月1日。判明次第、追完します。）",
        ),
        ("explained", BARE, "不明"),
        (
            "explained",
            view(Unknown(unknown="不明", supplement=True), "company"),
            "不明（判明次第、追完します。）",
        ),
        ("reasoned", UNKNOWN, "調査中（解析中のため。2026年12月1日頃の見込み）"),
        ("reasoned", view(Unknown(unknown="不明", reason=" 記録がない。 "), "company"), "不明（記録がない）"),
        (
            "reasoned",
            view(Unknown(unknown="不明", expected_on=DAY), "company"),
            "不明（2026年12月1日頃の見込み）",
        ),
        ("reasoned", BARE, "不明"),
        ("reasoned", "書面", "書面"),
        ("pending", "そのほか", "そのほか"),
        ("weekday", view(DAY, "company"), "2026年12月1日（火）"),
        ("weekday", view(Moment(at=DAY), "legal"), "令和8年12月1日（火）"),
        ("wareki", view(DAY, "company"), "令和8年12月1日"),
        ("seireki", view(DAY, "legal"), "2026年12月1日"),
        ("seireki", "12月上旬", "12月上旬"),
        ("wareki", "12月上旬", "12月上旬"),
        ("organisation", "架空市民病院", "貴院"),
        ("organisation", "見本 花子", None),
        ("reads_as", "株式会社架空商事", "団体"),
    ],
)
def test_a_filter_says_a_fact_in_its_way(name: str, value: object, text: str | None) -> None:
    assert FILTERS[name](value) == text


def test_every_word_for_what_is_unknown_has_its_end_of_a_sentence() -> None:
    for word, said in PENDING.items():
        assert FILTERS["pending"](view(Unknown(unknown=word), "company")) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "is_unknown", "is_said"),
    [
        (UNKNOWN, True, False),
        (None, False, False),
        ("  ", False, False),
        ((), False, False),
        ("書面", False, True),
        (False, False, True),
        (view(DAY, "company"), False, True),
    ],
)
def test_a_fact_is_unknown_or_said_or_neither(value: Any, is_unknown: bool, is_said: bool) -> None:
    assert (TESTS["unknown"](value), TESTS["said"](value)) == (is_unknown, is_said)
