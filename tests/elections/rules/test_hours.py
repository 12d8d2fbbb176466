"""When ballots are given out on paper: the hours of each day, whatever the nights between."""

from datetime import datetime

import pytest

from elections.rules.days import CHINA, Window
from elections.rules.hours import is_open, next_opening, paper_hours


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=CHINA)


THREE_DAYS = [Window(at(n, 8), at(n, 18)) for n in (26, 27, 28)]


def test_one_day_is_one_window() -> None:
    assert paper_hours(at(28, 8), at(28, 18)) == [Window(at(28, 8), at(28, 18))]


def test_several_days_have_the_hours_of_each() -> None:
    assert paper_hours(at(26, 8), at(28, 18)) == THREE_DAYS


@pytest.mark.parametrize("closes", [(27, 8), (27, 7)])
def test_ends_that_make_no_days_hours_are_one_window(closes: tuple[int, int]) -> None:
    assert paper_hours(at(26, 8), at(*closes)) == [Window(at(26, 8), at(*closes))]


@pytest.mark.parametrize(
    ("moment", "open_", "opens_next"),
    [
        (at(26, 7, 59), False, at(26, 8)),
        (at(26, 8), True, at(27, 8)),
        (at(27, 17, 59), True, at(28, 8)),
        (at(27, 18), False, at(28, 8)),
        (at(27, 23), False, at(28, 8)),
        (at(28, 17), True, None),
        (at(28, 18), False, None),
    ],
)
def test_ballots_are_given_out_in_the_hours_only(
    moment: datetime, open_: bool, opens_next: datetime | None
) -> None:
    assert is_open(THREE_DAYS, moment) is open_
    assert next_opening(THREE_DAYS, moment) == opens_next
