"""Whole elections as people live them, through the pages alone: a committee from its draft to its first day, a recall."""

from typing import Any

import pytest

from elections.models import Election, Officeholder
from tests.browsing import Opener
from tests.cast import Cast
from tests.elections.booth.clock import Clock, clock
from tests.journeys import election_steps as before
from tests.journeys import polls_steps as polls
from tests.journeys.election_steps import Course
from tests.journeys.neighbourhood import build
from tests.journeys.visitor import People

__all__ = ["clock"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def people(clock: Clock, open_page: Opener, live_server: Any) -> People:
    return People(clock, open_page, origin=live_server.url)


def test_a_committee_is_elected_on_paper_and_online(live_cast: Cast, people: People) -> None:
    course = Course(people, build(live_cast))
    before.draft(course)
    before.announce(course)
    before.make_roll(course)
    before.object_and_freeze(course)
    before.nominate(course)
    before.review(course)
    ceremony = polls.name_seats(course)
    seeds, codes, cancels = polls.make_key_and_cards(course, ceremony)
    before.entrust(course)
    polls.set_up_stations(course)
    polls.open_all(course)
    polls.vote_online(course, ceremony, codes)
    polls.vote_on_paper(course, cancels[4])
    polls.close_all(course)
    polls.type_sheets(course)
    polls.tally(course, ceremony, seeds)
    polls.declare(course)
    polls.hand_over(course)
    assert Election.objects.get().state == Election.State.HANDED_OVER
    assert Officeholder.objects.count() == 5
