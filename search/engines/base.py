"""The contract of an engine. Entries are stored by `search.actions`; an engine indexes them and finds them again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from search.models import SearchEntry


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked, where, and by somebody of which audiences; `kind` narrows the hits, never the counts."""

    words: str
    community_id: int
    audiences: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Hit:
    kind: str
    object_id: int
    audience: str
    title: str
    body: str
    place: str
    url: str
    at: datetime | None


@dataclass(frozen=True)
class Answer:
    hits: list[Hit] = field(default_factory=list)  # the best first
    counts: dict[str, int] = field(default_factory=dict)  # kind -> how many, before narrowing by kind


class Engine(Protocol):
    def index(self, entries: Sequence[SearchEntry]) -> None:
        """Makes stored entries findable as they now are. Called in the transaction that stored them."""

    def remove(self, keys: Iterable[tuple[str, int]]) -> None:
        """Forgets entries, each by its kind and object id."""

    def search(self, question: Question, start: int, stop: int) -> Answer:
        """Hits number `start` to `stop` of what holds every word of the question."""
