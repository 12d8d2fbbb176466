"""A representatives' meeting without a quorum, through the pages alone: the list from a file, another day, minutes twice."""

from typing import Any

import pytest

from elections.actions.meetings import link_representative
from elections.models import ItemOutcome, Meeting, Representative
from tests.browsing import Opener
from tests.cast import Cast
from tests.elections.booth.clock import Clock, clock
from tests.elections.meetings.scene import AGAIN, CALLED, CONFIRMED, DRAFTED, STARTS, WRITTEN, day
from tests.journeys.neighbourhood import build
from tests.journeys.test_meeting import Course, hands
from tests.journeys.visitor import People, Visitor

__all__ = ["clock"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
seen = Visitor.look
MONEY, COMMENT = "公共收益使用方案", "缺少第二居民小组的提问"
NAMES = ("安", "赵国华", "钱秀英", "孙建军", "李桂兰", "周志强", "吴玉梅", "郑海涛", "王淑芬")


@pytest.fixture
def people(clock: Clock, open_page: Opener, live_server: Any) -> People:
    return People(clock, open_page, origin=live_server.url)


def test_a_meeting_goes_on_on_another_day(live_cast: Cast, people: People) -> None:
    course = Course(people, build(live_cast))
    bring_in(course)
    adjourn(course)
    call_again(course)
    decide(course)
    send_back(course)
    correct(course)
    assert ItemOutcome.objects.get().present == 6
    assert Meeting.objects.get(continues__isnull=False).state == Meeting.State.RECORDED


def listed(lines: list[str]) -> dict[str, Any]:
    text = "\n".join(["姓名,居民小组,任职起,任职止", *lines])
    return {"name": "名单.csv", "mimeType": "text/csv", "buffer": text.encode("gb18030")}


def bring_in(course: Course) -> None:
    """A list with two faults, and then the right one, tried first."""
    course.people.day(day(-30))
    lines = [f"{name},第{'一二三'[n % 3]}居民小组,2026-01-06," for n, name in enumerate(NAMES)]
    bo = course.bo.go(f"{course.base}representatives/").press("/import/")
    seen(bo, "n01-import")
    bo.send(file=listed([*lines, "安,第一居民小组,,", "某人,,,"])).reads("重复出现", "缺少居民小组")
    seen(bo, "n02-import-faults")
    seen(bo.send(file=listed(lines)).reads("居民代表 9 人", "没有"), "n03-import-trial")
    bo.page.locator('[name="is_trial"]').uncheck()
    bo.send(file=listed(lines)).reads("已登记 9 位")
    seen(bo, "n04-representatives")
    ann = Representative.objects.get(name="安")
    link_representative(representative=ann, user=course.town.cast.ann, by=course.town.cast.chair, at=day(-29))


def adjourn(course: Course) -> None:
    """Two of nine come: nothing can be decided."""
    course.people.day(DRAFTED)
    about = {"title": "第二季度居民代表会议", "place": "社区活动室", "starts_at": "2026-06-01T09:00"}
    bo = course.bo.go(f"{course.base}new/").send(**about)
    course.meeting = Meeting.objects.get()
    bo.press("/items/").send(title=MONEY, explanation="")
    course.people.day(CALLED)
    bo.go(course.desk).press("/step/call/").send()
    course.people.day(STARTS)
    bo.go(course.desk).press("/step/begin/").send()
    keys = list(Representative.objects.order_by("pk").values_list("key", flat=True))
    bo.press("/attendance/").send(present=keys[:2])
    bo.press("/adjourn/").send(reason="到会不足三分之二")
    seen(bo.reads("另定日期继续召开"), "n05-desk-adjourned")


def call_again(course: Course) -> None:
    """The desk is reminded; a day and a place, and the item is on the agenda. Ann is summoned again."""
    course.people.day(WRITTEN)
    bo = course.bo.go(f"{course.town.base}desk/").reads("另定日期继续召开")
    bo.go(course.desk).press("/continue/")
    seen(bo.reads("1 项"), "n06-continue").send(place="礼堂", starts_at="2026-06-15T09:00")
    first, course.meeting = course.meeting, Meeting.objects.get(continues__isnull=False)
    seen(bo.reads(MONEY, "继续审议"), "n07-desk-again")
    course.people.day(CONFIRMED)
    bo.go(course.desk).press("/step/call/").send()
    ann = course.ann.go(course.town.base).reads("第二季度居民代表会议")
    seen(ann.go(course.meeting.get_absolute_url()).reads("实到 2 人", "礼堂"), "n08-called-again")
    seen(ann.go(first.get_absolute_url()).reads("6 月 15 日"), "n09-first-sitting")


def decide(course: Course) -> None:
    course.people.day(AGAIN)
    bo = course.bo.go(course.desk).press("/step/begin/").send()
    keys = list(Representative.objects.order_by("pk").values_list("key", flat=True))
    bo.press("/attendance/").send(present=keys[:6])
    bo.press(f"/items/{course.meeting.items.get().key}/hands/")
    hands(bo, 4, 1, 0)
    bo.press("/step/close/").send()
    bo.press("/minutes/")
    text = bo.page.locator('[name="text"]').input_value()
    assert "休会：到会不足三分之二" in text
    bo.send(text=text, chaired_by="柏主任", written_by="波").reads("另一人确认")


def send_back(course: Course) -> None:
    """The oversight committee misses something; Bo finds the comment where he writes."""
    course.people.day(day(15))
    overseer = course.people(course.town.oversight).go(course.desk).press("/confirm/")
    seen(overseer, "n10-confirm").press("/send-back/")
    seen(overseer, "n11-send-back").send(comment=COMMENT).reads("已退回")
    seen(overseer, "n12-desk-overseer")
    course.people.day(day(16))
    bo = course.bo.go(f"{course.town.base}desk/").reads("修改会议记录")
    seen(bo.go(course.desk).reads(COMMENT), "n13-desk-sent-back").press("/minutes/")
    seen(bo.reads(COMMENT), "n14-minutes-sent-back")


def correct(course: Course) -> None:
    bo, overseer = course.bo, course.people(course.town.oversight)
    text = bo.page.locator('[name="text"]').input_value()
    bo.send(text=f"{text}\n\n第二居民小组代表询问使用方案，主持人答复。").reads("另一人确认")
    seen(overseer.go(course.desk).press("/confirm/").reads("现已修改", COMMENT), "n15-confirm-again")
    overseer.send("main form.form").reads("已确认并公布")
    resident = course.elector(12).go(course.meeting.get_absolute_url()).reads("历次召开", "实到 2 人", "通过")
    seen(resident, "n16-recorded")
    page = course.people.open_page(course.town.electors[13], width=1280, english=True)
    seen(Visitor(course.town.electors[13], page).go(course.meeting.get_absolute_url()), "n17-recorded-en")
