"""What the database itself refuses, and the damage once the guard is off."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from marketplace.actions.bookings import SlotTaken
from marketplace.models import Booking, BookingEvent, Provider, Review
from marketplace.rules.bookings import LIVE, PROVIDER_TRANSITIONS, TRANSITIONS, ProviderState, State
from tests.cast import BEGINNING, Cast
from tests.marketplace.market import NOW, TEN, book, booking_in, meals, provider


def sql(text: str, *params: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, params)


def force(owner: Any, made: Booking, state: str) -> None:
    """Puts a booking into a state, past the trigger."""
    owner("ALTER TABLE marketplace_booking DISABLE TRIGGER marketplace_booking_moves")
    owner("UPDATE marketplace_booking SET state = %s WHERE id = %s", [state, made.pk])
    owner("ALTER TABLE marketplace_booking ENABLE TRIGGER marketplace_booking_moves")


def test_without_the_constraint_one_provider_is_booked_twice(cast: Cast, owner: Any) -> None:
    listing = meals(cast)
    book(cast, listing)
    owner("ALTER TABLE marketplace_booking DROP CONSTRAINT marketplace_booking_overlap")
    book(cast, listing, TEN + timedelta(minutes=30), resident=cast.dan)
    overlapping = Booking.objects.live().filter(worker=cast.chen).during(TEN, TEN + timedelta(hours=1))
    assert overlapping.count() == 2


def test_the_constraint_holds_across_a_persons_communities(cast: Cast) -> None:
    """Chen serves two communities, but has one body."""
    listing = meals(cast)
    book(cast, listing)
    there = Provider.objects.get(user=cast.chen)
    there.pk, there.key, there.community, there._state.adding = None, "another-key1", cast.other, True
    there.save()
    listing.pk, listing.key, listing.provider, listing._state.adding = None, "another-key2", there, True
    listing.save()
    for rule in listing.__class__.objects.exclude(pk=listing.pk).get().hours.all():
        listing.hours.create(weekday=rule.weekday, opens=rule.opens, closes=rule.closes)
    with pytest.raises(SlotTaken):
        book(cast, listing, TEN + timedelta(minutes=15), resident=cast.eve)


def test_two_providers_never_collide(cast: Cast) -> None:
    """The highest minute of one lies below the lowest of the next."""
    book(cast, meals(cast))
    from marketplace.actions.listings import list_service
    from tests.marketplace.market import EVERY_DAY, MEALS

    other = list_service(
        provider=provider(cast.dan, cast), fields=MEALS, hours=EVERY_DAY, by=cast.dan, at=BEGINNING
    )
    assert book(cast, other)


@pytest.mark.parametrize("state", sorted(State))
def test_exactly_the_live_states_hold_the_time(cast: Cast, owner: Any, state: str) -> None:
    listing = meals(cast)
    force(owner, book(cast, listing), state)
    if state in LIVE:
        with pytest.raises(SlotTaken):
            book(cast, listing, resident=cast.dan)
    else:
        assert book(cast, listing, resident=cast.dan)


@pytest.mark.parametrize(("state", "to"), list(product(sorted(State), sorted(State))))
def test_the_trigger_knows_the_same_steps_as_the_rules(
    cast: Cast, owner: Any, state: State, to: State
) -> None:
    made = book(cast, meals(cast))
    force(owner, made, state)
    move = "UPDATE marketplace_booking SET state = %s WHERE id = %s"
    if to == state or to in TRANSITIONS[state]:
        sql(move, to, made.pk)
    else:
        with pytest.raises(IntegrityError, match="no such step"):
            sql(move, to, made.pk)


def test_without_the_trigger_a_refused_booking_is_suddenly_done(cast: Cast, owner: Any) -> None:
    made = booking_in("refused", cast)
    force(owner, made, "confirmed")
    made.refresh_from_db()
    assert made.state == "confirmed"


@pytest.mark.parametrize(
    "change", ["price = 1", "resident_id = worker_id", "starts_at = starts_at - interval '1 hour'"]
)
def test_what_was_agreed_is_frozen(cast: Cast, owner: Any, change: str) -> None:
    made = book(cast, meals(cast))
    with pytest.raises(IntegrityError, match="frozen"):
        sql(f"UPDATE marketplace_booking SET {change} WHERE id = %s", made.pk)
    owner("ALTER TABLE marketplace_booking DISABLE TRIGGER marketplace_booking_moves")
    if "worker" in change:  # a second guard stands behind
        with pytest.raises(IntegrityError, match="oneself"):
            sql(f"UPDATE marketplace_booking SET {change} WHERE id = %s", made.pk)
        owner("ALTER TABLE marketplace_booking DROP CONSTRAINT marketplace_booking_oneself")
    sql(f"UPDATE marketplace_booking SET {change} WHERE id = %s", made.pk)


def test_a_booking_begins_as_requested_and_with_its_own_worker(cast: Cast, owner: Any) -> None:
    made = book(cast, meals(cast))
    fields = {
        f.attname: getattr(made, f.attname)
        for f in Booking._meta.fields
        if f.name not in ("id", "key", "slot")
    }
    fields["starts_at"], fields["ends_at"] = TEN + timedelta(days=1), TEN + timedelta(days=1, hours=1)
    wrong = [{"state": "confirmed"}, {"worker_id": cast.dan.pk}, {"provider_id": provider(cast.dan, cast).pk}]
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.create(**{**fields, **change})
    owner("ALTER TABLE marketplace_booking DISABLE TRIGGER marketplace_booking_begins")
    assert Booking.objects.create(**{**fields, "worker_id": cast.dan.pk}).pk


@pytest.mark.parametrize(
    "text", ["UPDATE marketplace_bookingevent SET reason = 'x'", "DELETE FROM marketplace_bookingevent"]
)
def test_history_is_append_only(cast: Cast, owner: Any, text: str) -> None:
    book(cast, meals(cast))
    with pytest.raises(DatabaseError):
        sql(text)
    owner("ALTER TABLE marketplace_bookingevent DISABLE TRIGGER USER")
    owner(text)
    assert not BookingEvent.objects.filter(reason="").exists()


@pytest.mark.parametrize(("state", "to"), list(product(sorted(ProviderState), sorted(ProviderState))))
def test_a_providers_steps(cast: Cast, owner: Any, state: ProviderState, to: ProviderState) -> None:
    made = provider(cast.chen, cast, state=state, reason="x")
    move = "UPDATE marketplace_provider SET state = %s WHERE id = %s"
    if to == state or to in PROVIDER_TRANSITIONS[state]:
        sql(move, to, made.pk)
        return
    with pytest.raises(IntegrityError, match="no such step"):
        sql(move, to, made.pk)
    owner("ALTER TABLE marketplace_provider DISABLE TRIGGER marketplace_provider_moves")
    sql(move, to, made.pk)


def test_only_completed_bookings_are_reviewed_and_only_once(cast: Cast, owner: Any) -> None:
    made = booking_in("accepted", cast)
    with pytest.raises(IntegrityError, match="only completed"), transaction.atomic():
        Review.objects.create(booking=made, grade=5, written_at=NOW)
    owner("ALTER TABLE marketplace_review DISABLE TRIGGER marketplace_review_begins")
    written = Review.objects.create(booking=made, grade=5, written_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(booking=made, grade=1, written_at=NOW)
    with pytest.raises(IntegrityError, match="written once"):
        sql("UPDATE marketplace_review SET grade = 1 WHERE id = %s", written.pk)
    owner("ALTER TABLE marketplace_review DISABLE TRIGGER marketplace_review_stays")
    sql("UPDATE marketplace_review SET grade = 1 WHERE id = %s", written.pk)


@pytest.mark.parametrize("grade", [0, 6])
def test_grades_are_one_to_five(cast: Cast, grade: int) -> None:
    with pytest.raises(IntegrityError):
        Review.objects.create(booking=booking_in("confirmed", cast), grade=grade, written_at=NOW)
