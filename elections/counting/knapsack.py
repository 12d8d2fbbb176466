"""Budgets, at best: of all bundles that fit the one with most votes; of those the cheapest; the lot between equals.

Exact, by dynamic programming over bundles that no other beats (Nemhauser and Ullmann, Management Science 15, 1969).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from elections.counting.greedy import Papers, support
from elections.counting.points import ranked
from elections.counting.profiles import Budget
from elections.counting.record import Record, Undecided
from elections.counting.ties import Refuse


@dataclass(frozen=True)
class Bundle:
    """All bundles of one cost and one value. Sets are bit masks; the highest bit belongs to whom the lot puts first."""

    cost: Fraction
    value: Fraction
    chosen: int  # the one that the lot prefers
    always: int  # what all of them hold
    ever: int  # what any of them holds

    def plus(self, cost: Fraction, value: Fraction, bit: int) -> Bundle:
        return Bundle(
            self.cost + cost, self.value + value, self.chosen | bit, self.always | bit, self.ever | bit
        )

    def merged(self, other: Bundle) -> Bundle:
        return Bundle(
            self.cost,
            self.value,
            max(self.chosen, other.chosen),
            self.always & other.always,
            self.ever | other.ever,
        )


def knapsack(profile: Papers, record: Record, *, budget: Budget) -> None:
    votes = support(profile)
    record.note("votes", totals=ranked(votes))
    order = sorted(votes) if isinstance(record.ties, Refuse) else record.ties.order(list(votes))
    best = best_bundle([(budget.costs[c], votes[c]) for c in order], budget.limit)
    sure, level = members(best.always, order), members(best.ever & ~best.always, order)
    record.note("best", value=best.value, cost=best.cost, left=budget.limit - best.cost)
    record.elect(sure, "in_every_best")
    if not level:
        return
    if isinstance(record.ties, Refuse):
        record.note("undecided", tied=level)
        raise Undecided(tuple(level))
    chosen = [c for c in members(best.chosen, order) if c in level]
    record.note("lot", tied=level, chosen=chosen)
    record.elect(chosen)


def best_bundle(projects: list[tuple[Fraction, Fraction]], limit: Fraction) -> Bundle:
    bundles = [Bundle(Fraction(0), Fraction(0), 0, 0, 0)]
    for place, (cost, value) in enumerate(projects):
        bit = 1 << (len(projects) - 1 - place)
        bundles = unbeaten(
            bundles + [b.plus(cost, value, bit) for b in bundles if value > 0 and b.cost + cost <= limit]
        )
    return bundles[-1]


def unbeaten(bundles: list[Bundle]) -> list[Bundle]:
    """Without those that cost as much as another and are worth less; equal ones become one. Cheapest first."""
    kept: list[Bundle] = []
    for bundle in sorted(bundles, key=lambda b: (b.cost, -b.value)):
        if not kept or bundle.value > kept[-1].value:
            kept.append(bundle)
        elif (bundle.cost, bundle.value) == (kept[-1].cost, kept[-1].value):
            kept[-1] = kept[-1].merged(bundle)
    return kept


def members(mask: int, order: list[str]) -> list[str]:
    return [c for place, c in enumerate(order) if mask >> (len(order) - 1 - place) & 1]
