"""Who runs an election and may no longer: a member of its committee who stands, or whose near relative does.

Near relatives are, in the words of 民法典 art. 1045: spouse, parents, children, brothers and sisters, grandparents,
grandchildren.
"""

from collections.abc import Sequence
from enum import StrEnum

from elections.rules.profiles import Profile


class Leaving(StrEnum):
    NOMINATED = "nominated"
    RELATIVE = "relative"
    OTHER = "other"


def asks_relatives(profile: Profile) -> bool:
    """城市居民委员会组织法 (2025) art. 15 speaks of near relatives too; the villagers' law of 2018 does not."""
    return bool(profile.election_committee and profile.election_committee.leaves_if_relative_nominated)


def must_leave(profile: Profile, *, is_nominee: bool, is_relative: bool) -> Leaving | None:
    """城市居民委员会组织法 (2025) art. 15: nominated as a candidate, in person or a near relative."""
    rules = profile.election_committee
    if rules is None:
        return None
    if is_nominee and rules.leaves_if_nominated:
        return Leaving.NOMINATED
    return Leaving.RELATIVE if is_relative and rules.leaves_if_relative_nominated else None


def steps_up(profile: Profile, alternates: Sequence[int]) -> int | None:
    """城市居民委员会组织法 (2025) art. 15: the next by the result of the choice; none where nobody is left, or rules are silent.

    `alternates` are the places of those who were chosen and have no seat, first where most chose them.
    """
    rules = profile.election_committee
    return min(alternates, default=None) if rules and rules.next_steps_up else None
