"""The demo's people: enough of them, deterministic, staff who can sign in, requests at the desk."""

from datetime import timedelta
from random import Random

import pytest
from allauth.mfa.models import Authenticator

from linli.accounts.codes import current_code
from linli.accounts.models import User
from linli.core.demo import World
from linli.residents.demo import build
from linli.residents.models import Verification
from linli.roles.models import Appointment
from tests.cast import BEGINNING, Cast, community, division


def world_of(cast: Cast) -> World:
    Appointment.objects.all().delete()
    User.objects.all().delete()
    street = division("370203030000", "street", "台东街道", cast.other.division.parent.parent)
    third = community("370203030005", "九江路社区", street, "青岛市市北区")
    world = World(
        at=BEGINNING + timedelta(days=400), random=Random(1), communities=[cast.home, cast.other, third]
    )
    build(world)
    return world


@pytest.fixture
def world(cast: Cast) -> World:
    return world_of(cast)


def test_enough_residents_each_verified(world: World) -> None:
    residents = [u for there in world.residents.values() for u in there]
    assert len(residents) >= 1200
    assert Verification.objects.filter(state="verified").count() == len(residents)
    assert len({u.phone for u in residents}) == len(residents)


def test_every_community_has_its_staff_and_the_cast_is_there(world: World) -> None:
    for staff in world.staff.values():
        assert {"chair", "committee_member"} <= set(staff)
    assert [u.name for u in world.cast.values()] == ["安", "波", "柏", "陈", "丹", "伊", "芳"]
    assert world.cast["ann"].phone == "+8613800000001"
    assert world.staff[world.communities[0].code]["chair"] == world.cast["chair"]


def test_staff_have_a_second_factor_that_the_demo_can_show(world: World) -> None:
    staff = User.objects.filter(appointments__role__is_staff=True).distinct()
    assert Authenticator.objects.values("user").distinct().count() == staff.count() > 10
    assert len(current_code(world.cast["bo"])) == 6
    assert current_code(world.cast["ann"]) == ""


def test_some_wait_at_the_desk_and_some_were_refused(world: World) -> None:
    for home in world.communities:
        ours = Verification.objects.in_community(home)
        assert ours.requested().count() == 3
        assert ours.filter(state="refused").exists()
        assert (
            not ours.filter(state="verified", decided_by=None).exclude(user__in=world.cast.values()).exists()
        )


def test_two_runs_make_the_same_people(cast: Cast, world: World) -> None:
    before = [(u.name, u.phone) for u in User.objects.order_by("phone")]
    Verification.objects.all().delete()
    Appointment.objects.all().delete()
    User.objects.all().delete()
    again = World(at=world.at, random=Random(1), communities=world.communities)
    build(again)
    assert [(u.name, u.phone) for u in User.objects.order_by("phone")] == before
