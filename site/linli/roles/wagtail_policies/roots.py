"""A person's appointments folded into paths of Wagtail's trees: `{path: actions}`, minimal, once a request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.accounts.models import User
from linli.communities.models import PortalNode
from linli.communities.rules import prefixes
from linli.roles.models import Appointment
from linli.roles.rights import appointments_of, remembered
from linli.roles.wagtail_policies.grants import (
    COLLECTIONS,
    MEDIA,
    OPENS_ADMIN,
    PAGES,
    Actions,
    Grants,
    actions_of,
    permissions_for,
)

STEP = 4  # characters a level in the paths of Wagtail's trees


def steps(path: str) -> Iterator[str]:
    """The paths of all nodes above, the root first, itself last."""
    return (path[:end] for end in range(STEP, len(path) + 1, STEP))


@dataclass
class Roots:
    """What may be done at and below which path. A path says only what the paths above it do not say already."""

    actions: dict[str, Actions] = field(default_factory=dict)

    @classmethod
    def folded(cls, given: dict[str, Actions]) -> "Roots":
        found = cls()
        for path in sorted(given):  # what is above comes first
            if more := given[path] - found.at(path):
                found.actions[path] = more
        return found

    def at(self, path: str) -> Actions:
        """Everything allowed on the node with this path."""
        return frozenset().union(*(self.actions.get(step, frozenset()) for step in steps(path)))

    @cached_property
    def anywhere(self) -> Actions:
        return frozenset().union(*self.actions.values())

    def for_any(self, wanted: Iterable[str]) -> list[str]:
        """Where at least one of the wanted actions begins to be allowed."""
        return [path for path, allowed in self.actions.items() if not allowed.isdisjoint(wanted)]


@dataclass
class Held:
    """The same appointments, seen from Wagtail's different trees."""

    pages: Roots
    media: Roots
    collections: Roots
    collection_ids: dict[str, int]  # of the portals' own collections, by path


def held_by(user: Any) -> Held:
    """One query for all portals of all the user's appointments."""
    return remembered(user, "wagtail", read_held)


def read_held(user: Any) -> Held:
    by_prefix: dict[str, set[str]] = {}
    for appointment in appointments_of(user, timezone.now()):
        if relevant := OPENS_ADMIN.intersection(appointment.role.permissions):
            by_prefix.setdefault(appointment.division.prefix, set()).update(relevant)
    portals = PortalNode.objects.filter(division__code__under=list(by_prefix))
    rows = portals.values_list("division_id", "page__path", "collection_id", "collection__path")
    pages: dict[str, frozenset[str]] = {}
    media: dict[str, frozenset[str]] = {}
    ids: dict[str, int] = {}
    for code, page, collection, path in rows:
        pages[page] = held_at(code, by_prefix)
        if collection:
            media[path], ids[path] = pages[page], collection
    return Held(folded(pages, PAGES), folded(media, MEDIA), folded(media, COLLECTIONS), ids)


def held_at(code: str, by_prefix: dict[str, set[str]]) -> frozenset[str]:
    return frozenset().union(*(by_prefix.get(code[:digits], ()) for digits in (2, 4, 6, 9, 12)))


def folded(held: dict[str, frozenset[str]], grants: Grants) -> Roots:
    return Roots.folded({path: actions_of(permissions, grants) for path, permissions in held.items()})


def appointed(actions: Iterable[str], grants: Grants) -> QuerySet[Appointment]:
    """Current appointments to a role that allows any of `actions`."""
    wanted = permissions_for(actions, grants)
    return Appointment.objects.current(timezone.now()).filter(role__permissions__overlap=wanted)


def appointed_over(nodes: Q, actions: Iterable[str], grants: Grants) -> QuerySet[Appointment]:
    """The same, over any of the portals that `nodes` finds."""
    codes = PortalNode.objects.filter(nodes).values_list("division_id", flat=True)
    covering = {prefix for code in codes for prefix in prefixes(code)}
    return appointed(actions, grants).filter(division_id__in=covering)


def active_users(appointments: QuerySet[Appointment], *, or_superusers: bool = True) -> Q:
    """A filter on users."""
    who = Q(pk__in=appointments.values("user"))
    return Q(is_active=True) & (who | Q(is_superuser=True) if or_superusers else who)


def users(condition: Q) -> QuerySet[User]:
    return User.objects.filter(condition)
