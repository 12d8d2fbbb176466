"""How often representatives meet: in each quarter, or in each half of a year."""

from datetime import date, timedelta

import pytest

from elections.rules.days import midnight, window
from elections.rules.meetings import meets_again
from elections.rules.profiles import Profile
from tests.elections.rules.making import CLUB, RESIDENTS, VILLAGE_2026, changed


@pytest.mark.parametrize(
    ("law", "last", "first", "until"),
    [
        (VILLAGE_2026, date(2026, 1, 1), date(2026, 4, 1), date(2026, 6, 30)),
        (VILLAGE_2026, date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30)),
        (VILLAGE_2026, date(2026, 4, 1), date(2026, 7, 1), date(2026, 9, 30)),
        (VILLAGE_2026, date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 31)),
        (RESIDENTS, date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)),
        (RESIDENTS, date(2026, 7, 1), date(2027, 1, 1), date(2027, 6, 30)),
    ],
)
def test_they_meet_in_the_next_part_of_the_year(law: Profile, last: date, first: date, until: date) -> None:
    assert meets_again(law, last) == window(first, until)


@pytest.mark.parametrize("months", [1, 2, 3, 4, 6, 12])
def test_every_day_of_two_years_is_followed_by_a_whole_part(months: int) -> None:
    law = changed(RESIDENTS, "meeting", every_months=months)
    for offset in range(731):
        last = date(2027, 1, 1) + timedelta(days=offset)
        part = meets_again(law, last)
        assert part is not None
        first, after = part.starts_at, part.ends_at
        assert midnight(last) < first
        assert (first.day, after.day) == (1, 1)
        assert (after.year - first.year) * 12 + after.month - first.month == months
        assert (first.month - 1) % months == 0
        assert (first.year - last.year) * 12 + first.month - last.month <= months


def test_rules_that_do_not_say_how_often_ask_for_nothing() -> None:
    assert meets_again(CLUB, date(2026, 1, 1)) is None
    assert meets_again(changed(RESIDENTS, "meeting", every_months=None), date(2026, 1, 1)) is None
