"""The pure rules, against what is true of every week, price and grade."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.rules import bookings, hours, prices, ratings
from marketplace.rules.hours import CHINA, Window

quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
windows = st.lists(
    st.builds(lambda day, a, b: Window(day, min(a, b), max(a, b)), st.integers(1, 7), quarters, quarters),
    max_size=8,
)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
minutes = st.sampled_from([15, 30, 45, 60, 90, 120])


@given(windows, minutes, days, st.integers(0, 95), minutes)
def test_free_times_are_open_future_and_clear_of_others(
    open_: list[Window], length: int, day: date, busy_at: int, busy_for: int
) -> None:
    midnight = datetime.combine(day, time(), tzinfo=CHINA)
    busy = midnight + timedelta(minutes=15 * busy_at), midnight + timedelta(minutes=15 * busy_at + busy_for)
    earliest = midnight + timedelta(hours=9)
    for start in hours.free(open_, length, day, [busy], earliest):
        end = start + timedelta(minutes=length)
        assert start >= earliest
        assert hours.is_within(open_, start, end)
        assert end <= busy[0] or busy[1] <= start


@given(windows, days)
def test_spans_are_in_order_and_apart(open_: list[Window], day: date) -> None:
    found = hours.spans(open_, day)
    assert all(a[1] < b[0] for a, b in zip(found, found[1:], strict=False))
    assert all(starts <= ends for starts, ends in found)


@given(st.integers(0, prices.HIGHEST))
def test_money_survives_being_written(amount: int) -> None:
    assert prices.fen(prices.yuan(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15", 1500),
        ("12.5", 1250),
        ("¥ 0.05", 5),
        ("20元", 2000),
        ("8．80", 880),
        ("", None),
        ("1e3", None),
        ("-1", None),
        ("1.234", None),
    ],
)
def test_yuan_as_people_write_it(text: str, amount: int | None) -> None:
    assert prices.fen(text) == amount


@given(st.integers(0, prices.HIGHEST), minutes)
def test_an_hourly_price_is_within_half_a_fen(price: int, length: int) -> None:
    assert abs(prices.agreed(price, "hour", length) * 60 - price * length) <= 30
    assert prices.agreed(price, "visit", length) == price


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_the_score_lies_between_the_prior_and_the_mean(grades: list[int]) -> None:
    mean = sum(grades) / len(grades)
    found = ratings.score(sum(grades), len(grades))
    assert min(mean, ratings.PRIOR_GRADE) - 1e-9 <= found <= max(mean, ratings.PRIOR_GRADE) + 1e-9
    assert abs(ratings.grade(mean) - mean) <= 0.5


def test_one_happy_cousin_does_not_outrank_forty_neighbours() -> None:
    assert ratings.score(5, 1) < ratings.score(40 * 5 - 8, 40)


@given(
    st.sampled_from(sorted(bookings.State)), st.lists(st.sampled_from(sorted(bookings.State)), max_size=12)
)
def test_no_way_leads_back_to_a_request(state: bookings.State, wishes: list[bookings.State]) -> None:
    for wish in wishes:
        if bookings.may_move(state, wish):
            assert wish != bookings.State.REQUESTED
            assert not (
                state not in bookings.LIVE and wish in bookings.LIVE
            )  # a lost time is never taken back
            state = wish


def test_a_provider_answers_within_a_day_and_before_the_start() -> None:
    asked = datetime(2026, 11, 23, 9, tzinfo=CHINA)
    assert bookings.answer_by(asked, asked + timedelta(hours=3)) == asked + timedelta(hours=3)
    assert bookings.answer_by(asked, asked + timedelta(days=9)) == asked + timedelta(days=1)
