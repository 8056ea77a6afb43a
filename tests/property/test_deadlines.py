"""Requirements of the time limits: the day of knowledge is day one, and the limit that ends on a holiday ends on the
next working day (規則8条2項, 民法142条 as the guideline reads it). So a longer limit is never due earlier, later
knowledge never makes anything due earlier, and no limit ends before its days are over.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from noticegen.law.deadlines import due_on

DAYS = st.dates(date(2022, 4, 1), date(2035, 12, 31))
LIMITS = st.integers(1, 120)


@given(DAYS, LIMITS, LIMITS, st.booleans())
def test_a_longer_limit_is_never_due_earlier(known_on: date, one: int, other: int, rolls: bool) -> None:
    shorter, longer = sorted((one, other))
    assert due_on(known_on, shorter, rolls=rolls) <= due_on(known_on, longer, rolls=rolls)


@given(DAYS, st.integers(0, 60), LIMITS, st.booleans())
def test_later_knowledge_is_never_due_earlier(known_on: date, later: int, days: int, rolls: bool) -> None:
    after = known_on + timedelta(days=later)
    assert due_on(known_on, days, rolls=rolls) <= due_on(after, days, rolls=rolls)


@given(DAYS, LIMITS)
def test_a_limit_lasts_all_its_days_and_ends_soon_after(known_on: date, days: int) -> None:
    last = known_on + timedelta(days=days - 1)
    assert due_on(known_on, days, rolls=False) == last
    # The longest run of days on which the counter is closed, 29 December to 3 January with weekends around it or the
    # holidays of May, is shorter than eleven days.
    assert last <= due_on(known_on, days, rolls=True) < last + timedelta(days=11)
