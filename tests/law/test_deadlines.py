from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticegen.law.deadlines import Deadline, client_deadlines, deadlines, due_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 22)

VECTORS = [
    (date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 30)),
    (date(2026, 10, 5), date(2026, 11, 4), date(2026, 12, 3)),
    (date(2026, 10, 10), date(2026, 11, 9), date(2026, 12, 8)),
    (date(2026, 10, 25), date(2026, 11, 24), date(2026, 12, 23)),
    (date(2026, 11, 1), date(2026, 11, 30), date(2027, 1, 4)),
    (date(2026, 11, 2), date(2026, 12, 1), date(2027, 1, 4)),
    (date(2026, 11, 5), date(2026, 12, 4), date(2027, 1, 4)),
    (date(2026, 11, 22), date(2026, 12, 21), date(2027, 1, 20)),
    (date(2026, 11, 30), date(2027, 1, 4), date(2027, 1, 28)),
    (date(2026, 12, 1), date(2027, 1, 4), date(2027, 1, 29)),
    (date(2026, 12, 3), date(2027, 1, 4), date(2027, 2, 1)),
]


@pytest.mark.parametrize(("known_on", "thirty", "sixty"), VECTORS)
def test_the_last_day_of_the_final_report(known_on: date, thirty: date, sixty: date) -> None:
    assert due_on(known_on, 30, rolls=True) == thirty
    assert due_on(known_on, 60, rolls=True) == sixty


# An oracle written the other way round: list the days on which the counter is open, and look for the first
# one that is not before the last day counted.
_PUBLIC = holidays.country_holidays("JP", years=range(2022, 2038))
_OPEN = [
    day
    for day in (date(2022, 1, 1) + timedelta(days=index) for index in range(365 * 15))
    if day.isoweekday() <= 5
    and day not in _PUBLIC
    and (day.month, day.day) not in {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
]


def _oracle(known_on: date, days: int) -> date:
    counted = [known_on + timedelta(days=index) for index in range(days)]
    return min(day for day in _OPEN if day >= counted[-1])


@given(st.dates(date(2022, 4, 1), date(2035, 12, 31)), st.sampled_from([30, 60]))
def test_the_last_day_agrees_with_an_independent_count(known_on: date, days: int) -> None:
    assert due_on(known_on, days, rolls=True) == _oracle(known_on, days)


@given(st.dates(date(2022, 4, 1), date(2035, 12, 31)))
def test_a_longer_limit_is_never_due_earlier(known_on: date) -> None:
    plain = due_on(known_on, 30, rolls=False)
    assert plain == known_on + timedelta(days=29)
    assert plain <= due_on(known_on, 30, rolls=True) < due_on(known_on, 60, rolls=True)


def by_id(found: tuple[Deadline, ...]) -> dict[str, Deadline]:
    assert len({deadline.id for deadline in found}) == len(found)
    return {deadline.id: deadline for deadline in found}


Make = "Callable[..., Incident]"


def assessed(*items: int) -> dict[str, Any]:
    return {"rule7": list(items), "by": "架空法律事務所", "on": date(2026, 11, 2), "reason": "架空の理由"}


def test_nothing_is_due_for_an_event_that_need_not_be_reported(make: Callable[..., Incident]) -> None:
    assert deadlines(make(), on=ON) == ()


def test_the_preliminary_report_spans_days_three_to_five_and_never_rolls(
    make: Callable[..., Incident],
) -> None:
    # 2026-11-01 is a Sunday, day 3 is a holiday, day 5 a Thursday.
    due = by_id(deadlines(make(assessment=assessed(1)), on=ON))["preliminary_report"]
    assert (due.due_from, due.due_on) == (date(2026, 11, 3), date(2026, 11, 5))
    assert (due.level, due.days, due.rolled) == ("G", 5, False)
    late = make(incident={"known_on": date(2026, 12, 27)}, assessment=assessed(1))
    assert by_id(deadlines(late, on=ON))["preliminary_report"].due_on == date(2026, 12, 31)


def test_the_final_report_has_thirty_days_and_sixty_with_item_three(make: Callable[..., Incident]) -> None:
    final = by_id(deadlines(make(assessment=assessed(1)), on=ON))["final_report"]
    assert (final.due_on, final.days, final.level) == (date(2026, 11, 30), 30, "S")
    both = by_id(deadlines(make(assessment=assessed(1, 3)), on=ON))["final_report"]
    assert (both.due_on, both.days, both.rolled) == (date(2027, 1, 4), 60, True)
    assert both.items == (1, 3)
    assert "30日" in both.note


def test_item_four_has_its_own_clock_from_the_day_when_a_thousand_was_exceeded(
    make: Callable[..., Incident],
) -> None:
    incident = make(assessment=assessed(1, 4), knowledge=[{"rule7": 4, "on": date(2026, 11, 5)}])
    found = by_id(deadlines(incident, on=ON))
    assert found["final_report"].due_on == date(2026, 11, 30)
    assert found["final_report"].items == (1,)
    assert found["final_report_rule7_4"].due_on == date(2026, 12, 4)
    assert found["preliminary_report_rule7_4"].due_on == date(2026, 11, 9)
    assert "最も早い" in found["final_report_rule7_4"].note


def test_item_four_alone_runs_from_its_own_day(make: Callable[..., Incident]) -> None:
    incident = make(assessment=assessed(4), knowledge=[{"rule7": 4, "on": date(2026, 11, 5)}])
    found = by_id(deadlines(incident, on=ON))
    assert found["final_report"].counted_from == date(2026, 11, 5)
    assert "final_report_rule7_4" not in found


def test_when_item_three_is_only_possible_both_dates_are_shown(make: Callable[..., Incident]) -> None:
    groups = [
        {"id": "members", "label": "会員", "count": 1001, "certainty": "漏えいのおそれ", "items": ["氏名"]}
    ]
    incident = make(group=groups, cause={"improper_purpose": "調査中"})
    found = by_id(deadlines(incident, on=ON))
    assert (found["final_report"].days, found["final_report"].items) == (30, (4,))
    assert (found["final_report_rule7_3"].days, found["final_report_rule7_3"].items) == (60, (3,))
    assert "判断不能" in found["final_report_rule7_3"].note


def test_the_notice_to_the_persons_has_no_number_of_days(make: Callable[..., Incident]) -> None:
    notice = by_id(deadlines(make(assessment=assessed(1)), on=ON))["person_notice"]
    assert notice.due_on is None
    assert notice.days_left(ON) is None


def test_days_left_are_zero_on_the_last_day(make: Callable[..., Incident]) -> None:
    final = by_id(deadlines(make(assessment=assessed(1)), on=ON))["final_report"]
    assert final.days_left(date(2026, 11, 30)) == 0
    assert final.days_left(date(2026, 12, 1)) == -1


def client(**more: Any) -> dict[str, Any]:
    return {"id": "alpha", "role": "委託元", "name": "見本商店", **more}


def sensitive(count: int = 3) -> list[dict[str, Any]]:
    return [
        {
            "id": "a",
            "label": "会員",
            "count": count,
            "certainty": "漏えい確認",
            "items": ["病名"],
            "client": "alpha",
        }
    ]


def test_a_client_told_by_telephone_has_its_own_clock(make: Callable[..., Incident]) -> None:
    told = {"at": datetime(2026, 11, 3, 10, 0), "by_means": "電話"}
    incident = make(group=sensitive(), party=[client(informed=told)])
    found = by_id(deadlines(incident, on=ON))
    assert found["client_preliminary_report:alpha"].due_on == date(2026, 11, 7)
    assert found["client_final_report:alpha"].counted_from == date(2026, 11, 3)
    assert found["entrustor_notice:alpha"].due_on == date(2026, 11, 5)
    assert "ただし書" in found["final_report"].note


def test_a_client_that_knew_earlier_counts_from_then(make: Callable[..., Incident]) -> None:
    told = {"at": datetime(2026, 11, 3, 10, 0)}
    earlier = [{"party": "alpha", "on": date(2026, 11, 2)}]
    incident = make(group=sensitive(), party=[client(informed=told)], knowledge=earlier)
    assert client_deadlines(incident, "alpha", on=ON)[0].counted_from == date(2026, 11, 2)
    assert by_id(deadlines(incident, on=ON))["final_report"].counted_from == date(2026, 11, 1)


def test_a_client_not_told_yet_knows_from_the_letter_at_the_latest(make: Callable[..., Incident]) -> None:
    incident = make(group=sensitive(), party=[client()])
    found = client_deadlines(incident, "alpha", on=ON)
    assert {deadline.counted_from for deadline in found} == {date(2026, 11, 10)}
    assert all(deadline.due_on and "本書の日付" in deadline.note for deadline in found)
    assert "client_final_report:alpha" not in by_id(deadlines(incident, on=ON))


def test_a_client_that_owes_no_report_has_no_deadlines(make: Callable[..., Incident]) -> None:
    incident = make(party=[client()])
    assert client_deadlines(incident, "alpha", on=ON) == ()


def test_other_clocks_run_only_where_the_facts_set_them_going(make: Callable[..., Incident]) -> None:
    groups = [
        {
            "id": "m",
            "label": "会員",
            "count": 3,
            "certainty": "漏えい確認",
            "items": ["クレジットカード番号"],
            "my_number": True,
        }
    ]
    business = {"privacy_mark": True, "serves_eu": True, "listed": True}
    contract = client(contract={"name": "業務委託契約", "report_within": "24時間以内"})
    incident = make(
        group=groups, business=business, party=[contract], incident={"discovered_on": date(2026, 10, 30)}
    )
    found = by_id(deadlines(incident, on=ON))
    assert found["privacy_mark"].counted_from == date(2026, 10, 30)
    assert found["privacy_mark"].due_on == date(2026, 11, 28)
    assert found["card_mastercard"].due_on == date(2026, 11, 2)
    assert found["card_visa"].due_on == date(2026, 11, 3)
    assert found["gdpr"].due_on == date(2026, 11, 4)
    assert found["my_number_final"].due_on == date(2026, 11, 30)
    assert found["disclosure"].due_on is None
    assert "24時間以内" in found["contract_report:alpha"].note


def test_the_earliest_comes_first_and_what_has_no_day_last(make: Callable[..., Incident]) -> None:
    found = deadlines(make(assessment=assessed(1, 3), business={"serves_eu": True}), on=ON)
    days = [deadline.due_on or date.max for deadline in found]
    assert days == sorted(days)
    assert found[-1].due_on is None


def test_before_april_2022_nothing_was_due(make: Callable[..., Incident]) -> None:
    groups = [{"id": "m", "label": "会員", "count": 5000, "certainty": "漏えい確認", "items": ["病名"]}]
    assert deadlines(make(group=groups), on=date(2022, 3, 31)) == ()


def test_another_department_that_knew_earlier_starts_every_clock(make: Callable[..., Incident]) -> None:
    earlier = [{"on": date(2026, 10, 30), "by": "支店"}]
    found = by_id(deadlines(make(assessment=assessed(1), knowledge=earlier), on=ON))
    assert found["final_report"].counted_from == date(2026, 10, 30)
    others = [{"rule7": 4, "on": date(2026, 10, 20)}, {"party": "x", "on": date(2026, 10, 1)}]
    found = by_id(deadlines(make(assessment=assessed(1), knowledge=others), on=ON))
    assert found["final_report"].counted_from == date(2026, 11, 1)


def test_dates_in_notes_are_written_in_the_style_of_the_house(make: Callable[..., Incident]) -> None:
    incident = make(
        group=[{"id": "m", "label": "会員", "count": 2000, "certainty": "漏えい確認", "items": ["氏名"]}],
        cause={"improper_purpose": "あり", "improper_act_against": "自社"},
    )
    letter = incident.letter.model_copy(update={"style": "legal"})
    for state, said in (
        (incident, "2026年11月30日まで"),
        (incident.model_copy(update={"letter": letter}), "令和8年11月30日まで"),
    ):
        (found,) = (each for each in deadlines(state, on=ON) if each.id == "final_report")
        assert said in found.note


def test_notes_say_only_what_matters(make: Callable[..., Incident]) -> None:
    alone = by_id(deadlines(make(assessment=assessed(3)), on=ON))["final_report"]
    assert alone.note == ""
    both = by_id(deadlines(make(assessment=assessed(3, 4)), on=ON))["final_report"]
    assert both.note == "3号に当たらないこととなったときは30日（2026年11月30日まで）。"


def test_each_deadline_names_to_whom(make: Callable[..., Incident]) -> None:
    business = {"delegated_to": "架空大臣", "privacy_mark": True}
    found = by_id(deadlines(make(assessment=assessed(1), business=business), on=ON))
    assert found["final_report"].recipient == "架空大臣"
    assert found["person_notice"].recipient == "本人"
    assert found["privacy_mark"].recipient == "プライバシーマーク審査機関・付与機関"
