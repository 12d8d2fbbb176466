"""What appointments give: over a subtree, during a window, to active users, read once a request."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.communities.rules import DIGITS, padded, prefixes
from linli.core.audience import Audience
from linli.roles.actions import AlreadyAppointed, appoint, dismiss
from linli.roles.models import Appointment
from linli.roles.permissions import Permission
from linli.roles.rights import audiences_of, forget, holders, may, permissions_in, permissions_over
from linli.roles.stock import GUEST, USER
from tests.cast import BEGINNING, Cast
from tests.linli.roles import trees

LATER = BEGINNING + timedelta(days=30)
COVERING = ["370000000000", "370100000000", "370103000000", "370103008000", "370103008009"]


@pytest.mark.django_db
@pytest.mark.parametrize("code", COVERING)
def test_an_appointment_covers_everything_below(cast: Cast, code: str) -> None:
    place = cast.home.division
    while place.code != code:
        place = place.parent
    appoint(user=cast.guest, role="street_officer", division=place, by=None, at=BEGINNING)
    assert may(cast.guest, Permission.MODERATE, cast.home, LATER)
    assert may(cast.guest, Permission.MODERATE, cast.other, LATER) == (code == "370000000000")
    assert cast.guest in holders(Permission.MODERATE, cast.home, LATER)
    assert Permission.MODERATE in permissions_over(cast.guest, cast.home.division, LATER)
    assert not place.parent or Permission.MODERATE not in permissions_over(cast.guest, place.parent, LATER)


@pytest.mark.django_db
def test_an_appointment_gives_nothing_above(cast: Cast) -> None:
    assert Permission.APPOINT in permissions_over(cast.chair, cast.home.division, LATER)
    assert permissions_over(cast.chair, cast.home.division.parent, LATER) == frozenset()


@given(code=st.from_regex(r"\A[0-9]{12}\Z"), level=st.sampled_from(list(DIGITS)))
def test_a_code_lies_in_each_of_its_prefixes(code: str, level: str) -> None:
    place = padded(code[: DIGITS[level]])
    assert place in prefixes(code)
    assert all(code.startswith(found.rstrip("0")) for found in prefixes(code))


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(starts=st.integers(-3, 3), lasts=st.one_of(st.none(), st.integers(1, 4)), asked=st.integers(-4, 8))
def test_the_window_includes_its_start_and_excludes_its_end(
    cast: Cast, starts: int, lasts: int | None, asked: int
) -> None:
    begin, now = LATER + timedelta(hours=starts), LATER + timedelta(hours=asked)
    end = begin + timedelta(hours=lasts) if lasts else None
    held = Appointment.objects.create(
        user=cast.guest, role_id="editor", division=cast.home.division, starts_at=begin, ends_at=end
    )
    forget(cast.guest)
    expected = begin <= now and (end is None or now < end)
    assert may(cast.guest, Permission.WRITE_NOTICE, cast.home, now) == expected
    assert (cast.guest in holders(Permission.WRITE_NOTICE, cast.home, now)) == expected
    held.delete()


@pytest.mark.django_db
def test_strangers_users_and_the_inactive(cast: Cast) -> None:
    assert permissions_in(AnonymousUser(), cast.home, LATER) == GUEST
    assert permissions_in(cast.guest, cast.home, LATER) == USER
    assert audiences_of(cast.ann, cast.home, LATER) == [Audience.PUBLIC, Audience.RESIDENTS]
    assert audiences_of(cast.ann, cast.other, LATER) == [Audience.PUBLIC]
    cast.chair.is_active = False
    cast.chair.save()
    chair = trees.fresh(cast.chair)
    assert permissions_in(chair, cast.home, LATER) == GUEST
    assert permissions_over(chair, cast.home.division, LATER) == frozenset()
    assert chair not in holders(Permission.APPOINT, cast.home, LATER)


@pytest.mark.django_db
def test_rights_are_read_once_a_request(cast: Cast, django_assert_num_queries: Any) -> None:
    user = trees.fresh(cast.chair)
    with django_assert_num_queries(1):
        for community in (cast.home, cast.other):
            for permission in Permission:
                may(user, permission, community, LATER)
    forget(user)
    with django_assert_num_queries(1):
        may(user, Permission.APPOINT, cast.home, LATER)


@pytest.mark.django_db
def test_appointing_and_dismissing_take_effect_at_once(cast: Cast) -> None:
    assert not may(cast.guest, Permission.WRITE_NOTICE, cast.home, LATER)
    held = appoint(user=cast.guest, role="editor", division=cast.home.division, by=cast.chair, at=LATER)
    assert may(cast.guest, Permission.WRITE_NOTICE, cast.home, LATER)
    with pytest.raises(AlreadyAppointed):
        appoint(user=cast.guest, role="editor", division=cast.home.division, by=cast.chair, at=LATER)
    end = LATER + timedelta(hours=1)
    dismiss(appointment=held, by=cast.chair, at=end)
    assert not may(trees.fresh(cast.guest), Permission.WRITE_NOTICE, cast.home, end)
    assert Appointment.objects.filter(pk=held.pk, ends_at=end).exists(), "the row stays"


@pytest.mark.django_db
def test_the_database_holds_window_and_uniqueness_itself(cast: Cast, owner: Any) -> None:
    values = {"user": cast.guest, "role_id": "editor", "division": cast.home.division}
    Appointment.objects.create(**values, starts_at=BEGINNING)
    for again in ({"starts_at": LATER}, {"starts_at": LATER, "ends_at": BEGINNING}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.create(**values, **again)
    owner("DROP INDEX roles_appointment_once")
    owner("ALTER TABLE roles_appointment DROP CONSTRAINT roles_appointment_window")
    Appointment.objects.create(**values, starts_at=LATER)
    Appointment.objects.create(**values, starts_at=LATER, ends_at=BEGINNING)
    assert Appointment.objects.filter(**values).count() == 3, (
        "twice the same role, and one that ended before it began"
    )
