"""What every rule promises, whatever the papers: names and order of papers are nothing, and each rule keeps its own word."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from random import Random
from typing import Any

import pytest

from elections.counting.count import RULES, count
from elections.counting.profiles import Approval, Ballot, Budget, Profile, Ranking, Scores
from elections.counting.record import Outcome
from tests.elections.counting import profiles

RANKED = ["irv", "borda", "schulze", "stv-scottish", "stv-meek"]
BUDGETS = ["greedy", "knapsack", "equal-shares", "phragmen-budget"]
OPTIONS: dict[str, dict[str, Any]] = {
    "score": {"most": 4},
    "cumulative": {"points": 12},
    "quadratic": {"credit": 40},
    "phragmen": {"seats": 2},
}


def case(rule: str, seed: int) -> tuple[Profile[Any], dict[str, Any]]:
    """Papers that the rule reads, and options."""
    random = Random(seed)
    if rule in RANKED:
        profile: Profile[Any] = profiles.rankings(random)
        seats = random.randint(1, len(profile.candidates) - 1)
        return profile, {} if rule == "irv" else {"seats": seats}
    if Approval in RULES[rule].ballots:
        profile = profiles.approvals(random)
        money = {"budget": profiles.budget(random, profile)} if rule in BUDGETS else {}
        return profile, {**money, **OPTIONS.get(rule, {})}
    return profiles.scores(random), OPTIONS.get(rule, {})


def verdict(outcome: Outcome) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(outcome.winners), frozenset(outcome.tied)


def renamed(ballot: Ballot, new: dict[str, str]) -> Ballot:
    if isinstance(ballot, Ranking):
        return replace(ballot, tiers=tuple(tuple(new[c] for c in tier) for tier in ballot.tiers))
    if isinstance(ballot, Approval):
        return replace(ballot, chosen=frozenset(new[c] for c in ballot.chosen))
    return replace(ballot, points={new[c]: n for c, n in ballot.points.items()})


@pytest.mark.parametrize("rule", RULES)
def test_papers_have_no_order_and_a_weight_is_so_many_papers(rule: str) -> None:
    for seed in range(60):
        profile, options = case(rule, seed)
        singly = [replace(b, weight=Fraction(1)) for b in profile.ballots for _ in range(int(b.weight))]
        Random(seed).shuffle(singly)
        one_by_one = Profile(profile.candidates, tuple(singly))
        assert verdict(count(one_by_one, rule, **options)) == verdict(count(profile, rule, **options)), seed


@pytest.mark.parametrize("rule", RULES)
def test_names_mean_nothing(rule: str) -> None:
    for seed in range(80):
        profile, options = case(rule, seed)
        strange = list(profile.candidates)
        Random(seed).shuffle(strange)
        new = dict(zip(profile.candidates, strange, strict=True))
        other = Profile(tuple(sorted(strange, reverse=True)), tuple(renamed(b, new) for b in profile.ballots))
        if "budget" in options:
            budget = options["budget"]
            options = {
                **options,
                "budget": Budget(budget.limit, {new[c]: cost for c, cost in budget.costs.items()}),
            }
        before = count(profile, rule, **case(rule, seed)[1])
        winners, tied = (frozenset(new[c] for c in group) for group in verdict(before))
        assert verdict(count(other, rule, **options)) == (winners, tied), seed


@pytest.mark.parametrize("rule", RULES)
def test_without_papers_nobody_is_elected(rule: str) -> None:
    profile, options = case(rule, 0)
    silent = count(Profile(profile.candidates, ()), rule, **options)
    assert silent.winners == ()


def raised(profile: Profile[Any], winner: str, random: Random) -> Profile[Any]:
    """One paper that likes the winner more, and is otherwise as it was."""
    place = random.randrange(len(profile.ballots))
    ballots = list(profile.ballots)
    ballot = ballots[place]
    if isinstance(ballot, Approval):
        ballots[place] = replace(ballot, chosen=ballot.chosen | {winner})
    elif isinstance(ballot, Scores):
        ballots[place] = replace(ballot, points={**ballot.points, winner: Fraction(4)})
    else:
        rest = [c for c in ballot.named() if c != winner]
        ballots[place] = Ranking.of(winner, *rest, weight=ballot.weight)
    return Profile(profile.candidates, tuple(ballots))


@pytest.mark.parametrize("rule", ["approval", "score", "borda", "schulze"])
def test_more_support_never_harms_the_winner(rule: str) -> None:
    """Not so for instant run-off and its kin: Burlington 2009 in test_published.py."""
    for seed in range(300):
        profile, options = case(rule, seed)
        outcome = count(
            profile, rule, **{**options, **({} if rule in ("approval", "score") else {"seats": 1})}
        )
        if outcome.winners:
            winner = outcome.winners[0]
            after = count(raised(profile, winner, Random(seed)), rule, **{**options, "seats": 1})
            assert after.winners == (winner,), seed


def duels_won(profile: Profile[Ranking], one: str) -> list[bool]:
    last = len(profile.candidates)
    won = []
    for other in profile.candidates:
        if other != one:
            lead = 0
            for ballot in profile.ballots:
                mine, theirs = ballot.ranks().get(one, last), ballot.ranks().get(other, last)
                lead += int(ballot.weight) * ((mine < theirs) - (mine > theirs))
            won.append(lead > 0)
    return won


def test_schulze_elects_whoever_wins_all_duels() -> None:
    found = 0
    for seed in range(400):
        profile = profiles.rankings(Random(seed))
        if champions := [c for c in profile.candidates if all(duels_won(profile, c))]:
            found += 1
            assert list(count(profile, "schulze").winners) == champions, seed
    assert found > 200


def test_one_seat_is_an_instant_runoff() -> None:
    for seed in range(400):
        profile = profiles.rankings(Random(seed))
        outcomes = [count(profile, rule) for rule in ("irv", "stv-scottish", "stv-meek")]
        decided = {outcome.winners for outcome in outcomes if outcome.is_decided}
        assert len(decided) <= 1, seed


def solid(profile: Profile[Ranking]) -> Iterator[tuple[frozenset[str], int]]:
    """Groups of candidates, each with the papers that put all of them before all others."""
    for size in range(1, len(profile.candidates)):
        for group in map(frozenset, combinations(profile.candidates, size)):
            yield group, sum(int(b.weight) for b in profile.ballots if frozenset(b.named()[:size]) == group)


@pytest.mark.parametrize("rule", ["stv-scottish", "stv-meek"])
def test_solid_groups_get_their_droop_quotas(rule: str) -> None:
    bound = 0
    for seed in range(400):
        profile, options = case(rule, seed)
        outcome = count(profile, rule, **options)
        quota = int(profile.size) // (options["seats"] + 1) + 1
        for group, papers in solid(profile):
            due = min(len(group), papers // quota)
            bound += due
            assert not outcome.is_decided or len(group & set(outcome.winners)) >= due, seed
    assert bound > 400


def cohesive(profile: Profile[Approval], needed: int) -> list[list[Approval]]:
    """For each candidate its supporters, where they are enough for a seat."""
    groups = [[b for b in profile.ballots if c in b.chosen] for c in profile.candidates]
    return [group for group in groups if sum(b.weight for b in group) >= needed]


@pytest.mark.parametrize("rule", ["phragmen", "equal-shares"])
def test_large_groups_are_represented(rule: str) -> None:
    """Justified representation: of n/k voters with a common candidate, one at least approves somebody elected."""
    bound = 0
    for seed in range(400):
        profile = profiles.approvals(Random(seed))
        seats = Random(seed).randint(1, len(profile.candidates))
        budget = Budget.of(seats, dict.fromkeys(profile.candidates, 1))
        options: dict[str, Any] = (
            {"seats": seats} if rule == "phragmen" else {"budget": budget, "completion": "votes"}
        )
        outcome = count(profile, rule, **options)
        for group in cohesive(profile, -(-int(profile.size) // seats)):
            bound += 1
            heard = any(b.chosen & set(outcome.winners) for b in group)
            assert heard or not outcome.is_decided, seed
    assert bound > 400


@pytest.mark.parametrize("completion", ["none", "add1", "votes", "add1-votes"])
def test_equal_shares_never_overspends_and_completes(completion: str) -> None:
    for seed in range(150):
        profile, options = case("equal-shares", seed)
        outcome = count(profile, "equal-shares", completion=completion, **options)
        assert options["budget"].cost(outcome.winners) <= options["budget"].limit, seed
        if completion.endswith("votes") and outcome.is_decided:
            assert left_out(profile, options["budget"], outcome) == [], seed


@pytest.mark.parametrize("rule", ["equal-shares", "phragmen-budget", "greedy", "knapsack"])
def test_the_unit_of_money_and_of_papers_means_nothing(rule: str) -> None:
    for seed in range(100):
        profile, options = case(rule, seed)
        budget = options["budget"]
        thirds = Budget(budget.limit / 3, {c: cost / 3 for c, cost in budget.costs.items()})
        sevenths = tuple(replace(ballot, weight=ballot.weight / 7) for ballot in profile.ballots)
        more = {"completion": "votes"} if rule == "equal-shares" else {}
        before = count(profile, rule, budget=budget, **more)
        after = count(Profile(profile.candidates, sevenths), rule, budget=thirds, **more)
        assert verdict(after) == verdict(before), seed


def left_out(profile: Profile[Approval], budget: Budget, outcome: Outcome) -> list[str]:
    """What has a vote and would still have fitted."""
    wanted = set(chain.from_iterable(ballot.chosen for ballot in profile.ballots))
    left = budget.limit - budget.cost(outcome.winners)
    return [c for c in wanted - set(outcome.winners) if budget.costs[c] <= left]


@pytest.mark.parametrize("rule", BUDGETS)
def test_no_budget_is_overspent(rule: str) -> None:
    for seed in range(200):
        profile, options = case(rule, seed)
        outcome = count(profile, rule, **options)
        assert options["budget"].cost(outcome.winners) <= options["budget"].limit, seed
        if rule in ("greedy", "knapsack", "equal-shares") and outcome.is_decided:
            assert left_out(profile, options["budget"], outcome) == [], seed


def test_phragmen_for_a_budget_completes_when_asked() -> None:
    for seed in range(150):
        profile, options = case("phragmen-budget", seed)
        plain = count(profile, "phragmen-budget", **options)
        complete = count(profile, "phragmen-budget", complete=True, **options)
        assert set(plain.winners) <= set(complete.winners)
        if complete.is_decided:
            assert left_out(profile, options["budget"], complete) == [], seed
