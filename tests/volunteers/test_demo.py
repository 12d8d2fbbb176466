"""The demo fills the room with a past, a present and a future."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from linli.core.demo import World
from tests.cast import Cast, person
from volunteers import demo
from volunteers.models import Assignment, HoursRecord, Shift
from volunteers.tasks import remind_volunteers


def build(cast: Cast, size: int, hour: int = 10) -> World:
    residents = [
        cast.ann,
        cast.dan,
        *(person(f"邻居{n}", 300 + n, "resident", at=cast.home) for n in range(size)),
    ]
    world = World(
        at=timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0), random=Random(1)
    )
    world.communities = [cast.home]
    world.residents = {cast.home.code: residents}
    world.staff = {cast.home.code: {"committee_member": cast.bo}}
    world.cast = {"ann": cast.ann, "dan": cast.dan}
    demo.build(world)
    return world


def test_a_pilot_has_two_years_behind_it_and_weeks_ahead(cast: Cast) -> None:
    world = build(cast, 110)
    first = Shift.objects.order_by("starts_at")[0]
    assert world.at - first.starts_at > timedelta(days=600)
    assert Shift.objects.to_come(world.at).count() > 10
    assert Shift.objects.needing_people(world.at).exists()
    assert Shift.objects.filter(state=Shift.State.CANCELLED).exists()
    assert Assignment.objects.of(cast.dan).filter(state=Assignment.State.CHECKED_IN).exists()
    assert Shift.objects.in_community(cast.home).with_unconfirmed_hours(world.at).exists()
    assert HoursRecord.objects.in_community(cast.home).total() > 100 * 60
    assert remind_volunteers(now=world.at + timedelta(hours=12))


def test_a_small_community_has_some(cast: Cast) -> None:
    world = build(cast, 8)
    assert Shift.objects.to_come(world.at).exists()
    assert HoursRecord.objects.exists()


def test_at_night_nobody_is_at_a_shift(cast: Cast) -> None:
    build(cast, 110, hour=2)
    assert not Assignment.objects.filter(state=Assignment.State.CHECKED_IN).exists()
    assert HoursRecord.objects.of(cast.dan).total() > 0
