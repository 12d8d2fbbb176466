"""Somebody in office since 2021, until a day in June 2026: for endings of every ground."""

from datetime import date
from typing import Any

from elections.actions.offices import Grounds, end_term_early
from elections.models import OfficeEnding, Officeholder
from tests.cast import Cast
from tests.elections.process.scene import day
from tests.guards import elections as made

ENTERED = day(-20)  # 2026-06-08
LEFT = date(2026, 6, 1)


def seated(cast: Cast) -> Officeholder:
    """Ann is the chair of a committee of home."""
    made.in_office(cast)
    return Officeholder.objects.select_related("term__committee__community__division", "user").get()


def resignation(**terms: Any) -> Grounds:
    about: dict[str, Any] = {
        "ground": "resigned",
        "ended_on": LEFT,
        "applied_on": date(2026, 5, 20),
        "reference": "居民代表会议纪要第 3 号",
    }
    return Grounds(**about | terms)


def plain(ground: str, **terms: Any) -> Grounds:
    about: dict[str, Any] = {"ground": ground, "ended_on": LEFT, "reference": "（2026）鲁 01 民特 7 号"}
    return Grounds(**about | terms)


def appraised(*days: date) -> Grounds:
    found = list(days or (date(2025, 5, 30), LEFT))
    return plain("appraisal", ended_on=found[-1], appraised_on=found)


def ended(cast: Cast, why: Grounds | None = None, **terms: Any) -> OfficeEnding:
    """Bo, a colleague, enters it."""
    holder = Officeholder.objects.first() or seated(cast)
    about = {"by": cast.bo, "at": ENTERED} | terms
    return end_term_early(officeholder=holder, why=why or resignation(), **about)
