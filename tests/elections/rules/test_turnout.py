"""Whoever voted on paper and online counts once, on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.rules.turnout import StrangerVoted, Turnout, counted_online, merge

ROLL = ["ann", "bo", "chen", "dan"]
SOME = st.lists(st.sampled_from(ROLL))


def test_paper_goes_before_online() -> None:
    found = merge(ROLL, ["ann", "bo", "bo"], ["bo", "chen", "chen"])
    assert found == Turnout(roll=4, paper=2, online=1, cancelled=1)
    assert found.took_part == 3
    assert counted_online(["bo", "chen", "chen", "dan"], ["bo"]) == ["chen", "dan"]


def test_one_way_alone_is_enough() -> None:
    assert merge(ROLL, ROLL, []).took_part == 4
    assert merge(ROLL, [], ROLL).took_part == 4
    assert merge(ROLL, [], []) == Turnout(4, 0, 0, 0)


def test_nobody_votes_who_is_not_on_the_roll() -> None:
    with pytest.raises(StrangerVoted, match="eve, fu"):
        merge(ROLL, ["fu"], ["eve"])


@given(SOME, SOME)
def test_nobody_counts_twice(paper: list[str], online: list[str]) -> None:
    found = merge(ROLL, paper, online)
    assert found.took_part == len(set(paper) | set(online)) <= found.roll
    assert found.online == len(counted_online(online, paper))
    assert found.cancelled == len(set(paper) & set(online))
