"""Recalls, owners' decisions and representatives' meetings: what carries them, and every reason for it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from elections.rules.results import (
    NOTHING,
    Code,
    ImpossibleCount,
    NoMeeting,
    NoOwners,
    NoRecall,
    Petition,
    Reason,
    RecallVote,
    Show,
    Weight,
    committee_sits,
    composition,
    decide_meeting,
    decide_owners,
    decide_petition,
    decide_recall,
    matter_of,
    may_call_meeting,
    women_share,
)
from elections.rules.results.meetings import least_beside
from elections.rules.votes import Threshold
from tests.elections.rules.making import CLUB, CONDO, OWNERS, RESIDENTS, VILLAGE, changed

DAY = date(2026, 6, 1)
ALL = Weight(100_000, 90)
NO_RECALL = replace(VILLAGE, recall=None)


@pytest.mark.parametrize("members", range(0, 12))
def test_four_of_five_in_a_meeting_are_representatives(members: int) -> None:
    """And `needed` is the least number of them that makes it so."""
    for chosen in range(60):
        check = composition(VILLAGE, chosen, members)
        assert check.is_met == (not members or 5 * chosen >= 4 * (chosen + members))
        assert check.is_met == (chosen >= check.needed)
    assert composition(CLUB, 9, 0).is_met
    assert not composition(CLUB, 9, 1).is_met
    assert not committee_sits(CLUB)
    strict = Threshold(Fraction(4, 5), True)
    assert least_beside(strict, 5) == 21


@pytest.mark.parametrize("whole", range(1, 121))
def test_three_women_of_nine_are_a_third(whole: int) -> None:
    """And `needed` is the least number of them that makes it so; nobody needs anybody."""
    for women in range(whole + 1):
        check = women_share(VILLAGE, women, whole)
        assert check.is_met == (3 * women >= whole)
        assert check.is_met == (women >= check.needed)
        assert women_share(RESIDENTS, women, whole).is_met
    assert women_share(VILLAGE, 0, 0).is_met
    assert women_share(CLUB, 0, whole).is_met
    with pytest.raises(ImpossibleCount):
        women_share(VILLAGE, whole + 1, whole)


def test_electors_or_representatives_may_ask_for_a_recall() -> None:
    by_electors = decide_petition(VILLAGE, Petition(100, 20, 30, 0), DAY)
    assert by_electors.is_carried
    assert by_electors.checks == (
        Reason(Code.PETITION_ELECTORS, True, 20, 100, 20, ">= 1/5"),
        Reason(Code.PETITION_REPRESENTATIVES, False, 0, 30, 10, ">= 1/3"),
        Reason(Code.BAR, True, needed=365),
    )
    assert decide_petition(VILLAGE, Petition(100, 0, 30, 10), DAY).is_carried
    assert not decide_petition(VILLAGE, Petition(100, 19, 30, 9), DAY).is_carried


def test_nobody_of_nobody_asks_for_nothing() -> None:
    assert not decide_petition(VILLAGE, Petition(0, 0), DAY).is_carried
    assert not decide_petition(NO_RECALL, Petition(100, 100), DAY).is_carried
    assert decide_petition(NO_RECALL, Petition(100, 100), DAY).checks == (Reason(Code.BAR, True),)
    assert Petition(100, 100) == Petition(100, 100, 0, 0)


@pytest.mark.parametrize(
    ("last", "is_open", "passed"), [(date(2025, 6, 1), False, 365), (date(2025, 5, 31), True, 366)]
)
def test_no_second_try_within_a_year(last: date, is_open: bool, passed: int) -> None:
    decision = decide_petition(VILLAGE, Petition(100, 100), DAY, last)
    assert decision.is_carried is is_open
    assert decision.checks[-1] == Reason(Code.BAR, is_open, passed, needed=366)


def test_a_profile_without_a_bar_lets_the_next_try_come_at_once() -> None:
    decision = decide_petition(CLUB, Petition(100, 100), DAY, DAY)
    assert decision.is_carried
    assert decision.checks[-1] == Reason(Code.BAR, True)


@pytest.mark.parametrize(
    "petition", [Petition(10, 11), Petition(10, -1), Petition(10, 1, 5, 6), Petition(10, 1, 5, -1)]
)
def test_more_signatures_than_people_are_refused(petition: Petition) -> None:
    with pytest.raises(ImpossibleCount):
        decide_petition(VILLAGE, petition, DAY)


def test_a_petition_may_be_signed_by_all_or_none() -> None:
    assert decide_petition(VILLAGE, Petition(10, 10, 5, 5), DAY).is_carried
    assert not decide_petition(VILLAGE, Petition(10, 0, 5, 0), DAY).is_carried


def test_a_recall_takes_turnout_and_majority() -> None:
    decision = decide_recall(VILLAGE, RecallVote(100, 51, 51, 26))
    assert decision.is_carried
    assert decision.checks == (
        Reason(Code.ROLL, True, 51, 100),
        Reason(Code.ISSUED, True, 51, 51),
        Reason(Code.TURNOUT, True, 51, 100, 51, "> 1/2"),
        Reason(Code.MAJORITY, True, 26, 51, 26, "> 1/2"),
    )
    assert not decide_recall(VILLAGE, RecallVote(100, 51, 51, 25)).is_carried
    assert not decide_recall(VILLAGE, RecallVote(100, 50, 50, 50)).is_carried


def test_a_recall_with_a_stuffed_box_is_void() -> None:
    assert not decide_recall(VILLAGE, RecallVote(100, 79, 80, 80)).is_carried
    assert not decide_recall(VILLAGE, RecallVote(79, 90, 80, 80)).is_carried
    lenient = changed(VILLAGE, "ballots", no_more_than_voters=False)
    assert decide_recall(lenient, RecallVote(100, 79, 80, 80)).is_carried
    assert len(decide_recall(lenient, RecallVote(100, 79, 80, 80)).checks) == 3


def test_a_recall_that_cannot_be() -> None:
    for votes in (-1, 52):
        with pytest.raises(ImpossibleCount):
            decide_recall(VILLAGE, RecallVote(100, 51, 51, votes))
    assert decide_recall(VILLAGE, RecallVote(100, 51, 51, 51)).is_carried
    assert not decide_recall(VILLAGE, RecallVote(100, 51, 51, 0)).is_carried
    with pytest.raises(NoRecall, match="cn-village-2018"):
        decide_recall(NO_RECALL, RecallVote(100, 51, 51, 51))


def test_a_meeting_needs_its_quorum_and_its_majority() -> None:
    decision = decide_meeting(VILLAGE, Show(30, 20, 11))
    assert decision.is_carried
    assert decision.checks == (
        Reason(Code.ROLL, True, 20, 30),
        Reason(Code.QUORUM, True, 20, 30, 20, ">= 2/3"),
        Reason(Code.DECISION, True, 11, 20, 11, "> 1/2"),
    )
    assert not decide_meeting(VILLAGE, Show(30, 20, 10)).is_carried
    assert not decide_meeting(VILLAGE, Show(30, 19, 19)).is_carried
    assert not decide_meeting(VILLAGE, Show(30, 31, 31)).is_carried
    assert not decide_meeting(VILLAGE, Show(30, 30, 0)).is_carried


def test_a_meeting_that_cannot_be() -> None:
    for votes in (-1, 21):
        with pytest.raises(ImpossibleCount):
            decide_meeting(VILLAGE, Show(30, 20, votes))
    with pytest.raises(NoMeeting, match="club-simple"):
        decide_meeting(CLUB, Show(30, 20, 20))
    with pytest.raises(NoMeeting, match="club-simple"):
        may_call_meeting(CLUB, 30, 30)


def test_representatives_may_call_a_meeting() -> None:
    decision = may_call_meeting(VILLAGE, 30, 6)
    assert decision.is_carried
    assert decision.checks == (Reason(Code.PETITION_REPRESENTATIVES, True, 6, 30, 6, ">= 1/5"),)
    assert not may_call_meeting(VILLAGE, 30, 5).is_carried
    assert may_call_meeting(VILLAGE, 30, 30).is_carried
    assert not may_call_meeting(VILLAGE, 30, 0).is_carried
    for asking in (-1, 31):
        with pytest.raises(ImpossibleCount):
            may_call_meeting(VILLAGE, 30, asking)


def test_owners_need_area_and_heads_both() -> None:
    part, favour = Weight(66_667, 60), Weight(33_334, 31)
    decision = decide_owners(OWNERS, matter_of(OWNERS, 4), register=ALL, took_part=part, in_favour=favour)
    assert decision.is_carried
    assert decision.checks == (
        Reason(Code.ROLL, True, 60, 90),
        Reason(Code.ROLL, True, 66_667, 100_000),
        Reason(Code.PARTICIPATION_AREA, True, 66_667, 100_000, 66_667, ">= 2/3"),
        Reason(Code.PARTICIPATION_HEADS, True, 60, 90, 60, ">= 2/3"),
        Reason(Code.AGREEMENT_AREA, True, 33_334, 66_667, 33_334, "> 1/2"),
        Reason(Code.AGREEMENT_HEADS, True, 31, 60, 31, "> 1/2"),
    )


@pytest.mark.parametrize(
    ("took_part", "in_favour", "missing"),
    [
        (Weight(66_666, 60), Weight(66_666, 60), Code.PARTICIPATION_AREA),
        (Weight(66_667, 59), Weight(66_667, 59), Code.PARTICIPATION_HEADS),
        (Weight(80_000, 60), Weight(40_000, 60), Code.AGREEMENT_AREA),
        (Weight(80_000, 60), Weight(80_000, 30), Code.AGREEMENT_HEADS),
        (Weight(100_001, 60), Weight(80_000, 60), Code.ROLL),
        (Weight(80_000, 91), Weight(80_000, 91), Code.ROLL),
    ],
)
def test_one_of_the_four_missing_fails(took_part: Weight, in_favour: Weight, missing: Code) -> None:
    decision = decide_owners(
        OWNERS, matter_of(OWNERS, 4), register=ALL, took_part=took_part, in_favour=in_favour
    )
    assert not decision.is_carried
    assert [check.code for check in decision.checks if not check.is_met] == [missing]


def test_a_special_matter_takes_three_quarters() -> None:
    favour = Weight(75_000, 68)
    assert decide_owners(
        OWNERS, matter_of(OWNERS, 6), register=ALL, took_part=ALL, in_favour=favour
    ).is_carried
    for short in (Weight(74_999, 68), Weight(75_000, 67)):
        assert not decide_owners(
            OWNERS, matter_of(OWNERS, 6), register=ALL, took_part=ALL, in_favour=short
        ).is_carried
        assert decide_owners(
            OWNERS, matter_of(OWNERS, 5), register=ALL, took_part=ALL, in_favour=short
        ).is_carried


def test_nobody_taking_part_decides_nothing() -> None:
    empty = decide_owners(
        OWNERS, matter_of(OWNERS, 1), register=NOTHING, took_part=NOTHING, in_favour=NOTHING
    )
    assert not empty.is_carried


@pytest.mark.parametrize("favour", [Weight(101, 1), Weight(1, 101), Weight(-1, 1), Weight(1, -1)])
def test_more_in_favour_than_took_part_is_refused(favour: Weight) -> None:
    with pytest.raises(ImpossibleCount):
        decide_owners(
            OWNERS, matter_of(OWNERS, 1), register=ALL, took_part=Weight(100, 100), in_favour=favour
        )


def test_a_condominium_may_count_by_area_alone() -> None:
    favour = Weight(51_000, 1)
    matter = matter_of(CONDO, 1)
    assert decide_owners(
        CONDO, matter, register=ALL, took_part=Weight(60_000, 2), in_favour=favour
    ).is_carried


def test_a_matter_or_an_owners_vote_that_the_profile_does_not_know() -> None:
    with pytest.raises(NoOwners, match="no matter 10"):
        matter_of(OWNERS, 10)
    with pytest.raises(NoOwners, match="cn-village-2018"):
        decide_owners(VILLAGE, matter_of(OWNERS, 1), register=ALL, took_part=ALL, in_favour=ALL)


def test_weights_add_up() -> None:
    assert Weight(1, 2) + Weight(10, 20) == Weight(11, 22)
    assert Weight(1, 2) + NOTHING == Weight(1, 2)


def test_a_reason_without_numbers_has_none() -> None:
    assert Reason(Code.BAR, True) == Reason(Code.BAR, True, 0, 0, 0, "", ())
