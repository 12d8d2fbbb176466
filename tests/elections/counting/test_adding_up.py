"""Rules that add up, on papers that anyone can count by hand."""

from fractions import Fraction

import pytest

from elections.counting.count import count
from elections.counting.faults import Invalid
from elections.counting.profiles import Approval, Profile, Ranking, Scores
from elections.counting.record import Outcome

ABC = ("a", "b", "c")


def marks(*papers: tuple[int, str]) -> Profile[Approval]:
    return Profile(ABC, tuple(Approval.of(*chosen, weight=number) for number, chosen in papers))


def points(*papers: dict[str, int]) -> Profile[Scores]:
    return Profile(ABC, tuple(Scores.of(paper) for paper in papers))


def totals(outcome: Outcome) -> dict[str, Fraction]:
    return next(step.values["totals"] for step in outcome.rounds if step.kind in ("votes", "points"))


def spoiled(outcome: Outcome) -> list[Fraction]:
    return [step.values["papers"] for step in outcome.rounds if step.kind == "spoiled"]


def test_plurality_spoils_papers_with_two_marks() -> None:
    outcome = count(marks((3, "a"), (2, "b"), (4, "bc"), (1, "")), "plurality")
    assert outcome.winners == ("a",)
    assert totals(outcome) == {"a": 3, "b": 2, "c": 0}
    assert spoiled(outcome) == [4]


def test_k_of_n_takes_fewer_marks_and_spoils_more() -> None:
    outcome = count(marks((2, "ab"), (1, "a"), (5, "abc"), (2, "c")), "k-of-n", seats=2)
    assert totals(outcome) == {"a": 3, "b": 2, "c": 2}
    assert spoiled(outcome) == [5]
    assert (outcome.winners, outcome.tied) == (("a",), ("b", "c"))


def test_k_of_n_with_more_marks_than_seats() -> None:
    assert spoiled(count(marks((2, "ab"), (1, "abc")), "k-of-n", seats=1, marks=2)) == [1]


def test_approval_spoils_nothing() -> None:
    outcome = count(marks((3, "abc"), (1, "b")), "approval")
    assert (outcome.winners, totals(outcome)) == (("b",), {"b": 4, "a": 3, "c": 3})
    assert spoiled(outcome) == []


def test_score_adds_and_spoils_what_is_out_of_range() -> None:
    outcome = count(points({"a": 5, "b": 3}, {"b": 3, "c": 0}, {"a": 6}, {"c": -1}), "score")
    assert totals(outcome) == {"b": 6, "a": 5, "c": 0}
    assert spoiled(outcome) == [2]
    assert count(points({"a": 6}, {"b": 5}), "score", most=10).winners == ("a",)


def test_score_takes_both_ends_of_the_range() -> None:
    assert spoiled(count(points({"a": 5}, {"a": 0}), "score")) == []


def test_cumulative_spends_points() -> None:
    outcome = count(
        points({"a": 3}, {"b": 2, "c": 1}, {"a": 2, "b": 2}, {"a": -1, "b": 2}), "cumulative", points=3
    )
    assert totals(outcome) == {"a": 3, "b": 2, "c": 1}
    assert spoiled(outcome) == [2]


def test_nought_written_down_costs_nothing() -> None:
    for rule, options in (("cumulative", {"points": 3}), ("quadratic", {"credit": 9})):
        outcome = count(points({"a": 3, "b": 0}), rule, **options)
        assert (outcome.winners, spoiled(outcome)) == (("a",), [])


def test_quadratic_pays_squares() -> None:
    """3 votes cost 9; 2 and 2 cost 8; 3 and 1 cost 10."""
    outcome = count(points({"a": 3}, {"b": 2, "c": 2}, {"c": 3, "a": 1}), "quadratic", credit=9)
    assert totals(outcome) == {"a": 3, "b": 2, "c": 2}
    assert spoiled(outcome) == [1]


def test_borda_shares_places() -> None:
    """a > b = c gives 2, ½, ½; b alone gives 2 to b and ½ each to a and c."""
    profile = Profile(ABC, (Ranking.of("a", ["b", "c"]), Ranking.of("b", weight=2)))
    assert totals(count(profile, "borda")) == {"b": Fraction(9, 2), "a": 3, "c": Fraction(3, 2)}


def test_weights_may_be_shares() -> None:
    profile = Profile(ABC, (Approval.of("a", weight=Fraction(1, 3)), Approval.of("b", weight=Fraction(1, 4))))
    assert count(profile, "approval").winners == ("a",)


def test_more_seats_than_candidates_stay_vacant() -> None:
    outcome = count(marks((1, "a")), "approval", seats=5)
    assert set(outcome.winners) == set(ABC)
    assert outcome.rounds[-1].values == {"seats": 2}
    assert "vacant" not in [step.kind for step in count(marks((1, "a")), "approval", seats=3).rounds]


def test_star_is_won_by_the_preferred_of_the_two_highest() -> None:
    """a has the highest sum; of the two highest, b is preferred by two of three."""
    outcome = count(points({"a": 5, "b": 0}, {"a": 4, "b": 5}, {"a": 3, "b": 5, "c": 1}), "star")
    assert outcome.winners == ("b",)
    [runoff] = [step.values for step in outcome.rounds if step.kind == "runoff"]
    assert runoff == {"votes": {"b": 2, "a": 1}, "indifferent": 0}


def test_star_spoils_and_fills_several_seats() -> None:
    outcome = count(points({"a": 5, "b": 4}, {"a": 5, "b": 4}, {"c": 6}), "star", seats=3)
    assert outcome.winners == ("a", "b", "c")
    assert spoiled(outcome) == [1]


@pytest.mark.parametrize(
    ("rule", "options", "fault"),
    [
        ("plurality", {"seats": 0}, "below_one"),
        ("plurality", {"budget": 3}, "no_option"),
        ("cumulative", {}, "wrong_ballots"),
        ("nonsense", {}, "no_rule"),
        ("phragmen", {}, "option_missing"),
    ],
)
def test_wrong_questions_are_refused(rule: str, options: dict[str, int], fault: str) -> None:
    with pytest.raises(Invalid) as refused:
        count(marks((1, "a")), rule, **options)
    assert refused.value.kind == fault
    assert refused.value.says("zh") != refused.value.says("en") == str(refused.value)


def test_a_word_that_is_no_choice_is_refused() -> None:
    with pytest.raises(Invalid, match=r"“by” is one of votes, value, not “luck”"):
        count(marks((1, "a")), "greedy", by="luck", budget=None)
