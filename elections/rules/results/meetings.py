"""The residents' representatives' meeting: whether it may decide, and whether it did."""

from dataclasses import dataclass

from elections.rules.profiles import Profile
from elections.rules.results.polls import ImpossibleCount, within
from elections.rules.results.reasons import Code, share_reason
from elections.rules.results.recalls import Decision


class NoMeeting(LookupError):
    """The profile knows no representatives' meeting."""


@dataclass(frozen=True)
class Show:
    """A show of hands or ballots in a meeting; whoever is present and silent still counts as present."""

    members: int
    present: int
    votes_for: int


def decide_meeting(profile: Profile, show: Show) -> Decision:
    """Two thirds of the members present, more than half of those present agree: 村民委员会组织法 (2018) art. 26,
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
