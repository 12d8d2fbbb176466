"""What the database itself promises of appointments; and what happens where each promise is taken away."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError

from linli.communities.models import Division
from linli.roles.actions import dismiss
from linli.roles.models import Appointment, Role
from linli.roles.permissions import Permission
from linli.roles.rights import forget, may
from tests.cast import BEGINNING, Cast

LATER = BEGINNING + timedelta(days=1)


def once_more(cast: Cast) -> Appointment:
    """Bo's own appointment, a second time, past the action that would say so."""
    return Appointment.objects.create(
        user=cast.bo, role_id="committee_member", division=cast.home.division, starts_at=BEGINNING
    )


def test_the_same_appointment_stands_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="roles_appointment_once"), transaction.atomic():
        once_more(cast)


def test_guard_off_a_dismissed_member_keeps_the_power(cast: Cast, owner: Any) -> None:
    owner("DROP INDEX roles_appointment_once")
    once_more(cast)
    first = cast.bo.appointments.filter(role="committee_member").earliest("pk")
    dismiss(appointment=first, by=None, at=LATER)
    assert may(cast.bo, Permission.WRITE_NOTICE, cast.home, LATER)


def test_with_the_guard_who_is_dismissed_has_none(cast: Cast) -> None:
    dismiss(appointment=cast.bo.appointments.get(role="committee_member"), by=None, at=LATER)
    assert not may(cast.bo, Permission.WRITE_NOTICE, cast.home, LATER)
    once_more(cast)  # and may be appointed again, since the first has ended
    forget(cast.bo)
    assert may(cast.bo, Permission.WRITE_NOTICE, cast.home, LATER)


@pytest.mark.parametrize("length", [timedelta(0), -timedelta(seconds=1), -timedelta(days=400)])
def test_an_appointment_ends_after_it_begins(cast: Cast, length: timedelta) -> None:
    with pytest.raises(IntegrityError, match="roles_appointment_window"), transaction.atomic():
        cast.bo.appointments.update(ends_at=BEGINNING + length)


def test_guard_off_an_appointment_ends_before_it_began(cast: Cast, owner: Any) -> None:
    """It gives no power at any time, and yet stands in the register as one that was held."""
    owner("ALTER TABLE roles_appointment DROP CONSTRAINT roles_appointment_window")
    held = cast.bo.appointments.get(role="committee_member")
    Appointment.objects.filter(pk=held.pk).update(ends_at=BEGINNING - timedelta(days=1))
    ever = [BEGINNING + timedelta(hours=12 * n) for n in range(-6, 6)]
    assert not any(Appointment.objects.current(at).filter(pk=held.pk).exists() for at in ever)
    assert Appointment.objects.filter(pk=held.pk).exists()


def foreign_key(column: str) -> str:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Appointment._meta.db_table)
    return next(name for name, c in found.items() if c["foreign_key"] and c["columns"] == [column])


def delete_row(table: str, column: str, value: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'DELETE FROM {table} WHERE "{column}" = %s', [value])


def test_a_role_and_a_place_that_somebody_holds_stay(cast: Cast) -> None:
    for obj in (Role.objects.get(pk="provider"), cast.home.division):
        with pytest.raises(ProtectedError):
            obj.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_row("roles_role", "code", "provider")
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_row("communities_division", "code", cast.home.division.code)
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_row("accounts_user", "id", cast.chen.pk)


def test_guard_off_an_office_without_a_role(cast: Cast, owner: Any) -> None:
    owner(f'ALTER TABLE roles_appointment DROP CONSTRAINT "{foreign_key("role_id")}"')
    delete_row("roles_role", "code", "provider")
    orphan = Appointment.objects.get(user=cast.chen)
    with pytest.raises(Role.DoesNotExist):
        str(orphan)


def test_guard_off_an_office_over_nowhere(cast: Cast, owner: Any) -> None:
    owner(f'ALTER TABLE roles_appointment DROP CONSTRAINT "{foreign_key("division_id")}"')
    held = Appointment.objects.get(user=cast.chen)
    Appointment.objects.filter(pk=held.pk).update(division_id="999999999999")
    held.refresh_from_db()
    with pytest.raises(Division.DoesNotExist):
        held.covers(cast.home)
