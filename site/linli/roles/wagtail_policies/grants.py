"""What each permission of ours lets a person do in Wagtail."""

from collections.abc import Iterable, Mapping

from linli.roles.permissions import Permission

Actions = frozenset[str]
Grants = Mapping[Permission, Actions]

PAGES: Grants = {
    Permission.WRITE_NOTICE: frozenset({"add", "change"}),
    Permission.REVIEW_NOTICE: frozenset({"change", "publish", "lock", "unlock"}),
    Permission.MANAGE_SITE: frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"}),
}
MEDIA: Grants = {
    Permission.WRITE_NOTICE: frozenset({"add", "change", "choose"}),
    Permission.REVIEW_NOTICE: frozenset({"change", "choose"}),
    Permission.MANAGE_SITE: frozenset({"add", "change", "delete", "choose"}),
}
COLLECTIONS: Grants = {Permission.MANAGE_SITE: frozenset({"add", "change", "delete"})}

OPENS_ADMIN = frozenset(PAGES)  # who holds one of these anywhere may open Wagtail's admin


def actions_of(held: Iterable[str], grants: Grants) -> Actions:
    """Everything that a set of permissions allows."""
    return frozenset().union(*(grants[p] for p in grants if p in held))


def permissions_for(actions: Iterable[str], grants: Grants) -> list[str]:
    """The permissions of which each allows at least one of `actions`."""
    wanted = frozenset(actions)
    return [str(permission) for permission, allowed in grants.items() if wanted & allowed]
