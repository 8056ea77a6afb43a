"""Which date in a text is told as no day, or as one with the weekday of another?"""

from __future__ import annotations

import pytest

from noticegen.japanese.doubtful_dates import DoubtfulDate, doubtful_dates


@pytest.mark.parametrize(
    ("text", "written", "weekday"),
    [
        ("2026年11月31日", "2026年11月31日", None),
        ("２０２６年１１月３１日の深夜", "2026年11月31日", None),
        ("令和8年2月29日頃", "令和8年2月29日", None),
        ("2026/11/31 から", "2026/11/31", None),
        ("11月31日の朝", "11月31日", None),
        ("2026年13月1日", "2026年13月1日", None),
        ("2026年11月18日（火）", "2026年11月18日(火)", "水"),
        ("2026年11月18日 (火曜日) の午後", "2026年11月18日 (火曜日)", "水"),
        ("2026年11月18日火曜日", "2026年11月18日火曜", "水"),
        ("令和元年5月1日（木）", "令和元年5月1日(木)", "水"),
        ("2026年11月18日（水）から11月19日（金）まで", "11月19日(金)", "木"),
        ("2026年11月3日（月・祝）", "2026年11月3日(月・祝)", "火"),
    ],
)
def test_a_day_that_is_not_and_a_weekday_that_does_not_fit_are_told(
    text: str, written: str, weekday: str | None
) -> None:
    assert list(doubtful_dates(text)) == [DoubtfulDate(written, weekday)]


@pytest.mark.parametrize(
    "text",
    [
        "2026年11月18日（水）",
        "2026年11月3日（火・祝）の朝",
        "平成31年4月30日（火）",
        "2024年2月29日",
        "2月29日（火）",
        "11月18日（火）",
        "2026年12月30日（水）から1月3日（日）まで",
        "2026年10月下旬",
        "10月30日の深夜から31日の朝まで",
        "約3か月31日間",
        "0120-000-000 の 13/45",
    ],
)
def test_a_day_of_the_calendar_and_what_is_no_date_are_not_told(text: str) -> None:
    assert list(doubtful_dates(text)) == []
