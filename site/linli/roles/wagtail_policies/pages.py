"""Who may do what with which page; the same answers as stock Wagtail's, from other rows and in fewer queries."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from linli.roles.wagtail_policies.grants import PAGES
from linli.roles.wagtail_policies.roots import (
    STEP,
    Roots,
    active_users,
    appointed,
    appointed_over,
    held_by,
    steps,
    users,
)

EXPLORE = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})


@dataclass(frozen=True, slots=True)
class Place:
    path: str

    @property
    def depth(self) -> int:
        return len(self.path) // STEP


@dataclass(frozen=True, slots=True)
class Codename:
    codename: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What Wagtail's PagePermissionTester reads of a GroupPagePermission."""

    page: Place
    permission: Codename


class AppointedPages(PagePermissionPolicy):
    """Called with a page (as the registry does for one object) it gives itself, narrowed to that page."""

    permission_cache_name = ""  # roots are remembered on the user, grants are made when asked for

    def __call__(self, page: Any) -> "AppointedPages":
        return AtPage(page)

    def get_all_permissions_for_user(self, user: Any) -> list[Grant]:
        return self.grants(user, held_by(user).pages)

    def grants(self, user: Any, roots: Roots) -> list[Grant]:
        return [
            Grant(Place(path), Codename(self._get_permission_codename(action)))
            for path, actions in roots.actions.items()
            for action in sorted(actions)
        ]

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        if (known := self._base_user_has_permission(user)) is not None:
            return bool(known)
        return not with_own(actions).isdisjoint(held_by(user).pages.anywhere)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        if (known := self._base_user_has_permission(user)) is not None:
            return bool(known)
        held = held_by(user).pages.at(instance.path)
        if "add" in held and instance.owner_id == user.pk:
            held |= {"change"}
        return not held.isdisjoint(actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        if (known := self._base_queryset_for_user(user)) is not None:
            return known
        return self.model._default_manager.filter(self.allowed(user, frozenset(actions)))

    def allowed(self, user: Any, actions: frozenset[str]) -> Q:
        """A filter on pages: below a root that allows it, or one's own below a root where one may add."""
        roots = held_by(user).pages
        found = Q(path__under=roots.for_any(actions))
        if "change" in actions and "add" not in actions:
            found |= Q(path__under=roots.for_any({"add"}), owner_id=user.pk)
        return found

    def instances_with_direct_explore_permission(self, user: Any) -> QuerySet[Any]:
        if user.is_superuser:
            return Page.objects.filter(depth=1)
        return Page.objects.filter(path__in=held_by(user).pages.for_any(EXPLORE))

    def explorable_root_instance(self, user: Any) -> Any:
        name = self._explorable_root_instance_cache_name
        if not hasattr(user, name):
            setattr(user, name, self.first_common_ancestor(user))
        return getattr(user, name)

    def first_common_ancestor(self, user: Any) -> Any:
        if user.is_superuser:
            return Page.get_first_root_node()
        common = common_path(held_by(user).pages.actions)
        return Page.objects.filter(path=common).first() if common else None

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        """What may be worked on, and the way to it from the first page that leads to all of it."""
        if (known := self._base_queryset_for_user(user)) is not None:
            return known
        roots = held_by(user).pages.actions
        top = common_path(path[:-STEP] for path in roots)
        way = {step for path in roots for step in steps(path[:-STEP]) if step.startswith(top)}
        return self.model._default_manager.filter(Q(path__under=list(roots)) | Q(path__in=way))

    def users_with_any_permission(
        self, actions: Iterable[str], include_superusers: bool = True
    ) -> QuerySet[Any]:
        return users(active_users(appointed(with_own(actions), PAGES), or_superusers=include_superusers))

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any, include_superusers: bool = True
    ) -> QuerySet[Any]:
        wanted, above = frozenset(actions), Q(page__path__in=list(steps(instance.path)))
        found = active_users(appointed_over(above, wanted, PAGES), or_superusers=include_superusers)
        if "change" in wanted and "add" not in wanted:
            adders = appointed_over(above, {"add"}, PAGES)
            found |= active_users(adders, or_superusers=False) & Q(pk=instance.owner_id)
        return users(found)


class AtPage(AppointedPages):
    """The same policy, telling of one page only: PagePermissionTester reads every permission that it is given."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.page = page

    def get_all_permissions_for_user(self, user: Any) -> list[Grant]:
        roots = held_by(user).pages.actions
        here = {path: roots[path] for path in steps(self.page.path) if path in roots}
        return self.grants(user, Roots(here))


def with_own(actions: Iterable[str]) -> frozenset[str]:
    """Who may add pages may change those they own."""
    return frozenset(actions) | ({"add"} if "change" in actions else frozenset())


def common_path(paths: Iterable[str]) -> str:
    """The longest path of whole steps that all of them begin with; empty where there is none."""
    common = posixpath.commonprefix(list(paths))
    return common[: len(common) - len(common) % STEP]
