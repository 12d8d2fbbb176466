"""What somebody is to a community, and when a request to join is due."""

from datetime import datetime, timedelta
from enum import StrEnum

DECIDE_WITHIN = timedelta(days=3)  # a promise of the house, not of a law


class Level(StrEnum):
    """How far a person is known: not at all, by a confirmed number, as a verified resident."""

    GUEST = "guest"
    PHONE = "phone"
    RESIDENT = "resident"


def level(*, has_confirmed_phone: bool, is_resident: bool) -> Level:
    if is_resident:
        return Level.RESIDENT
    return Level.PHONE if has_confirmed_phone else Level.GUEST


def due_at(requested_at: datetime) -> datetime:
    return requested_at + DECIDE_WITHIN
