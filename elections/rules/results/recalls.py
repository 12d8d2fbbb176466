"""Recall (罢免): who may ask for it, when, and what carries it."""

from dataclasses import dataclass
from datetime import date

from elections.rules.profiles import Mode, Profile, Signers
from elections.rules.results.polls import ImpossibleCount, within
from elections.rules.results.reasons import Code, Reason, share_reason
from elections.rules.votes import Threshold

PETITION_CODES = {
    Signers.ELECTORS: Code.PETITION_ELECTORS,
    Signers.REPRESENTATIVES: Code.PETITION_REPRESENTATIVES,
}


class NoRecall(LookupError):
    """The profile knows no recall."""


@dataclass(frozen=True)
class Petition:
    """The signatures under a recall; those of representatives count by themselves."""

    electors: int
    signed_by_electors: int
    representatives: int = 0
    signed_by_representatives: int = 0


@dataclass(frozen=True)
class Decision:
    is_carried: bool
    checks: tuple[Reason, ...]


@dataclass(frozen=True)
class RecallVote:
    roll: int
    issued: int
    returned: int
    votes_for: int
    mode: Mode = Mode.ELECTORS  # the one in which the person was elected


def decide_petition(
    profile: Profile, petition: Petition, on: date, last_vote_on: date | None = None
) -> Decision:
    """So many of the electors or so many of the representatives; one way is enough.

    村民委员会组织法 (2018) art. 16: a fifth, a third; 城市居民委员会组织法 (2025) art. 20: a tenth, a third.
    """
    ways = tuple(_way(profile, petition))
    bar = _bar(profile, on, last_vote_on)
    return Decision(any(way.is_met for way in ways) and bar.is_met, (*ways, bar))


def _way(profile: Profile, petition: Petition) -> list[Reason]:
    signed = {
        Signers.ELECTORS: (petition.signed_by_electors, petition.electors),
        Signers.REPRESENTATIVES: (petition.signed_by_representatives, petition.representatives),
    }
    for count, of in signed.values():
        if not 0 <= count <= of:
            raise ImpossibleCount("more signatures than people")
    return [
        share_reason(PETITION_CODES[who], Threshold(part, False), *signed[who])
        for who, part in profile.petition_shares().items()
    ]


def _bar(profile: Profile, on: date, last_vote_on: date | None) -> Reason:
    """No second try within the bar: it must be over on the day of the petition."""
    days = None if profile.recall is None else profile.recall.bar_days
    if days is None or last_vote_on is None:
        return Reason(Code.BAR, True, needed=days or 0)
    passed = (on - last_vote_on).days
    return Reason(Code.BAR, passed > days, passed, needed=days + 1)


def decide_recall(profile: Profile, vote: RecallVote) -> Decision:
    """Arts. 16 and 20: more than half of those registered vote (of representatives more than two thirds, art. 20), and
    more than half of those voting agree."""
    if profile.recall is None:
        raise NoRecall(profile.id)
    if not 0 <= vote.votes_for <= vote.returned:
        raise ImpossibleCount("more votes than ballots")
    checks = [within(Code.ROLL, vote.returned, vote.roll)]
    if profile.ballots.no_more_than_voters:
        checks.append(within(Code.ISSUED, vote.returned, vote.issued))
    checks.append(share_reason(Code.TURNOUT, profile.recall.turnout_by(vote.mode), vote.returned, vote.roll))
    checks.append(share_reason(Code.MAJORITY, profile.recall.majority, vote.votes_for, vote.returned))
    return Decision(all(check.is_met for check in checks), tuple(checks))
