"""Small trees of pages, collections and divisions for the tests of Wagtail's permissions."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupPagePermission, Page

from linli.accounts.models import User
from linli.communities.actions import place_portal
from linli.communities.models import Division, PortalNode
from linli.roles.models import Appointment, Role
from tests.cast import BEGINNING

COUNTRY = "99"
LEVELS = [("province", 2), ("city", 4), ("area", 6), ("street", 9), ("community", 12)]


def root() -> Page:
    return Page.objects.get(depth=1)


def child(parent: Page, title: str, owner: User | None = None, *, live: bool = False) -> Page:
    return parent.add_child(instance=Page(title=title, slug=title, owner=owner, live=live))


def division(code: str, parent: Division | None) -> Division:
    level = next(level for level, digits in LEVELS if code[digits:].strip("0") == "")
    return Division.objects.create(code=code.ljust(12, "0"), level=level, name=code, parent=parent)


def role(code: str, *permissions: str) -> Role:
    return Role.objects.create(code=code, name=code, permissions=sorted(permissions), is_staff=True)


def appoint(user: User, role: Role, division: Division) -> Appointment:
    return Appointment.objects.create(user=user, role=role, division=division, starts_at=BEGINNING)


def portal(division: Division, page: Page, collection: Collection | None = None) -> PortalNode:
    return place_portal(division=division, page=page, collection=collection)


def stock_grant(user: User, page: Page, actions: frozenset[str]) -> None:
    """The same right as stock Wagtail keeps it: a group, and one row for each action."""
    group = Group.objects.create(name=f"{page.path} {sorted(actions)} {Group.objects.count()}")
    user.groups.add(group)
    for action in actions:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def fresh(user: Any) -> User:
    """The same user as the next request will see them: with nothing remembered."""
    return User.objects.get(pk=user.pk)
