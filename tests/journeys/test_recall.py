"""A recall as people live it, through the pages alone: from the first signature to the end of an office."""

from typing import Any

import pytest

from elections.models import Election, Officeholder, Recall, RecallSignature
from tests.browsing import Opener
from tests.cast import Cast
from tests.elections.booth.clock import Clock, clock
from tests.elections.recalls.scene import VOTE
from tests.journeys import recall_steps as steps
from tests.journeys.visitor import People

__all__ = ["clock"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def people(clock: Clock, open_page: Opener, live_server: Any) -> People:
    return People(clock, open_page, origin=live_server.url)


def test_an_office_ends_by_a_recall(live_cast: Cast, people: People) -> None:
    course = steps.begin(people, live_cast)
    steps.ask(course)
    steps.answer(course)
    steps.sign(course)
    steps.enter_sheet(course)
    steps.admit(course)
    steps.make_roll(course)
    steps.set_up_station(course)
    steps.vote(course, came=9)
    steps.count(course)
    steps.declare(course)
    recall, holder = Recall.objects.get(), Officeholder.objects.get(pk=course.holder.pk)
    assert RecallSignature.objects.filter(recall=recall).count() == 5
    assert (recall.state, recall.counts["for"]) == (Recall.State.CARRIED, 5)
    assert recall.election.state == Election.State.DECLARED
    assert (holder.ended_on, holder.ending) == (VOTE.date(), Officeholder.Ending.RECALLED)
