"""Booking a service, and every step from there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from marketplace.actions.telling import tell_of_booking
from marketplace.models import Booking, BookingEvent, Listing
from marketplace.rules.bookings import AHEAD, MOST_WAITING, State, is_in_time, may_move, needs_reason
from marketplace.rules.hours import is_within
from marketplace.rules.prices import agreed


@dataclass(frozen=True)
class Visit:
    """Where the provider shall come, whom to call, what to know."""

    address: str
    phone: str
    note: str = ""


class SlotTaken(Refused):
    reason = _("Somebody was quicker: this time has just been taken. Please choose another.")


class NotInTime(Refused):
    reason = _("A booking starts at least one hour and at most 60 days from now. Please choose another time.")


class OutsideHours(Refused):
    reason = _("The service is not offered at that time. Please choose one of the times shown.")


class NotOffered(Refused):
    reason = _("This service cannot be booked at present.")


class OwnService(Refused):
    reason = _("This is your own service: you cannot book it yourself.")


class TooManyWaiting(Refused):
    reason = _("You already have many bookings ahead. Please wait for some to take place, or cancel one.")


class WrongStep(Refused):
    reason = _(
        "Meanwhile this booking has moved on, so this step is no longer possible. Here is where it stands."
    )


class ReasonNeeded(Refused):
    reason = _("Please say why: the other side will read it.")


class NotYet(Refused):
    reason = _("The booked time has not come yet.")


@transaction.atomic
def book_listing(
    *, listing: Listing, starts_at: datetime, where: Visit, resident: User, by: User, at: datetime
) -> Booking:
    """Asks for a service at a time: it is the resident's from this moment, until the provider refuses."""
    listing = Listing.objects.select_related("provider__user", "provider__community__division").get(
        pk=listing.pk
    )
    worker = listing.provider.user
    # One at a time for each worker and resident: two inserts that collide in the index would deadlock.
    both = User.objects.select_for_update(no_key=True).filter(pk__in={worker.pk, resident.pk})
    list(both.order_by("pk"))
    check_booking(listing, starts_at, resident, at)
    booking = request_for(listing, starts_at, where, resident, at)
    insert(booking)
    BookingEvent.objects.create(booking=booking, serial=1, to_state=State.REQUESTED, at=at, by=by)
    community = listing.provider.community
    record(by=by, action="marketplace.book_listing", obj=booking, community=community, at=at)
    title = _("%(who)s would like “%(service)s” on %(time)s. Please answer within 24 hours.")
    tell_of_booking(booking, user=worker, title=title, at=at, by=by)
    return booking


def request_for(listing: Listing, starts_at: datetime, where: Visit, resident: User, at: datetime) -> Booking:
    """Price and length are those of the listing at this moment, and stay."""
    return Booking(
        listing=listing,
        provider=listing.provider,
        worker=listing.provider.user,
        resident=resident,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=listing.minutes),
        price=agreed(listing.price, listing.unit, listing.minutes),
        address=where.address,
        phone=where.phone,
        note=where.note,
        requested_at=at,
        moved_at=at,
    )


def check_booking(listing: Listing, starts_at: datetime, resident: User, at: datetime) -> None:
    if not listing.can_be_booked:
        raise NotOffered
    if listing.provider.user_id == resident.pk:
        raise OwnService
    if not is_in_time(starts_at, at):
        raise NotInTime
    ends_at = starts_at + timedelta(minutes=listing.minutes)
    if starts_at.second or starts_at.microsecond or not is_within(listing.windows(), starts_at, ends_at):
        raise OutsideHours
    ahead = Booking.objects.filter(resident=resident, state__in=AHEAD, ends_at__gt=at)
    if ahead.count() >= MOST_WAITING:
        raise TooManyWaiting


def insert(booking: Booking) -> None:
    """The database alone decides whether the time is free."""
    try:
        with transaction.atomic():
            booking.save(force_insert=True)
    except IntegrityError as error:
        if "marketplace_booking_overlap" in str(error):
            raise SlotTaken from error
        raise


def move(
    booking: Booking,
    to: State,
    *,
    action: str,
    by: User | None,
    at: datetime,
    reason: str = "",
    only_from: Collection[State] = tuple(State),
    **fields: Any,
) -> Booking:
    """One step, locked, written into the history and the audit; `only_from` narrows what the table allows."""
    booking = Booking.objects.shown().select_for_update(of=("self",)).get(pk=booking.pk)
    before = booking.state
    if before not in only_from or not may_move(before, to):
        raise WrongStep
    for name, value in {"state": to, "moved_at": at, **fields}.items():
        setattr(booking, name, value)
    booking.save(update_fields=["state", "moved_at", *fields])
    step = {"from_state": before, "to_state": to, "at": at, "by": by, "reason": reason}
    BookingEvent.objects.create(booking=booking, serial=booking.events.count() + 1, **step)
    detail, community = {"from": before, "to": to}, booking.provider.community
    record(by=by, action=f"marketplace.{action}", obj=booking, community=community, at=at, detail=detail)
    return booking


@transaction.atomic
def accept_booking(*, booking: Booking, by: User, at: datetime) -> Booking:
    if at >= booking.starts_at:
        raise WrongStep
    booking = move(booking, State.ACCEPTED, action="accept_booking", by=by, at=at)
    title = _("%(who)s will come on %(time)s: “%(service)s” is accepted.")
    tell_of_booking(booking, user=booking.resident, title=title, at=at, by=by)
    return booking


@transaction.atomic
def refuse_booking(*, booking: Booking, reason: str, by: User, at: datetime) -> Booking:
    if not reason.strip():
        raise ReasonNeeded
    booking = move(booking, State.REFUSED, action="refuse_booking", by=by, at=at, reason=reason)
    title = _("%(who)s cannot come on %(time)s for “%(service)s”. You may choose another time.")
    tell_of_booking(booking, user=booking.resident, title=title, at=at, by=by, body=reason)
    return booking


@transaction.atomic
def cancel_booking(*, booking: Booking, reason: str = "", by: User, at: datetime) -> Booking:
    """By the resident, freely until two hours before; later, and for the provider always, with a reason."""
    is_resident = by.pk == booking.resident_id
    if not reason.strip() and (not is_resident or needs_reason(booking.starts_at, at)):
        raise ReasonNeeded
    booking = move(
        booking, State.CANCELLED, action="cancel_booking", by=by, at=at, reason=reason, only_from=AHEAD
    )
    other = booking.worker if is_resident else booking.resident
    title = _("%(who)s has cancelled “%(service)s” on %(time)s.")
    tell_of_booking(booking, user=other, title=title, at=at, by=by, body=reason)
    return booking


@transaction.atomic
def fulfil_booking(*, booking: Booking, is_paid: bool, by: User, at: datetime) -> Booking:
    """The provider says that the work is done, and whether the agreed price was paid on the spot."""
    if at < booking.starts_at:
        raise NotYet
    booking = move(booking, State.FULFILLED, action="fulfil_booking", by=by, at=at, is_paid=is_paid)
    title = _("“%(service)s” is done, says %(who)s. Please confirm it within 7 days.")
    tell_of_booking(booking, user=booking.resident, title=title, at=at, by=by)
    return booking


@transaction.atomic
def confirm_booking(*, booking: Booking, by: User | None, at: datetime) -> Booking:
    """By the resident; or by the clock (nobody), when they have been silent for seven days."""
    booking = move(
        booking, State.CONFIRMED, action="confirm_booking", by=by, at=at, only_from=[State.FULFILLED]
    )
    title = _("“%(service)s” on %(time)s is confirmed as done.")
    tell_of_booking(booking, user=booking.worker, title=title, at=at, by=by)
    return booking


@transaction.atomic
def expire_booking(*, booking: Booking, at: datetime) -> Booking:
    """The clock ends a request that nobody answered, or a visit of which nobody said that it took place."""
    booking = move(booking, State.EXPIRED, action="expire_booking", by=None, at=at)
    title = _("“%(service)s” on %(time)s has lapsed without an answer.")
    tell_of_booking(booking, user=booking.resident, title=title, at=at, by=None)
    tell_of_booking(booking, user=booking.worker, title=title, at=at, by=None)
    return booking
