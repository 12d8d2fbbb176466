"""Weekly hours and the free times within them, on the clock of China."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
DAYS_SHOWN = 14


@dataclass(frozen=True)
class Window:
    """Open on `weekday` (1 Monday … 7 Sunday) during [opens, closes)."""

    weekday: int
    opens: time
    closes: time


Span = tuple[datetime, datetime]


def spans(windows: Iterable[Window], day: date) -> list[Span]:
    """When it is open on `day`, in order; windows that touch or overlap are one."""
    todays = sorted((w.opens, w.closes) for w in windows if w.weekday == day.isoweekday())
    joined: list[tuple[time, time]] = []
    for opens, closes in todays:
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return [(at(day, opens), at(day, closes)) for opens, closes in joined]


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=CHINA)


def is_within(windows: Iterable[Window], starts_at: datetime, ends_at: datetime) -> bool:
    """The whole of [starts_at, ends_at) lies in open hours of one day."""
    day = starts_at.astimezone(CHINA).date()
    return any(opens <= starts_at and ends_at <= closes for opens, closes in spans(windows, day))


def step(minutes: int) -> timedelta:
    """How far apart the offered beginnings are."""
    return timedelta(minutes=30 if minutes >= 30 else 15)


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < ends and starts < span[1] for starts, ends in others)


def beginnings(windows: Iterable[Window], minutes: int, day: date) -> Iterator[datetime]:
    """Every beginning on `day` that fits into the open hours."""
    length = timedelta(minutes=minutes)
    for opens, closes in spans(windows, day):
        start = opens
        while start + length <= closes:
            yield start
            start += step(minutes)


def free(
    windows: Iterable[Window], minutes: int, day: date, busy: Iterable[Span], earliest: datetime
) -> list[datetime]:
    """The beginnings on `day` that can still be booked."""
    length, taken = timedelta(minutes=minutes), list(busy)
    return [
        s for s in beginnings(windows, minutes, day) if s >= earliest and not overlaps((s, s + length), taken)
    ]
