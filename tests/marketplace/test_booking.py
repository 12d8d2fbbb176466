"""Booking and every step from there; who is told; what is refused and why."""

from datetime import timedelta

import pytest

from linli.audit.models import Event
from linli.core.refusals import Refused
from marketplace.actions import bookings as acts
from marketplace.actions import disputes
from marketplace.actions.listings import edit_listing, pause_listing
from marketplace.models import Booking
from marketplace.rules.bookings import MOST_WAITING
from tests.cast import Cast
from tests.marketplace.market import MEALS, NOW, TEN, book, booking_in, meals


def test_a_booking_holds_time_and_price(cast: Cast) -> None:
    made = book(cast, meals(cast))
    assert (made.state, made.price, made.worker, made.ends_at) == (
        "requested",
        1500,
        cast.chen,
        TEN + timedelta(hours=1),
    )
    assert [(e.from_state, e.to_state, e.by) for e in made.events.all()] == [("", "requested", cast.ann)]
    assert Event.objects.filter(action="marketplace.book_listing").count() == 1


def test_an_hourly_price_is_agreed_for_the_whole_visit(cast: Cast) -> None:
    assert book(cast, meals(cast, unit="hour", price=4000, minutes=90)).price == 6000


def test_the_agreed_price_stays_when_the_listing_changes(cast: Cast) -> None:
    listing = meals(cast)
    made = book(cast, listing)
    edit_listing(listing=listing, fields={**MEALS, "price": 9900}, by=cast.chen, at=NOW)
    made.refresh_from_db()
    assert made.price == 1500


@pytest.mark.parametrize(
    ("hours", "refusal"),
    [
        (0.5, acts.NotInTime),  # too soon
        (24 * 61, acts.NotInTime),  # too far
        (-5, acts.NotInTime),
        (12, acts.OutsideHours),  # 21:00
        (10.5, acts.OutsideHours),  # 19:30 to 20:30: does not fit
        (2 + 1 / 3600, acts.OutsideHours),  # not a whole minute
    ],
)
def test_only_within_hours_and_in_time(cast: Cast, hours: float, refusal: type[Refused]) -> None:
    listing = meals(cast)
    with pytest.raises(refusal):
        book(cast, listing, NOW + timedelta(hours=hours))
    assert not Booking.objects.exists()


def test_nobody_books_themself(cast: Cast) -> None:
    with pytest.raises(acts.OwnService):
        book(cast, meals(cast), resident=cast.chen)


def test_what_is_paused_or_suspended_cannot_be_booked(cast: Cast) -> None:
    listing = pause_listing(listing=meals(cast), is_paused=True, by=cast.chen, at=NOW)
    with pytest.raises(acts.NotOffered):
        book(cast, listing)
    pause_listing(listing=listing, is_paused=False, by=cast.chen, at=NOW)
    type(listing.provider).objects.update(state="suspended", reason="x")
    with pytest.raises(acts.NotOffered):
        book(cast, listing)


def test_one_resident_cannot_hold_all_the_time(cast: Cast) -> None:
    listing = meals(cast)
    for n in range(MOST_WAITING):
        book(cast, listing, TEN + timedelta(days=n))
    with pytest.raises(acts.TooManyWaiting):
        book(cast, listing, TEN + timedelta(days=30))
    assert book(cast, listing, TEN + timedelta(days=30), resident=cast.dan)


def test_a_taken_time_is_refused_and_free_again_when_refused(cast: Cast) -> None:
    listing = meals(cast)
    made = book(cast, listing)
    with pytest.raises(acts.SlotTaken):
        book(cast, listing, TEN + timedelta(minutes=30), resident=cast.dan)
    acts.refuse_booking(booking=made, reason="有事", by=cast.chen, at=NOW)
    assert book(cast, listing, TEN + timedelta(minutes=30), resident=cast.dan)


def test_back_to_back_is_no_overlap(cast: Cast) -> None:
    listing = meals(cast)
    book(cast, listing)
    assert book(cast, listing, TEN + timedelta(hours=1), resident=cast.dan)


def test_the_whole_way(cast: Cast) -> None:
    made = booking_in("confirmed", cast)
    steps = [(e.serial, e.from_state, e.to_state) for e in made.events.all()]
    assert steps == [
        (1, "", "requested"),
        (2, "requested", "accepted"),
        (3, "accepted", "fulfilled"),
        (4, "fulfilled", "confirmed"),
    ]
    assert made.is_paid
    actions = Event.objects.filter(object_label="marketplace.booking").values_list("action", flat=True)
    assert list(actions.order_by("serial")) == [
        f"marketplace.{verb}_{noun}"
        for verb, noun in [
            ("book", "listing"),
            ("accept", "booking"),
            ("fulfil", "booking"),
            ("confirm", "booking"),
        ]
    ]


def test_steps_out_of_turn_are_refused(cast: Cast) -> None:
    made = booking_in("confirmed", cast)
    late = made.ends_at + timedelta(hours=1)
    with pytest.raises(acts.WrongStep):
        acts.fulfil_booking(booking=made, is_paid=True, by=cast.chen, at=late)
    with pytest.raises(acts.WrongStep):
        acts.cancel_booking(booking=made, reason="x", by=cast.ann, at=late)
    with pytest.raises(acts.WrongStep):
        acts.confirm_booking(booking=made, by=cast.ann, at=late)
    assert made.events.count() == 4


def test_a_request_cannot_be_accepted_after_its_start(cast: Cast) -> None:
    made = booking_in("requested", cast)
    with pytest.raises(acts.WrongStep):
        acts.accept_booking(booking=made, by=cast.chen, at=TEN)


def test_work_cannot_be_done_before_its_time(cast: Cast) -> None:
    made = booking_in("accepted", cast)
    with pytest.raises(acts.NotYet):
        acts.fulfil_booking(booking=made, is_paid=True, by=cast.chen, at=TEN - timedelta(minutes=1))


def test_residents_cancel_freely_until_two_hours_before(cast: Cast) -> None:
    made = booking_in("accepted", cast)
    late = TEN - timedelta(hours=2) + timedelta(seconds=1)
    with pytest.raises(acts.ReasonNeeded):
        acts.cancel_booking(booking=made, by=cast.ann, at=late)
    assert acts.cancel_booking(booking=made, by=cast.ann, at=TEN - timedelta(hours=2)).state == "cancelled"


def test_providers_always_say_why(cast: Cast) -> None:
    made = booking_in("accepted", cast)
    with pytest.raises(acts.ReasonNeeded):
        acts.cancel_booking(booking=made, by=cast.chen, at=NOW)
    with pytest.raises(acts.ReasonNeeded):
        acts.refuse_booking(booking=made, reason="  ", by=cast.chen, at=NOW)
    assert (
        acts.cancel_booking(booking=made, reason="病了", by=cast.chen, at=NOW).events.last().reason == "病了"
    )


@pytest.mark.parametrize(("was_done", "state"), [(True, "confirmed"), (False, "cancelled")])
def test_the_committee_settles_a_problem(cast: Cast, was_done: bool, state: str) -> None:
    made = booking_in("disputed", cast)
    with pytest.raises(acts.WrongStep):
        acts.confirm_booking(booking=made, by=None, at=NOW)
    settled = disputes.settle_problem(booking=made, was_done=was_done, reason="已核实", by=cast.bo, at=NOW)
    assert (settled.state, settled.events.last().by) == (state, cast.bo)


def test_a_stale_page_cannot_take_a_problem_back_as_a_cancellation(cast: Cast) -> None:
    """Cancelling is for what has not begun; a reported problem is for the committee alone."""
    made = booking_in("disputed", cast)
    made.state = "accepted"  # as the page had it an hour ago
    with pytest.raises(acts.WrongStep):
        acts.cancel_booking(booking=made, reason="x", by=cast.chen, at=NOW)
