"""What the clock does to bookings that nobody moves. Takes `now`; safe to run twice."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from marketplace.actions.bookings import WrongStep, confirm_booking, expire_booking
from marketplace.models import Booking
from marketplace.rules.bookings import CONFIRM_WITHIN, LAPSE_AFTER, State


@app.periodic(cron="*/5 * * * *")
@app.task(name="marketplace.keep_time", queueing_lock="marketplace.keep_time", pass_context=False)
def keep_time(timestamp: int) -> None:
    """Every five minutes: what is due."""
    run_clock(timezone.now())


def expire_requests(now: datetime) -> int:
    """Requests whose time has come without an answer."""
    waiting = Booking.objects.filter(state=State.REQUESTED, starts_at__lte=now)
    return sum(expire(booking, now) for booking in waiting.order_by("pk").iterator())


def lapse_visits(now: datetime) -> int:
    """Accepted bookings of which nobody said for two weeks that they took place."""
    silent = Booking.objects.filter(state=State.ACCEPTED, ends_at__lte=now - LAPSE_AFTER)
    return sum(expire(booking, now) for booking in silent.order_by("pk").iterator())


def confirm_silently(now: datetime) -> int:
    """Seven days without a word from the resident count as confirmation."""
    done = Booking.objects.filter(state=State.FULFILLED, moved_at__lte=now - CONFIRM_WITHIN)
    return sum(confirm(booking, now) for booking in done.order_by("pk").iterator())


def expire(booking: Booking, now: datetime) -> bool:
    try:
        expire_booking(booking=booking, at=now)
    except WrongStep:
        return False  # moved by its people in the meantime
    return True


def confirm(booking: Booking, now: datetime) -> bool:
    try:
        confirm_booking(booking=booking, by=None, at=now)
    except WrongStep:
        return False
    return True


def run_clock(now: datetime) -> dict[str, int]:
    return {
        "expired": expire_requests(now),
        "lapsed": lapse_visits(now),
        "confirmed": confirm_silently(now),
    }
