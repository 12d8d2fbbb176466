"""Appointing and dismissing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community, Division
from linli.core.refusals import Refused
from linli.roles.models import Appointment, Role
from linli.roles.permissions import Permission
from linli.roles.rights import forget, permissions_over
from linli.roles.stock import EARNED, ROLES


class AlreadyAppointed(Refused):
    reason = _("This person already holds this role here.")


class NotYoursToGive(Refused):
    reason = _(
        "Nobody can give or take a role that may do more than they may themselves, or in another place."
    )


def install_stock_roles() -> None:
    """Writes the stock roles that are missing; leaves those that an operator has changed alone."""
    for code, (name, name_en, permissions, is_staff) in ROLES.items():
        values = {"name": name, "name_en": name_en, "permissions": sorted(permissions), "is_staff": is_staff}
        Role.objects.get_or_create(code=code, defaults=values)


def community_at(division: Division) -> Community | None:
    return Community.objects.filter(division=division).first()


def check_may_give(by: User | None, role: Role, division: Division, at: datetime) -> None:
    """Power comes from above: whoever gives or takes it holds it over that place, and may appoint there.

    What everybody may earn by being verified (a resident's, a provider's role) gives no power over others: there the
    action that verifies has asked its own permission. `None` is the system itself: migrations, the demo.
    """
    power = set(role.permissions) - EARNED
    if by is None or by.is_superuser or not power:
        return
    held = permissions_over(by, division, at)
    if Permission.APPOINT not in held or not (power <= held or Permission.MANAGE_SITE in held):
        raise NotYoursToGive


@transaction.atomic
def appoint(*, user: User, role: str, division: Division, by: User | None, at: datetime) -> Appointment:
    """Gives `user` the role over `division` and everything below it, from now on."""
    User.objects.select_for_update().get(pk=user.pk)
    check_may_give(by, Role.objects.get(pk=role), division, at)
    if Appointment.objects.current(at).filter(user=user, role=role, division=division).exists():
        raise AlreadyAppointed
    appointment = Appointment.objects.create(
        user=user, role_id=role, division=division, starts_at=at, appointed_by=by
    )
    detail = {"role": role, "division": division.code, "user": user.pk}
    record(
        by=by, action="roles.appoint", obj=appointment, community=community_at(division), at=at, detail=detail
    )
    forget(user)
    return appointment


@transaction.atomic
def dismiss(*, appointment: Appointment, by: User | None, at: datetime) -> Appointment:
    """Ends an appointment now; the row stays, so what was done under it can be explained."""
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("role", "division")
        .get(pk=appointment.pk)
    )
    check_may_give(by, appointment.role, appointment.division, at)
    if appointment.ends_at is None or appointment.ends_at > at:
        appointment.ends_at = at
        appointment.save(update_fields=["ends_at"])
        detail = {"role": appointment.role_id, "user": appointment.user_id}
        where = community_at(appointment.division)
        record(by=by, action="roles.dismiss", obj=appointment, community=where, at=at, detail=detail)
    forget(appointment.user)
    return appointment
