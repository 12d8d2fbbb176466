"""When a volunteer may join, leave, check in and check out, and what time then counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

CHECK_IN_EARLY = timedelta(minutes=30)
CHECK_OUT_LATE = timedelta(hours=2)
GRACE = timedelta(minutes=15)
CONFIRM_WITHIN = timedelta(days=3)
SHORT_NOTICE = timedelta(hours=24)
LONGEST_SHIFT = timedelta(hours=12)
MOST_REPEATS = 26
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Window:
    """A time [starts_at, ends_at)."""

    starts_at: datetime
    ends_at: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at

    def widened(self, before: timedelta, after: timedelta) -> "Window":
        return Window(self.starts_at - before, self.ends_at + after)


def may_join(shift: Window, at: datetime) -> bool:
    """Until the shift begins; whoever walks by later is signed in by the organiser."""
    return at < shift.starts_at


def is_short_notice(shift: Window, at: datetime) -> bool:
    """Less than a day before: the organiser is told at once that somebody is missing."""
    return shift.starts_at - at < SHORT_NOTICE


def check_in_window(shift: Window) -> Window:
    return Window(shift.starts_at - CHECK_IN_EARLY, shift.ends_at)


def check_out_window(shift: Window) -> Window:
    return shift.widened(CHECK_IN_EARLY, CHECK_OUT_LATE)


def worked_minutes(shift: Window, checked_in_at: datetime, checked_out_at: datetime) -> int:
    """Whole minutes really given, no more than a quarter of an hour outside the planned time.

    志愿服务记录与证明出具办法（试行）(民政部令第67号) art. 3: records are truthful, accurate, complete, free, timely.
    """
    counted = shift.widened(GRACE, GRACE)
    given = min(checked_out_at, counted.ends_at) - max(checked_in_at, counted.starts_at)
    return max(0, given // MINUTE)


def weekly(first: Window, times: int) -> list[Window]:
    """The same weekday and hour, `times` weeks running."""
    weeks = [timedelta(weeks=n) for n in range(times)]
    return [Window(first.starts_at + week, first.ends_at + week) for week in weeks]


def next_step(state: str, shift: Window, at: datetime) -> str:
    """What a volunteer with a place does next: wait, check_in, check_out, ask (the organiser), or nothing more."""
    if state == "joined":
        return (
            "wait" if at < check_in_window(shift).starts_at else "check_in" if at < shift.ends_at else "ask"
        )
    if state == "checked_in":
        return "check_out" if at in check_out_window(shift) else "ask"
    return "none"
