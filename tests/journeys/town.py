"""A small living community for the journeys: two portals, an open vote, Chen's meals, a shift, a notice, a topic."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.actions.notices import write_notice
from cms.actions.portals import open_community
from cms.actions.reviews import approve_notice, submit_notice
from tests.cast import BEGINNING, Cast
from tests.cms.conftest import WATER
from tests.elections.ballots import live
from tests.marketplace.market import meals
from tests.volunteers.shifts import HOUR, shift


@dataclass
class Town:
    cast: Cast
    notice: Any
    vote: Any
    listing: Any
    shift: Any

    @property
    def base(self) -> str:
        return f"/c/{self.cast.home.code}/"


def build(cast: Cast) -> Town:
    now = timezone.now()
    for community in (cast.home, cast.other):
        open_community(division=community.division, at=BEGINNING, by=None)
        community.refresh_from_db()
    notice = write_notice(
        community=cast.home, wording=replace(WATER, audience="residents"), by=cast.bo, at=now
    )
    review = submit_notice(notice=notice, by=cast.bo, at=now)
    approve_notice(review=review, by=cast.chair, at=now)
    vote = live(cast, now, secrecy="secret", question="2 号院加装电梯，您同意吗？")
    starts = (now + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    return Town(cast, notice, vote, meals(cast), shift(cast, starts_at=starts + HOUR))
