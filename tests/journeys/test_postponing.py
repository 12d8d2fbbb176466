"""An announced election is postponed through the pages: the desk moves its day, residents read both days and why."""

from datetime import timedelta
from typing import Any

import pytest

from cms.actions.portals import open_community
from elections.actions.running import issue_notice
from elections.models import Election
from linli.core.workdays import CHINA
from tests.browsing import Opener
from tests.cast import BEGINNING, Cast
from tests.elections.booth.clock import Clock, clock
from tests.elections.process.scene import announced, day
from tests.journeys.sight import seen
from tests.journeys.visitor import People

__all__ = ["clock"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WHY = "台风登陆，社区礼堂停用。"


@pytest.fixture
def people(clock: Clock, open_page: Opener, live_server: Any) -> People:
    return People(clock, open_page, origin=live_server.url)


def test_an_announced_election_takes_a_later_day(live_cast: Cast, people: People) -> None:
    open_community(division=live_cast.home.division, at=BEGINNING, by=None)
    election = announced(live_cast)
    issue_notice(election=election, number=1, by=live_cast.bo, at=day(-60))
    old, new = election.election_day, election.election_day + timedelta(days=7)
    people.day(day(-55))
    bo, url = people(live_cast.bo), election.get_absolute_url()
    bo.go(f"{url}desk/").press("/desk/postpone/").reads("08:00")
    seen(bo, "p01-postpone").page.locator('[name="election_day"]').fill(f"{old:%Y-%m-%d}")
    bo.page.locator('[name="reason"]').fill(WHY)
    bo.page.locator('[name="reason"]').press("Tab")  # on to the button, which the keyboard presses
    with bo.page.expect_navigation():
        bo.page.keyboard.press("Enter")
    seen(bo.reads("不能提前"), "p02-not-later").send(election_day=f"{new:%Y-%m-%d}", reason=WHY).reads(WHY)
    told(people, live_cast, election)
    found = Election.objects.get()
    assert (found.election_day, found.polls_open_at) == (new, day(7, 8))
    assert found.polls_open_at.astimezone(CHINA).hour == 8


def told(people: People, cast: Cast, election: Election) -> None:
    """A resident, on a telephone: the notice, the page with both days, the notice issued anew; the same in English."""
    ann, url = people(cast.ann, width=360), election.get_absolute_url()
    ann.go(f"/c/{cast.home.code}/elections/").press(url)
    ann.reads("2026 年 6 月 28 日", "2026 年 7 月 5 日", WHY)
    seen(ann, "p03-postponed").press("/notices/").press("/notices/1/").reads("推迟", WHY)
    seen(ann, "p04-notice")
    ann.page.context.add_cookies([{"name": "django_language", "value": "en", "url": people.origin}])
    seen(ann.go(url), "p05-postponed-en").reads("Postponed from 28 Jun 2026 to 5 Jul 2026")
