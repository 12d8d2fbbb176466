"""Keeping the table of entries as the rooms have it. No audit events: everything here can be built again."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from types import ModuleType
from typing import Any

from django.db import connection, models, transaction

from linli.communities.models import Community
from linli.core.discovery import faces
from linli.core.searching import Entry
from search.engines import engine
from search.models import SearchEntry

BATCH = 500
TURNS = 0x5EA
CHANGING = ["community", "audience", "title", "body", "place", "url", "at", "written_at"]


def searchable_of(model: type[models.Model]) -> ModuleType | None:
    """The `searchable.py` of the app that a model belongs to."""
    name = f"{model._meta.app_config.name}.searchable" if model._meta.app_config else ""
    return import_module(name) if name and find_spec(name) else None


def kinds_of(room: ModuleType, model: type[models.Model]) -> list[str]:
    """Kinds that a model's objects may be found as; `models` in a searchable.py says it where a room has several."""
    said: dict[str, type[models.Model]] = getattr(room, "models", {})
    return [kind for kind in room.kinds if kind not in said or issubclass(model, said[kind])]


@transaction.atomic
def store(*, entries: Iterable[Entry], at: datetime) -> list[SearchEntry]:
    """Writes entries over what was known of the same objects, and has the engine index them."""
    rows = {(e.kind, e.object_id): row_of(e, at) for e in entries}
    ordered = [rows[key] for key in sorted(rows)]
    stored = SearchEntry.objects.bulk_create(
        ordered, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=CHANGING
    )
    engine().index(stored)
    return stored


def row_of(entry: Entry, at: datetime) -> SearchEntry:
    return SearchEntry(
        kind=entry.kind,
        object_id=entry.object_id,
        community_id=entry.community_id,
        audience=entry.audience,
        title=entry.title,
        body=entry.body,
        place=entry.place,
        url=entry.url,
        at=entry.at,
        written_at=at,
    )


@transaction.atomic
def refresh_object(*, model: type[models.Model], object_id: Any, at: datetime) -> SearchEntry | None:
    """Looks an object up again and stores, or forgets, what may be found of it."""
    room = searchable_of(model)
    if room is None:
        return None
    wait_for_turn(model, object_id)
    obj = model._base_manager.filter(pk=object_id).first()
    entry = room.entry_of(obj) if obj is not None else None
    if entry is None:
        forget_object(model=model, object_id=object_id)
        return None
    return store(entries=[entry], at=at)[0]


def wait_for_turn(model: type[models.Model], object_id: Any) -> None:
    """One after the other for each object: who writes last has also looked last, so what is kept is never stale."""
    turn = zlib.crc32(f"{model._meta.label_lower}:{object_id}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TURNS, turn - 2**31])


@transaction.atomic
def forget_object(*, model: type[models.Model], object_id: Any) -> int:
    room = searchable_of(model)
    kinds = kinds_of(room, model) if room else []
    gone, _ = SearchEntry.objects.filter(kind__in=kinds, object_id=object_id).delete()
    engine().remove((kind, object_id) for kind in kinds)
    return gone


def rebuild(
    *, at: datetime, community: Community | None = None, tell: Callable[[int], None] = lambda count: None
) -> tuple[int, int]:
    """Stores everything anew in batches, then drops what no room has any more; how many were stored and dropped."""
    stored = 0
    entries = everything(community)
    while batch := list(islice(entries, BATCH)):
        stored += len(store(entries=batch, at=at))
        tell(len(batch))
    left_over = SearchEntry.objects.filter(written_at__lt=at)
    if community is not None:
        left_over = left_over.in_community(community)
    keys = list(left_over.values_list("kind", "object_id"))
    left_over.delete()
    engine().remove(keys)
    return stored, len(keys)


def everything(community: Community | None) -> Iterator[Entry]:
    for room in faces("searchable"):
        yield from room.entries(community=community)
