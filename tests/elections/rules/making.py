"""Profiles and polls for the tests of the rules, changed in single values."""

from dataclasses import replace
from typing import Any

from elections.rules import profiles
from elections.rules.profiles import Profile
from elections.rules.results import Contest, ElectionResult, Kin, Line, Poll, decide_election

VILLAGE = profiles.load("cn-village-2018")
VILLAGE_2026 = profiles.load("cn-village-2026")
RESIDENTS = profiles.load("cn-residents-2026")
OWNERS = profiles.load("cn-owners-278")
CLUB = profiles.load("club-simple")
CONDO = profiles.load("condo-generic")


def changed(profile: Profile, section: str, **values: Any) -> Profile:
    return replace(profile, **{section: replace(getattr(profile, section), **values)})


PLAIN = changed(VILLAGE, "committee", women_least=0, near_relatives_barred=False)  # votes alone decide


def line(person: str, votes: int, **more: Any) -> Line:
    """A person whose name begins with w is a woman."""
    return Line(person, votes, is_woman=person.startswith("w"), **more)


def lines(**votes: int) -> tuple[Line, ...]:
    return tuple(line(person, count) for person, count in votes.items())


def one_post(seats: int, *, women: int = 0, **votes: int) -> tuple[Contest, ...]:
    return (Contest("member", seats, lines(**votes), women),)


def poll(*contests: Contest, roll: int = 100, returned: int = 100, kin: Any = (), **more: Any) -> Poll:
    more.setdefault("issued", returned)
    return Poll(roll=roll, returned=returned, contests=contests, kin=Kin.of(kin), **more)


def elect(
    seats: int, *, profile: Profile = PLAIN, women: int = 0, kin: Any = (), **votes: int
) -> ElectionResult:
    """One post, a hundred electors who all voted."""
    return decide_election(profile, poll(*one_post(seats, women=women, **votes), kin=kin))


def verdicts(result: ElectionResult, post: int = 0) -> dict[str, str]:
    return {one.person: str(one.verdict) for one in result.posts[post].standings}


def reasons(result: ElectionResult, post: int = 0) -> dict[str, str]:
    return {one.person: str(one.reason.code) for one in result.posts[post].standings}


def further(result: ElectionResult) -> list[tuple[str, str, int, tuple[str, ...], bool]]:
    return [(str(f.kind), f.post, f.seats, f.people, f.women_only) for f in result.further]
