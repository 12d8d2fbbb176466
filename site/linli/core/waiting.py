"""What every app's `today.py` speaks of: the things that wait for a person, and until when.

`today.py` may define any of
    waiting(*, user, community, at) -> Iterable[Waiting]    what waits for this person
    upcoming(*, community, at) -> Iterable[Waiting]         what the community is about to do (public)
    due(*, user, community, at) -> Iterable[Waiting]        the staff desk: what this person's office must do
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from linli.core.discovery import faces

Room = Literal["plate", "talk", "vote", "shop", "help"]
Light = Literal["green", "yellow", "red"]


@dataclass(frozen=True, kw_only=True)
class Waiting:
    room: Room
    icon: str  # a Lucide name
    kind: str  # a word or two: "Vote", "Booking"
    title: str
    url: str
    step: str  # the one next step, as the button says it
    until: datetime | None = None
    detail: str = ""
    source: str = ""  # where it came from, for the desk

    def light(self, at: datetime) -> Light:
        """Red when overdue, yellow within a day of it, green otherwise."""
        if self.until is None or self.until - at > timedelta(days=1):
            return "green"
        return "red" if self.until <= at else "yellow"


def gather(face: str, **about: Any) -> list[Waiting]:
    """All apps' answers to one question (`waiting`, `upcoming` or `due`), the most pressing first."""
    answers: list[Iterable[Waiting]] = [
        getattr(module, face)(**about) for module in faces("today") if hasattr(module, face)
    ]
    return sorted(
        (w for answer in answers for w in answer), key=lambda w: (w.until is None, w.until, w.title)
    )
