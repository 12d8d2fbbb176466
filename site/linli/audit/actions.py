"""Recording what was done. Every action of every room calls `record` once, inside its own transaction."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction

from linli.accounts.models import User
from linli.audit.models import Event
from linli.audit.rules import GENESIS, faults, link
from linli.communities.models import Community

CHAIN_LOCK = 0x11_AD_17  # one writer at a time: a chain has one end


def content_of(event: Event) -> dict[str, Any]:
    """Everything that the hash vouches for."""
    return {
        "serial": event.serial,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "action": event.action,
        "object": [event.object_label, event.object_id],
        "community": event.community_id,
        "detail": event.detail,
    }


@transaction.atomic
def record(
    *,
    by: User | None,
    action: str,
    obj: models.Model | None = None,
    community: Community | None = None,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Appends one event. `action` is "room.verb_noun"; `detail` must be JSON and hold no personal secrets."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = Event.objects.order_by("-serial").values_list("serial", "hash").first() or (0, GENESIS)
    event = Event(
        serial=last[0] + 1,
        at=at,
        actor_id=by.pk if by else None,
        actor_name=str(by)[:60] if by else "",
        action=action,
        object_label=obj._meta.label_lower if obj else "",
        object_id=str(obj.pk) if obj else "",
        community_id=community.pk if community else None,
        detail=dict(detail or {}),
        previous_hash=last[1],
    )
    event.hash = link(event.previous_hash, content_of(event))
    event.save(force_insert=True)
    return event


def verify() -> Iterator[tuple[int, str]]:
    """Every fault of the stored chain, as (serial, what is wrong with it); nothing where it is whole."""
    rows = Event.objects.order_by("serial").iterator(chunk_size=2000)
    yield from faults((e.serial, e.previous_hash, e.hash, content_of(e)) for e in rows)
