"""Working time in China: holidays and make-up days (调休) as the State Council announces them each autumn."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal

from linli.core.workdays import CHINA, is_announced, is_workday

OFFICE_HOURS = ((time(9), time(12)), (time(13), time(17)))
YELLOW_AT = 0.75

Light = Literal["green", "yellow", "red"]


def stretches(day: date) -> list[tuple[datetime, datetime]]:
    """The working time of a day as windows [start, end)."""
    if not is_workday(day):
        return []
    return [
        (datetime.combine(day, begin, CHINA), datetime.combine(day, end, CHINA))
        for begin, end in OFFICE_HOURS
    ]


def stretches_from(start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Working windows after `start`, the first one cut where it begins."""
    day = start.astimezone(CHINA).date()
    while True:
        for begin, end in stretches(day):
            if end > start:
                yield max(begin, start), end
        day += timedelta(days=1)


def add_working_time(start: datetime, amount: timedelta) -> datetime:
    """The moment at which `amount` of working time has passed since `start`."""
    if amount <= timedelta(0):
        return start
    for begin, end in stretches_from(start):
        if amount <= end - begin:
            return begin + amount
        amount -= end - begin
    raise AssertionError("working time never ends")


def working_time_between(start: datetime, end: datetime) -> timedelta:
    """How much working time lies in [start, end)."""
    passed = timedelta(0)
    if end <= start:
        return passed
    for begin, stop in stretches_from(start):
        if begin >= end:
            return passed
        passed += min(stop, end) - begin
    raise AssertionError("working time never ends")


def light(started_at: datetime, due_at: datetime, at: datetime) -> Light:
    """Green, yellow from three quarters of the working time on, red when due (民生信号灯)."""
    if at >= due_at:
        return "red"
    whole = working_time_between(started_at, due_at)
    if not whole:
        return "yellow"
    return "yellow" if working_time_between(started_at, at) / whole >= YELLOW_AT else "green"


def is_certain(start: datetime, end: datetime) -> bool:
    """Whether every day between the two lies in years whose holidays are announced."""
    return all(is_announced(moment.astimezone(CHINA).date()) for moment in (start, end))
