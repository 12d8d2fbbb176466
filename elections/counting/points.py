"""Rules that add up: plurality, k of n, approval, score, cumulative, quadratic, Borda. Most points win."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from elections.counting.profiles import Approval, B, Profile, Ranking, Scores
from elections.counting.record import Record

Points = dict[str, Fraction]


def plurality(profile: Profile[Approval], record: Record, *, seats: int = 1) -> None:
    """One mark on a paper. More marks than one spoil it."""
    k_of_n(profile, record, seats=seats, marks=1)


def k_of_n(profile: Profile[Approval], record: Record, *, seats: int = 1, marks: int | None = None) -> None:
    """At most as many marks as there are seats (等额或差额选举的选票); more spoil the paper, fewer do not."""
    most = seats if marks is None else marks
    take_highest(approvals(valid(profile, lambda b: len(b.chosen) <= most, record)), seats, record, "votes")


def approval(profile: Profile[Approval], record: Record, *, seats: int = 1) -> None:
    """As many marks as one likes."""
    take_highest(approvals(profile), seats, record, "votes")


def score(profile: Profile[Scores], record: Record, *, seats: int = 1, most: int = 5) -> None:
    """Whole or broken points from nought to `most` for each; the sum counts, not named is nought."""
    take_highest(
        sums(valid(profile, lambda b: all(0 <= n <= most for n in b.points.values()), record)), seats, record
    )


def cumulative(profile: Profile[Scores], record: Record, *, seats: int = 1, points: int) -> None:
    """A fixed number of points to spread, several on one candidate if one likes; more spoil the paper."""
    take_highest(sums(valid(profile, lambda b: affordable(b.points, points, 1), record)), seats, record)


def quadratic(profile: Profile[Scores], record: Record, *, seats: int = 1, credit: int) -> None:
    """n votes for one candidate cost n² credits; a paper that spends more than it has is spoiled."""
    take_highest(sums(valid(profile, lambda b: affordable(b.points, credit, 2), record)), seats, record)


def borda(profile: Profile[Ranking], record: Record, *, seats: int = 1) -> None:
    """A point for each candidate ranked lower, half a point for each ranked equally; those not ranked are equally last."""
    totals = nought(profile)
    for ballot in profile.ballots:
        for candidate, points in borda_points(ballot, profile.candidates).items():
            totals[candidate] += points * ballot.weight
    take_highest(totals, seats, record)


def borda_points(ballot: Ranking, candidates: tuple[str, ...]) -> Points:
    named = set(ballot.named())
    rest = tuple(c for c in candidates if c not in named)
    points, below = {}, len(candidates)
    for tier in (*ballot.tiers, rest):
        below -= len(tier)
        for candidate in tier:
            points[candidate] = Fraction(2 * below + len(tier) - 1, 2)
    return points


def affordable(points: Mapping[str, Fraction], purse: int, power: int) -> bool:
    return all(n >= 0 for n in points.values()) and sum(n**power for n in points.values()) <= purse


def valid(profile: Profile[B], is_valid: Callable[[B], bool], record: Record) -> Profile[B]:
    """Without the spoiled papers, which are counted as such and nothing else."""
    kept = tuple(ballot for ballot in profile.ballots if is_valid(ballot))
    smaller = Profile(profile.candidates, kept, profile.names)
    if len(kept) < len(profile.ballots):
        record.note("spoiled", papers=profile.size - smaller.size, of=profile.size)
    return smaller


def nought(profile: Profile[B]) -> Points:
    return dict.fromkeys(profile.candidates, Fraction(0))


def approvals(profile: Profile[Approval]) -> Points:
    totals = nought(profile)
    for ballot in profile.ballots:
        for candidate in ballot.chosen:
            totals[candidate] += ballot.weight
    return totals


def sums(profile: Profile[Scores]) -> Points:
    totals = nought(profile)
    for ballot in profile.ballots:
        for candidate, points in ballot.points.items():
            totals[candidate] += points * ballot.weight
    return totals


def take_highest(totals: Points, seats: int, record: Record, kind: str = "points") -> None:
    """The highest totals; the lot where the last seats are level."""
    record.note(kind, totals=ranked(totals))
    line = sorted(totals.values(), reverse=True)[min(seats, len(totals)) - 1]
    above = [c for c in ranked(totals) if totals[c] > line]
    level = [c for c in ranked(totals) if totals[c] == line]
    record.elect(above)
    record.elect(record.first(level, seats - len(above)))


def ranked(totals: Points) -> Points:
    """Highest first, for the reader; nothing is decided by this order."""
    return dict(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))
