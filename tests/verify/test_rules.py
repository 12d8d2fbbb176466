"""The arithmetic of the result against the page's words in fractions, written another way."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from linli_verify.rules import elected, reaches

THRESHOLDS = st.builds(
    lambda b, a, base, strict: {"numerator": min(a, b), "denominator": b, "base": base, "strict": strict},
    st.integers(1, 12),
    st.integers(0, 12),
    st.sampled_from(["roll", "took_part"]),
    st.booleans(),
)


@given(st.integers(0, 2000), THRESHOLDS, st.integers(0, 2000), st.integers(0, 2000))
def test_reaching_a_threshold(n: int, threshold: dict[str, object], roll: int, took_part: int) -> None:
    share = Fraction(threshold["numerator"], threshold["denominator"])  # type: ignore[call-overload]
    border = share * (roll if threshold["base"] == "roll" else took_part)
    wanted = n > border if threshold["strict"] else n >= border
    assert reaches(n, threshold, roll=roll, took_part=took_part) == wanted


def test_a_half_is_not_more_than_half() -> None:
    half = {"numerator": 1, "denominator": 2, "base": "roll", "strict": True}
    for n in range(1, 2001):
        assert [reaches(k, half, roll=n, took_part=0) for k in (n // 2, n // 2 + 1)] == [False, True]
        at_least = half | {"strict": False}
        assert reaches(n // 2, at_least, roll=n, took_part=0) == (n % 2 == 0)


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=1, max_size=8), st.integers(1, 8))
def test_elected_and_tied(options: list[tuple[int, bool]], seats: int) -> None:
    """Whoever has fewer able ones at or above him than seats is in; a level group across the border is tied."""
    votes, able = [v for v, _ in options], [a for _, a in options]
    chosen, tied = [], []
    for i, (mine, yes) in enumerate(options):
        above = sum(a and v > mine for v, a in options)
        level = sum(a and v == mine for v, a in options)
        if yes and above + level <= seats:
            chosen.append(i)
        elif yes and above < seats:
            tied.append(i)
    assert elected(votes, able, seats) == (chosen, tied)


def test_a_tie_across_the_last_seat() -> None:
    assert elected([5, 3, 3, 1], [True] * 4, 2) == ([0], [1, 2])
    assert elected([5, 3, 3, 1], [True] * 4, 3) == ([0, 1, 2], [])
    assert elected([3, 3, 5], [True, False, True], 2) == ([0, 2], [])
    assert elected([0, 0], [False, False], 1) == ([], [])
