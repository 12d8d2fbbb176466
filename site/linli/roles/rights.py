"""What a person may do in a community, answered from one query a request."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from linli.accounts.models import User
from linli.communities.models import Community, Division
from linli.core.audience import Audience
from linli.roles.models import Appointment
from linli.roles.permissions import Permission
from linli.roles.stock import GUEST, USER

Anyone = User | AnonymousUser
Answer = TypeVar("Answer")
MEMORY = "_linli_rights"


def remembered(user: Any, name: str, read: Callable[[Any], Answer]) -> Answer:
    """Reads once for each user object, so once a request; `forget` starts anew."""
    if not hasattr(user, MEMORY):
        setattr(user, MEMORY, {})
    memory: dict[str, Any] = getattr(user, MEMORY)
    if name not in memory:
        memory[name] = read(user)
    answer: Answer = memory[name]
    return answer


def appointments_of(user: Anyone, at: datetime) -> list[Appointment]:
    """The user's current appointments; read once for each user object, so once a request."""
    if not user.is_authenticated or not user.is_active:
        return []
    current = Appointment.objects.filter(user=user).current(at).select_related("role", "division")
    return remembered(user, "appointments", lambda user: list(current))


def forget(user: Anyone) -> None:
    """After an appointment changed under a user object that lives on; Wagtail remembers one answer of its own."""
    for name in (MEMORY, "_explorable_root_page_cache"):
        if hasattr(user, name):
            delattr(user, name)


def permissions_in(user: Anyone, community: Community | None, at: datetime) -> frozenset[str]:
    """What `user` may do in `community`; without one, what an appointment anywhere lets them do."""
    if not user.is_authenticated or not user.is_active:
        return GUEST
    held: set[str] = set(USER)
    for appointment in appointments_of(user, at):
        if community is None or appointment.covers(community):
            held.update(appointment.role.permissions)
    return frozenset(held)


def permissions_over(user: User, division: Division, at: datetime) -> frozenset[str]:
    """What `user` may do in the whole of `division`, by appointments to it or to what contains it; asked anew."""
    if not user.is_active:
        return frozenset()
    found = Appointment.objects.current(at).filter(user=user).covering(division.code).select_related("role")
    return frozenset(permission for appointment in found for permission in appointment.role.permissions)


def may(user: Anyone, permission: Permission, community: Community | None, at: datetime) -> bool:
    return permission in permissions_in(user, community, at)


def audiences_of(user: Anyone, community: Community, at: datetime) -> list[Audience]:
    """Which audiences the user belongs to in this community."""
    held = permissions_in(user, community, at)
    seen = [Audience.PUBLIC]
    if Permission.READ_AS_RESIDENT in held:
        seen.append(Audience.RESIDENTS)
    if Permission.READ_AS_STAFF in held:
        seen.append(Audience.STAFF)
    return seen


def is_staff_in(user: Anyone, community: Community, at: datetime) -> bool:
    return Permission.READ_AS_STAFF in permissions_in(user, community, at)


def holders(permission: Permission, community: Community, at: datetime) -> QuerySet[User]:
    """Active users who may do `permission` in `community` by an appointment over it, however far up."""
    found = Appointment.objects.current(at).covering(community.code).with_permission(permission)
    return User.objects.filter(is_active=True, pk__in=found.values("user"))


def audience_members(audience: Audience, community: Community, at: datetime) -> QuerySet[User]:
    """Who is told of a thing for this audience: staff of the community, or its residents and staff."""
    permission = Permission.READ_AS_STAFF if audience == Audience.STAFF else Permission.READ_AS_RESIDENT
    return holders(permission, community, at)
