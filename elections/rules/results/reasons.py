"""Why a result is what it is: a code and the exact numbers. Pages and verifiers make the words."""

from dataclasses import dataclass
from enum import StrEnum

from elections.rules.votes import Threshold


class Code(StrEnum):
    ISSUED = "issued"  # no more ballots came back than were handed out
    ROLL = "roll"  # no more ballots than people entitled
    TURNOUT = "turnout"
    MAJORITY = "majority"
    RUN_OFF_SHARE = "run_off_share"
    MOST_VOTES = "most_votes"  # a tie voted on again: whoever has more
    SEATS = "seats"  # so many seats, others had more votes
    TIE = "tie"
    NEAR_RELATIVE = "near_relative"
    OTHER_POST = "other_post"  # elected to a post further up the ballot
    LEVEL_ABOVE = "level_above"  # to be voted on for a post further up the ballot
    WOMEN = "women"
    ENOUGH_ELECTED = "enough_elected"
    CANDIDATES = "candidates"
    PETITION_ELECTORS = "petition_electors"
    PETITION_REPRESENTATIVES = "petition_representatives"
    BAR = "bar"  # days since the last vote on the same recall
    COMPOSITION = "composition"  # how many of a meeting's members are representatives
    # how many of a meeting's members are women and representatives
    WOMEN_REPRESENTATIVES = "women_representatives"
    QUORUM = "quorum"
    DECISION = "decision"
    PARTICIPATION_AREA = "participation_area"
    PARTICIPATION_HEADS = "participation_heads"
    AGREEMENT_AREA = "agreement_area"
    AGREEMENT_HEADS = "agreement_heads"


@dataclass(frozen=True)
class Reason:
    """One test that the law makes: what was counted, of how many, how many it takes, and whether it was met."""

    code: Code
    is_met: bool
    count: int = 0
    of: int = 0
    needed: int = 0
    rule: str = ""  # "> 1/2", ">= 2/3"; empty where the law gives no share
    who: tuple[str, ...] = ()  # the people that it is about


def share_reason(code: Code, rule: Threshold, count: int, of: int) -> Reason:
    """Whether a share is met. Nothing of nothing meets no share."""
    needed = max(1, rule.needed(of))
    return Reason(code, count >= needed, count, of, needed, str(rule))
