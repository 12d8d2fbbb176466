"""Votes at every stage, for the tests of this room."""

from datetime import datetime, timedelta
from typing import Any

from elections.actions import cast_ballot, close_vote, declare_result, draft_vote, open_vote
from elections.models import Option, Result, Vote
from linli.accounts.models import User
from linli.core.audience import Audience
from tests.cast import BEGINNING, Cast, person

OPENS = BEGINNING + timedelta(days=1)
DURING = OPENS + timedelta(hours=1)
CLOSES = OPENS + timedelta(days=3)
AFTER = CLOSES + timedelta(minutes=1)


def draft(cast: Cast, **terms: Any) -> Vote:
    terms = {
        "question": "2 号院加装电梯",
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "by": cast.bo,
        "at": BEGINNING,
    } | terms
    return draft_vote(community=cast.home, **terms)


def opened(cast: Cast, **terms: Any) -> Vote:
    return open_vote(vote=draft(cast, **terms), by=cast.bo, at=OPENS)


def named(cast: Cast, **terms: Any) -> Vote:
    return opened(cast, secrecy=Vote.Secrecy.NAMED, **terms)


def option(vote: Vote, stance: str = "for") -> Option:
    found: Option = vote.options.get(stance=stance)
    return found


def crowd(cast: Cast, size: int, first: int = 100) -> list[User]:
    """Neighbours who are entitled too."""
    return [person(f"邻{n}", first + n, "resident", at=cast.home) for n in range(size)]


def cast_all(vote: Vote, voters: list[User], stance: str = "for", at: datetime = DURING) -> list[str]:
    return [cast_ballot(vote=vote, option=option(vote, stance), by=voter, at=at).code for voter in voters]


def declared(vote: Vote, cast: Cast) -> Result:
    return declare_result(vote=close_vote(vote=vote, by=None, at=AFTER), by=cast.bo, at=AFTER)


def live(cast: Cast, now: datetime, **terms: Any) -> Vote:
    """A vote that is open at `now`, for tests of pages: views read the clock."""
    begin = now - timedelta(hours=1)
    terms = {"opens_at": begin, "closes_at": now + timedelta(days=2), "at": begin} | terms
    terms.setdefault("audience", Audience.RESIDENTS)
    return open_vote(vote=draft(cast, **terms), by=cast.bo, at=now)
