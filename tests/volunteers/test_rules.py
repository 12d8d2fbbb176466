"""The law of volunteering on arbitrary times."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import BEGINNING
from volunteers.rules.stars import hours_to_next_star, stars
from volunteers.rules.windows import GRACE, Window, next_step, weekly, worked_minutes

lengths = st.integers(1, 12 * 60).map(lambda n: timedelta(minutes=n))
moments = st.integers(-300, 2000).map(lambda n: BEGINNING + timedelta(minutes=n))


@given(lengths, moments, lengths)
def test_no_more_counts_than_was_planned_plus_grace_or_was_given(
    length: timedelta, came: object, stay: timedelta
) -> None:
    shift = Window(BEGINNING, BEGINNING + length)
    counted = timedelta(minutes=worked_minutes(shift, came, came + stay))  # type: ignore[arg-type, operator]
    assert timedelta(0) <= counted <= min(stay, length + 2 * GRACE)


@given(lengths)
def test_who_comes_and_leaves_on_time_gets_the_planned_time(length: timedelta) -> None:
    shift = Window(BEGINNING, BEGINNING + length)
    assert timedelta(minutes=worked_minutes(shift, shift.starts_at, shift.ends_at)) == length


def test_being_there_at_another_time_counts_nothing() -> None:
    shift = Window(BEGINNING, BEGINNING + timedelta(hours=2))
    late = BEGINNING + timedelta(hours=5)
    assert worked_minutes(shift, late, late + timedelta(hours=1)) == 0


@given(lengths, st.integers(1, 26))
def test_weekly_shifts_keep_weekday_hour_and_length(length: timedelta, times: int) -> None:
    shifts = weekly(Window(BEGINNING, BEGINNING + length), times)
    assert len(shifts) == times
    assert {(s.starts_at.weekday(), s.starts_at.hour, s.ends_at - s.starts_at) for s in shifts} == {
        (BEGINNING.weekday(), BEGINNING.hour, length)
    }


def test_the_next_step_follows_the_clock() -> None:
    shift = Window(BEGINNING, BEGINNING + timedelta(hours=2))
    hours = {-1: "wait", 0: "check_in", 1: "check_in", 2: "ask"}
    assert {h: next_step("joined", shift, BEGINNING + timedelta(hours=h)) for h in hours} == hours
    hours = {1: "check_out", 3: "check_out", 4: "ask"}
    assert {h: next_step("checked_in", shift, BEGINNING + timedelta(hours=h)) for h in hours} == hours
    assert next_step("checked_out", shift, BEGINNING) == "none"


@given(st.integers(0, 2000 * 60))
def test_stars_never_fall_and_the_next_is_reached_by_the_hours_named(minutes: int) -> None:
    left = hours_to_next_star(minutes)
    assert (left is None) == (stars(minutes) == 5)
    assert left is None or stars(minutes + left * 60) == stars(minutes) + 1
