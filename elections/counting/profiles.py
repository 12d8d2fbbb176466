"""Ballots as they are counted, and what makes them ballots. A weight is a number of identical papers, or any exact share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

from elections.counting.faults import Invalid

Number = int | Fraction
ONE = Fraction(1)


def exact(value: Number) -> Fraction:
    """As a fraction; a float is refused, since nobody can recount it by hand."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise Invalid("not_exact", value=value)
    return Fraction(value)


@dataclass(frozen=True)
class Ranking:
    """An order of candidates, best first. Those in one tier are ranked equally; those in none, not at all."""

    tiers: tuple[tuple[str, ...], ...]
    weight: Fraction = ONE

    @classmethod
    def of(cls, *tiers: str | Iterable[str], weight: Number = 1) -> Ranking:
        sets = tuple((tier,) if isinstance(tier, str) else tuple(tier) for tier in tiers)
        return cls(tuple(tier for tier in sets if tier), exact(weight))

    def named(self) -> list[str]:
        return [candidate for tier in self.tiers for candidate in tier]

    def ranks(self) -> dict[str, int]:
        return {candidate: rank for rank, tier in enumerate(self.tiers) for candidate in tier}


@dataclass(frozen=True)
class Approval:
    """Marks beside names, all worth the same."""

    chosen: frozenset[str]
    weight: Fraction = ONE

    @classmethod
    def of(cls, *chosen: str, weight: Number = 1) -> Approval:
        if len(set(chosen)) < len(chosen):
            raise Invalid("twice", candidate=max(chosen, key=chosen.count))
        return cls(frozenset(chosen), exact(weight))

    def named(self) -> list[str]:
        return list(self.chosen)


@dataclass(frozen=True)
class Scores:
    """Points, stars, votes or credits for each candidate; not named is nought."""

    points: Mapping[str, Fraction]
    weight: Fraction = ONE

    @classmethod
    def of(cls, points: Mapping[str, Number], weight: Number = 1) -> Scores:
        return cls({candidate: exact(n) for candidate, n in points.items()}, exact(weight))

    def named(self) -> list[str]:
        return list(self.points)

    def given(self, candidate: str) -> Fraction:
        return self.points.get(candidate, Fraction(0))


Ballot = Ranking | Approval | Scores
B = TypeVar("B", bound=Ballot)


@dataclass(frozen=True)
class Profile(Generic[B]):
    """All ballots of one contest. Candidates are short keys; `names` says who or what they are."""

    candidates: tuple[str, ...]
    ballots: tuple[B, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = set(self.candidates)
        if not known:
            raise Invalid("no_candidates")
        if len(known) < len(self.candidates):
            raise Invalid("twice", candidate=max(self.candidates, key=self.candidates.count))
        for ballot in self.ballots:
            check(ballot, known)

    @property
    def size(self) -> Fraction:
        return sum((ballot.weight for ballot in self.ballots), Fraction(0))


def check(ballot: Ballot, known: set[str]) -> None:
    named = ballot.named()
    for candidate in named:
        if candidate not in known:
            raise Invalid("unknown", candidate=candidate)
    if len(set(named)) < len(named):
        raise Invalid("twice", candidate=max(named, key=named.count))
    if ballot.weight <= 0:
        raise Invalid("weight", weight=ballot.weight)


@dataclass(frozen=True)
class Budget:
    """What may be spent, and what each project costs."""

    limit: Fraction
    costs: Mapping[str, Fraction]

    @classmethod
    def of(cls, limit: Number, costs: Mapping[str, Number]) -> Budget:
        return cls(exact(limit), {project: exact(cost) for project, cost in costs.items()})

    def __post_init__(self) -> None:
        if self.limit < 0:
            raise Invalid("negative_limit", limit=self.limit)
        for project, cost in self.costs.items():
            if cost <= 0:
                raise Invalid("no_cost", candidate=project)

    def cost(self, projects: Iterable[str]) -> Fraction:
        return sum((self.costs[project] for project in projects), Fraction(0))

    def check(self, candidates: Iterable[str]) -> None:
        for candidate in candidates:
            if candidate not in self.costs:
                raise Invalid("no_cost", candidate=candidate)
