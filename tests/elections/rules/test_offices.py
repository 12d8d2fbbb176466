"""How long an office lasts, and until when a vacancy or a recall is voted on."""

from dataclasses import replace
from datetime import date

from elections.rules.offices import by_election_by, recall_vote_by, term_ends
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
