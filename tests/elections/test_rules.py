"""The arithmetic of a vote: exact at every boundary, and indifferent to the order of ballots."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.rules.votes import (
    FEWEST_PUBLISHED,
    MORE_THAN_HALF,
    MOST_VOTES,
    Base,
    Outcome,
    Stance,
    Tally,
    Terms,
    Threshold,
    base_size,
    fingerprint,
    is_quorate,
    may_publish_counts,
    result,
    shown_code,
    tally_of,
    typed_code,
)

YES_NO = {1: Stance.FOR, 2: Stance.AGAINST, 3: Stance.ABSTAIN}
MANY = {1: Stance.CHOICE, 2: Stance.CHOICE, 3: Stance.CHOICE, 4: Stance.ABSTAIN}
TWO_THIRDS = Threshold(Fraction(2, 3), False)
THREE_QUARTERS = Threshold(Fraction(3, 4), False)
HALF = Terms(MORE_THAN_HALF, MORE_THAN_HALF, Base.TOOK_PART)

shares = st.fractions(0, 1, max_denominator=12)
thresholds = st.builds(Threshold, shares, st.booleans())
terms = st.builds(Terms, thresholds, thresholds, st.sampled_from(Base))
ballots = st.lists(st.sampled_from(sorted(MANY)), max_size=60)


def yes_no(roll: int, yes: int, no: int, abstain: int) -> Tally:
    return Tally(roll, YES_NO, {1: yes, 2: no, 3: abstain})


@pytest.mark.parametrize("size", [*range(1, 60), 999, 1000, 1286, 2000])
def test_boundaries_are_exact(size: int) -> None:
    assert MORE_THAN_HALF.needed(size) == size // 2 + 1
    assert TWO_THIRDS.needed(size) == -(-2 * size // 3)
    assert THREE_QUARTERS.needed(size) == -(-3 * size // 4)


@given(thresholds, st.integers(0, 3000))
def test_needed_is_the_least_number_that_meets_the_share(threshold: Threshold, size: int) -> None:
    needed = threshold.needed(size)
    exact = threshold.share * size
    assert needed > exact if threshold.is_strict else needed >= exact
    assert needed - 1 <= exact if threshold.is_strict else needed - 1 < exact


@given(ballots, terms, st.integers(0, 200), st.randoms())
def test_the_order_of_ballots_does_not_matter(
    cast: list[int], about: Terms, more: int, random: object
) -> None:
    roll = len(cast) + more
    shuffled = cast[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random, which hypothesis does not export
    assert result(about, tally_of(cast, MANY, roll)) == result(about, tally_of(shuffled, MANY, roll))


@given(ballots, terms, st.integers(0, 200))
def test_one_more_vote_for_the_winner_leaves_it_the_winner(cast: list[int], about: Terms, more: int) -> None:
    roll = len(cast) + more + 1
    before = result(about, tally_of(cast, MANY, roll))
    if before.outcome is Outcome.PASSED:
        assert before.winner is not None
        after = result(about, tally_of([*cast, before.winner], MANY, roll))
        assert (after.outcome, after.winner) == (Outcome.PASSED, before.winner)


@given(ballots, terms, st.integers(0, 200))
def test_exactly_the_passed_have_a_winner_and_nothing_passes_without_quorum(
    cast: list[int], about: Terms, more: int
) -> None:
    roll = len(cast) + more
    verdict = result(about, tally_of(cast, MANY, roll))
    assert (verdict.winner is not None) == (verdict.outcome is Outcome.PASSED)
    if not is_quorate(about, len(cast), roll):
        assert verdict.outcome is Outcome.NOT_QUORATE


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        (yes_no(100, 26, 25, 0), Outcome.PASSED),
        (yes_no(100, 26, 24, 0), Outcome.NOT_QUORATE),  # 50 of 100 is not more than half
        (yes_no(100, 26, 20, 6), Outcome.FAILED),  # abstentions count: 26 of 52
        (yes_no(100, 25, 25, 1), Outcome.TIE),
        (yes_no(100, 0, 0, 51), Outcome.FAILED),
        (yes_no(0, 0, 0, 0), Outcome.NOT_QUORATE),
    ],
)
def test_yes_and_no(tally: Tally, outcome: Outcome) -> None:
    assert result(HALF, tally).outcome is outcome


def test_the_base_decides_what_the_share_is_of() -> None:
    tally = yes_no(100, 40, 20, 20)
    sizes = {base: base_size(Terms(MORE_THAN_HALF, MORE_THAN_HALF, base), tally) for base in Base}
    assert sizes == {Base.TOOK_PART: 80, Base.DECIDED: 60, Base.ROLL: 100}
    outcomes = {b: result(Terms(MORE_THAN_HALF, MORE_THAN_HALF, b), tally).outcome for b in Base}
    assert outcomes == {
        Base.TOOK_PART: Outcome.FAILED,
        Base.DECIDED: Outcome.PASSED,
        Base.ROLL: Outcome.FAILED,
    }


def test_most_votes_win_and_level_leaders_do_not() -> None:
    most = Terms(MORE_THAN_HALF, MOST_VOTES, Base.TOOK_PART)
    assert result(most, Tally(20, MANY, {1: 6, 2: 5, 3: 0, 4: 4})).winner == 1
    assert result(most, Tally(20, MANY, {1: 6, 2: 6, 3: 0, 4: 0})).outcome is Outcome.TIE
    assert result(most, Tally(20, MANY, {1: 0, 2: 0, 3: 0, 4: 12})).outcome is Outcome.FAILED


def test_nobody_voting_is_never_a_quorum() -> None:
    assert not is_quorate(Terms(Threshold(Fraction(0), False), MORE_THAN_HALF, Base.TOOK_PART), 0, 10)


def test_a_ballot_for_no_option_is_an_error() -> None:
    with pytest.raises(KeyError):
        tally_of([9], YES_NO, 10)


def test_few_secret_ballots_are_not_published_by_choice() -> None:
    assert not may_publish_counts(is_secret=True, took_part=FEWEST_PUBLISHED - 1)
    assert may_publish_counts(is_secret=True, took_part=FEWEST_PUBLISHED)
    assert may_publish_counts(is_secret=False, took_part=1)


def test_fingerprint_is_what_sort_and_sha256sum_give() -> None:
    # printf 'b\t1\na\t2\n' | LC_ALL=C sort | sha256sum
    assert fingerprint(["b\t1", "a\t2"]) == "2abfabe8ddfcad9ecf72aeaf70afb71b425c61a198cbb5ae9c846ca751251ba4"
    assert fingerprint(["b\t1", "a\t2"]) == fingerprint(["a\t2", "b\t1"]) != fingerprint(["a\t1", "b\t2"])


@given(st.text("23456789abcdefghjkmnpqrstvwxyz", min_size=12, max_size=12))
def test_a_code_is_found_again_however_it_is_typed(code: str) -> None:
    assert typed_code(shown_code(code)) == typed_code(" " + shown_code(code).lower()) == code
