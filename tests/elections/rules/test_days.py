"""Days are counted as the Civil Code counts them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.rules.days import CHINA, day_of, is_over, last_day, latest_day, midnight, window, years_after

JUNE = date(2026, 6, 1)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def test_the_day_is_chinas() -> None:
    assert day_of(datetime(2026, 5, 31, 16, 0, tzinfo=UTC)) == JUNE
    assert day_of(datetime(2026, 5, 31, 15, 59, 59, 999_999, tzinfo=UTC)) == date(2026, 5, 31)
    assert midnight(JUNE) == datetime(2026, 5, 31, 16, 0, tzinfo=UTC)


def test_a_window_holds_its_last_day_and_ends_at_midnight() -> None:
    two_days = window(JUNE, JUNE + timedelta(days=1))
    assert midnight(JUNE) in two_days
    assert datetime(2026, 6, 2, 23, 59, 59, tzinfo=CHINA) in two_days
    assert midnight(date(2026, 6, 3)) not in two_days
    assert midnight(JUNE) - timedelta(microseconds=1) not in two_days


def test_civil_code_201_the_day_of_the_event_is_not_counted() -> None:
    assert last_day(JUNE, 5) == date(2026, 6, 6)
    assert not is_over(JUNE, 5, datetime(2026, 6, 6, 23, 59, tzinfo=CHINA))
    assert is_over(JUNE, 5, datetime(2026, 6, 7, 0, 0, tzinfo=CHINA))


def test_civil_code_202_a_year_ends_on_the_same_date_or_the_months_last() -> None:
    assert years_after(JUNE, 1) == date(2027, 6, 1)
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_civil_code_203_a_holiday_puts_the_last_day_off() -> None:
    golden_week = {date(2026, 10, day) for day in range(1, 8)}
    assert last_day(date(2026, 9, 28), 5, golden_week) == date(2026, 10, 8)
    assert last_day(date(2026, 9, 25), 5, golden_week) == date(2026, 9, 30)
    assert not is_over(date(2026, 9, 28), 5, datetime(2026, 10, 8, 12, tzinfo=CHINA), golden_week)


def test_what_must_be_done_before_a_day_is_put_off_by_nothing() -> None:
    assert latest_day(date(2026, 6, 21), 20) == JUNE


@settings(max_examples=60)
@given(DAYS, st.integers(0, 40), st.sets(DAYS, max_size=40))
def test_a_period_never_ends_early_nor_on_a_holiday(event: date, days: int, holidays: set[date]) -> None:
    last = last_day(event, days, holidays)
    assert last not in holidays
    assert last >= event + timedelta(days=days)
    assert all(event + timedelta(days=n) in holidays for n in range(days, (last - event).days))


@pytest.mark.parametrize("hour", [0, 8, 23])
def test_the_hour_of_the_event_does_not_matter(hour: int) -> None:
    assert last_day(day_of(datetime(2026, 6, 1, hour, tzinfo=CHINA)), 3) == date(2026, 6, 4)
