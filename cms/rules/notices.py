"""Review before publication, and when a notice holds."""

from datetime import datetime, timedelta
from typing import Literal

Validity = Literal["always", "soon", "later", "now", "over"]

URGENT = frozenset({"utilities", "safety"})
REVIEW_TIME = timedelta(hours=14)  # two working days of seven hours
URGENT_REVIEW_TIME = timedelta(hours=3)
SOON = timedelta(days=3)


def review_time(category: str) -> timedelta:
    """How much working time the reviewer has: water and danger do not wait two days."""
    return URGENT_REVIEW_TIME if category in URGENT else REVIEW_TIME


def may_decide(decider: int, *, author: int, submitter: int) -> bool:
    """Four eyes: neither who wrote the text nor who handed it in decides on it."""
    return decider not in (author, submitter)


def validity(valid_from: datetime | None, valid_until: datetime | None, at: datetime) -> Validity:
    """Where `at` lies to the window [valid_from, valid_until) in which the notice holds."""
    if valid_until is not None and valid_until <= at:
        return "over"
    if valid_from is not None and valid_from > at:
        return "soon" if valid_from - at <= SOON else "later"
    return "now" if valid_until is not None else "always"


def greeting(hour: int) -> Literal["morning", "noon", "afternoon", "evening"]:
    """早上好 until eleven, 中午好 until two, 下午好 until six, 晚上好 after."""
    if 5 <= hour < 11:
        return "morning"
    if 11 <= hour < 14:
        return "noon"
    return "afternoon" if 14 <= hour < 18 else "evening"
