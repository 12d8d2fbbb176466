"""The sections of a profile. Every value comes from a file and carries its law and article (`Profile.sources`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from elections.rules.profiles.kinds import flag, one_of, or_none, share, some_of, sourced, threshold, whole
from elections.rules.profiles.words import Assurance, Channel, Consent, HeadRule, Holder, Mode
from elections.rules.votes import Base, Threshold


def by_mode(mode: Mode, ordinary: Threshold, of_representatives: Threshold | None) -> Threshold:
    """A law may ask more of a few who vote for all."""
    return of_representatives if mode is Mode.REPRESENTATIVES and of_representatives else ordinary


@dataclass(frozen=True)
class Electorate:
    modes: tuple[Mode, ...] = sourced(some_of(Mode))
    default: Mode = sourced(one_of(Mode))
    least_age: int = sourced(whole(0, 100))


@dataclass(frozen=True)
class Ballots:
    channels: tuple[Channel, ...] = sourced(some_of(Channel))
    channel: Channel = sourced(one_of(Channel))  # unless the organisers choose another
    levels: tuple[Assurance, ...] = sourced(some_of(Assurance))
    level: Assurance = sourced(one_of(Assurance))
    write_ins: bool = sourced(flag())  # 另选他人
    no_more_than_voters: bool = sourced(flag())  # more ballots back than were handed out voids the election


@dataclass(frozen=True)
class Committee:
    least: int = sourced(whole(1, 99))
    most: int = sourced(whole(1, 99))
    term_years: int = sourced(whole(1, 20))
    women_least: int = sourced(whole(0, 99))
    near_relatives_barred: bool = sourced(flag())
    enough_elected: int | None = sourced(or_none(whole(1, 99)))  # so many elected may start work


@dataclass(frozen=True)
class ElectionCommittee:
    """Who runs the election, and when a member of it makes room for another."""

    leaves_if_nominated: bool = sourced(flag())
    leaves_if_relative_nominated: bool = sourced(flag())
    next_steps_up: bool = sourced(flag())  # in the order in which they were chosen; or others are chosen anew


@dataclass(frozen=True)
class Election:
    nominators_least: int | None = sourced(or_none(whole(1, 500)))  # electors who nominate together
    self_nomination: bool = sourced(flag())  # whoever stands up needs nobody else
    # the Party organisation nominates; none: not said
    party_nomination: bool | None = sourced(or_none(flag()))
    turnout: Threshold = sourced(threshold())
    turnout_representatives: Threshold | None = sourced(or_none(threshold()))  # where representatives elect
    turnout_of: Base = sourced(one_of(Base))
    majority: Threshold = sourced(threshold())
    majority_of: Base = sourced(one_of(Base))
    differential: bool = sourced(flag())  # more candidates than seats
    run_off_share: Fraction = sourced(share())  # at least this part of the ballots
    run_off_extra: int = sourced(whole(0, 9))  # how many more candidates than seats go into it

    @property
    def is_party_named(self) -> bool:
        """Whether the notice names it; in rules frozen before they said so, it stood for one's own word."""
        return not self.self_nomination if self.party_nomination is None else self.party_nomination

    def turnout_by(self, mode: Mode) -> Threshold:
        return by_mode(mode, self.turnout, self.turnout_representatives)


@dataclass(frozen=True)
class Recall:
    electors_share: Fraction | None = sourced(or_none(share()))  # this part of the electors may ask for it
    representatives_share: Fraction | None = sourced(or_none(share()))  # or this part of the representatives
    turnout: Threshold = sourced(threshold())
    turnout_representatives: Threshold | None = sourced(or_none(threshold()))
    majority: Threshold = sourced(threshold())
    bar_days: int | None = sourced(or_none(whole(0, 1830)))  # no second try so soon
    vote_within: int | None = sourced(or_none(whole(1, 366)))  # days after the petition is accepted

    def turnout_by(self, mode: Mode) -> Threshold:
        return by_mode(mode, self.turnout, self.turnout_representatives)


@dataclass(frozen=True)
class Endings:
    """How an office ends before its term, otherwise than by a recall."""

    resignation: Consent | None = sourced(or_none(one_of(Consent)))  # none: nobody can resign
    incapacity: bool = sourced(flag())
    sentence: bool = sourced(flag())
    departure: bool = sourced(flag())  # death or moving away leaves the seat empty
    unfit_appraisals: int | None = sourced(or_none(whole(1, 9)))  # so many in a row


@dataclass(frozen=True)
class Meeting:
    """The residents' representatives' meeting: who must be present, what decides, who sits in it."""

    quorum: Threshold = sourced(threshold())
    decision: Threshold = sourced(threshold())
    call_rule: Threshold = sourced(threshold())  # this part of the representatives may call one
    # this part of the meeting are representatives, and the committee's members sit beside them; none: they do not sit
    representatives_share: Threshold | None = sourced(or_none(threshold()))
    # it meets in each part of the year that has so many
    every_months: int | None = sourced(or_none(whole(1, 12)))
    # this part of it are women who are representatives
    women_share: Threshold | None = sourced(or_none(threshold()))


@dataclass(frozen=True)
class Owners:
    participation_area: Threshold = sourced(threshold())
    participation_heads: Threshold = sourced(threshold())
    ordinary_area: Threshold = sourced(threshold())
    ordinary_heads: Threshold = sourced(threshold())
    special_area: Threshold = sourced(threshold())
    special_heads: Threshold = sourced(threshold())
    heads: HeadRule = sourced(one_of(HeadRule))


@dataclass(frozen=True)
class Proxies:
    most_per_holder: int = sourced(whole(0, 20))  # none: voting by proxy is not allowed
    modes: tuple[Mode, ...] = sourced(some_of(Mode))  # in which electorates a vote may be entrusted
    holders: tuple[Holder, ...] = sourced(some_of(Holder))
    candidate_may_hold: bool = sourced(flag())
    must_be_published: bool = sourced(flag())  # an unpublished proxy is void

    def most_in(self, mode: Mode) -> int:
        return self.most_per_holder if mode in self.modes else 0


@dataclass(frozen=True)
class Deadlines:
    """All in whole calendar days; "none" where the law sets nothing."""

    announced_before: int | None = sourced(or_none(whole(0, 366)))  # days before election day, at the latest
    roll_published_before: int | None = sourced(or_none(whole(0, 366)))
    objections_within: int | None = sourced(or_none(whole(1, 60)))  # days after the roll is published
    rulings_within: int | None = sourced(or_none(whole(1, 60)))  # days after an objection is received
    nomination_least: int | None = sourced(or_none(whole(1, 60)))  # days that nomination stays open
    candidates_published_before: int | None = sourced(or_none(whole(0, 60)))
    proxies_asked_before: int | None = sourced(or_none(whole(0, 60)))
    proxies_published_before: int | None = sourced(or_none(whole(0, 60)))
    voting_most: int | None = sourced(or_none(whole(1, 90)))  # days that the vote may stay open
    result_within: int | None = sourced(or_none(whole(0, 60)))  # days after the vote closes
    run_off_within: int | None = sourced(or_none(whole(1, 366)))
    handover_within: int | None = sourced(or_none(whole(0, 366)))
    by_election_within: int | None = sourced(or_none(whole(1, 366)))  # days after a seat falls vacant


SECTIONS: Mapping[str, type] = {
    "electorate": Electorate,
    "ballots": Ballots,
    "committee": Committee,
    "election_committee": ElectionCommittee,
    "election": Election,
    "recall": Recall,
    "endings": Endings,
    "meeting": Meeting,
    "owners": Owners,
    "proxies": Proxies,
    "deadlines": Deadlines,
}
OPTIONAL = frozenset({"committee", "election_committee", "recall", "endings", "meeting", "owners"})
LATER = (
    ("election", "party_nomination"),
    ("meeting", "representatives_share"),
    ("meeting", "women_share"),
    ("meeting", "every_months"),
)  # values that a profile frozen before them does not have: "none"
