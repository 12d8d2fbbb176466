"""Saying how it was, and answering once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from marketplace.actions.telling import tell_of_booking
from marketplace.models import Booking, Review
from marketplace.rules.bookings import State


class NotCompleted(Refused):
    reason = _("Only a completed booking can be reviewed. Please confirm first that it was done.")


class AlreadyReviewed(Refused):
    reason = _("You have already reviewed this booking. Thank you.")


class AlreadyReplied(Refused):
    reason = _("You have already replied to this review.")


class NotYourBooking(Refused):
    reason = _("Only the resident who booked can review it.")


@transaction.atomic
def review_booking(*, booking: Booking, grade: int, text: str, by: User, at: datetime) -> Review:
    booking = Booking.objects.shown().select_for_update(of=("self",)).get(pk=booking.pk)
    if by.pk != booking.resident_id:
        raise NotYourBooking
    if booking.state != State.CONFIRMED:
        raise NotCompleted
    try:
        with transaction.atomic():
            review = Review.objects.create(booking=booking, grade=grade, text=text, written_at=at)
    except IntegrityError as error:
        raise AlreadyReviewed from error
    detail = {"booking": booking.pk, "grade": grade}
    community = booking.provider.community
    record(by=by, action="marketplace.review_booking", obj=review, community=community, at=at, detail=detail)
    title = _("%(who)s has reviewed “%(service)s”.")
    tell_of_booking(booking, user=booking.worker, title=title, at=at, by=by)
    return review


@transaction.atomic
def reply_to_review(*, review: Review, text: str, by: User, at: datetime) -> Review:
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.reply:
        raise AlreadyReplied
    review.reply, review.replied_at = text, at
    review.save(update_fields=["reply", "replied_at"])
    booking = Booking.objects.shown().get(pk=review.booking_id)
    community = booking.provider.community
    record(by=by, action="marketplace.reply_to_review", obj=review, community=community, at=at)
    title = _("%(who)s has replied to your review of “%(service)s”.")
    tell_of_booking(booking, user=booking.resident, title=title, at=at, by=by)
    return review
