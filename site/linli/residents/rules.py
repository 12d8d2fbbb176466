"""When a request to join is due."""

from datetime import datetime, timedelta

DECIDE_WITHIN = timedelta(days=3)  # a promise of the house, not of a law


def due_at(requested_at: datetime) -> datetime:
    return requested_at + DECIDE_WITHIN
