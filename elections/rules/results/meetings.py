"""The residents' representatives' meeting: who may make it up, whether it may decide, and whether it did."""

from dataclasses import dataclass
from fractions import Fraction

from elections.rules.profiles import Profile
from elections.rules.results.polls import ImpossibleCount, within
from elections.rules.results.reasons import Code, Reason, share_reason
from elections.rules.results.recalls import Decision
from elections.rules.votes import Threshold


class NoMeeting(LookupError):
    """The profile knows no representatives' meeting."""


@dataclass(frozen=True)
class Show:
    """A show of hands or ballots in a meeting; whoever is present and silent still counts as present."""

    members: int
    present: int
    votes_for: int


def decide_meeting(profile: Profile, show: Show) -> Decision:
    """Two thirds of the members present, more than half of those present agree: 村民委员会组织法 (2025) art. 30,
    城市居民委员会组织法 (2025) art. 29."""
    if profile.meeting is None:
        raise NoMeeting(profile.id)
    if not 0 <= show.votes_for <= show.present:
        raise ImpossibleCount("more votes than people present")
    checks = (
        within(Code.ROLL, show.present, show.members),
        share_reason(Code.QUORUM, profile.meeting.quorum, show.present, show.members),
        share_reason(Code.DECISION, profile.meeting.decision, show.votes_for, show.present),
    )
    return Decision(all(check.is_met for check in checks), checks)


def may_call_meeting(profile: Profile, representatives: int, asking: int) -> Decision:
    """So many representatives may have a meeting called."""
    if profile.meeting is None:
        raise NoMeeting(profile.id)
    if not 0 <= asking <= representatives:
        raise ImpossibleCount("more signatures than people")
    check = share_reason(Code.PETITION_REPRESENTATIVES, profile.meeting.call_rule, asking, representatives)
    return Decision(check.is_met, (check,))


def committee_sits(profile: Profile) -> bool:
    """Whether the committee's members sit beside the representatives."""
    return profile.meeting is not None and profile.meeting.representatives_share is not None


def composition(profile: Profile, representatives: int, members: int) -> Reason:
    """Four fifths of the meeting are representatives, the rest members of the committee: 村民委员会组织法 (2025) art. 29,
    城市居民委员会组织法 (2025) art. 28. `needed` is how many representatives it takes beside so many members."""
    rule = profile.meeting.representatives_share if profile.meeting else None
    whole = representatives + members
    if rule is None:
        return Reason(Code.COMPOSITION, not members, representatives, whole)
    needed = least_beside(rule, members) if members else 0
    return Reason(Code.COMPOSITION, representatives >= needed, representatives, whole, needed, str(rule))


def women_share(profile: Profile, women: int, whole: int) -> Reason:
    """A third of the whole meeting, the committee's members included, are women who are representatives: 村民委员会组织法
    (2025) art. 29, (2018) art. 25. Met where the rules ask for no share, and while nobody makes the meeting up."""
    if not 0 <= women <= whole:
        raise ImpossibleCount("more women than people")
    rule = profile.meeting.women_share if profile.meeting else None
    if rule is None or not whole:
        return Reason(Code.WOMEN_REPRESENTATIVES, True, women, whole)
    return share_reason(Code.WOMEN_REPRESENTATIVES, rule, women, whole)


def least_beside(rule: Threshold, members: int) -> int:
    """How many representatives make up their share beside so many others: of the others they are 4 to 1, not 4 to 5."""
    part, whole = rule.share.as_integer_ratio()
    return Threshold(Fraction(part, whole - part), rule.is_strict).needed(members)
