"""Sequential Phragmén: each seat or project is a load that its supporters carry; next comes what keeps the highest load lowest.

Source: Phragmén 1894, after Brill, Freeman, Janson and Lackner, Phragmén's voting methods and justified representation,
Mathematical Programming 203 (2024); for budgets Los, Christoff and Grossi, IJCAI 2022: it stops as soon as a project would be
next that the budget does not hold.
"""

from __future__ import annotations

from fractions import Fraction

from elections.counting.greedy import fill, support
from elections.counting.profiles import Approval, Budget, Profile
from elections.counting.record import Record

Loads = list[Fraction]  # one for each kind of ballot


def phragmen(profile: Profile[Approval], record: Record, *, seats: int) -> None:
    """A committee: every seat is a load of one."""
    run(profile, Budget.of(seats, dict.fromkeys(profile.candidates, 1)), record)


def phragmen_budget(
    profile: Profile[Approval], record: Record, *, budget: Budget, complete: bool = False
) -> None:
    """Projects: the load is the cost. With `complete` what is left over is spent greedily."""
    run(profile, budget, record)
    if complete:
        record.note("completing", left=budget.limit - budget.cost(record.winners))
        fill(support(profile), budget, record)


def run(profile: Profile[Approval], budget: Budget, record: Record) -> None:
    votes = support(profile)
    loads = [Fraction(0)] * len(profile.ballots)
    possible = [c for c in profile.candidates if votes[c] > 0 and budget.costs[c] <= budget.limit]
    while possible and budget.cost(record.winners) < budget.limit:
        after = {c: load_after(profile, loads, c, budget.costs[c] / votes[c], votes[c]) for c in possible}
        least = min(after.values())
        level = [c for c in possible if after[c] == least]
        if dear := too_dear(level, budget, record):
            record.note("over_budget", candidates=dear, left=budget.limit - budget.cost(record.winners))
            return
        for chosen in record.first(level, len(level) if are_all_next(level, profile, budget, record) else 1):
            record.elect([chosen], "loaded", load=least, voters=votes[chosen])
            possible.remove(chosen)
            loads = [
                least if chosen in b.chosen else load for b, load in zip(profile.ballots, loads, strict=True)
            ]


def are_all_next(level: list[str], profile: Profile[Approval], budget: Budget, record: Record) -> bool:
    """Whether all of them come next in any order: they fit together, and no voter supports two of them."""
    fits = budget.cost([*record.winners, *level]) <= budget.limit
    return fits and all(len(ballot.chosen.intersection(level)) < 2 for ballot in profile.ballots)


def load_after(
    profile: Profile[Approval], loads: Loads, candidate: str, each: Fraction, votes: Fraction
) -> Fraction:
    """The load of every supporter, if all of them carried alike."""
    carried = sum(
        (b.weight * n for b, n in zip(profile.ballots, loads, strict=True) if candidate in b.chosen),
        Fraction(0),
    )
    return each + carried / votes


def too_dear(level: list[str], budget: Budget, record: Record) -> list[str]:
    left = budget.limit - budget.cost(record.winners)
    return [c for c in level if budget.costs[c] > left]
