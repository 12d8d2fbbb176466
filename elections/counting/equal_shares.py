"""Method of Equal Shares: everybody has the same share, and supporters buy projects together at equal prices.

Source: Peters, Pierczyński and Skowron, Proportional participatory budgeting with additive utilities, NeurIPS 2021;
completion by Add1 and by votes as in the cities that use it (equalshares.net).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from elections.counting.greedy import Papers, fill, fitting, support
from elections.counting.profiles import Approval, Budget, Scores
from elections.counting.purses import Demand, Purses
from elections.counting.record import Record, Undecided


class Completion(StrEnum):
    """What happens to money that no group can spend."""

    NONE = "none"
    ADD1 = "add1"  # everybody gets one more, until the result is full or would cost too much
    VOTES = "votes"  # what still fits, most votes first
    BOTH = "add1-votes"


class Utility(StrEnum):
    """What an approved project is worth to a voter: its cost (each yuan spent counts), or one (each project counts)."""

    COST = "cost"
    ONE = "one"


def equal_shares(
    profile: Papers,
    record: Record,
    *,
    budget: Budget,
    completion: str = Completion.BOTH,
    utility: str = Utility.COST,
    step: int = 1,
) -> None:
    how = Completion(completion)
    kinds = [(ballot.weight, worths(ballot, budget, Utility(utility))) for ballot in profile.ballots]
    market = Market(profile, Demand.of(kinds, budget), budget, record)
    share = budget.limit / profile.size if profile.size else Fraction(0)
    does_add = how in (Completion.ADD1, Completion.BOTH)
    market.adopt(add1(market, share, step) if does_add else market.buy(share, are_sure=True))
    if how in (Completion.VOTES, Completion.BOTH):
        record.note("completing", left=budget.limit - budget.cost(record.winners))
        fill(support(profile), budget, record)


def worths(ballot: Approval | Scores, budget: Budget, utility: Utility) -> dict[str, Fraction]:
    if isinstance(ballot, Scores):
        return {c: n for c, n in ballot.points.items() if n > 0}
    return {c: budget.costs[c] if utility is Utility.COST else Fraction(1) for c in ballot.chosen}


def add1(market: Market, share: Fraction, step: int) -> Record:
    """The last result that the real budget holds, or the first that leaves no room."""
    votes, minutes = support(market.profile), market.buy(share)
    while fitting(votes, market.budget, minutes.winners):
        share += step
        more = market.buy(share)
        if market.budget.cost(more.winners) > market.budget.limit:
            break
        minutes = more
    return minutes


@dataclass
class Market:
    """What stays the same while shares are tried."""

    profile: Papers
    demand: Demand
    budget: Budget
    record: Record

    def adopt(self, minutes: Record) -> None:
        self.record.rounds += minutes.rounds
        self.record.winners += minutes.winners

    def buy(self, share: Fraction, *, are_sure: bool = False) -> Record:
        """One run with a share for everybody, in minutes of its own. A tie that nothing decides ends the whole count."""
        minutes = Record(self.record.ties)
        minutes.note("share", share=share, voters=self.profile.size)
        purses = Purses(self.demand, share)
        bounds = dict.fromkeys(
            self.profile.candidates, Fraction(0)
        )  # prices only rise: the last one is a lower bound
        try:
            while level := cheapest(purses, bounds):
                for project in level if self.is_free(level) else minutes.first(level):
                    self.pay(purses, project, bounds.pop(project), minutes)
        except Undecided:
            self.adopt(minutes)
            if not are_sure:  # what was bought with raised shares may be undone
                self.record.winners.clear()
            raise
        return minutes

    def is_free(self, level: list[str]) -> bool:
        """Whether no voter supports two of them: then their order changes nothing, and no lot is needed."""
        kinds = [kind for project in level for kind, _ in self.demand.supporters[project]]
        return len(set(kinds)) == len(kinds)

    def pay(self, purses: Purses, project: str, price: Fraction, minutes: Record) -> None:
        most, voters = purses.pay(project, price), self.demand.voters(project)
        minutes.elect([project], "bought", cost=self.budget.costs[project], voters=voters, most=most)


def cheapest(purses: Purses, bounds: dict[str, Fraction]) -> list[str]:
    """The projects whose supporters pay least for each point of worth; those that nobody can afford are struck off."""
    best: Fraction | None = None
    level: list[str] = []
    for project in sorted(bounds, key=lambda c: (bounds[c], c)):
        if best is not None and bounds[project] > best:
            break
        if (price := purses.price(project)) is None:
            del bounds[project]
            continue
        bounds[project] = price
        if best is None or price < best:
            best, level = price, []
        if price == best:
            level.append(project)
    return level
