"""When ballots are given out on paper: on a single day from opening to closing, over several days in the hours of each.

城市居民委员会组织法 (2025) art. 19 wants a place where ballots are written in secret and counted in public: somebody must be
there. So paper has hours on each day, which the notice of the polls says, while the window as a whole runs through the nights.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from elections.rules.days import CHINA, Window, day_of


def paper_hours(opens_at: datetime, closes_at: datetime) -> list[Window]:
    """One window for each day; one for the whole where the clock times of its two ends make no day's hours."""
    opens, closes = opens_at.astimezone(CHINA), closes_at.astimezone(CHINA)
    days = (day_of(closes_at) - day_of(opens_at)).days + 1
    first_closing = closes - timedelta(days=days - 1)
    if first_closing <= opens:
        return [Window(opens_at, closes_at)]
    return [Window(opens + timedelta(days=n), first_closing + timedelta(days=n)) for n in range(days)]


def is_open(hours: Sequence[Window], at: datetime) -> bool:
    return any(at in one for one in hours)


def next_opening(hours: Sequence[Window], at: datetime) -> datetime | None:
    """When ballots are given out next; none once the last day's hours are over."""
    return next((one.starts_at for one in hours if one.starts_at > at), None)
