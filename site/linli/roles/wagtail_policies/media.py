"""Who may do what with images, documents and the collections that they lie in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.collections import (
    CollectionManagementPermissionPolicy,
    CollectionOwnershipPermissionPolicy,
)

from linli.roles.wagtail_policies.grants import COLLECTIONS, MEDIA, Grants
from linli.roles.wagtail_policies.roots import (
    Roots,
    active_users,
    appointed,
    appointed_over,
    held_by,
    steps,
    users,
)


@dataclass(frozen=True, slots=True)
class CollectionGrant:
    """What Wagtail's collection views read of a GroupCollectionPermission."""

    collection_id: int


class Appointed:
    """Takes the place of wagtail's CollectionPermissionLookupMixin: the same questions, answered from roots."""

    permission_cache_name = ""
    grants_by_permission: Grants = MEDIA

    def roots(self, user: Any) -> Roots:
        return held_by(user).media

    def get_all_permissions_for_user(self, user: Any) -> list[CollectionGrant]:
        return [CollectionGrant(held_by(user).collection_ids[path]) for path in self.roots(user).actions]

    def _get_user_permission_objects_for_actions(
        self, user: Any, actions: Iterable[str]
    ) -> set[CollectionGrant]:
        ids = held_by(user).collection_ids
        return {CollectionGrant(ids[path]) for path in self.roots(user).for_any(actions)}

    def _check_perm(self, user: Any, actions: Iterable[str], collection: Any = None) -> bool:
        if not (user.is_active and user.is_authenticated):
            return False
        if user.is_superuser:
            return True
        roots = self.roots(user)
        return not (roots.at(collection.path) if collection else roots.anywhere).isdisjoint(actions)

    def _collections_with_perm(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        return Collection.objects.filter(path__under=self.roots(user).for_any(actions))

    def _users_with_perm_filter(self, actions: Iterable[str], collection: Any = None) -> Q:
        grants = self.grants_by_permission
        if collection is None:
            return active_users(appointed(actions, grants))
        above = Q(collection__path__in=list(steps(collection.path)))
        return active_users(appointed_over(above, actions, grants))

    def _users_with_perm(self, actions: Iterable[str], collection: Any = None) -> QuerySet[Any]:
        return users(self._users_with_perm_filter(actions, collection))


class AppointedMedia(Appointed, CollectionOwnershipPermissionPolicy):
    """Images and documents: who may add may change what they uploaded."""


class AppointedCollections(Appointed, CollectionManagementPermissionPolicy):
    """Collections themselves; a portal's own collection cannot be deleted by those it gives rights to."""

    grants_by_permission = COLLECTIONS

    def roots(self, user: Any) -> Roots:
        return held_by(user).collections

    def _descendants_with_perm(self, user: Any, action: str) -> QuerySet[Any]:
        roots = self.roots(user).for_any({action})
        return Collection.objects.filter(path__under=roots).exclude(path__in=roots)
