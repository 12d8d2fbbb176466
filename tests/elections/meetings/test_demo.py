"""The demo's meetings: one with minutes, one called for next week, one asked for; the same each time, and soon made."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from elections.demo.elections import build_elections
from elections.demo.meetings import build_meetings
from elections.models import ItemOutcome, Meeting, MeetingRequest, Representative
from elections.today import waiting
from linli.notifications.models import Notice
from tests.cast import Cast
from tests.elections.process.test_demo import JULY, NEW_YEAR, NOON, world_at


def test_the_committee_that_was_elected_sits_beside_the_representatives(cast: Cast) -> None:
    world = world_at(cast, JULY)
    build_elections(world)
    build_meetings(world)
    past = Meeting.objects.earliest("starts_at")
    chosen = past.members - past.committee_members
    assert past.committee_members > 0
    assert chosen >= 4 * past.committee_members
    assert past.presences.filter(member__isnull=False).exists()
    assert list(ItemOutcome.objects.order_by("pk").values_list("is_carried", flat=True)) == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("at", [NEW_YEAR, JULY, NOON])
def test_one_held_one_called_one_asked_for(cast: Cast, at: datetime) -> None:
    world = world_at(cast, at)
    with CaptureQueriesContext(connection) as asked:
        build_meetings(world)
    assert len(asked) < 400  # half a second
    past, coming = Meeting.objects.order_by("starts_at")
    assert (past.state, coming.state) == ("recorded", "called")
    assert list(ItemOutcome.objects.order_by("pk").values_list("is_carried", flat=True)) == [
        True,
        True,
        False,
    ]
    assert coming.starts_at > world.at
    assert Representative.objects.count() == 20
    assert MeetingRequest.objects.get().state == "signing"
    assert not Notice.objects.filter(key__startswith="meeting-", finished_at=None).exists()
    mine = {one.title for one in waiting(user=cast.ann, community=cast.home, at=world.at)}
    assert {coming.title, MeetingRequest.objects.get().subject} == mine
