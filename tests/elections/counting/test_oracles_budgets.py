"""Approval ballots with costs: pabutools buys what we buy, with exact fractions on both sides.

It takes projects that nobody voted for when they fit; we never do. So every project here has a vote, or is not compared.
"""

from collections.abc import Callable
from itertools import chain, combinations
from random import Random
from typing import Any

import pytest
from pabutools.election import (
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.fractions import frac
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

from elections.counting.count import count
from elections.counting.profiles import Approval, Budget, Profile
from elections.counting.ties import Lot
from tests.elections.counting import profiles
from tests.elections.counting.theirs import CHUNKS, seeds, stars, voters

Election = tuple[Profile[Approval], Budget]


def election(seed: int, *, weight: int = 3) -> Election:
    random = Random(seed)
    profile = profiles.approvals(random, weight=weight)
    wanted = frozenset(chain.from_iterable(ballot.chosen for ballot in profile.ballots))
    profile = Profile(tuple(c for c in profile.candidates if c in wanted), profile.ballots)
    return profile, profiles.budget(random, profile)


def theirs(profile: Profile[Approval], budget: Budget) -> tuple[Instance, ApprovalProfile]:
    projects = {c: Project(c, int(budget.costs[c])) for c in profile.candidates}
    instance = Instance(projects.values(), budget_limit=int(budget.limit))
    ballots = [ApprovalBallot([projects[c] for c in ballot]) for ballot in voters(profile)]
    return instance, ApprovalProfile(ballots, instance=instance)


@pytest.mark.parametrize("chunk", range(CHUNKS["phragmen"]))
def test_sequential_phragmen(chunk: int) -> None:
    for seed in seeds(chunk):
        profile, budget = election(seed)
        if seed % 2:  # a committee: every cost one
            budget = Budget.of(max(1, len(profile.candidates) // 2), dict.fromkeys(profile.candidates, 1))
        ours = count(profile, "phragmen-budget", budget=budget)
        if ours.is_decided:
            result = sequential_phragmen(*theirs(profile, budget))
            assert set(ours.winners) == {project.name for project in result}, seed
        if seed % 2:
            assert count(profile, "phragmen", seats=int(budget.limit)).winners == ours.winners, seed


@pytest.mark.parametrize("chunk", range(CHUNKS["equal_shares"]))
def test_equal_shares(chunk: int) -> None:
    for seed in seeds(chunk):
        profile, budget = election(seed)
        utility, satisfaction = ("cost", Cost_Sat) if seed % 2 else ("one", Cardinality_Sat)
        ours = count(profile, "equal-shares", budget=budget, completion="none", utility=utility)
        if ours.is_decided:
            result = method_of_equal_shares(*theirs(profile, budget), satisfaction)
            assert set(ours.winners) == {project.name for project in result}, seed


@pytest.mark.parametrize("chunk", range(CHUNKS["equal_shares_points"]))
def test_equal_shares_with_points(chunk: int) -> None:
    for seed in seeds(chunk):
        random = Random(seed)
        profile = profiles.scores(random)
        budget = Budget.of(random.randint(5, 40), {c: random.randint(1, 20) for c in profile.candidates})
        ours = count(profile, "equal-shares", budget=budget, completion="none")
        if ours.is_decided:
            projects = {c: Project(c, int(budget.costs[c])) for c in profile.candidates}
            instance = Instance(projects.values(), budget_limit=int(budget.limit))
            ballots = [
                CardinalBallot({projects[c]: n for c, n in ballot.items()}) for ballot in stars(profile)
            ]
            result = method_of_equal_shares(instance, CardinalProfile(ballots), Additive_Cardinal_Sat)
            assert set(ours.winners) == {project.name for project in result}, seed


@pytest.mark.parametrize("chunk", range(CHUNKS["add1"]))
def test_equal_shares_with_raised_shares(chunk: int) -> None:
    for seed in seeds(chunk):
        profile, budget = election(seed, weight=1)
        ours = count(profile, "equal-shares", budget=budget, completion="add1")
        if ours.is_decided:
            result = method_of_equal_shares(
                *theirs(profile, budget), Cost_Sat, voter_budget_increment=frac(1, 1)
            )
            assert set(ours.winners) == {project.name for project in result}, seed


@pytest.mark.parametrize("chunk", range(CHUNKS["greedy"]))
def test_greedy(chunk: int) -> None:
    for seed in seeds(chunk):
        profile, budget = election(seed)
        by, satisfaction = ("votes", Cost_Sat) if seed % 2 else ("value", Cardinality_Sat)
        ours = count(profile, "greedy", budget=budget, by=by)
        if ours.is_decided:
            result = greedy_utilitarian_welfare(*theirs(profile, budget), satisfaction)
            assert set(ours.winners) == {project.name for project in result}, seed


@pytest.mark.parametrize(
    ("rule", "options", "oracle", "parameters"),
    [
        ("phragmen-budget", {}, sequential_phragmen, {}),
        ("greedy", {}, greedy_utilitarian_welfare, {"sat_class": Cost_Sat}),
        ("equal-shares", {"completion": "none"}, method_of_equal_shares, {"sat_class": Cost_Sat}),
    ],
)
def test_every_lot_leads_to_one_of_their_results(
    rule: str, options: dict[str, Any], oracle: Callable[..., Any], parameters: dict[str, Any]
) -> None:
    level = 0
    for seed in range(200):
        profile, budget = election(seed, weight=1)
        if count(profile, rule, budget=budget, **options).is_decided:
            continue
        level += 1
        results = oracle(*theirs(profile, budget), resoluteness=False, **parameters)
        possible = {frozenset(project.name for project in result) for result in results}
        for lot in range(6):
            ours = count(profile, rule, budget=budget, ties=Lot(f"{lot}"), **options)
            assert frozenset(ours.winners) in possible, seed
    assert level >= 8


@pytest.mark.parametrize("chunk", range(CHUNKS["knapsack"]))
def test_knapsack_against_every_bundle(chunk: int) -> None:
    """The oracle is the definition: all bundles are tried."""
    for seed in seeds(chunk):
        profile, budget = election(seed)
        best = best_bundles(profile, budget)
        ours = count(profile, "knapsack", budget=budget)
        assert set(ours.winners) == set.intersection(*best), seed
        assert set(ours.tied) == set.union(*best) - set.intersection(*best), seed


def best_bundles(profile: Profile[Approval], budget: Budget) -> list[set[str]]:
    votes = {c: sum(b.weight for b in profile.ballots if c in b.chosen) for c in profile.candidates}
    bundles = chain.from_iterable(combinations(votes, size) for size in range(len(votes) + 1))
    fitting = [bundle for bundle in bundles if budget.cost(bundle) <= budget.limit]
    rank = {bundle: (sum(votes[c] for c in bundle), -budget.cost(bundle)) for bundle in fitting}
    return [set(bundle) for bundle in fitting if rank[bundle] == max(rank.values())]
