"""An announcement reaches each member once, whatever is run twice or killed between."""

import pytest
from django.db import IntegrityError, transaction
from notifications.models import Notification
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from linli.accounts.models import User
from linli.core.audience import Audience
from linli.notifications.actions import announce, fan_out_batch, tell
from linli.notifications.models import Delivery, Notice, Preference
from linli.roles.models import Appointment
from tests.cast import BEGINNING, Cast


def residents(cast: Cast, count: int) -> None:
    users = [User(name=f"居民{n}", phone=f"+86139{n:08d}") for n in range(count)]
    User.objects.bulk_create(users)
    Appointment.objects.bulk_create(
        Appointment(user=u, role_id="resident", division=cast.home.division, starts_at=BEGINNING)
        for u in users
    )


def water(cast: Cast, key: str = "notice:1") -> Notice:
    return announce(
        community=cast.home,
        audience=Audience.RESIDENTS,
        kind="notice",
        title="停水通知",
        url="/n/1/",
        key=key,
        at=BEGINNING,
        by=cast.bo,
    )


def spread(notice: Notice, size: int = 50) -> None:
    while fan_out_batch(notice=notice, at=BEGINNING, size=size):
        pass


def test_everybody_is_told_once_and_nobody_elsewhere(cast: Cast) -> None:
    residents(cast, 120)
    spread(water(cast))
    told = Notification.objects.values_list("recipient", flat=True)
    assert len(told) == len(set(told)) == 120 + 4  # with Ann, Bo, Dan and the chair
    assert cast.eve.pk not in told
    assert cast.guest.pk not in told


def test_announcing_again_and_spreading_again_tells_nobody(cast: Cast) -> None:
    residents(cast, 10)
    spread(water(cast))
    before = Notification.objects.count()
    spread(water(cast))
    assert Notification.objects.count() == before


def test_a_batch_that_was_killed_leaves_nothing_half_done(cast: Cast) -> None:
    residents(cast, 30)
    notice = water(cast)
    fan_out_batch(notice=notice, at=BEGINNING, size=10)
    with pytest.raises(RuntimeError), transaction.atomic():
        fan_out_batch(notice=notice, at=BEGINNING, size=10)
        raise RuntimeError("killed")
    assert Notification.objects.count() == 10
    spread(notice, size=10)
    assert Notification.objects.count() == 34


def test_without_the_mark_the_constraint_still_refuses_a_second_time(cast: Cast) -> None:
    notice = water(cast)
    spread(notice)
    Notice.objects.update(last_user_id=0, finished_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        spread(notice)


def test_without_mark_and_constraint_people_are_told_twice(cast: Cast, owner: object) -> None:
    notice = water(cast)
    spread(notice)
    before = Notification.objects.count()
    assert callable(owner)
    owner("ALTER TABLE linli_notifications_delivery DROP CONSTRAINT notifications_delivery_once")
    Notice.objects.update(last_user_id=0, finished_at=None)
    spread(notice)
    assert Notification.objects.count() == 2 * before


def test_the_spreading_is_queued_in_the_same_transaction(cast: Cast) -> None:
    notice = water(cast)
    jobs = ProcrastinateJob.objects.filter(task_name="notifications.fan_out", args={"notice_id": notice.pk})
    assert jobs.count() == 1


def test_a_batch_costs_the_same_queries_whatever_its_size(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    residents(cast, 1500)
    notice = water(cast)
    with django_assert_max_num_queries(9):
        fan_out_batch(notice=notice, at=BEGINNING, size=1400)


@pytest.mark.parametrize(
    ("choice", "state"), [(None, "queued"), ("at_once", "queued"), ("daily", "digest"), ("never", None)]
)
def test_email_follows_the_preference(cast: Cast, choice: str | None, state: str | None) -> None:
    cast.ann.email = "ann@example.org"
    cast.ann.save()
    if choice:
        Preference.objects.create(user=cast.ann, email=choice)
    tell(users=[cast.ann], kind="x", title="t", url="/", community=cast.home, at=BEGINNING)
    states = Delivery.objects.filter(user=cast.ann, channel="email").values_list("state", flat=True)
    assert list(states) == ([state] if state else [])
