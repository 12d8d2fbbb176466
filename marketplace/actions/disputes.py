"""When the resident says that it was not as agreed, the committee mediates (人民调解法 art. 2)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User
from marketplace.actions.bookings import ReasonNeeded, move
from marketplace.actions.telling import tell_of_booking, tell_verifiers
from marketplace.models import Booking
from marketplace.rules.bookings import State


@transaction.atomic
def report_problem(*, booking: Booking, reason: str, by: User, at: datetime) -> Booking:
    """Instead of confirming: stops the clock and calls the committee."""
    if not reason.strip():
        raise ReasonNeeded
    booking = move(booking, State.DISPUTED, action="report_problem", by=by, at=at, reason=reason)
    title = _("%(who)s reports a problem with “%(service)s” on %(time)s. The committee will get in touch.")
    tell_of_booking(booking, user=booking.worker, title=title, at=at, by=by, body=reason)
    community = booking.provider.community
    url = reverse("marketplace:problem", args=[community.code, booking.key])
    title = _("A problem with “%(name)s” was reported and waits for mediation")
    tell_verifiers(community=community, title=title, name=booking.listing.title, url=url, at=at, by=by)
    return booking


@transaction.atomic
def settle_problem(*, booking: Booking, was_done: bool, reason: str, by: User, at: datetime) -> Booking:
    """The committee's finding: done after all, or not to be counted as done; both sides read why."""
    if not reason.strip():
        raise ReasonNeeded
    to = State.CONFIRMED if was_done else State.CANCELLED
    booking = move(
        booking, to, action="settle_problem", by=by, at=at, reason=reason, only_from=[State.DISPUTED]
    )
    title = _("The committee has settled the problem with “%(service)s” on %(time)s.")
    for user in (booking.resident, booking.worker):
        tell_of_booking(booking, user=user, title=title, at=at, by=by, body=reason)
    return booking
