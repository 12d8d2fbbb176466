"""An owners' vote by Article 278 as people live it, through the pages alone: from the draft to the published lines."""

from typing import Any

import pytest

from elections.models import OwnerBallot, OwnerBallotCheck, OwnersResult, OwnersVote
from tests.browsing import Opener
from tests.cast import Cast
from tests.elections.booth.clock import Clock, clock
from tests.journeys import owners_steps as steps
from tests.journeys.neighbourhood import build
from tests.journeys.visitor import People

__all__ = ["clock"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def people(clock: Clock, open_page: Opener, live_server: Any) -> People:
    return People(clock, open_page, origin=live_server.url)


def test_owners_decide_by_area_and_heads(live_cast: Cast, people: People) -> None:
    course = steps.Course(people, build(live_cast))
    steps.draft(course)
    steps.make_register(course)
    steps.announce(course)
    steps.open_vote(course)
    steps.vote_online(course)
    steps.vote_on_paper(course)
    steps.close(course)
    steps.declare(course)
    assert OwnersVote.objects.get().state == OwnersVote.State.DECLARED
    manager, roof = OwnersResult.objects.order_by("question__position")
    assert (manager.is_carried, manager.area_for, manager.heads_for) == (True, 59_974, 5)
    assert (roof.is_carried, roof.area_for, roof.heads_for) == (False, 38_924, 3)
    assert (roof.area_took_part, roof.heads_took_part) == (69_589, 6)
    assert OwnerBallot.objects.count() == 8  # Ann gave two
    assert OwnerBallotCheck.objects.filter(is_valid=False).get().reason == "签名不是业主本人所签"
