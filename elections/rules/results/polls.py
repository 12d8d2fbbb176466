"""What comes out of the ballot boxes, and whether the poll counts at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from elections.rules.profiles import Mode, Profile
from elections.rules.results.reasons import Code, Reason, share_reason
from elections.rules.votes import Base


class ImpossibleCount(ValueError):
    """The numbers cannot come from one poll; somebody counted or typed wrong."""


@dataclass(frozen=True)
class Line:
    """One person's votes for one post: a candidate's, or somebody's whom electors wrote in (另选他人)."""

    person: str
    votes: int
    against: int = 0
    abstained: int = 0
    is_woman: bool = False
    is_write_in: bool = False


@dataclass(frozen=True)
class Contest:
    """One post on the ballot; the lines stand in the ballot's order, and contests from the highest post down."""

    post: str
    seats: int
    lines: tuple[Line, ...]
    women_least: int = 0  # seats kept for women


@dataclass(frozen=True)
class Kin:
    """Who is a near relative of whom."""

    pairs: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Kin":
        return cls(frozenset(frozenset(pair) for pair in pairs if pair[0] != pair[1]))

    def relatives(self, person: str, others: Iterable[str]) -> tuple[str, ...]:
        return tuple(other for other in others if frozenset((person, other)) in self.pairs)


@dataclass(frozen=True)
class Poll:
    """The sums of one poll, paper and online together. Blank and invalid ballots are among those returned."""

    roll: int
    issued: int
    returned: int
    contests: tuple[Contest, ...]
    blank: int = 0
    invalid: int = 0
    kin: Kin = Kin()
    sitting: tuple[str, ...] = ()  # members who stay in office: a by-election, a run-off
    sitting_women: int = 0
    mode: Mode = Mode.ELECTORS  # who votes

    def __post_init__(self) -> None:
        check_sums(self)

    def base(self, of: Base) -> int:
        """The number that a majority is taken of."""
        if of is Base.ROLL:
            return self.roll
        if of is Base.DECIDED:
            return self.returned - self.blank - self.invalid
        return self.returned


def check_sums(poll: Poll) -> None:
    counted = poll.returned - poll.blank - poll.invalid
    if min(poll.roll, poll.issued, poll.blank, poll.invalid, counted) < 0:
        raise ImpossibleCount("a number below nothing")
    for contest in poll.contests:
        check_contest(contest, counted)


def check_contest(contest: Contest, counted: int) -> None:
    """No line has more marks than there are ballots that count, and no ballot more names than seats."""
    if len({line.person for line in contest.lines}) != len(contest.lines):
        raise ImpossibleCount(f"{contest.post}: the same person twice")
    for line in contest.lines:
        marks = (line.votes, line.against, line.abstained)
        if min(marks) < 0 or sum(marks) > counted:
            raise ImpossibleCount(f"{contest.post}: {line.person} has marks on more ballots than count")
    if sum(line.votes for line in contest.lines) > contest.seats * counted:
        raise ImpossibleCount(f"{contest.post}: more votes than seats on the ballots")


def validity(profile: Profile, poll: Poll) -> tuple[Reason, ...]:
    """村民委员会组织法 (2018) art. 15, 城市居民委员会组织法 (2025) art. 19: valid if more than half of those registered vote,
    of representatives more than two thirds; more ballots than voters void it."""
    box = [within(Code.ROLL, poll.returned, poll.roll)]
    if profile.ballots.no_more_than_voters:
        box.append(within(Code.ISSUED, poll.returned, poll.issued))
    of = poll.base(profile.election.turnout_of)
    return (*box, share_reason(Code.TURNOUT, profile.election.turnout_by(poll.mode), poll.returned, of))


def within(code: Code, count: int, most: int) -> Reason:
    return Reason(code, count <= most, count, most)


def candidates_check(profile: Profile, contests: Iterable[Contest]) -> tuple[Reason, ...]:
    """Differential election (art. 15): for each post more candidates than seats. Write-ins are no candidates."""
    extra = {post.key: post.extra for post in profile.posts}
    reasons = []
    for contest in contests:
        count = sum(not line.is_write_in for line in contest.lines)
        needed = contest.seats + extra.get(contest.post, int(profile.election.differential))
        reasons.append(
            Reason(Code.CANDIDATES, count >= needed, count, contest.seats, needed, who=(contest.post,))
        )
    return tuple(reasons)
