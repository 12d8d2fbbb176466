"""Applying, being checked, losing it again; listings; reviews."""

from datetime import timedelta
from typing import Any

import pytest

from linli.roles.models import Appointment
from linli.roles.permissions import Permission
from linli.roles.rights import forget, may
from marketplace.actions import bookings
from marketplace.actions import providers as acts
from marketplace.actions.bookings import ReasonNeeded
from marketplace.actions.listings import NoHours, NotVerified, list_service
from marketplace.actions.reviews import (
    AlreadyReplied,
    AlreadyReviewed,
    NotCompleted,
    NotYourBooking,
    reply_to_review,
    review_booking,
)
from marketplace.models import Listing, Provider
from marketplace.rules.ratings import score
from tests.cast import Cast
from tests.marketplace.market import EVERY_DAY, MEALS, NOW, TEN, book, booking_in, meals, provider

LATER = NOW + timedelta(minutes=1)
PROFILE = {"name": "丹修家电", "about": "退休电工。", "phone": "13800000005", "qualifications": "电工证 1234"}


def apply(cast: Cast) -> Provider:
    return acts.apply_as_provider(community=cast.home, **PROFILE, by=cast.dan, at=NOW)


def offers(cast: Cast, user: Any) -> bool:
    forget(user)
    return may(user, Permission.OFFER_SERVICES, cast.home, LATER)


def test_verification_grants_the_role_here_and_only_here(cast: Cast) -> None:
    applied = apply(cast)
    assert not offers(cast, cast.dan)
    assert acts.verify_provider(provider=applied, by=cast.bo, at=NOW).is_verified
    held = Appointment.objects.get(user=cast.dan, role="provider")
    assert (held.division, held.appointed_by) == (cast.home.division, cast.bo)
    assert offers(cast, cast.dan)
    assert not may(cast.dan, Permission.OFFER_SERVICES, cast.other, LATER)


def test_one_decides_once_and_never_about_oneself(cast: Cast) -> None:
    applied = apply(cast)
    with pytest.raises(acts.OwnApplication):
        acts.verify_provider(provider=applied, by=cast.dan, at=NOW)
    acts.verify_provider(provider=applied, by=cast.bo, at=NOW)
    for again in (
        lambda: acts.verify_provider(provider=applied, by=cast.bo, at=NOW),
        lambda: acts.refuse_provider(provider=applied, reason="x", by=cast.bo, at=NOW),
        lambda: apply(cast),
    ):
        with pytest.raises(acts.AlreadyDecided):
            again()


def test_refusal_has_a_reason_and_leaves_a_way_back(cast: Cast) -> None:
    applied = apply(cast)
    with pytest.raises(ReasonNeeded):
        acts.refuse_provider(provider=applied, reason=" ", by=cast.bo, at=NOW)
    acts.refuse_provider(provider=applied, reason="缺健康证", by=cast.bo, at=NOW)
    again = apply(cast)
    assert (again.pk, again.state, again.reason) == (applied.pk, "applied", "")


def test_suspension_takes_role_listings_and_bookings(cast: Cast) -> None:
    listing = meals(cast)
    made = book(cast, listing)
    suspended = acts.suspend_provider(provider=listing.provider, reason="投诉属实", by=cast.bo, at=NOW)
    made.refresh_from_db()
    assert (suspended.state, made.state, made.events.last().reason) == ("suspended", "cancelled", "投诉属实")
    assert not offers(cast, cast.chen)
    assert not Listing.objects.visible_to(cast.ann).exists()
    assert acts.verify_provider(provider=suspended, by=cast.bo, at=LATER).is_verified
    assert offers(cast, cast.chen)


def test_what_was_checked_stays_as_it_was_checked(cast: Cast) -> None:
    chen = provider(cast.chen, cast)
    same = {"name": chen.name, "qualifications": chen.qualifications}
    edited = acts.edit_profile(provider=chen, about="新", phone="1", **same, by=cast.chen, at=NOW)
    assert edited.about == "新"
    with pytest.raises(acts.ProfileIsChecked):
        acts.edit_profile(provider=chen, **PROFILE, by=cast.chen, at=NOW)


def test_only_verified_providers_list_and_always_with_hours(cast: Cast) -> None:
    chen = provider(cast.chen, cast)
    with pytest.raises(NoHours):
        list_service(provider=chen, fields=MEALS, hours=[], by=cast.chen, at=NOW)
    with pytest.raises(NotVerified):
        list_service(provider=apply(cast), fields=MEALS, hours=EVERY_DAY, by=cast.dan, at=NOW)
    assert not Listing.objects.exists()


def test_a_review_is_the_residents_once_and_of_completed_work(cast: Cast) -> None:
    made = booking_in("confirmed", cast)
    with pytest.raises(NotYourBooking):
        review_booking(booking=made, grade=5, text="", by=cast.chen, at=TEN)
    review = review_booking(booking=made, grade=5, text="热乎", by=cast.ann, at=TEN)
    with pytest.raises(AlreadyReviewed):
        review_booking(booking=made, grade=1, text="", by=cast.ann, at=TEN)
    assert reply_to_review(review=review, text="谢谢", by=cast.chen, at=TEN).reply == "谢谢"
    with pytest.raises(AlreadyReplied):
        reply_to_review(review=review, text="再谢", by=cast.chen, at=TEN)


@pytest.mark.parametrize(
    "state", ["requested", "accepted", "fulfilled", "disputed", "refused", "cancelled", "expired"]
)
def test_nothing_else_is_reviewed(cast: Cast, state: str) -> None:
    with pytest.raises(NotCompleted):
        review_booking(booking=booking_in(state, cast), grade=1, text="", by=cast.ann, at=TEN)


def test_the_rank_is_the_bayesian_mean(cast: Cast) -> None:
    listing = meals(cast)
    for n, grade in enumerate([5, 2]):
        at = TEN + timedelta(days=n)
        made = book(cast, listing, at, at=NOW)
        bookings.accept_booking(booking=made, by=cast.chen, at=NOW)
        bookings.fulfil_booking(booking=made, is_paid=True, by=cast.chen, at=at)
        done = bookings.confirm_booking(booking=made, by=cast.ann, at=at)
        review_booking(booking=done, grade=grade, text="", by=cast.ann, at=at)
    rated = Listing.objects.rated().get()
    assert (float(rated.grade), rated.reviews, float(rated.score)) == (3.5, 2, pytest.approx(score(7, 2)))
