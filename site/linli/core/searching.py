"""What every app's `searchable.py` yields, and how an action says that a thing has changed.

`searchable.py` defines
    kinds: dict[str, str]                                   kind -> its name on the page (lazy, translated)
    entries(*, community=None) -> Iterator[Entry]           everything of this app, for a rebuild
    entry_of(obj) -> Entry | None                           one object's entry; None where it must not be found
    models: dict[str, type[Model]]                          only where kinds live in several tables: kind -> table
and every action that writes such an object calls `changed(obj)` (or `removed(obj)`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.dispatch import Signal

from linli.core.audience import Audience


@dataclass(frozen=True, kw_only=True)
class Entry:
    kind: str  # "notice", "guide", "topic", "service", "shift"
    object_id: int
    community_id: int
    audience: Audience
    title: str
    body: str  # plain text
    url: str
    place: str = ""  # where it comes from, in words
    at: datetime | None = None  # what it is dated


object_changed = Signal()  # sender: model class; obj: instance; removed: bool


def changed(obj: models.Model) -> None:
    """Says that what a search would find of `obj` may have changed. Call inside the action's transaction."""
    object_changed.send(sender=type(obj), obj=obj, removed=False)


def removed(obj: models.Model) -> None:
    object_changed.send(sender=type(obj), obj=obj, removed=True)


def model_label(obj: Any) -> str:
    return str(obj._meta.label_lower)
