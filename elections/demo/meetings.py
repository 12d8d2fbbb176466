"""The demo's representatives' meetings: one with its minutes published, one called for next week, one asked for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from elections.actions.meetings import (
    add_item,
    ask_meeting,
    begin_meeting,
    call_meeting,
    close_meeting,
    confirm_minutes,
    declare_item,
    draft_meeting,
    import_representatives,
    link_representative,
    mark_presence,
    write_minutes,
)
from elections.actions.meetings.body import body_of
from elections.actions.meetings.sitting import Seat
from elections.models import Meeting, Representative
from elections.rules.representatives import Row
from elections.words.meetings import minutes_draft
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from linli.core.workdays import CHINA
from linli.notifications.models import Notice

GROUPS, EACH = 5, 4  # four representatives for each member of the committee
CAME, OF_COMMITTEE = 15, 3  # of twenty, and of the committee of five
# title, in more words, against, abstained; all others in the room are for it
PAST = (
    ("东门至活动室加装路灯 12 盏", "费用 3.6 万元，从公共收益列支；两个月内完工。", 0, 1),
    ("自行车棚改建为儿童活动角", "保留一半车位，预算 1.9 万元，由三名居民代表参加验收。", 3, 2),
    ("地面停车每月收费上调 30 元", "上调部分用于地面维修；现行收费每月 120 元。", 10, 1),
)
NEXT = (
    ("下一季度公共收益使用计划", "公共收益结余 8.2 万元：电动车充电棚 5 万元，楼道照明 2 万元，其余留存。"),
    ("居民公约修订稿", "新增噪音时段、宠物牵绳和楼道堆物三条，议事会已讨论两次。"),
)
SAID = (
    "关于路灯，第二居民小组代表询问夜间光线是否影响一楼住户，主持人答复：灯头朝路面，二十三时后减半。\n\n"
    "关于停车收费，多位代表认为应先公布近两年地面维修支出，再议调整。"
)
ASKED = (
    "请物业公布近两年电梯维修明细",
    "三号楼电梯半年内停运四次，维修费用一直没有公布，居民意见很大。",
)


def on(world: World, days: int, hour: int) -> datetime:
    """So many days from the demo's present, on the hour, by China's clock."""
    day = timezone.localtime(world.at, CHINA) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def build_meetings(world: World) -> None:
    """In the first community, where there are enough residents to be represented."""
    community = world.communities[0]
    residents, staff = world.residents.get(community.code, []), world.staff.get(community.code, {})
    if len(residents) < GROUPS * EACH or not {"committee_member", "chair"} <= set(staff):
        return
    by, second = staff["committee_member"], staff.get("oversight_member") or staff["chair"]
    people = represented(world, community, residents, by)
    held(world, community, people, by, second)
    told(community)
    coming(world, community, by)
    asker = next(one.user for one in people[1:] if one.user)
    subject, reasons = ASKED
    ask_meeting(community=community, subject=subject, reasons=reasons, by=asker, at=on(world, -2, 10))


def represented(
    world: World, community: Community, residents: Sequence[User], by: User
) -> list[Representative]:
    """Four for each of five groups, the first of each with an account; Ann first, so that a visitor finds what waits."""
    ann = world.cast.get("ann")
    others = [one for one in residents if one not in world.cast.values() and one != by]
    users = [*(one for one in (ann,) if one and one in residents), *others]
    since, told_at = on(world, -400, 9).date(), on(world, -60, 9)
    rows = [
        Row(str(user), f"第{'一二三四五'[n % GROUPS]}居民小组", since)
        for n, user in enumerate(users[: GROUPS * EACH])
    ]
    people = import_representatives(community=community, rows=rows, by=by, at=told_at)
    for one, user in zip(people[:GROUPS], users, strict=False):
        link_representative(representative=one, user=user, by=by, at=told_at)
    return list(Representative.objects.in_community(community))


def held(
    world: World, community: Community, people: Sequence[Representative], by: User, second: User
) -> Meeting:
    """Two weeks ago: most representatives came, and three of the committee; two items adopted, one not."""
    begins = on(world, -16, 14)
    title = "居民代表会议：路灯、车棚和停车收费"
    meeting = drafted(community, title, begins, [one[:2] for one in PAST], by, on(world, -26, 9))
    meeting = call_meeting(meeting=meeting, by=by, at=on(world, -25, 9))
    meeting = begin_meeting(meeting=meeting, by=by, at=begins)
    present: list[Seat] = [*people[:CAME], *body_of(meeting).members[:OF_COMMITTEE]]
    count = mark_presence(meeting=meeting, present=present, by=by, at=begins)
    for item, (_title, _more, against, abstained) in zip(meeting.items.all(), PAST, strict=True):
        others = {"votes_against": against, "votes_abstained": abstained}
        votes_for = count - against - abstained
        declare_item(item=item, votes_for=votes_for, by=by, at=begins + timedelta(hours=1), **others)
    meeting = close_meeting(meeting=meeting, by=by, at=begins + timedelta(hours=2))
    text = f"{minutes_draft(meeting, meeting.items.select_related('outcome'))}\n\n{SAID}"
    words = {"text": text, "chaired_by": str(world.staff[community.code]["chair"]), "written_by": str(by)}
    write_minutes(meeting=meeting, by=by, at=begins + timedelta(days=1), **words)
    return confirm_minutes(meeting=meeting, by=second, at=begins + timedelta(days=2))


def drafted(
    community: Community,
    title: str,
    begins: datetime,
    items: Sequence[tuple[str, str]],
    by: User,
    at: datetime,
) -> Meeting:
    about: dict[str, Any] = {
        "title": title,
        "place": "社区活动室二楼",
        "explanation": "会前可到居委会查看公共收益账目。",
    }
    meeting = draft_meeting(community=community, starts_at=begins, by=by, at=at, **about)
    for name, more in items:
        add_item(meeting=meeting, title=name, explanation=more, by=by, at=at)
    return meeting


def coming(world: World, community: Community, by: User) -> Meeting:
    """Called for next week."""
    title = "居民代表会议：公共收益计划和居民公约"
    meeting = drafted(community, title, on(world, 7, 14), NEXT, by, on(world, -2, 9))
    return call_meeting(meeting=meeting, by=by, at=on(world, -1, 9))


def told(community: Community) -> None:
    """What residents were told in the past has reached them: nobody is told of it today."""
    past = Notice.objects.filter(community=community, key__startswith="meeting-", finished_at=None)
    past.update(finished_at=F("created_at"))
