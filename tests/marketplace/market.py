"""Chen's meals, open every day from 8 to 20 o'clock, and a booking of them in any state."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from linli.accounts.models import User
from marketplace.actions import bookings, disputes
from marketplace.actions.listings import list_service
from marketplace.models import Booking, Listing, Provider
from marketplace.rules.hours import Window
from tests.cast import BEGINNING, Cast

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, 9:00 in Shanghai
TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # the next day, 10:00
EVERY_DAY = [Window(day, time(8), time(20)) for day in range(1, 8)]
MEALS: dict[str, Any] = {
    "category": "meals",
    "title": "午餐送到家",
    "description": "两荤一素一汤，少油少盐。",
    "price": 1500,
    "unit": "visit",
    "minutes": 60,
}


def provider(user: User, cast: Cast, **fields: Any) -> Provider:
    about = {
        "name": "陈记助餐点",
        "about": "做了二十年饭。",
        "phone": "0531-0000-0004",
        "qualifications": "健康证",
    }
    state = {"state": "verified", "applied_at": BEGINNING, "decided_at": BEGINNING}
    return Provider.objects.create(community=cast.home, user=user, **{**about, **state, **fields})


def meals(cast: Cast, **fields: Any) -> Listing:
    chen = Provider.objects.filter(user=cast.chen).first() or provider(cast.chen, cast)
    return list_service(
        provider=chen, fields={**MEALS, **fields}, hours=EVERY_DAY, by=cast.chen, at=BEGINNING
    )


def book(
    cast: Cast,
    listing: Listing,
    starts_at: datetime = TEN,
    *,
    resident: User | None = None,
    at: datetime = NOW,
) -> Booking:
    who, where = resident or cast.ann, bookings.Visit("2 号院 3 号楼 101", "13800000001", "少盐")
    return bookings.book_listing(
        listing=listing, starts_at=starts_at, where=where, resident=who, by=who, at=at
    )


def booking_in(state: str, cast: Cast, listing: Listing | None = None) -> Booking:
    """One brought there by the actions themselves."""
    made = book(cast, listing or meals(cast))
    after = made.ends_at + timedelta(minutes=5)
    if state == "refused":
        return bookings.refuse_booking(booking=made, reason="有事", by=cast.chen, at=NOW)
    if state == "expired":
        return bookings.expire_booking(booking=made, at=after)
    if state == "cancelled":
        return bookings.cancel_booking(booking=made, by=cast.ann, at=NOW)
    if state == "requested":
        return made
    made = bookings.accept_booking(booking=made, by=cast.chen, at=NOW)
    if state == "accepted":
        return made
    made = bookings.fulfil_booking(booking=made, is_paid=True, by=cast.chen, at=after)
    if state == "disputed":
        return disputes.report_problem(booking=made, reason="没送到", by=cast.ann, at=after)
    return made if state == "fulfilled" else bookings.confirm_booking(booking=made, by=cast.ann, at=after)
