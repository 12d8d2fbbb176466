"""What is a ballot, and what is refused."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from elections.counting.count import count
from elections.counting.faults import Invalid
from elections.counting.profiles import Approval, Budget, Profile, Ranking, Scores


@pytest.mark.parametrize(
    ("build", "fault"),
    [
        (lambda: Profile((), ()), "no_candidates"),
        (lambda: Profile(("a", "a"), ()), "twice"),
        (lambda: Profile(("a",), (Ranking.of("b"),)), "unknown"),
        (lambda: Profile(("a",), (Approval.of("b"),)), "unknown"),
        (lambda: Profile(("a",), (Scores.of({"b": 1}),)), "unknown"),
        (lambda: Profile(("a", "b"), (Ranking.of("a", ["b", "a"]),)), "twice"),
        (lambda: Approval.of("a", "a"), "twice"),
        (lambda: Profile(("a",), (Approval.of("a", weight=0),)), "weight"),
        (lambda: Profile(("a",), (Approval.of("a", weight=-1),)), "weight"),
        (lambda: Approval.of("a", weight=0.5), "not_exact"),
        (lambda: Scores.of({"a": 0.1}), "not_exact"),
        (lambda: Scores.of({"a": True}), "not_exact"),
        (lambda: Budget.of(1.5, {}), "not_exact"),
        (lambda: Budget.of(-1, {}), "negative_limit"),
        (lambda: Budget.of(1, {"a": 0}), "no_cost"),
        (lambda: Budget.of(1, {}).check(["a"]), "no_cost"),
    ],
)
def test_what_is_not_a_ballot_is_refused(build: Callable[[], object], fault: str) -> None:
    with pytest.raises(Invalid) as refused:
        build()
    assert refused.value.kind == fault


def test_a_budget_must_price_every_candidate_that_is_counted() -> None:
    profile = Profile(("a", "b"), (Approval.of("a"),))
    with pytest.raises(Invalid, match="“b” has no cost"):
        count(profile, "greedy", budget=Budget.of(5, {"a": 1}))


@pytest.mark.parametrize("rule", ["stv-scottish", "stv-meek"])
def test_transferable_votes_are_whole_papers(rule: str) -> None:
    with pytest.raises(Invalid, match="whole papers, not 1/2"):
        count(Profile(("a", "b"), (Ranking.of("a", weight=Fraction(1, 2)),)), rule)


def test_a_paper_speaks_until_it_ranks_two_equally() -> None:
    """ab | (cd) | e counts as ab; (ab) | c says nothing and is spoiled."""
    profile = Profile(
        tuple("abcde"),
        (
            Ranking.of("a", "b", ["c", "d"], "e", weight=3),
            Ranking.of(["a", "b"], "c", weight=2),
            Ranking.of("b", weight=4),
        ),
    )
    outcome = count(profile, "irv")
    notes = {step.kind: step.values for step in outcome.rounds if step.kind in ("cut", "spoiled")}
    assert notes == {"cut": {"papers": 5, "of": 9}, "spoiled": {"papers": 2, "of": 9}}
    assert outcome.winners == ("b",)


def test_size_is_the_weight_of_all_papers() -> None:
    assert Profile(("a",), (Approval.of("a", weight=3), Approval.of(weight=2))).size == 5
