"""A result says why: each test of the rules with its numbers, in Chinese and English."""

from typing import Any

import pytest
from django.utils import translation

from elections.rules.results import Contest, Kin, Line, Poll, decide_election
from elections.words import results as result_words
from tests.elections.rules.making import PLAIN, changed

NAMES = {"ann": "安", "bo": "波", "wei": "魏"}
LAW = changed(PLAIN, "committee", women_least=1, near_relatives_barred=True)


def decided(*lines: Line, seats: int = 2, returned: int = 80, kin: Any = ()) -> dict[str, Any]:
    contest = Contest("member", seats, lines, 0)
    poll = Poll(roll=100, issued=returned, returned=returned, contests=(contest,), kin=Kin.of(kin))
    return decide_election(LAW, poll).as_data()


def test_each_test_is_said_with_its_numbers() -> None:
    found = decided(Line("ann", 60, is_woman=True), Line("bo", 30), Line("wei", 50))
    with translation.override("zh-hans"):
        assert "100 名选民中 80 名参加投票；须超过半数，即至少 51 名，已达到。" in result_words.checks(found)
        assert result_words.notes(found)[0] == "委员会中有妇女 1 名；规则要求至少 1 名，已达到。"
        why = result_words.reasons(found["posts"][0], NAMES)
    assert why["ann"] == "须超过半数（80 票中至少 41 票），已达到"
    assert why["bo"] == "须超过半数（80 票中至少 41 票），未达到"


def test_a_poll_that_does_not_count_says_why() -> None:
    with translation.override("en"):
        said = result_words.checks(decided(Line("ann", 30), returned=50))
    assert "50 of 100 took part; more than half must, at least 51. That is not reached." in said


def test_a_seat_kept_for_a_woman_is_explained() -> None:
    """Two men with all votes do not take both seats where the committee has no woman yet."""
    found = decided(Line("bo", 80), Line("wei", 80))
    with translation.override("zh-hans"):
        further = result_words.further(found["posts"][0], NAMES)
        assert "为妇女成员保留 1 个名额。" in further
        assert "票数相等：就 1 个名额对波、魏再次投票，以得票多的当选。" in further
        assert result_words.reasons(found["posts"][0], NAMES)["bo"] == "2 人票数相等，名额只有 1 个"


def test_a_near_relative_is_named() -> None:
    found = decided(Line("ann", 70, is_woman=True), Line("bo", 60), kin=[("ann", "bo")])
    with translation.override("zh-hans"):
        assert result_words.reasons(found["posts"][0], NAMES)["bo"] == "与得票更多的安为近亲属，须回避"


def test_a_relative_who_sits_already_had_no_more_votes() -> None:
    """Bo stays in office; Wei is elected to the higher post with fewer votes than Ann has for the lower one."""
    chair, member = (
        Contest("chair", 1, (Line("wei", 50),), 0),
        Contest("member", 1, (Line("ann", 70, is_woman=True),), 0),
    )
    about: dict[str, Any] = {"roll": 100, "issued": 80, "returned": 80}
    for poll, who in (
        (Poll(contests=(member,), kin=Kin.of([("ann", "bo")]), sitting=("bo",), **about), "波"),
        (Poll(contests=(chair, member), kin=Kin.of([("ann", "wei")]), **about), "魏"),
    ):
        found = decide_election(LAW, poll).as_data()
        with translation.override("zh-hans"):
            said = result_words.reasons(found["posts"][-1], NAMES)
        assert said["ann"] == f"与已有席位的{who}为近亲属，须回避"


@pytest.mark.parametrize("counts", [{}, {"checks": [], "posts": []}])
def test_an_old_result_without_its_tests_has_no_words(counts: dict[str, Any]) -> None:
    assert result_words.checks(counts) == result_words.notes(counts) == []
