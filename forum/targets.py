"""What may be commented on. Rooms above the forum register their own things, with who may find them.

Such a thing has `community`, `audience` and `get_absolute_url()`, and where it may close, `closed_reason`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from linli.communities.models import Community
from linli.roles.rights import Anyone

Find = Callable[[Anyone, Community, str, datetime], models.Model | None]


@dataclass(frozen=True)
class Target:
    """`find` gives the thing with this key where this person may read it; `key` is what stands in addresses."""

    kind: str
    model: type[models.Model]
    find: Find
    key: Callable[[Any], str]


TARGETS: dict[str, Target] = {}


def register(target: Target) -> None:
    TARGETS[target.kind] = target


def target_of(obj: models.Model) -> Target | None:
    return next((t for t in TARGETS.values() if isinstance(obj, t.model)), None)


def find(kind: str, key: str, user: Anyone, community: Community, at: datetime) -> Any:
    """The thing of this kind with this key, if `user` may read it."""
    target = TARGETS.get(kind)
    return placed(target.find(user, community, key, at), community) if target else None


def seen(obj: Any, user: Anyone, community: Community, at: datetime) -> Any:
    """The thing itself, if it takes comments and `user` may read it."""
    target = target_of(obj) if obj is not None else None
    return find(target.kind, target.key(obj), user, community, at) if target else None


def placed(found: models.Model | None, community: Community) -> Any:
    """The community is known already: no need to read it again."""
    if found is not None:
        found.community = community  # type: ignore[attr-defined]
    return found
