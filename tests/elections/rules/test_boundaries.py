"""Every threshold at its edge, for one to two thousand people, against integer arithmetic written another way."""

from datetime import date
from fractions import Fraction

import pytest

from elections.rules.results import (
    Contest,
    Line,
    Petition,
    Poll,
    RecallVote,
    Show,
    Weight,
    decide_election,
    decide_meeting,
    decide_owners,
    decide_petition,
    decide_recall,
    decide_run_off,
    matter_of,
)
from elections.rules.votes import Threshold
from tests.elections.rules.making import OWNERS, PLAIN, VILLAGE, changed

MOST = 2000
TODAY = date(2026, 6, 1)
NO_REPRESENTATIVES = changed(VILLAGE, "recall", representatives_share=None)


def first_above(over: int, under: int, n: int) -> int:
    """The least whole number that is more than over/under of n, found by counting."""
    return next(k for k in range(n * over // under, n + 2) if k * under > n * over)


def first_from(over: int, under: int, n: int) -> int:
    """The least whole number that is at least over/under of n, found by counting."""
    return next(k for k in range(max(0, n * over // under - 1), n + 2) if k * under >= n * over)


def valid_with(returned: int, roll: int) -> bool:
    poll = Poll(roll=roll, issued=returned, returned=returned, contests=())
    return decide_election(PLAIN, poll).is_valid


def elected_with(votes: int, returned: int) -> bool:
    poll = Poll(
        roll=returned,
        issued=returned,
        returned=returned,
        contests=(Contest("chair", 1, (Line("ann", votes),)),),
    )
    return decide_election(PLAIN, poll).elected == ("ann",)


def won_run_off_with(votes: int, returned: int) -> bool:
    poll = Poll(
        roll=returned,
        issued=returned,
        returned=returned,
        contests=(Contest("chair", 1, (Line("ann", votes),)),),
    )
    return decide_run_off(PLAIN, poll).elected == ("ann",)


def petition_with(signed: int, electors: int) -> bool:
    return decide_petition(NO_REPRESENTATIVES, Petition(electors, signed), TODAY).is_carried


def petition_of_representatives_with(signed: int, representatives: int) -> bool:
    return decide_petition(VILLAGE, Petition(1000, 0, representatives, signed), TODAY).is_carried


def recalled_with(votes: int, returned: int) -> bool:
    return decide_recall(VILLAGE, RecallVote(returned, returned, returned, votes)).is_carried


def recall_valid_with(returned: int, roll: int) -> bool:
    return decide_recall(VILLAGE, RecallVote(roll, returned, returned, returned)).is_carried


def meeting_quorate_with(present: int, members: int) -> bool:
    return decide_meeting(VILLAGE, Show(members, present, present)).is_carried


def meeting_decides_with(votes: int, present: int) -> bool:
    return decide_meeting(VILLAGE, Show(present, present, votes)).is_carried


def owners_take_part_with(count: int, of: int) -> bool:
    """The same edge by area, by heads, and by both."""
    matter = matter_of(OWNERS, 1)
    whole = Weight(of, of)
    found = {
        decide_owners(OWNERS, matter, register=whole, took_part=part, in_favour=part).is_carried
        for part in (Weight(count, count), Weight(of, count), Weight(count, of))
    }
    assert len(found) == 1
    return found.pop()


def owners_agree_with(number: int, count: int, of: int) -> bool:
    matter = matter_of(OWNERS, number)
    whole = Weight(of, of)
    found = {
        decide_owners(OWNERS, matter, register=whole, took_part=whole, in_favour=part).is_carried
        for part in (Weight(count, count), Weight(of, count), Weight(count, of))
    }
    assert len(found) == 1
    return found.pop()


ABOVE = [
    (valid_with, 1, 2),
    (elected_with, 1, 2),
    (recalled_with, 1, 2),
    (recall_valid_with, 1, 2),
    (meeting_decides_with, 1, 2),
    (lambda count, of: owners_agree_with(3, count, of), 1, 2),
]
FROM = [
    (won_run_off_with, 1, 3),
    (petition_with, 1, 5),
    (petition_of_representatives_with, 1, 3),
    (meeting_quorate_with, 2, 3),
    (owners_take_part_with, 2, 3),
    (lambda count, of: owners_agree_with(6, count, of), 3, 4),
]


@pytest.mark.parametrize(("is_met", "over", "under"), ABOVE)
def test_more_than_a_share_at_its_edge(is_met, over: int, under: int) -> None:  # type: ignore[no-untyped-def]  # three shapes
    for n in range(1, MOST + 1):
        edge = first_above(over, under, n)
        assert is_met(edge, n), (edge, n)
        assert not is_met(edge - 1, n), (edge - 1, n)


@pytest.mark.parametrize(("is_met", "over", "under"), FROM)
def test_at_least_a_share_at_its_edge(is_met, over: int, under: int) -> None:  # type: ignore[no-untyped-def]  # three shapes
    for n in range(1, MOST + 1):
        edge = first_from(over, under, n)
        assert is_met(edge, n), (edge, n)
        assert not is_met(edge - 1, n), (edge - 1, n)


@pytest.mark.parametrize("n", [2, 4, 10, 1000, 2000])
def test_exactly_half_is_not_more_than_half(n: int) -> None:
    assert not elected_with(n // 2, n)
    assert elected_with(n // 2 + 1, n)
    assert not valid_with(n // 2, n)
    assert valid_with(n // 2 + 1, n)


@pytest.mark.parametrize("n", [3, 12, 999, 1998])
def test_exactly_two_thirds_and_a_third_are_enough(n: int) -> None:
    assert owners_take_part_with(n * 2 // 3, n)
    assert not owners_take_part_with(n * 2 // 3 - 1, n)
    assert won_run_off_with(n // 3, n)


@pytest.mark.parametrize("n", [4, 100, 2000])
def test_exactly_three_quarters_are_enough(n: int) -> None:
    assert owners_agree_with(7, n * 3 // 4, n)
    assert not owners_agree_with(7, n * 3 // 4 - 1, n)


def test_every_share_of_small_numbers_by_counting() -> None:
    for under in range(1, 13):
        for over in range(under + 1):
            for n in range(61):
                share = Fraction(over, under)
                assert Threshold(share, True).needed(n) == first_above(over, under, n)
                assert Threshold(share, False).needed(n) == first_from(over, under, n)
