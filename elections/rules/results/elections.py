"""Who is elected: exact, explained line by line, and what has to be voted on again."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from elections.rules.profiles import Profile
from elections.rules.results.polls import Contest, Kin, Line, Poll, validity, within
from elections.rules.results.reasons import Code, Reason, share_reason
from elections.rules.results.seats import Filled, held_open, ranked, take_seats
from elections.rules.votes import MOST_VOTES, Threshold


class Verdict(StrEnum):
    ELECTED = "elected"
    NOT_ELECTED = "not_elected"
    RUN_OFF = "run_off"  # goes into a further vote
    AVOIDED = "avoided"  # steps back as a near relative


class Again(StrEnum):
    TIE = "tie"  # the level ones are voted on again, most votes decide
    RUN_OFF = "run_off"  # the best of those not elected, most votes and a least share decide
    NOMINATE = "nominate"  # nobody is left to vote on: new candidates


@dataclass(frozen=True)
class Standing:
    person: str
    votes: int
    rank: int
    verdict: Verdict
    reason: Reason


@dataclass(frozen=True)
class Further:
    """A vote that is still to be held for seats that stayed open."""

    kind: Again
    post: str
    seats: int
    people: tuple[str, ...]
    women_only: bool


@dataclass(frozen=True)
class PostResult:
    post: str
    seats: int
    standings: tuple[Standing, ...]
    further: tuple[Further, ...]

    @property
    def elected(self) -> tuple[str, ...]:
        return tuple(one.person for one in self.standings if one.verdict is Verdict.ELECTED)


@dataclass(frozen=True)
class ElectionResult:
    is_valid: bool
    checks: tuple[Reason, ...]  # the poll as a whole
    posts: tuple[PostResult, ...] = ()
    notes: tuple[Reason, ...] = ()  # the committee as a whole: women, enough members

    @property
    def elected(self) -> tuple[str, ...]:
        return tuple(person for post in self.posts for person in post.elected)

    @property
    def further(self) -> tuple[Further, ...]:
        return tuple(further for post in self.posts for further in post.further)

    @property
    def is_complete(self) -> bool:
        return self.is_valid and not self.further

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Bar:
    """What a person needs to be elected."""

    code: Code
    rule: Threshold
    of: int

    def reason(self, line: Line) -> Reason:
        return share_reason(self.code, self.rule, line.votes, self.of)


def decide_election(profile: Profile, poll: Poll) -> ElectionResult:
    """村民委员会组织法 (2018) art. 15: elected by more than half of all who took part; what stays open is voted on again."""
    bar = Bar(Code.MAJORITY, profile.election.majority, poll.base(profile.election.majority_of))
    bars = [bar] * len(poll.contests)
    return _decide(profile, poll, validity(profile, poll), bars, profile.election.run_off_extra)


def decide_again(profile: Profile, poll: Poll, kinds: Sequence[Again]) -> ElectionResult:
    """A further vote, each contest of its kind. No turnout is asked for a second time.

    Art. 15: a run-off takes most votes, but at least a third of all ballots cast. Those who were level had their majority:
    now most votes decide.
    """
    third = Bar(Code.RUN_OFF_SHARE, Threshold(profile.election.run_off_share, False), poll.returned)
    most = Bar(Code.MOST_VOTES, MOST_VOTES, poll.returned)
    bars = [most if kind is Again.TIE else third for kind in kinds]
    return _decide(profile, poll, _box(profile, poll), bars, None)


def decide_run_off(profile: Profile, poll: Poll) -> ElectionResult:
    return decide_again(profile, poll, [Again.RUN_OFF] * len(poll.contests))


def decide_tie(profile: Profile, poll: Poll) -> ElectionResult:
    return decide_again(profile, poll, [Again.TIE] * len(poll.contests))


def _box(profile: Profile, poll: Poll) -> tuple[Reason, ...]:
    checks = [within(Code.ROLL, poll.returned, poll.roll)]
    if profile.ballots.no_more_than_voters:
        checks.append(within(Code.ISSUED, poll.returned, poll.issued))
    return tuple(checks)


def _decide(
    profile: Profile, poll: Poll, checks: tuple[Reason, ...], bars: Sequence[Bar], extra: int | None
) -> ElectionResult:
    """`extra` is how many more candidates than seats go into a run-off; none where there is no further one."""
    if not all(check.is_met for check in checks):
        return ElectionResult(False, checks)
    kin = poll.kin if profile.committee is not None and profile.committee.near_relatives_barred else Kin()
    filled = _fill_all(profile, poll, bars, kin)
    seated = [*poll.sitting, *(line.person for one in filled for line in one.elected)]
    posts = tuple(
        _post(contest, one, bar, _further(contest, one, seated, kin, extra))
        for contest, one, bar in zip(poll.contests, filled, bars, strict=True)
    )
    return ElectionResult(True, checks, posts, _notes(profile, poll, filled))


def _fill_all(profile: Profile, poll: Poll, bars: Sequence[Bar], kin: Kin) -> list[Filled]:
    """From the highest post down; whoever is elected to one stands in no other, whoever is level for one waits in those below.
    The last keeps what women still lack."""
    filled: list[Filled] = []
    seated, women, level = list(poll.sitting), poll.sitting_women, set[str]()
    wanted = profile.committee.women_least if profile.committee is not None else 0
    for contest, bar in zip(poll.contests, bars, strict=True):
        above = frozenset(seated)
        lines = [line for line in contest.lines if line.person not in above and bar.reason(line).is_met]
        is_last = contest is poll.contests[-1]
        kept = max(contest.women_least, wanted - women if is_last else 0)
        one = held_open(take_seats(lines, contest.seats, kept, seated, kin), level)
        level |= {line.person for tie in one.ties for line in tie.lines}
        seated += [line.person for line in one.elected]
        women += one.women_for_sure
        filled.append(replace(one, placed_above=above))
    return filled


def _further(
    contest: Contest, filled: Filled, seated: Sequence[str], kin: Kin, extra: int | None
) -> tuple[Further, ...]:
    ties = [
        Further(Again.TIE, contest.post, tie.seats, tuple(line.person for line in tie.lines), tie.women_only)
        for tie in filled.ties
    ]
    taken = {*seated, *(person for tie in ties for person in tie.people)}
    losers = [
        line
        for line in ranked(contest.lines)
        if line.person not in taken and not kin.relatives(line.person, seated)
    ]
    women = [line for line in losers if line.is_woman]
    again = list(_again(contest.post, filled.open_for_women, women, extra, women_only=True))
    called = {person for one in again for person in one.people}
    rest = [line for line in losers if line.person not in called]
    return (*ties, *again, *_again(contest.post, filled.open, rest, extra, women_only=False))


def _again(
    post: str, seats: int, losers: Sequence[Line], extra: int | None, *, women_only: bool
) -> Iterable[Further]:
    """The best of those not elected, a few more than seats; those level with the last of them too."""
    if seats == 0:
        return
    voted = [line for line in losers if line.votes > 0]
    if extra is None or not voted:
        yield Further(Again.NOMINATE, post, seats, (), women_only)
        return
    last = voted[: seats + extra][-1]
    people = tuple(line.person for line in voted if line.votes >= last.votes)
    yield Further(Again.RUN_OFF, post, seats, people, women_only)


def _post(contest: Contest, filled: Filled, bar: Bar, further: tuple[Further, ...]) -> PostResult:
    called = {person for one in further for person in one.people}
    standings = tuple(
        Standing(line.person, line.votes, rank, *_verdict(line, contest, filled, bar, called))
        for rank, line in enumerate(ranked(contest.lines), 1)
    )
    return PostResult(contest.post, contest.seats, standings, further)


def _verdict(
    line: Line, contest: Contest, filled: Filled, bar: Bar, called: set[str]
) -> tuple[Verdict, Reason]:
    reason = bar.reason(line)
    if line in filled.elected:
        return Verdict.ELECTED, reason
    if line.person in filled.placed_above:
        return Verdict.NOT_ELECTED, Reason(Code.OTHER_POST, False, who=(line.person,))
    if line.person in filled.avoided:
        return Verdict.AVOIDED, Reason(Code.NEAR_RELATIVE, False, who=filled.avoided[line.person])
    if line in filled.waiting:
        return _called(line, called), Reason(Code.LEVEL_ABOVE, False, line.votes, who=(line.person,))
    for tie in filled.ties:
        if line in tie.lines:
            return Verdict.RUN_OFF, Reason(Code.TIE, False, line.votes, len(tie.lines), tie.seats)
    if reason.is_met:
        reason = Reason(Code.SEATS, False, line.votes, contest.seats)
    return _called(line, called), reason


def _called(line: Line, called: set[str]) -> Verdict:
    return Verdict.RUN_OFF if line.person in called else Verdict.NOT_ELECTED


def _notes(profile: Profile, poll: Poll, filled: Sequence[Filled]) -> tuple[Reason, ...]:
    """Whether the committee as a whole has its women, and enough members to begin its work."""
    committee = profile.committee
    if committee is None:
        return ()
    members = len(poll.sitting) + sum(len(one.elected) for one in filled)
    women = poll.sitting_women + sum(line.is_woman for one in filled for line in one.elected)
    enough = committee.least if committee.enough_elected is None else committee.enough_elected
    return (
        Reason(Code.WOMEN, women >= committee.women_least, women, members, committee.women_least),
        Reason(Code.ENOUGH_ELECTED, members >= enough, members, committee.most, enough),
    )
