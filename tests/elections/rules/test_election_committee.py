"""Who leaves the committee that runs an election, and who steps up."""

from dataclasses import replace
from datetime import date, timedelta

from elections.rules.blockers import Facts, Unmet, blockers
from elections.rules.days import midnight
from elections.rules.election_committee import Leaving, asks_relatives, must_leave, steps_up
from elections.rules.profiles import Phase
from tests.elections.rules.making import CLUB, RESIDENTS, VILLAGE, changed

DAY = date(2026, 6, 21)
POLLS = Facts(DAY, midnight(DAY) + timedelta(hours=8), midnight(DAY) + timedelta(hours=18))


def test_the_villagers_law_of_2018_knows_the_member_alone() -> None:
    assert not asks_relatives(VILLAGE)
    assert must_leave(VILLAGE, is_nominee=True, is_relative=True) is Leaving.NOMINATED
    assert must_leave(VILLAGE, is_nominee=False, is_relative=True) is None
    assert asks_relatives(RESIDENTS)


def test_a_club_says_nothing_of_it() -> None:
    assert not asks_relatives(CLUB)
    assert must_leave(CLUB, is_nominee=True, is_relative=True) is None
    assert steps_up(CLUB, [4]) is None
    mixed = replace(POLLS, candidates_on_committee=("王芳",))
    codes = [one.code for one in blockers(CLUB, mixed, midnight(DAY), Phase.VOTING)]
    assert Unmet.ON_COMMITTEE not in codes


def test_rules_may_choose_anew_instead() -> None:
    assert steps_up(changed(RESIDENTS, "election_committee", next_steps_up=False), [4]) is None
    silent = changed(RESIDENTS, "election_committee", leaves_if_nominated=False)
    assert must_leave(silent, is_nominee=True, is_relative=False) is None
