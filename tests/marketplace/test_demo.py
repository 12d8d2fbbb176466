"""The demo's services: enough, plausible, the same each time, in every state."""

from collections import Counter
from random import Random

from linli.accounts.models import User
from linli.core.demo import World
from marketplace.demo import build
from marketplace.models import Booking, BookingEvent, Listing, Provider, Review
from tests.cast import Cast, person
from tests.marketplace.market import NOW


def world_of(cast: Cast, seed: int = 1) -> World:
    surnames = "王李张刘赵孙周吴郑冯褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜戚谢邹喻柏水窦章云"
    people = [person(f"{name}某", 300 + n, "resident", at=cast.home) for n, name in enumerate(surnames)]
    return World(
        at=NOW,
        random=Random(seed),
        communities=[cast.home, cast.other],
        residents={cast.home.code: [cast.ann, cast.dan, *people], cast.other.code: [cast.eve]},
        staff={cast.home.code: {"committee_member": cast.bo}},
        cast={"ann": cast.ann, "bo": cast.bo, "chen": cast.chen, "dan": cast.dan, "eve": cast.eve},
    )


def test_two_years_of_services(cast: Cast) -> None:
    build(world_of(cast))
    assert Provider.objects.verified().count() >= 8
    assert Listing.objects.offered().count() >= 25
    states = Counter(Booking.objects.values_list("state", flat=True))
    assert set(states) == set(Booking.State.values)
    assert states["confirmed"] > 300
    assert Review.objects.count() > 180
    assert Provider.objects.get(user=cast.chen).is_verified
    assert set(Booking.objects.filter(resident=cast.ann).values_list("state", flat=True)) == {
        "requested",
        "accepted",
        "fulfilled",
    }


def test_history_ends_where_the_bookings_stand(cast: Cast) -> None:
    build(world_of(cast))
    last = {e.booking_id: e.to_state for e in BookingEvent.objects.order_by("serial")}
    assert last == dict(Booking.objects.values_list("pk", "state"))
    assert not Booking.objects.filter(moved_at__gt=NOW).exists()


def test_the_same_seed_gives_the_same_demo(cast: Cast) -> None:
    from django.db import transaction

    world, runs = world_of(cast), []
    for _ in range(2):
        world.random.seed(7)
        with transaction.atomic():
            build(world)
            history = Booking.objects.exclude(state__in=["requested", "accepted"]).order_by("key")
            runs.append(
                list(
                    history.filter(requested_at__lt=NOW.replace(month=10)).values_list(
                        "key", "price", "state"
                    )
                )
            )
            transaction.set_rollback(True)
    assert runs[0] == runs[1] != []
    assert User.objects.filter(name="王某").exists()
