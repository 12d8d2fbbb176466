"""A tie is never silent: it is reported, or decided by a rule that was declared, and told in the minutes."""

from hashlib import sha256
from itertools import permutations

import pytest

from elections.counting.count import count
from elections.counting.faults import Invalid
from elections.counting.profiles import Approval, Budget, Profile, Ranking
from elections.counting.record import Outcome
from elections.counting.ties import Drawn, Lot

LEVEL = Profile(("a", "b", "c"), (Approval.of("a", weight=2), Approval.of("b"), Approval.of("c")))
CIRCLE = Profile(("a", "b", "c"), (Ranking.of(*"abc"), Ranking.of(*"bca"), Ranking.of(*"cab")))
COSTS = Budget.of(4, {"a": 2, "b": 2, "c": 2})


def lots(outcome: Outcome) -> list[dict[str, object]]:
    return [dict(step.values) for step in outcome.rounds if step.kind == "lot"]


def test_refused_by_default_with_the_sure_winners() -> None:
    outcome = count(LEVEL, "approval", seats=2)
    assert (outcome.winners, outcome.tied, outcome.is_decided) == (("a",), ("b", "c"), False)
    assert outcome.rounds[-1].kind == "undecided"


def test_no_lot_where_all_have_a_seat() -> None:
    outcome = count(LEVEL, "approval", seats=3)
    assert (set(outcome.winners), outcome.is_decided, lots(outcome)) == ({"a", "b", "c"}, True, [])


def test_lot_is_the_lowest_hash_of_seed_and_name() -> None:
    for seed in ("1", "2", "3", "4"):
        expected = min("bc", key=lambda c: sha256(f"{seed}\n{c}".encode()).hexdigest())
        outcome = count(LEVEL, "approval", seats=2, ties=Lot(seed))
        assert outcome.winners == ("a", expected)
        [lot] = lots(outcome)
        assert lot["chosen"] == [expected]


def test_lots_fall_both_ways() -> None:
    assert {count(LEVEL, "approval", seats=2, ties=Lot(str(n))).winners[1] for n in range(20)} == {"b", "c"}


def test_an_empty_seed_is_no_lot() -> None:
    with pytest.raises(Invalid):
        Lot("")


def test_drawn_by_hand() -> None:
    assert count(LEVEL, "approval", seats=2, ties=Drawn(("c", "b"))).winners == ("a", "c")
    with pytest.raises(Invalid, match="no lot was drawn for “b”"):
        count(LEVEL, "approval", seats=2, ties=Drawn(("c",)))


def test_who_is_drawn_first_goes_out_last() -> None:
    for lot in permutations("abc"):
        outcome = count(CIRCLE, "irv", ties=Drawn(lot))
        assert lots(outcome)[0]["chosen"] == [lot[-1]]
        assert lot[-1] not in outcome.winners


@pytest.mark.parametrize("rule", ["irv", "stv-scottish", "stv-meek", "schulze", "borda"])
def test_a_perfect_circle_is_undecided_in_every_ranked_rule(rule: str) -> None:
    outcome = count(CIRCLE, rule)
    assert (outcome.winners, outcome.tied) == ((), ("a", "b", "c"))
    assert {count(CIRCLE, rule, ties=Drawn(lot)).winners[0] for lot in permutations("abc")} == {"a", "b", "c"}


@pytest.mark.parametrize("rule", ["greedy", "knapsack", "equal-shares", "phragmen-budget"])
def test_projects_that_are_level(rule: str) -> None:
    profile = Profile(("a", "b", "c"), tuple(Approval.of(*pair) for pair in ("ab", "bc", "ca")))
    outcome = count(profile, rule, budget=COSTS)
    assert set(outcome.tied) == {"a", "b", "c"}
    assert outcome.winners == ()
    if rule != "phragmen-budget":  # it ends where one of those level is too dear
        chosen = {count(profile, rule, budget=COSTS, ties=Drawn(lot)).winners for lot in permutations("abc")}
        assert {frozenset(winners) for winners in chosen} == {frozenset(pair) for pair in ("ab", "bc", "ca")}


def test_shares_that_are_raised_leave_no_sure_winner() -> None:
    """a is bought at first, b and c are level once everybody has more: what was bought may yet be undone."""
    profile = Profile(("a", "b", "c"), (Approval.of("a", weight=3), Approval.of("b", "c", weight=2)))
    budget = Budget.of(5, {"a": 3, "b": 3, "c": 3})
    sure = count(profile, "equal-shares", budget=budget, completion="none")
    assert sure.winners == ("a",)
    raised = count(profile, "equal-shares", budget=Budget.of(6, dict(budget.costs)), completion="add1")
    assert (raised.winners, set(raised.tied)) == ((), {"b", "c"})


def test_no_lot_for_projects_that_do_not_compete() -> None:
    profile = Profile(("a", "b"), (Approval.of("a"), Approval.of("b")))
    for rule in ("equal-shares", "phragmen-budget", "greedy"):
        outcome = count(profile, rule, budget=Budget.of(4, {"a": 2, "b": 2}))
        assert (set(outcome.winners), outcome.is_decided) == ({"a", "b"}, True)


def test_no_lot_among_the_hopeless() -> None:
    """b and c have one paper each: together they cannot reach d, so both go out at once."""
    papers = [("a", 5), ("d", 4), ("b", 1), ("c", 1)]
    profile = Profile(tuple("abcd"), tuple(Ranking.of(c, weight=n) for c, n in papers))
    outcome = count(profile, "irv")
    assert [step.values["candidates"] for step in outcome.rounds if step.kind == "out"][0] == ["b", "c"]
    assert outcome.winners == ("a",)


def test_scottish_ties_look_back_before_the_lot() -> None:
    """b and c are level at 4 after d's paper went to c; at the first stage b had more, so c is excluded."""
    papers = [("a", 6), ("b", 4), ("c", 3), ("dc", 1)]
    profile = Profile(tuple("abcd"), tuple(Ranking.of(*order, weight=n) for order, n in papers))
    outcome = count(profile, "stv-scottish", seats=1)
    looked = [step.values for step in outcome.rounds if step.kind == "looked_back"]
    assert looked == [{"level": ["b", "c"], "kept": ["c"], "stage": 1}]
    assert [step.values["candidate"] for step in outcome.rounds if step.kind == "excluded"][:2] == ["d", "c"]
    assert outcome.is_decided
