"""How often the representatives meet."""

from datetime import date, timedelta

from elections.rules.days import Window, window
from elections.rules.profiles import Profile


def meets_again(profile: Profile, last: date) -> Window | None:
    """The part of the calendar year in which they meet next after that day; none where the rules do not say how often.

    村民委员会组织法 (2025) art. 30: once in each quarter; 城市居民委员会组织法 (2025) art. 28: in each half of a year at least once.
    """
    months = profile.meeting.every_months if profile.meeting else None
    if months is None:
        return None
    part = (last.year * 12 + last.month - 1) // months + 1
    return window(first_of(part * months), first_of((part + 1) * months) - timedelta(days=1))


def first_of(month: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)
