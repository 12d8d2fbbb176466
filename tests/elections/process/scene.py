"""An election at every stage, for the tests of this room and of those that build on it.

Announced on D-60, the roll published on D-50 and frozen on D-35 (whatever holidays lie between), nominations from D-22,
candidates on D-8, proxies on D-3, polls on D from 8:00 to 18:00 in China. Tests of pages, which read the clock, move DAY.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from elections.actions.running import (
    Counts,
    Marks,
    Person,
    Seats,
    announce_election,
    answer_nomination,
    close_polls,
    confirm_entries,
    draft_election,
    freeze_roll,
    import_electors,
    nominate,
    open_nominations,
    open_polls,
    publish_candidates,
    publish_roll,
    review_nomination,
)
from elections.models import Candidate, Election, Post, Registration
from linli.accounts.models import User
from linli.core.workdays import CHINA
from tests.cast import Cast, person

DAY = datetime(2026, 6, 28, tzinfo=CHINA)  # a Sunday; no public holiday in the weeks before touches a period
SEATS = (Seats(office="chair", name="主任"), Seats(office="member", name="委员", seats=2))


def day(offset: int, hour: int = 9) -> datetime:
    """So many days before (negative) or after the election day, at an hour of China's clock."""
    return (DAY + timedelta(days=offset)).replace(hour=hour).astimezone(UTC)


ANNOUNCED, PUBLISHED, FROZEN, NOMINATING = day(-60), day(-50), day(-35), day(-22)
CANDIDATES, PROXIES = day(-8), day(-3)
OPENS, CLOSES, AFTER = day(0, 8), day(0, 18), day(0, 19)


def moved(monkeypatch: Any, days: int) -> None:
    """The election day is so many days from today on, for tests of pages."""
    today = datetime.now(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    monkeypatch.setattr("tests.elections.process.scene.DAY", today + timedelta(days=days))


def drafted(cast: Cast, **terms: Any) -> Election:
    terms = {
        "title": "建新社区居民委员会换届选举",
        "election_day": DAY.date(),
        "polls_open_at": day(0, 8),
        "polls_close_at": day(0, 18),
        "profile_code": "cn-residents-2026",
        "seats": SEATS,
        "by": cast.bo,
        "at": day(-62),
    } | terms
    return draft_election(community=cast.home, **terms)


def announced(cast: Cast, **terms: Any) -> Election:
    return announce_election(election=drafted(cast, **terms), by=cast.bo, at=day(-60))


def neighbours(cast: Cast, size: int = 12) -> list[User]:
    """Ann, Dan, Bo and more who live here."""
    more = [person(f"邻居{n:02d}", 200 + n, "resident", at=cast.home) for n in range(size)]
    return [cast.ann, cast.dan, cast.bo, *more]


def with_entries(cast: Cast, size: int = 12, **terms: Any) -> Election:
    election = announced(cast, **terms)
    people = [
        Person(name=user.name, household=f"{n // 4 + 1}-{n}", birth_year=1960 + n, user=user, sex="fm"[n % 2])
        for n, user in enumerate(neighbours(cast, size))
    ]
    people.append(Person(name="郑奶奶", household="9-101", birth_year=1938))  # has no account
    added = import_electors(
        election=election, people=people, source=Registration.Source.REGISTER, by=cast.bo, at=day(-58)
    )
    confirm_entries(election=election, entries=added, by=cast.bo, at=day(-57))
    return election


def published(cast: Cast, **terms: Any) -> Election:
    return publish_roll(election=with_entries(cast, **terms), by=cast.bo, at=day(-50))


def frozen(cast: Cast, **terms: Any) -> Election:
    return freeze_roll(election=published(cast, **terms), by=cast.bo, at=day(-35))


def nominating(cast: Cast, **terms: Any) -> Election:
    return open_nominations(election=frozen(cast, **terms), by=cast.bo, at=day(-22))


def entry(election: Election, name: str) -> Registration:
    found: Registration = election.registrations.get(name=name, state=Registration.State.CONFIRMED)
    return found


def post(election: Election, office: str = "chair") -> Post:
    found: Post = election.posts.get(office=office)
    return found


def stand(election: Election, cast: Cast, name: str, office: str = "member") -> Candidate:
    """Recommended by the Party organisation, accepts and is approved: the shortest way onto the ballot."""
    nominee = entry(election, name)
    about = {"post": post(election, office), "nominee": nominee, "from_party": True}
    nomination = nominate(**about, by=cast.chair, at=day(-20))
    answer_nomination(nomination=nomination, accepts=True, by=nominee.user, at=day(-19))
    review_nomination(nomination=nomination, approve=True, by=cast.chair, at=day(-12))
    return Candidate.objects.get(nomination=nomination)


STANDING = (
    ("邻居00", "chair"),
    ("邻居01", "chair"),
    ("邻居02", "member"),
    ("邻居03", "member"),
    ("邻居04", "member"),
)


def with_candidates(cast: Cast, **terms: Any) -> Election:
    election = nominating(cast, **terms)
    for name, office in STANDING:
        stand(election, cast, name, office)
    return election


def listed(cast: Cast, **terms: Any) -> Election:
    return publish_candidates(election=with_candidates(cast, **terms), by=cast.chair, at=day(-8))


def polling(cast: Cast, **terms: Any) -> Election:
    return open_polls(election=listed(cast, **terms), by=cast.chair, at=day(0, 8))


def closed(cast: Cast, **terms: Any) -> Election:
    return close_polls(election=polling(cast, **terms), by=None, at=day(0, 18))


def counts(election: Election, *votes: int, returned: int = 14) -> Counts:
    """Votes of the candidates in the order of the ballot."""
    candidates = list(election.candidates.on_ballot())
    marks = {one.pk: Marks(votes=n) for one, n in zip(candidates, votes, strict=True)}
    return Counts(issued=returned, returned=returned, marks=marks)
