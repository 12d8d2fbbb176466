"""Two years of bookings that are over, written in bulk through the same steps as everybody's."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from linli.accounts.models import User
from linli.core.demo import World
from marketplace.demo import words
from marketplace.demo.shops import key
from marketplace.models import Booking, BookingEvent, Listing, Review
from marketplace.rules import hours
from marketplace.rules.bookings import State
from marketplace.rules.prices import agreed

OUTCOMES = {State.CONFIRMED: 84, State.CANCELLED: 8, State.REFUSED: 5, State.EXPIRED: 3}
WAY = [State.ACCEPTED, State.FULFILLED, State.CONFIRMED]
Busy = dict[int, list[hours.Span]]


def write_history(world: World, listings: list[Listing], people: list[User], count: int) -> None:
    busy: Busy = defaultdict(list)
    made = [b for b in (past_booking(world, listings, people, busy) for _ in range(count)) if b]
    Booking.objects.bulk_create(made)
    ends = world.random.choices(list(OUTCOMES), list(OUTCOMES.values()), k=len(made))
    by_end = {end: [b for b, e in zip(made, ends, strict=True) if e == end] for end in OUTCOMES}
    move_all(by_end)
    BookingEvent.objects.bulk_create(
        event for end in OUTCOMES for b in by_end[end] for event in events(world, b, end)
    )
    Review.objects.bulk_create(reviews(world, by_end[State.CONFIRMED]))


def past_booking(world: World, listings: list[Listing], people: list[User], busy: Busy) -> Booking | None:
    """A free time of a service on a day of the last two years; nothing where that day was full."""
    random = world.random
    listing = random.choices(listings, [4 if item.category == "meals" else 1 for item in listings])[0]
    day = world.days_ago(9, 720).astimezone(hours.CHINA).date()
    taken = busy[listing.provider.user_id]
    free = hours.free(listing.windows(), listing.minutes, day, taken, listing.created_at)
    resident = random.choice(people)
    if not free or resident.pk == listing.provider.user_id:
        return None
    starts_at = random.choice(free)
    taken.append((starts_at, starts_at + timedelta(minutes=listing.minutes)))
    return as_requested(world, listing, resident, starts_at)


def as_requested(world: World, listing: Listing, resident: User, starts_at: datetime) -> Booking:
    requested_at = starts_at - timedelta(hours=world.random.randint(5, 90))
    return Booking(
        key=key(world),
        listing=listing,
        provider=listing.provider,
        worker=listing.provider.user,
        resident=resident,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=listing.minutes),
        price=agreed(listing.price, listing.unit, listing.minutes),
        address=address(world),
        phone=resident.phone or "0531-0000-0000",
        note=world.random.choice(words.NOTES),
        requested_at=requested_at,
        moved_at=requested_at,
    )


def address(world: World) -> str:
    random = world.random
    return f"{random.randint(1, 3)} 号院 {random.randint(1, 18)} 号楼 {random.randint(1, 4)} 单元 {random.randint(1, 6)}0{random.randint(1, 3)}"


def move_all(by_end: dict[State, list[Booking]]) -> None:
    """The database allows single steps only, so history takes them too."""
    done = [b.pk for b in by_end[State.CONFIRMED]]
    for state, moved_at in zip(WAY, times(F("requested_at"), F("ends_at")), strict=True):
        fields: dict[str, Any] = {"is_paid": True} if state == State.FULFILLED else {}
        Booking.objects.filter(pk__in=done).update(state=state, moved_at=moved_at, **fields)
    for state in (State.CANCELLED, State.REFUSED):
        over = Booking.objects.filter(pk__in=[b.pk for b in by_end[state]])
        over.update(state=state, moved_at=F("requested_at") + timedelta(hours=1))
    Booking.objects.filter(pk__in=[b.pk for b in by_end[State.EXPIRED]]).update(
        state=State.EXPIRED, moved_at=F("starts_at")
    )


def times(requested_at: Any, ends_at: Any) -> list[Any]:
    """When it was accepted, fulfilled and confirmed."""
    return [requested_at + timedelta(hours=2), ends_at + timedelta(minutes=10), ends_at + timedelta(hours=20)]


def events(world: World, booking: Booking, end: State) -> Iterable[BookingEvent]:
    def event(
        serial: int, before: str, to: State, at: datetime, by: User | None, reason: str = ""
    ) -> BookingEvent:
        return BookingEvent(
            booking=booking, serial=serial, from_state=before, to_state=to, at=at, by=by, reason=reason
        )

    resident, worker, asked = booking.resident, booking.worker, booking.requested_at
    yield event(1, "", State.REQUESTED, asked, resident)
    if end == State.CONFIRMED:
        way = zip(WAY, times(asked, booking.ends_at), [worker, worker, resident], strict=True)
        before: str = State.REQUESTED
        for serial, (state, at, by) in enumerate(way, start=2):
            yield event(serial, before, state, at, by)
            before = state
    elif end == State.EXPIRED:
        yield event(2, State.REQUESTED, end, booking.starts_at, None)
    else:
        by, said = (worker, words.REFUSALS) if end == State.REFUSED else (resident, words.CANCELLATIONS)
        yield event(2, State.REQUESTED, end, asked + timedelta(hours=1), by, world.random.choice(said))


def reviews(world: World, done: list[Booking]) -> Iterable[Review]:
    for booking in done:
        if world.random.random() < 0.62:
            yield review(world, booking)


def review(world: World, booking: Booking) -> Review:
    random = world.random
    grade = random.choices([5, 4, 3, 2, 1], [62, 27, 8, 2, 1])[0]
    said = words.PRAISE[booking.listing.category] if grade > 3 else words.FAIR if grade == 3 else words.POOR
    written_at = booking.ends_at + timedelta(hours=random.randint(21, 60))
    replies = random.random() < (0.35 if grade > 3 else 0.8)
    return Review(
        booking=booking,
        grade=grade,
        text=random.choice(said) if random.random() < 0.85 else "",
        written_at=written_at,
        reply=random.choice(words.REPLIES if grade > 3 else words.SORRY) if replies else "",
        replied_at=written_at + timedelta(hours=6) if replies else None,
    )
