"""Voting by proxy: which of a set of written mandates count, and why the others do not.

村民委员会组织法 (2018) art. 15: in writing, to a near relative with a vote in this village, the names published. Provincial
measures add: three a holder at the most, no candidate as a holder, no passing on, asked for and published in time.
城市居民委员会组织法 (2025) art. 19: in writing, to another elector, three a holder, no candidate, the names published; none
where representatives elect.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from elections.rules.days import day_of, latest_day
from elections.rules.profiles import Holder, Mode, Profile


class Flaw(StrEnum):
    NOT_ALLOWED = "not_allowed"  # the profile knows no proxies
    NOT_WRITTEN = "not_written"
    SELF = "self"
    PRINCIPAL_NOT_ON_ROLL = "principal_not_on_roll"
    HOLDER_NOT_ON_ROLL = "holder_not_on_roll"
    RELATION = "relation"  # not one of those whom the profile lets hold a proxy
    CANDIDATE = "candidate"
    CHAIN = "chain"  # the holder has given away a vote too
    TWICE = "twice"  # the principal has another mandate
    TOO_MANY = "too_many"  # more for one holder than the profile allows
    ASKED_LATE = "asked_late"
    PUBLISHED_LATE = "published_late"
    NOT_PUBLISHED = "not_published"


@dataclass(frozen=True)
class Mandate:
    """One written mandate. `number` is the order of acceptance: the first ones count."""

    number: int
    principal: str
    holder: str
    is_near_relative: bool
    asked_at: datetime
    is_written: bool = True
    published_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class Judged:
    mandate: Mandate
    flaws: tuple[Flaw, ...]

    @property
    def is_valid(self) -> bool:
        return not self.flaws


def judge(
    profile: Profile,
    mandates: Iterable[Mandate],
    *,
    roll: Collection[str],
    candidates: Collection[str],
    election_day: date,
    at: datetime,
    mode: Mode | None = None,
) -> list[Judged]:
    """Each mandate that is not revoked at that moment, with everything that is wrong with it; `mode` is who votes, by
    default the profile's own.

    Whoever revokes votes in person; what is void for its own sake takes no place of the holder's.
    """
    live = [one for one in sorted(mandates, key=lambda one: one.number) if not is_revoked(one, at)]
    own = {
        one.number: [
            *own_flaws(profile, one, roll, candidates, mode or profile.electorate.default),
            *late(profile, one, election_day),
        ]
        for one in live
    }
    return among_others(live, own, profile.proxies.most_per_holder)


def among_others(live: list[Mandate], own: Mapping[int, list[Flaw]], most: int) -> list[Judged]:
    """No passing on, one for each principal, so many a holder; mandates void by themselves stand in nobody's way."""
    givers = {one.principal for one in live if not own[one.number]}
    given: set[str] = set()
    held: Counter[str] = Counter()
    judged = []
    for one in live:
        flaws = [*own[one.number]]
        flaws += [Flaw.CHAIN] if one.holder in givers else []
        flaws += [Flaw.TWICE] if one.principal in given else []
        flaws += [Flaw.TOO_MANY] if not flaws and held[one.holder] >= most else []
        if not flaws:
            given.add(one.principal)
            held[one.holder] += 1
        judged.append(Judged(one, tuple(flaws)))
    return judged


def is_revoked(mandate: Mandate, at: datetime) -> bool:
    return mandate.revoked_at is not None and mandate.revoked_at <= at


def own_flaws(
    profile: Profile,
    one: Mandate,
    roll: Collection[str],
    candidates: Collection[str],
    mode: Mode,
) -> list[Flaw]:
    """What is wrong with a mandate whatever the others are."""
    rules = profile.proxies
    checks = [
        (Flaw.NOT_ALLOWED, rules.most_in(mode) == 0),
        (Flaw.NOT_WRITTEN, not one.is_written),
        (Flaw.SELF, one.holder == one.principal),
        (Flaw.PRINCIPAL_NOT_ON_ROLL, one.principal not in roll),
        (Flaw.HOLDER_NOT_ON_ROLL, Holder.ADULT not in rules.holders and one.holder not in roll),
        (Flaw.RELATION, set(rules.holders) == {Holder.NEAR_RELATIVE} and not one.is_near_relative),
        (Flaw.CANDIDATE, not rules.candidate_may_hold and one.holder in candidates),
    ]
    return [flaw for flaw, is_wrong in checks if is_wrong]


def late(profile: Profile, one: Mandate, election_day: date) -> list[Flaw]:
    """Asked for and published so many days before the election day, where the profile says so."""
    days, flaws = profile.deadlines, []
    if _is_late(one.asked_at, days.proxies_asked_before, election_day):
        flaws.append(Flaw.ASKED_LATE)
    if one.published_at is None:
        return [*flaws, Flaw.NOT_PUBLISHED] if profile.proxies.must_be_published else flaws
    if _is_late(one.published_at, days.proxies_published_before, election_day):
        flaws.append(Flaw.PUBLISHED_LATE)
    return flaws


def _is_late(at: datetime, days: int | None, election_day: date) -> bool:
    return days is not None and day_of(at) > latest_day(election_day, days)


def places_left(profile: Profile, judged: Iterable[Judged], holder: str) -> int:
    """How many more mandates this holder may take."""
    held = sum(one.is_valid and one.mandate.holder == holder for one in judged)
    return max(0, profile.proxies.most_per_holder - held)
