from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest

from noticegen.japanese.dates import date_text, instant_text, time_text
from noticegen.japanese.eras import ERAS, era_of, era_year_text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2019, 4, 30), "平成31年"),
        (date(2019, 5, 1), "令和元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1926, 12, 24), "大正15年"),
        (date(1926, 12, 25), "昭和元年"),
        (date(1912, 7, 29), "明治45年"),
        (date(1912, 7, 30), "大正元年"),
        (date(1873, 1, 1), "明治6年"),
        (date(2026, 11, 22), "令和8年"),
    ],
)
def test_an_era_begins_on_its_first_day(day: date, text: str) -> None:
    assert era_year_text(day) == text


def test_a_day_before_the_gregorian_calendar_has_no_era_and_is_still_printed() -> None:
    assert era_of(date(1872, 12, 31)) is None
    assert date_text(date(1872, 12, 31), "legal") == "1872年12月31日"


def test_eras_are_in_order() -> None:
    assert [era.starts_on for era in ERAS] == sorted(era.starts_on for era in ERAS)


def test_the_two_styles_of_a_date() -> None:
    assert date_text(date(2026, 10, 30), "company") == "2026年10月30日"
    assert date_text(date(2026, 10, 30), "legal") == "令和8年10月30日"
    assert date_text(date(2026, 11, 22), weekday=True) == "2026年11月22日（日）"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (time(0, 0), "午前0時"),
        (time(0, 5), "午前0時5分"),
        (time(9, 0), "午前9時"),
        (time(11, 59), "午前11時59分"),
        (time(12, 0), "正午"),
        (time(12, 1), "午後0時1分"),
        (time(12, 0, 5), "午後0時0分5秒"),
        (time(23, 30), "午後11時30分"),
    ],
)
def test_time_is_told_by_the_twelve_hour_clock(moment: time, text: str) -> None:
    assert time_text(moment) == text


def test_an_instant_has_its_time_only_when_it_is_known() -> None:
    assert instant_text(date(2026, 10, 30), "legal") == "令和8年10月30日"
    assert instant_text(datetime(2026, 10, 30, 23, 30), "legal") == "令和8年10月30日午後11時30分"


def test_an_instant_of_another_zone_is_told_in_japanese_time() -> None:
    london = datetime(2026, 10, 30, 16, 0, tzinfo=timezone(timedelta(0)))
    assert instant_text(london) == "2026年10月31日午前1時"
