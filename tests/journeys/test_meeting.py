"""A representatives' meeting as people live it, through the pages alone: from the request to the published minutes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from elections.actions.meetings import add_representative
from elections.models import ItemOutcome, Meeting, MeetingRequest, Minutes, Officeholder, Representative
from tests.browsing import Opener
from tests.cast import Cast
from tests.elections.booth.clock import Clock, clock
from tests.elections.meetings.scene import ASKED, CALLED, CONFIRMED, DRAFTED, STARTS, WRITTEN, committee, day
from tests.journeys.neighbourhood import Neighbourhood, build
from tests.journeys.visitor import People, Visitor

__all__ = ["clock"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
seen = Visitor.look  # wide and on a telephone; axe reads these pages in the matrix
LAMPS, FEES = "东门增设路灯", "地面停车每月收费上调 30 元"


@pytest.fixture
def people(clock: Clock, open_page: Opener, live_server: Any) -> People:
    return People(clock, open_page, origin=live_server.url)


@dataclass
class Course:
    """A meeting under way, and everybody in it."""

    people: People
    town: Neighbourhood
    meeting: Any = None

    @property
    def base(self) -> str:
        return f"{self.town.base}meetings/"

    @property
    def desk(self) -> str:
        return f"{self.base}{self.meeting.key}/desk/"

    @property
    def bo(self) -> Visitor:
        return self.people(self.town.cast.bo)

    @property
    def ann(self) -> Visitor:
        return self.people(self.town.cast.ann, width=360)

    def elector(self, n: int) -> Visitor:
        return self.people(self.town.electors[n], width=360)


def test_from_the_request_to_the_minutes(live_cast: Cast, people: People) -> None:
    course = Course(people, build(live_cast))
    represent(course)
    ask(course)
    call(course)
    sit(course)
    decide(course)
    write(course)
    confirm(course)
    lamps, fees = ItemOutcome.objects.order_by("item__position")
    assert (lamps.is_carried, lamps.members, lamps.present, lamps.votes_for) == (True, 10, 8, 5)
    assert (fees.is_carried, fees.present, fees.votes_for) == (False, 7, 2)
    assert Minutes.objects.get().confirmed_by == course.town.oversight
    assert MeetingRequest.objects.get().state == MeetingRequest.State.CALLED


def represent(course: Course) -> None:
    """The list is empty; Bo enters Ann, and then eight more are entered."""
    course.people.day(day(-30))
    bo = course.bo.go(f"{course.town.base}elections/").press("/meetings/")
    seen(bo, "m01-list-empty").press("/representatives/")
    seen(bo, "m02-representatives-empty").press("/add/")
    ann = {"name": "安", "group": "第一居民小组", "user": course.town.cast.ann.pk}
    seen(bo, "m03-add").send(**ann, starts_on="2026-01-06").reads("安", "第一居民小组")
    about: dict[str, Any] = {"community": course.town.cast.home, "starts_on": date(2026, 1, 6)}
    for n, one in enumerate(course.town.electors[:8]):
        user = one if n < 4 else None
        group = f"第{'一二三'[n % 3]}居民小组"
        add_representative(name=one.name, group=group, user=user, by=None, at=day(-30), **about)
    committee(course.town.cast, "雷")
    seen(bo.go(f"{course.base}representatives/"), "m04-representatives-desk")
    seen(course.ann.go(f"{course.base}representatives/?q=二居民"), "m05-representatives").reads("钱秀英")


def ask(course: Course) -> None:
    """Ann asks, one signs online: a fifth; one more on a sheet. Whoever is no representative is told so."""
    course.people.day(ASKED)
    ann = course.ann.go(course.base).press("/requests/ask/")
    said = {"subject": LAMPS, "reasons": "东门内侧夜里很暗，今年已有两位老人摔倒。"}
    seen(ann, "m06-ask").send(**said).reads("居民代表 9 人中已有 1 人签名", "至少 2 人")
    seen(ann, "m07-request")
    stranger = course.elector(15).go(f"{course.base}requests/ask/")
    stranger.page.locator('[name="subject"]').fill("x")
    stranger.page.locator('[name="reasons"]').fill("x")
    stranger.page.locator("main form.form button:not(.quiet)").click()
    stranger.reads("只有在任的居民代表")
    signer = course.elector(0).go(course.town.base).reads(LAMPS)
    signer.press(MeetingRequest.objects.get().get_absolute_url())
    signer.send("main form[action$='/sign/']").reads("您已签名", "已有 2 人签名")
    bo = course.bo.go(MeetingRequest.objects.get().get_absolute_url()).press("/enter/")
    seen(bo, "m08-enter").send(representative=Representative.objects.get(name="郑海涛").pk)
    seen(bo, "m09-reached").reads("应当召集会议", "纸质", "已达到")


def call(course: Course) -> None:
    """The desk says what the committee owes; a draft with two items is called. Ann finds it on her first page."""
    course.people.day(DRAFTED)
    bo = course.bo.go(f"{course.town.base}desk/").reads(LAMPS, "召集会议")
    bo.go(MeetingRequest.objects.get().get_absolute_url())
    bo.page.locator('main a[href*="?request="]').click()
    about = {"title": "第二季度居民代表会议", "place": "社区活动室", "starts_at": "2026-06-01T09:00"}
    seen(bo, "m10-new").send(**about).reads(LAMPS)
    course.meeting = Meeting.objects.get()
    bo.press("/items/")
    seen(bo, "m11-item").send(title=FEES, explanation="上调部分用于地面维修。").reads(FEES)
    seen(bo, "m12-desk-draft")
    answer = course.ann.page.goto(course.meeting.get_absolute_url())
    assert answer is not None
    assert answer.status == 404
    course.people.day(CALLED)
    bo.go(course.desk).press("/step/call/")
    seen(bo, "m13-call").send().reads("已召集")
    ann = course.ann.go(course.town.base).reads("第二季度居民代表会议")
    seen(ann, "m14-home").go(course.meeting.get_absolute_url()).reads(LAMPS, FEES, "社区活动室", "超过半数")
    seen(ann, "m15-called")
    seen(ann.go(course.base), "m16-list-called").reads("已召集")
    seen(course.bo.go(f"{course.desk}"), "m17-desk-called")


def sit(course: Course) -> None:
    """At its time it begins; seven of nine representatives are ticked, and Lei of the committee."""
    bo = course.bo.go(course.desk)
    assert not bo.page.locator('main a[href$="/step/begin/"]').count()
    course.people.day(STARTS)
    bo.go(f"{course.town.base}desk/").reads("会议开始")
    bo.go(course.desk).press("/step/begin/")
    bo.send().reads("在场人数还不够")
    seen(bo, "m18-desk-begun").press("/attendance/")
    seen(bo, "m19-attendance")
    keys = Representative.objects.order_by("pk").values_list("key", flat=True)
    lei = Officeholder.objects.get()
    bo.reads("居民委员会成员", lei.name).send(present=[*keys[:7], lei.key]).reads("现在有 8 人")
    seen(bo, "m20-desk-sitting")


def decide(course: Course) -> None:
    """Too many hands are refused; the lamps are adopted, one leaves, the fees are not."""
    bo = course.bo
    first, second = course.meeting.items.order_by("position")
    bo.press(f"/items/{first.key}/hands/").reads("在场 8 人，至少 5 人")
    seen(bo, "m21-hands")
    hands(bo, 6, 3, 0)
    bo.reads("举手数多于在场人数")
    hands(bo, 5, 0, 1)
    seen(bo.reads("5 人赞成", "通过"), "m22-desk-first").press("/attendance/")
    last = Representative.objects.order_by("pk")[5]
    bo.page.locator(f'[value="{last.key}"]').uncheck()
    bo.send().reads("现在有 7 人")
    bo.press(f"/items/{second.key}/hands/")
    hands(bo, 2, 3, 0)
    bo.reads("未通过")
    seen(bo, "m23-desk-decided").press("/step/close/")
    bo.send().reads("已结束")


def hands(bo: Visitor, for_: int, against: int, abstained: int) -> None:
    for name, value in (("for", for_), ("against", against), ("abstained", abstained)):
        bo.page.locator(f'[name="votes_{name}"]').fill(str(value))
    bo.page.locator('[name="is_checked"]').check()
    with bo.page.expect_navigation():
        bo.page.locator("main form.form button:not(.quiet)").click()


def write(course: Course) -> None:
    """The numbers stand in the draft already; Bo adds what was said, and cannot confirm it."""
    course.people.day(WRITTEN)
    bo = course.bo.go(f"{course.town.base}desk/").reads("写会议记录")
    bo.go(course.desk).press("/minutes/")
    text = bo.page.locator('[name="text"]').input_value()
    assert "应到 10 人，实到 8 人" in text
    seen(bo, "m24-minutes").send(
        text=f"{text}\n\n第二居民小组代表询问路灯费用，主持人答复。", chaired_by="柏主任", written_by="波"
    )
    seen(bo.reads("另一人确认"), "m25-desk-written")
    bo.go(f"{course.base}{course.meeting.key}/confirm/").reads("须由另一人确认")
    answer = course.ann.page.goto(f"{course.base}{course.meeting.key}/minutes.pdf")
    assert answer is not None
    assert answer.status == 404


def confirm(course: Course) -> None:
    """The oversight committee reads and confirms; residents find minutes, numbers and names."""
    course.people.day(CONFIRMED)
    overseer = course.people(course.town.oversight).go(f"{course.town.base}desk/").reads("确认会议记录")
    overseer.go(course.desk).press("/confirm/")
    seen(overseer, "m26-confirm").send("main form.form").reads("已确认并公布")
    resident = course.elector(12).go(course.base).reads("记录已公布")
    resident.press(course.meeting.get_absolute_url())
    resident.reads(LAMPS, "通过", "未通过", "在场 7 人中 2 人赞成", "孙监督", "赵国华", "离场")
    seen(resident, "m27-recorded")
    modes(course)


def modes(course: Course) -> None:
    """The same pages in English and in elder mode."""
    for name, options in {"en": {"english": True}, "elder": {"elder": True}}.items():
        page = course.people.open_page(course.town.electors[13], width=1280, **options)
        visitor = Visitor(course.town.electors[13], page)
        seen(visitor.go(course.meeting.get_absolute_url()), f"m28-recorded-{name}")
        seen(visitor.go(course.base), f"m29-list-{name}")
        seen(visitor.go(f"{course.base}representatives/"), f"m30-representatives-{name}")
