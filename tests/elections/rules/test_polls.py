"""Sums that can come from one poll, and candidates enough for it."""

import pytest

from elections.rules.results import Code, Contest, ImpossibleCount, Line, Poll, Reason, candidates_check
from tests.elections.rules.making import CLUB, VILLAGE, lines, one_post, poll


def test_more_candidates_than_seats() -> None:
    contests = (Contest("chair", 1, lines(ann=0)), Contest("member", 2, lines(ann=0, bo=0, chen=0)))
    check = candidates_check(VILLAGE, contests)
    assert check[0] == Reason(Code.CANDIDATES, False, 1, 1, 2, who=("chair",))
    assert check[1] == Reason(Code.CANDIDATES, True, 3, 2, 3, who=("member",))
    written = Contest("chair", 1, (Line("ann", 0), Line("eve", 0, is_write_in=True)))
    assert not candidates_check(VILLAGE, [written])[0].is_met
    assert candidates_check(CLUB, contests)[0].is_met  # as many candidates as seats will do
    unknown = Contest("treasurer", 1, lines(ann=0))
    assert not candidates_check(VILLAGE, [unknown])[0].is_met
    assert candidates_check(CLUB, [unknown])[0].is_met


@pytest.mark.parametrize(
    "bad",
    [
        {"returned": -1},
        {"roll": -1},
        {"issued": -1},
        {"blank": -1},
        {"invalid": -1},
        {"blank": 60, "invalid": 41},
        {"blank": 50},  # 60 votes on 50 ballots that count
    ],
)
def test_impossible_sums_are_refused(bad: dict[str, int]) -> None:
    with pytest.raises(ImpossibleCount):
        Poll(**{"roll": 100, "issued": 100, "returned": 100, "contests": one_post(1, ann=60, bo=20)} | bad)


@pytest.mark.parametrize(
    "contest",
    [
        Contest("chair", 1, (Line("ann", 1), Line("ann", 2))),
        Contest("chair", 1, (Line("ann", -1),)),
        Contest("chair", 1, (Line("ann", 5, against=-1),)),
        Contest("chair", 1, (Line("ann", 5, abstained=-1),)),
        Contest("chair", 1, (Line("ann", 50, against=30, abstained=21),)),
        Contest("chair", 1, (Line("ann", 60), Line("bo", 41))),
        Contest("member", 2, (Line("ann", 90), Line("bo", 90), Line("chen", 21))),
    ],
)
def test_impossible_lines_are_refused(contest: Contest) -> None:
    with pytest.raises(ImpossibleCount):
        poll(contest)


def test_possible_lines_at_their_limits_are_taken() -> None:
    poll(Contest("member", 2, (Line("ann", 90), Line("bo", 90), Line("chen", 20))))
    poll(Contest("chair", 1, (Line("ann", 50, against=30, abstained=20),)))
    poll(roll=0, returned=0)
