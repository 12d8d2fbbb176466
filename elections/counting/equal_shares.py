"""Method of Equal Shares: everybody has the same share of the budget, and supporters buy projects together at equal prices.

Source: Peters, Pierczyński and Skowron, Proportional participatory budgeting with additive utilities, NeurIPS 2021;
completion by Add1 and by votes as in the cities that use it (equalshares.net).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from elections.counting.greedy import Papers, are_independent, fill, fitting, support
from elections.counting.profiles import Approval, Budget, Scores
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


@dataclass
class Purse:
    """Voters with the same ballot: how many, what each still has, and what each project is worth to each."""

    voters: Fraction
    money: Fraction
    worth: dict[str, Fraction]


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
    market = Market(profile, kinds, budget, record)
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
    kinds: list[
        tuple[Fraction, dict[str, Fraction]]
    ]  # how many voters, and what each project is worth to them
    budget: Budget
    record: Record

    def adopt(self, minutes: Record) -> None:
        self.record.rounds += minutes.rounds
        self.record.winners += minutes.winners

    def buy(self, share: Fraction, *, are_sure: bool = False) -> Record:
        """One run with a share for everybody, in minutes of its own. A tie that nothing decides ends the whole count."""
        minutes = Record(self.record.ties)
        minutes.note("share", share=share, voters=self.profile.size)
        purses = [Purse(voters, share, worth) for voters, worth in self.kinds]
        bounds = dict.fromkeys(
            self.profile.candidates, Fraction(0)
        )  # prices only rise: the last one is a lower bound
        try:
            while level := cheapest(purses, self.budget, bounds):
                is_free = are_independent(level, (purse.worth for purse in purses))
                for project in level if is_free else minutes.first(level):
                    pay(purses, project, bounds.pop(project), self.budget, minutes)
        except Undecided:
            self.adopt(minutes)
            if not are_sure:  # what was bought with raised shares may be undone
                self.record.winners.clear()
            raise
        return minutes


def cheapest(purses: list[Purse], budget: Budget, bounds: dict[str, Fraction]) -> list[str]:
    """The projects whose supporters pay least for each point of worth; those that nobody can afford are struck off."""
    best: Fraction | None = None
    level: list[str] = []
    for project in sorted(bounds, key=lambda c: (bounds[c], c)):
        if best is not None and bounds[project] > best:
            break
        if (price := price_of(purses, project, budget.costs[project])) is None:
            del bounds[project]
            continue
        bounds[project] = price
        if best is None or price < best:
            best, level = price, []
        if price == best:
            level.append(project)
    return level


def price_of(purses: list[Purse], project: str, cost: Fraction) -> Fraction | None:
    """The least price for each point of worth at which the supporters, each paying what they have at most, reach the cost."""
    supporters = [(p.money / p.worth[project], p) for p in purses if project in p.worth]
    if sum((p.money * p.voters for _, p in supporters), Fraction(0)) < cost:
        return None
    pull = sum((p.worth[project] * p.voters for _, p in supporters), Fraction(0))
    for able, purse in sorted(supporters, key=lambda pair: pair[0]):
        if able * pull >= cost:
            break
        cost -= purse.money * purse.voters
        pull -= purse.worth[project] * purse.voters
    return cost / pull if pull else None


def pay(purses: list[Purse], project: str, price: Fraction, budget: Budget, minutes: Record) -> None:
    most, voters = Fraction(0), Fraction(0)
    for purse in purses:
        if project in purse.worth:
            paid = min(purse.money, price * purse.worth[project])
            purse.money -= paid
            most, voters = max(most, paid), voters + purse.voters
    minutes.elect([project], "bought", cost=budget.costs[project], voters=voters, most=most)
