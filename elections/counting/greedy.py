"""Budgets, greedily: the project with most votes first, the next that still fits, and so on.

By votes it is what most cities do; by value it divides by the cost, which is the usual approximation of the best bundle.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from elections.counting.points import Points, approvals, ranked, sums
from elections.counting.profiles import Approval, Budget, Profile, Scores
from elections.counting.record import Record

Papers = Profile[Approval] | Profile[Scores]


class By(StrEnum):
    VOTES = "votes"
    VALUE = "value"  # votes for each unit of cost


def greedy(profile: Papers, record: Record, *, budget: Budget, by: str = By.VOTES) -> None:
    votes = support(profile)
    record.note("votes", totals=ranked(votes))
    scores = votes if By(by) is By.VOTES else {c: n / budget.costs[c] for c, n in votes.items()}
    if scores is not votes:
        record.note("value", totals=ranked(scores))
    fill(scores, budget, record)


def support(profile: Papers) -> Points:
    """Votes of each project, or the sum of its points."""
    candidates, totals = profile.candidates, Points()
    chosen = Profile(candidates, tuple(b for b in profile.ballots if isinstance(b, Approval)))
    scored = Profile(candidates, tuple(b for b in profile.ballots if isinstance(b, Scores)))
    for candidate, n in approvals(chosen).items():
        totals[candidate] = n + sums(scored)[candidate]
    return totals


def fill(scores: Points, budget: Budget, record: Record) -> None:
    """Takes what fits, best first, and only what somebody wants; the lot where level projects do not all fit."""
    while best := leaders(scores, fitting(scores, budget, record.winners)):
        left = budget.limit - budget.cost(record.winners)
        chosen = best if budget.cost(best) <= left else record.first(best)
        record.elect(chosen, "taken", cost=budget.cost(chosen), left=left - budget.cost(chosen))


def fitting(scores: Points, budget: Budget, taken: Iterable[str]) -> list[str]:
    """What has support and would still fit."""
    taken = set(taken)
    left = budget.limit - budget.cost(taken)
    return sorted(c for c, n in scores.items() if n > 0 and c not in taken and budget.costs[c] <= left)


def leaders(scores: Points, among: list[str]) -> list[str]:
    best = max((scores[c] for c in among), default=Fraction(0))
    return [c for c in among if scores[c] == best]
