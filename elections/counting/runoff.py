"""Instant run-off (IRV, 排序复选制): whoever is last goes out, and those papers move to their next name."""

from __future__ import annotations

from fractions import Fraction

from elections.counting.orders import Order, strict, top
from elections.counting.points import Points, ranked
from elections.counting.profiles import Profile, Ranking
from elections.counting.record import Record


def irv(profile: Profile[Ranking], record: Record) -> None:
    papers = strict(profile, record)
    continuing = list(profile.candidates)
    while True:
        votes, spent = first_choices(papers, continuing)
        record.note("standing", votes=ranked(votes))
        if spent:
            record.note("exhausted", papers=spent)
        leader = max(votes, key=lambda c: votes[c])
        if len(votes) == 1 or 2 * votes[leader] > sum(votes.values()):
            record.elect([leader], "majority", votes=votes[leader], of=sum(votes.values()))
            return
        out = hopeless(votes) or [record.last(lowest(votes))]
        record.note("out", candidates=out)
        continuing = [c for c in continuing if c not in out]


def first_choices(papers: dict[Order, Fraction], continuing: list[str]) -> tuple[Points, Fraction]:
    """Votes of each, and the papers that name nobody who is left."""
    votes, spent = dict.fromkeys(continuing, Fraction(0)), Fraction(0)
    for order, weight in papers.items():
        if (candidate := top(order, continuing)) is None:
            spent += weight
        else:
            votes[candidate] += weight
    return votes, spent


def lowest(votes: Points) -> list[str]:
    fewest = min(votes.values())
    return sorted(c for c, n in votes.items() if n == fewest)


def hopeless(votes: Points) -> list[str]:
    """Those level at the bottom, if all their papers together could not lift one of them to the next: no lot is needed."""
    last = lowest(votes)
    above = [n for c, n in votes.items() if c not in last]
    return last if above and sum(votes[c] for c in last) < min(above) else []
