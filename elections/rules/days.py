"""Lawful counting of days: Chinese calendar days, the day of the event not counted.

民法典 art. 200: by calendar days. Art. 201: the day on which a period begins is not counted. Art. 202: years end on the day
of the same date, or the month's last. Art. 203: a period that would end on a public holiday ends on the day after it, at
midnight. Art. 1259: "以前", "以内" and "届满" include the number named.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")  # one time zone for the whole country
NO_HOLIDAYS: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Window:
    """From starts_at on, and no longer at ends_at."""

    starts_at: datetime
    ends_at: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at


def day_of(at: datetime) -> date:
    """The calendar day in China."""
    return at.astimezone(CHINA).date()


def midnight(day: date) -> datetime:
    """The moment in which that day begins."""
    return datetime.combine(day, time.min, tzinfo=CHINA)


def window(first: date, last: date) -> Window:
    """Whole days, both included."""
    return Window(midnight(first), midnight(last + timedelta(days=1)))


def last_day(event: date, days: int, holidays: Collection[date] = NO_HOLIDAYS) -> date:
    """The last day of a period that an event begins; a public holiday puts it off."""
    last = event + timedelta(days=days)
    while last in holidays:
        last += timedelta(days=1)
    return last


def latest_day(before: date, days: int) -> date:
    """The last day for what must be done so many days before another: no holiday puts it off."""
    return before - timedelta(days=days)


def is_over(event: date, days: int, at: datetime, holidays: Collection[date] = NO_HOLIDAYS) -> bool:
    """Whether the whole of the period's last day has passed."""
    return day_of(at) > last_day(event, days, holidays)


def years_after(day: date, years: int) -> date:
    """The day of the same date so many years on; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
