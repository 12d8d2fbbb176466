"""Telling people: a few by name, or a whole community once."""

from collections.abc import Iterable
from datetime import datetime

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience


def tell(
    *,
    users: Iterable[User],
    kind: str,
    title: str,
    url: str,
    community: Community | None,
    at: datetime,
    by: User | None = None,
    body: str = "",
) -> None:
    """Tells each of a few people, in site and by the channels they chose. Call inside the action's transaction."""


def announce(
    *,
    community: Community,
    audience: Audience,
    kind: str,
    title: str,
    url: str,
    key: str,
    at: datetime,
    by: User | None = None,
    body: str = "",
) -> None:
    """Tells every member of `audience` once, in the background; a second call with the same `key` tells nobody."""
