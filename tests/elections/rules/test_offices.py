"""How long an office lasts, and until when a vacancy or a recall is voted on."""

from dataclasses import replace
from datetime import date

from elections.rules.offices import (
    Ground,
    by_election_by,
    ended_by_appraisals,
    grounds,
    recall_vote_by,
    resigns_by,
    term_ends,
)
from elections.rules.profiles import Consent
from tests.elections.rules.making import CLUB, OWNERS, RESIDENTS, VILLAGE, changed

DAY = date(2026, 6, 1)


def test_a_term_ends_on_the_day_of_the_same_date() -> None:
    assert term_ends(VILLAGE, DAY) == date(2031, 6, 1)
    assert term_ends(CLUB, date(2024, 2, 29)) == date(2026, 2, 28)
    assert term_ends(replace(CLUB, committee=None), DAY) is None


def test_a_vacancy_is_filled_in_time() -> None:
    assert by_election_by(RESIDENTS, DAY) == date(2026, 8, 30)
    assert by_election_by(RESIDENTS, DAY, [date(2026, 8, 30)]) == date(2026, 8, 31)
    assert by_election_by(VILLAGE, DAY) is None


def test_a_recall_is_voted_on_in_time() -> None:
    assert recall_vote_by(VILLAGE, DAY) == date(2026, 7, 1)
    assert recall_vote_by(VILLAGE, DAY, [date(2026, 7, 1)]) == date(2026, 7, 2)
    assert recall_vote_by(OWNERS, DAY) is None
    assert recall_vote_by(changed(VILLAGE, "recall", vote_within=None), DAY) is None


def test_a_club_lets_its_members_go_by_their_own_word_and_appraises_nobody() -> None:
    assert resigns_by(CLUB) is Consent.NOTICE
    assert grounds(CLUB) == [Ground.RESIGNED, Ground.LEFT, Ground.INCAPABLE]
    assert ended_by_appraisals(CLUB, [DAY]) is None


def test_rules_that_are_silent_end_no_office() -> None:
    assert grounds(OWNERS) == []
    assert resigns_by(OWNERS) is None
    assert ended_by_appraisals(OWNERS, [DAY]) is None
    assert Ground.RESIGNED not in grounds(changed(CLUB, "endings", resignation=None))
