"""A member resigns through the pages: writes, goes back, files; a colleague finds it on the desk; it is withdrawn, filed anew and
taken over by the ending."""

from typing import Any

import pytest
from django.urls import reverse

from cms.actions.portals import open_community
from elections.models import OfficeEnding, Resignation
from tests.browsing import Opener
from tests.cast import BEGINNING, Cast
from tests.elections.booth.clock import Clock, clock
from tests.elections.offices.letters import FILED, WHY
from tests.elections.offices.scene import ENTERED, seated
from tests.journeys.sight import seen
from tests.journeys.visitor import People, Visitor

__all__ = ["clock"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def people(clock: Clock, open_page: Opener, live_server: Any) -> People:
    return People(clock, open_page, origin=live_server.url)


def click(visitor: Visitor, step: str) -> Visitor:
    with visitor.page.expect_navigation():
        visitor.page.locator(f'main form.form button[value="{step}"]').click()
    return visitor


def test_a_member_resigns_and_a_meeting_approves(live_cast: Cast, people: People) -> None:
    open_community(division=live_cast.home.division, at=BEGINNING, by=None)
    holder = seated(live_cast)
    people.day(FILED)
    offices = reverse("offices:list", args=[live_cast.home.code])
    ann = people(live_cast.ann, width=360)
    filed(ann, offices, f"/{holder.key}/resign/")
    letter = Resignation.objects.get().get_absolute_url()
    withdrawn(people, live_cast, ann, letter)
    ann.go(offices).press(f"/{holder.key}/resign/").send(reason=WHY)
    click(ann, "file")
    approved(people, live_cast, offices)
    assert OfficeEnding.objects.get().resignation == Resignation.objects.get(state="approved")
    ann.page.context.add_cookies([{"name": "linli_elder", "value": "1", "url": people.origin}])
    seen(ann.go(offices), "r12-over-elder").reads("已通过")


def filed(ann: Visitor, offices: str, form: str) -> None:
    """What was written stays when one goes back from the page that asks."""
    seen(ann.go(offices), "r01-own-seat").press(form)
    seen(ann, "r02-write").send(reason=WHY).reads(WHY, "确认递交")
    seen(ann, "r03-check")
    click(ann, "write")
    assert ann.page.locator('[name="reason"]').input_value() == WHY
    click(ann.send(), "file").reads("辞职申请已递交")
    seen(ann, "r04-filed")


def withdrawn(people: People, cast: Cast, ann: Visitor, letter: str) -> None:
    bo = people(cast.bo)
    seen(bo.go(letter).reads(WHY), "r05-colleague").press("/refuse/")
    seen(bo, "r06-refuse")
    seen(ann.go(letter), "r07-own-letter").press("/withdraw/")
    seen(ann, "r08-withdraw").send().reads("辞职申请已撤回")


def approved(people: People, cast: Cast, offices: str) -> None:
    people.day(ENTERED)
    bo = people(cast.bo)
    bo.page.context.add_cookies([{"name": "django_language", "value": "en", "url": people.origin}])
    seen(bo.go(offices), "r09-list-en").press("/resignations/" + Resignation.objects.first().key + "/")
    seen(bo, "r10-letter-en").press("/end/resigned/")
    assert bo.page.locator('[name="note"]').input_value() == WHY
    seen(bo, "r11-end-en").send(ended_on="2026-06-01", reference="纪要第 3 号")
