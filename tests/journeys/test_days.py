"""One day in a real community, in a real browser: by mouse, by keyboard alone, and without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browsing import Opener
from tests.cast import Cast
from tests.journeys.hands import WAYS, Hands
from tests.journeys.town import Town, build

pytestmark = pytest.mark.browser


@pytest.fixture
def town(live_cast: Cast) -> Town:
    return build(live_cast)


@pytest.fixture(params=WAYS)
def hands(request: Any, open_page: Opener) -> Any:
    """Hands for one person, in each of the three ways."""

    def of(user: Any, **options: Any) -> Hands:
        return Hands(
            open_page(user, java_script_enabled=request.param != "without JavaScript", **options),
            request.param,
        )

    return of


def test_ann_reads_votes_and_finds(town: Town, hands: Any) -> None:
    ann = hands(town.cast.ann, width=360)
    ann.go(town.cast.home.get_absolute_url())
    ann.press(f'main a:has-text("{town.notice.title}")')
    assert ann.reads("提前储水")
    ann.go(town.cast.home.get_absolute_url())
    ann.press('.today a[href*="/votes/"]')
    if "/booth/" not in ann.page.url:
        ann.press('a[href$="/booth/"]')
    ann.press('input[name="option"][value="1"]')
    ann.press("form .btn.vote")
    ann.press("form .btn.vote")
    expect(ann.page.locator(".receipt")).to_be_visible()
    assert len(ann.page.locator(".receipt code").inner_text()) >= 8
    ann.go(town.base)
    ann.write('input[type="search"], input[name="q"]', "停水")
    ann.press('form[role="search"] button')
    ann.press(f'main a:has-text("{town.notice.title[:4]}")')
    assert ann.reads("提前储水")


def test_ann_talks_and_dan_answers(town: Town, hands: Any) -> None:
    ann = hands(town.cast.ann)
    ann.go(f"{town.base}talk/")
    ann.press('a[href*="/talk/new"]')
    ann.press('input[name="board"]')
    ann.write('input[name="title"]', "周六下午旧书交换")
    ann.write("main textarea", "缺两张桌子，谁家有？")
    ann.press("main form .btn:not(.quiet)")
    assert ann.reads("周六下午旧书交换")
    topic = ann.page.url
    dan = hands(town.cast.dan)
    dan.go(topic)
    dan.write("main textarea", "我带两张来。")
    dan.press('main form:has(textarea) button[type="submit"], main form:has(textarea) button:not([type])')
    assert dan.reads("我带两张来。")


def test_bo_writes_a_notice_the_chair_publishes_it_ann_is_told(town: Town, hands: Any) -> None:
    bo = hands(town.cast.bo)
    bo.go(f"{town.base}desk/")
    bo.press('main a[href$="/desk/notices/new/"]')
    bo.write('[name="title"]', "周末义诊安排")
    bo.write("main textarea", "周六上午九点，活动室。")
    bo.press('button[name="hand_in"]')
    chair = hands(town.cast.chair)
    chair.go(f"{town.base}desk/")
    chair.press('main table a[href*="/desk/reviews/"]')
    assert chair.reads("周六上午九点")
    chair.press('button[name="approve"]')
    ann = hands(town.cast.ann)
    ann.go(town.cast.home.get_absolute_url())
    assert ann.reads("周末义诊安排")


def test_ann_books_chen_fulfils_ann_rates(town: Town, hands: Any) -> None:
    ann = hands(town.cast.ann)
    ann.go(f"{town.base}services/")
    ann.press(f'main a:has-text("{town.listing.title}")')
    ann.press("ul.days a >> nth=-1")
    ann.press("ul.times a >> nth=0")
    ann.write('[name="address"]', "2 号院 3 号楼 101")
    ann.write('[name="phone"]', "13800000001")
    ann.press("main form .btn.shop")
    chen = hands(town.cast.chen)
    chen.go(f"{town.base}services/offer/")
    chen.press('form[action$="/accept/"] button')
    from marketplace.models import Booking

    booking = Booking.objects.get()
    assert booking.state == "accepted"
    assert re.search(r"/services/bookings/", ann.page.url)


def test_dan_takes_a_shift(town: Town, hands: Any) -> None:
    dan = hands(town.cast.dan, width=360)
    dan.go(f"{town.base}volunteers/")
    dan.press('form[action$="/join/"] button')
    dan.go(town.cast.home.get_absolute_url())
    assert dan.page.locator('.today a[href*="/volunteers/"]').count() == 1


def test_eve_sees_nothing_of_it(town: Town, hands: Any) -> None:
    eve = hands(town.cast.eve)
    for path in ("", "notices/", "talk/", "votes/", "volunteers/", "search/?q=停水"):
        eve.go(town.base + path)
        assert not eve.reads(town.notice.title), path
    answer = eve.page.goto(f"{town.base}desk/")
    assert answer is not None
    assert answer.status == 403
    eve.go(town.cast.other.get_absolute_url())
    assert not eve.reads(town.vote.question)
