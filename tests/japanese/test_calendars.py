from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.japanese.calendars import OtherWriting, in_calendar, other_dates, other_numbers

if TYPE_CHECKING:
    from noticegen.japanese.dates import Style


@pytest.mark.parametrize(
    ("written", "style", "printed"),
    [
        ("2023年10月11日夕方", "legal", "令和5年10月11日夕方"),
        ("2013年7月頃から2023年1月まで", "legal", "平成25年7月頃から令和5年1月まで"),
        ("2015年9月（日は特定できていない）", "legal", "平成27年9月（日は特定できていない）"),
        ("2019年4月30日から2019年5月1日まで", "legal", "平成31年4月30日から令和元年5月1日まで"),
        ("2019年4月と2019年5月", "legal", "平成31年4月と令和元年5月"),
        ("2018年度から2020年まで", "legal", "平成30年度から令和2年まで"),
        ("1989年1月、2019年、2019年度", "legal", "1989年1月、2019年、2019年度"),
        ("2026年11月31日", "legal", "2026年11月31日"),
        ("約2000年間、第2026年度版", "legal", "約2000年間、第2026年度版"),
        ("10年2月", "legal", "10年2月"),
        ("令和4年6月21日午後7時30分から翌22日まで", "company", "2022年6月21日午後7時30分から翌22日まで"),
        ("令和元年5月、平成13年度", "company", "2019年5月、2001年度"),
        ("令和7年法律第62号（令和8年12月1日施行）", "company", "令和7年法律第62号（令和8年12月1日施行）"),
        ("平成29年個人情報保護委員会告示第1号", "company", "平成29年個人情報保護委員会告示第1号"),
        ("最判平成15年10月10日", "company", "最判平成15年10月10日"),
        ("2026年11月1日", "company", "2026年11月1日"),
        ("令和8年11月1日", "legal", "令和8年11月1日"),
    ],
)
def test_a_date_is_written_in_the_calendar_of_the_house_unless_the_era_turns_in_it(
    written: str, style: Style, printed: str
) -> None:
    assert in_calendar(written, style) == printed


def test_what_is_in_the_other_calendar_is_found_with_what_to_write() -> None:
    text = "令和8年11月9日に、2023年7月17日と2019年の分を確認"
    assert list(other_dates(text, "legal")) == [
        OtherWriting("2023年7月17日", "令和5年7月17日"),
        OtherWriting("2019年", None),
    ]
    assert list(other_dates(text, "company")) == [OtherWriting("令和8年11月9日", "2026年11月9日")]


def test_a_number_with_commas_is_found_where_the_house_writes_none() -> None:
    text = "1,012人、35,000円、12,345,678件、1012人、3.14"
    assert [each.better for each in other_numbers(text, "legal")] == ["1012", "3万5000", "1234万5678"]
    assert list(other_numbers(text, "company")) == []
