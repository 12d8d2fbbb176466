"""Two at once: openings of siblings, decisions on one review."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.db import connection
from wagtail.models import Collection, Page

from cms.actions.notices import write_notice
from cms.actions.portals import open_community
from cms.actions.reviews import AlreadyDecided, approve_notice, return_notice, submit_notice
from cms.models import CommunityPage, NoticePage
from linli.communities.models import Division
from linli.core.refusals import Refused
from linli.roles.actions import appoint
from tests.cast import BEGINNING, Cast, division
from tests.cms.conftest import WATER


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Runs each in a thread with a connection of its own; what was refused comes back as the refusal."""

    def run(task: Callable[[], Any]) -> Any:
        try:
            return task()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_siblings_opened_at_once_take_different_places(live_cast: Cast) -> None:
    street = live_cast.home.division.parent
    codes = [f"370103008{number}" for number in range(300, 304)]
    divisions = [division(c, Division.Level.COMMUNITY, f"{c[9:]}社区", street) for c in codes]

    def opening(own: Division) -> Callable[[], Any]:
        return lambda: open_community(division=own, at=BEGINNING, by=None)

    at_once(*(opening(own) for own in [*divisions, divisions[0]]))
    assert CommunityPage.objects.count() == 4
    assert Page.find_problems() == ([], [], [], [], [])
    assert Collection.find_problems() == ([], [], [], [], [])


def test_one_review_is_decided_once(live_cast: Cast) -> None:
    cast, later = live_cast, BEGINNING + timedelta(hours=1)
    open_community(division=cast.home.division, at=BEGINNING, by=None)
    appoint(user=cast.guest, role="reviewer", division=cast.home.division, by=None, at=BEGINNING)
    notice = write_notice(community=cast.home, wording=WATER, by=cast.bo, at=BEGINNING)
    review = submit_notice(notice=notice, by=cast.bo, at=BEGINNING)
    results = at_once(
        lambda: approve_notice(review=review, by=cast.chair, at=later),
        lambda: return_notice(review=review, reason="改", by=cast.guest, at=later),
    )
    assert sum(isinstance(r, AlreadyDecided) for r in results) == 1
    review.refresh_from_db()
    assert NoticePage.objects.get().live == (review.outcome == "approved")
