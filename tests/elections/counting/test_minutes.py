"""The minutes of each rule, step by step, on papers small enough to follow."""

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest

from elections.counting.count import count
from elections.counting.profiles import Approval, Budget, Profile, Ranking, Scores
from elections.counting.record import Outcome
from elections.counting.ties import Drawn

WISHES = Profile(("a", "b", "c"), (Approval.of("a", "b", weight=3), Approval.of("c", weight=2)))
MONEY = Budget.of(10, {"a": 4, "b": 4, "c": 3})
PAPERS = [("abd", 5), ("cb", 3), ("db", 1), ("d", 1)]
ORDERS = Profile(tuple("abcd"), tuple(Ranking.of(*order, weight=n) for order, n in PAPERS))
LOT = Drawn(("b", "c", "a"))


def kinds(outcome: Outcome) -> list[str]:
    return [step.kind for step in outcome.rounds]


def values(outcome: Outcome, kind: str) -> list[dict[str, Any]]:
    return [dict(step.values) for step in outcome.rounds if step.kind == kind]


def test_equal_shares_and_completion() -> None:
    outcome = count(WISHES, "equal-shares", budget=MONEY, completion="votes", ties=LOT)
    assert kinds(outcome) == ["share", "lot", "bought", "bought", "completing"]
    assert values(outcome, "share") == [{"share": 2, "voters": 5}]
    assert values(outcome, "bought") == [
        {"candidates": ["b"], "cost": 4, "voters": 3, "most": Fraction(4, 3)},
        {"candidates": ["c"], "cost": 3, "voters": 2, "most": Fraction(3, 2)},
    ]
    assert values(outcome, "completing") == [{"left": 3}]


def test_equal_shares_with_more_for_everybody() -> None:
    """Bought with 3 each, 5 too much: the run with 2 each stands. With 14 to spend the run with 3.8 leaves no room."""
    outcome = count(WISHES, "equal-shares", budget=MONEY, completion="add1", ties=LOT)
    assert values(outcome, "share") == [{"share": 2, "voters": 5}]
    richer = Budget.of(14, dict(MONEY.costs))
    outcome = count(WISHES, "equal-shares", budget=richer, completion="add1", ties=LOT)
    assert values(outcome, "share") == [{"share": Fraction(14, 5), "voters": 5}]
    assert set(outcome.winners) == {"a", "b", "c"}


def test_steps_of_several_units() -> None:
    """a wants 4 of each of its 3 supporters; with 1 each at first, step 3 reaches it in one go."""
    profile = Profile(("a", "b"), (Approval.of("a", weight=3), Approval.of("b", weight=9)))
    budget = Budget.of(12, {"a": 12, "b": 40})
    outcome = count(profile, "equal-shares", budget=budget, completion="add1", step=3)
    assert values(outcome, "share") == [{"share": 4, "voters": 12}]


def test_phragmen_ends_where_the_money_does() -> None:
    outcome = count(WISHES, "phragmen-budget", budget=MONEY, complete=True, ties=LOT)
    assert kinds(outcome) == ["lot", "loaded", "loaded", "over_budget", "completing"]
    assert values(outcome, "over_budget") == [{"candidates": ["a"], "left": 3}]
    assert values(outcome, "completing") == [{"left": 3}]


def test_phragmen_for_a_committee() -> None:
    outcome = count(WISHES, "phragmen", seats=2, ties=LOT)
    assert kinds(outcome) == ["lot", "loaded", "loaded"]
    assert [(step["load"], step["voters"]) for step in values(outcome, "loaded")] == [
        (Fraction(1, 3), 3),
        (Fraction(1, 2), 2),
    ]


def test_greedy_by_votes_and_by_value() -> None:
    assert kinds(count(WISHES, "greedy", budget=MONEY)) == ["votes", "taken"]
    outcome = count(WISHES, "greedy", budget=MONEY, by="value")
    assert kinds(outcome) == ["votes", "value", "taken"]
    assert values(outcome, "value") == [
        {"totals": {"a": Fraction(3, 4), "b": Fraction(3, 4), "c": Fraction(2, 3)}}
    ]
    assert values(outcome, "taken") == [{"candidates": ["a", "b"], "cost": 8, "left": 2}]


def test_greedy_goes_on_to_what_still_fits() -> None:
    outcome = count(WISHES, "greedy", budget=Budget.of(7, {"a": 4, "b": 4, "c": 3}), ties=LOT)
    assert kinds(outcome) == ["votes", "lot", "taken", "taken"]
    assert values(outcome, "taken")[-1] == {"candidates": ["c"], "cost": 3, "left": 0}


def test_knapsack_tells_what_is_sure() -> None:
    outcome = count(WISHES, "knapsack", budget=MONEY)
    assert kinds(outcome) == ["votes", "best", "in_every_best"]
    assert values(outcome, "best") == [{"value": 6, "cost": 8, "left": 2}]
    level = count(WISHES, "knapsack", budget=Budget.of(7, dict(MONEY.costs)), ties=LOT)
    assert kinds(level) == ["votes", "best", "in_every_best", "lot", "elected"]
    assert values(level, "lot") == [{"tied": ["b", "a"], "chosen": ["b"]}]
    assert level.winners == ("c", "b")


def test_knapsack_takes_what_the_lot_puts_first() -> None:
    pairs = Profile(("a", "b", "c"), tuple(Approval.of(*pair) for pair in ("ab", "bc", "ca")))
    costs = Budget.of(4, {"a": 2, "b": 2, "c": 2})
    for lot in permutations("abc"):
        outcome = count(pairs, "knapsack", budget=costs, ties=Drawn(lot))
        assert outcome.winners == lot[:2]


def test_points_count_for_budgets_too() -> None:
    points = Profile(("a", "b"), (Scores.of({"a": 5, "b": 1}), Scores.of({"a": 2, "b": 4})))
    for rule in ("greedy", "knapsack"):
        outcome = count(points, rule, budget=Budget.of(3, {"a": 3, "b": 3}))
        assert values(outcome, "votes") == [{"totals": {"a": 7, "b": 5}}]
        assert outcome.winners == ("a",)


def test_equal_shares_ask_first_whoever_has_least_for_each_point() -> None:
    """x has 10 left and wants b twice as much as y, who has 8: x runs out first, at 5 a point, and y pays all the rest.

    10 each; y alone buys a for 2. b costs 17: at a price p for a point x pays 2p up to 10, y pays p up to 8. So x gives 10
    and y 7, the most that one pays is 10.
    """
    points = Profile(("a", "b"), (Scores.of({"b": 2}), Scores.of({"a": 1, "b": 1})))
    outcome = count(points, "equal-shares", budget=Budget.of(20, {"a": 2, "b": 17}), completion="none")
    assert [(step["candidates"], step["most"]) for step in values(outcome, "bought")] == [
        (["a"], 2),
        (["b"], 10),
    ]


def test_instant_runoff() -> None:
    outcome = count(ORDERS, "irv")
    assert kinds(outcome) == ["standing", "out", "standing", "out", "standing", "exhausted", "majority"]
    assert values(outcome, "exhausted") == [{"papers": 2}]
    assert values(outcome, "majority") == [{"candidates": ["a"], "votes": 5, "of": 8}]


def test_half_of_the_votes_is_no_majority() -> None:
    profile = Profile(tuple("abc"), tuple(Ranking.of(c, weight=n) for c, n in (("a", 4), ("b", 3), ("c", 1))))
    assert kinds(count(profile, "irv")) == ["standing", "out", "standing", "exhausted", "majority"]


def test_scottish_stages() -> None:
    outcome = count(ORDERS, "stv-scottish", seats=2)
    assert kinds(outcome)[:6] == ["quota", "standing", "quota_reached", "surplus", "standing", "excluded"]
    assert kinds(outcome)[6:] == ["standing", "looked_back", "excluded", "standing", "last_vacancies"]
    assert values(outcome, "surplus") == [
        {"candidate": "a", "surplus": 1, "received": {"b": 1}, "silent": 0, "lost": 0}
    ]
    assert values(outcome, "excluded") == [
        {"candidate": "b", "received": {"d": 1}, "silent": 0},
        {"candidate": "d", "received": {}, "silent": 3},
    ]
    assert values(outcome, "looked_back") == [{"level": ["c", "d"], "kept": ["d"], "stage": 2}]


def test_meek_keeps_a_quota() -> None:
    outcome = count(ORDERS, "stv-meek", seats=2)
    assert kinds(outcome) == ["meek", "quota_reached", "meek", "out", "meek", "quota_reached"]
    _, second, third = values(outcome, "meek")
    assert second["keep"] == {"a": Fraction("0.666666667")}
    assert second["votes"]["a"] == Fraction("3.333333335")
    assert second["turns"] == 2
    assert third["quota"] == Fraction("3.333333334")
    assert outcome.winners == ("a", "d")


def test_the_last_vacancies_go_by_votes() -> None:
    profile = Profile(tuple("abc"), tuple(Ranking.of(c, weight=n) for c, n in (("a", 1), ("b", 2), ("c", 9))))
    for rule in ("stv-scottish", "stv-meek"):
        assert count(profile, rule, seats=3).winners == ("c", "b", "a")


def test_who_reaches_the_quota_together_is_told_by_votes() -> None:
    profile = Profile(tuple("abc"), tuple(Ranking.of(c, weight=n) for c, n in (("a", 5), ("b", 7), ("c", 1))))
    for rule in ("stv-scottish", "stv-meek"):
        outcome = count(profile, rule, seats=2)
        assert values(outcome, "quota_reached") == [{"candidates": ["b", "a"]}]


def test_meek_counts_what_runs_out() -> None:
    """a's surplus finds no further name, so the quota sinks: 9 papers of which ever fewer count."""
    profile = Profile(tuple("abc"), tuple(Ranking.of(c, weight=n) for c, n in (("a", 6), ("b", 2), ("c", 1))))
    last = values(count(profile, "stv-meek", seats=2), "meek")[-1]
    assert last["exhausted"] > 3
    assert last["quota"] < 2


def test_star_ties_by_the_official_order() -> None:
    """b and c are level behind a with 5 points each; more papers prefer b; in the runoff a wins."""
    papers = [{"a": 5, "b": 2, "c": 0}, {"a": 4, "b": 2, "c": 1}, {"a": 4, "b": 1, "c": 4}]
    outcome = count(Profile(("a", "b", "c"), tuple(Scores.of(paper) for paper in papers)), "star")
    assert kinds(outcome) == ["points", "star_tie", "runoff", "elected"]
    assert values(outcome, "points") == [{"totals": {"a": 13, "b": 5, "c": 5}}]
    assert values(outcome, "star_tie") == [
        {"tied": ["b", "c"], "measure": "preferences", "values": {"b": 2, "c": 1}}
    ]
    assert values(outcome, "runoff") == [{"votes": {"a": 3, "b": 0}, "indifferent": 0}]


def test_star_counts_who_is_indifferent() -> None:
    papers = (Scores.of({"a": 5, "b": 5}, weight=4), Scores.of({"a": 1}))
    outcome = count(Profile(("a", "b"), papers), "star")
    assert values(outcome, "runoff") == [{"votes": {"a": 1, "b": 0}, "indifferent": 4}]


def test_schulze_chains() -> None:
    outcome = count(ORDERS, "schulze", seats=2)
    assert kinds(outcome) == ["duels", "paths", "unbeaten", "unbeaten"]
    assert values(outcome, "duels")[0]["pairs"]["b", "c"] == 6
    assert values(outcome, "paths")[0]["pairs"]["b", "c"] == 7
    assert values(outcome, "duels")[0]["wins"] == {"a": ["b", "c", "d"], "b": ["c", "d"], "c": [], "d": ["c"]}


def test_a_level_duel_is_won_by_nobody() -> None:
    outcome = count(Profile(("a", "b"), (Ranking.of("a", "b"), Ranking.of("b", "a"))), "schulze")
    assert values(outcome, "duels")[0]["wins"] == {"a": [], "b": []}
    assert values(outcome, "paths")[0]["pairs"] == {("a", "b"): 0, ("b", "a"): 0}


@pytest.mark.parametrize("seats", [1, 2, 3, 4])
def test_winners_come_in_the_order_of_election(seats: int) -> None:
    assert count(ORDERS, "schulze", seats=seats).winners == ("a", "b", "d", "c")[:seats]
