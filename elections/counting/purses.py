"""Money of many voters, exactly and fast: whole numbers over one common denominator instead of a fraction for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from elections.counting.profiles import Budget

Worth = Mapping[str, Fraction]  # of projects to one kind of voter


@dataclass(frozen=True)
class Demand:
    """Who wants what, in whole numbers: weights times `heads`, money times `unit`, worth times some number of its own."""

    weights: list[int]
    heads: int
    unit: int
    costs: dict[str, int]
    supporters: dict[str, list[tuple[int, int]]]  # of each project: kind of voter, worth

    @classmethod
    def of(cls, kinds: Sequence[tuple[Fraction, Worth]], budget: Budget) -> Demand:
        heads = common(weight for weight, _ in kinds)
        unit = common(budget.costs.values())
        scale = common(n for _, worth in kinds for n in worth.values())
        supporters: dict[str, list[tuple[int, int]]] = {project: [] for project in budget.costs}
        for kind, (_, worth) in enumerate(kinds):
            for project, n in worth.items():
                supporters[project].append((kind, int(n * scale)))
        costs = {project: int(cost * unit) for project, cost in budget.costs.items()}
        return cls([int(weight * heads) for weight, _ in kinds], heads, unit, costs, supporters)

    def voters(self, project: str) -> Fraction:
        return Fraction(sum(self.weights[kind] for kind, _ in self.supporters[project]), self.heads)


def common(numbers: Iterable[Fraction]) -> int:
    """What makes all of them whole."""
    return lcm(*(number.denominator for number in numbers))


class Purses:
    """What each kind of voter still has: `money[kind] / scale` units."""

    def __init__(self, demand: Demand, share: Fraction) -> None:
        each = share * demand.unit
        self.demand, self.scale = demand, each.denominator
        self.money = [each.numerator] * len(demand.weights)

    def price(self, project: str) -> Fraction | None:
        """The least price for each point of worth at which supporters, each paying what they have at most, reach the cost."""
        demand, money = self.demand, self.money
        supporters = demand.supporters[project]
        left = demand.costs[project] * self.scale * demand.heads
        if sum(money[kind] * demand.weights[kind] for kind, _ in supporters) < left:
            return None
        pull = sum(worth * demand.weights[kind] for kind, worth in supporters)
        for kind, worth in self.poorest_first(supporters):
            if money[kind] * pull >= left * worth:
                break
            left -= money[kind] * demand.weights[kind]
            pull -= worth * demand.weights[kind]
        return Fraction(left, pull * self.scale) if pull else None

    def poorest_first(self, supporters: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """By what they have for each point of worth."""
        if len({worth for _, worth in supporters}) == 1:
            return sorted(supporters, key=lambda pair: self.money[pair[0]])
        return sorted(supporters, key=lambda pair: Fraction(self.money[pair[0]], pair[1]))

    def pay(self, project: str, price: Fraction) -> Fraction:
        """Takes the price from all supporters; what one of them paid at most."""
        finer = lcm(self.scale, price.denominator) // self.scale
        self.money = [amount * finer for amount in self.money]
        self.scale *= finer
        each, most = price.numerator * (self.scale // price.denominator), 0
        for kind, worth in self.demand.supporters[project]:
            paid = min(self.money[kind], each * worth)
            self.money[kind] -= paid
            most = max(most, paid)
        return Fraction(most, self.scale * self.demand.unit)
