"""Two years of notices for each pilot community; the last weeks written and reviewed one by one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.actions.importing import Published, import_notices
from cms.actions.notices import Wording, write_notice
from cms.actions.reviews import approve_notice, return_notice, submit_notice
from cms.demo.communities import PILOTS
from cms.demo.texts import AGENDAS, ANY_TIME, BY_SEASON, CLUBS, ELECTION_SERIES, MONTHLY, REASONS, Text
from cms.models import NoticePage
from cms.rules.notices import REVIEW_TIME
from cms.rules.text import to_html
from cms.rules.workdays import add_working_time, working_time_between
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from linli.roles.permissions import Permission
from linli.roles.rights import holders

MONTHS = 24
A_MONTH = 4  # texts of chance, besides the monthly ones
ELECTION_MONTH = 1
HISTORY_ENDS = timedelta(days=12)
SEASONS = (
    "winter",
    "winter",
    "spring",
    "spring",
    "spring",
    "summer",
    "summer",
    "summer",
    "autumn",
    "autumn",
    "autumn",
    "winter",
)


def build_notices(world: World) -> None:
    for community in world.communities:
        people = office(world, community)
        if community.code in PILOTS and people:
            author, reviewer = people
            past = [p for p in history(world, author, reviewer) if p.published_at < world.at - HISTORY_ENDS]
            import_notices(community=community, published=past, by=None, at=world.at)
            recent(world, community, author, reviewer)


def office(world: World, community: Community) -> tuple[User, User] | None:
    """Who writes and who reviews: the cast where they are here, else whoever holds the office."""
    here = world.staff.get(community.code, {})
    writers = list(holders(Permission.WRITE_NOTICE, community, world.at).order_by("pk")[:5])
    reviewers = list(holders(Permission.REVIEW_NOTICE, community, world.at).order_by("pk")[:5])
    author = here.get("committee_member") or next(iter(writers), None)
    reviewer = here.get("chair") or next((r for r in reviewers if r != author), None)
    return (author, reviewer) if author and reviewer and author != reviewer else None


def history(world: World, author: User, reviewer: User) -> Iterator[Published]:
    random = world.random
    for back in range(MONTHS, -1, -1):
        start = world.at - timedelta(days=30.4 * back)
        texts = [*MONTHLY, *random.sample(BY_SEASON[SEASONS[timezone.localtime(start).month - 1]], 2)]
        texts += random.sample(ANY_TIME, A_MONTH - 2)
        texts += ELECTION_SERIES[:2] if back == ELECTION_MONTH else ()
        for text in texts:
            written = office_hour(start + timedelta(days=random.uniform(0, 29)), random)
            yield published(text, random, author, reviewer, written)


def office_hour(at: datetime, random: Random) -> datetime:
    """A working moment on or after `at`, on a round five minutes."""
    moment = add_working_time(at, timedelta(minutes=random.randrange(10, 300)))
    return moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0)


def published(text: Text, random: Random, author: User, reviewer: User, written: datetime) -> Published:
    at = add_working_time(written, timedelta(minutes=random.randrange(20, 400)))
    return Published(
        wording=wording(text, random, at),
        author=author,
        reviewer=reviewer,
        written_at=written,
        published_at=at,
    )


def wording(text: Text, random: Random, at: datetime) -> Wording:
    begins = clock(at + timedelta(days=text.starts_after or 3), 9)
    words = blanks(random, at, begins)
    starts = begins if text.starts_after else None
    ends = (starts or at) + timedelta(days=text.lasts) if text.lasts else None
    return Wording(
        title=text.title.format(**words),
        body=to_html(text.body.format(**words)),
        category=text.category,
        audience=text.audience,
        issued_by=text.issuer,
        valid_from=starts,
        valid_until=clock(ends, 0) if ends and (text.lasts or 0) > 1 else ends,
    )


def clock(at: datetime, hour: int) -> datetime:
    return timezone.localtime(at).replace(hour=hour, minute=0, second=0, microsecond=0)


def blanks(random: Random, at: datetime, begins: datetime) -> dict[str, Any]:
    building, income, spent = (
        random.randrange(1, 9),
        random.randrange(6000, 19000),
        random.randrange(2400, 5900),
    )
    day = timezone.localtime(begins)
    return {
        "month": (timezone.localtime(at).month - 2) % 12 + 1,
        "week": random.randrange(2, 5),
        "building": building,
        "building2": building + random.randrange(2, 6),
        "income": f"{income:,}",
        "income2": random.randrange(40, 160),
        "spent": f"{spent:,}",
        "left": f"{income - spent:,}",
        "a": f"{spent // 4:,}",
        "b": f"{spent // 2:,}",
        "c": f"{spent - spent // 4 - spent // 2:,}",
        "count": random.randrange(16, 60),
        "club": random.choice(CLUBS),
        "agenda": random.choice(AGENDAS),
        "day": f"{day.month} 月 {day.day} 日",
    }


def recent(world: World, community: Community, author: User, reviewer: User) -> None:
    """Published in the last days, by the same actions as at the desk; then what waits, by all three lights."""
    random = world.random
    lately = [
        (11, ANY_TIME[8]),
        (9, ANY_TIME[2]),
        (6, ELECTION_SERIES[2]),
        (3, ANY_TIME[5]),
        (1.2, BY_SEASON["winter"][0]),
    ]
    for days, text in lately:
        at = world.at - timedelta(days=days)
        notice = draft(community, text, random, author, at, with_file=text.category == "finance")
        review = submit_notice(notice=notice, by=author, at=at)
        approve_notice(review=review, by=reviewer, at=at + timedelta(hours=2))
    publish_coming(community, random, author, reviewer, world.at - timedelta(days=1))
    for share, text in ((1.4, ANY_TIME[6]), (0.85, MONTHLY[1]), (0.2, ANY_TIME[7])):
        at = moment_before(world.at, share * REVIEW_TIME)
        submit_notice(notice=draft(community, text, random, author, at), by=author, at=at)
    returned = draft(community, ANY_TIME[1], random, author, world.at - timedelta(days=2))
    review = submit_notice(notice=returned, by=author, at=world.at - timedelta(days=2))
    return_notice(review=review, reason=random.choice(REASONS), by=reviewer, at=world.at - timedelta(days=1))
    draft(community, ANY_TIME[4], random, author, world.at - timedelta(hours=3))


def moment_before(at: datetime, working_time: timedelta) -> datetime:
    """The hour since which so much working time has passed."""
    start = at
    while working_time_between(start, at) < working_time:
        start -= timedelta(hours=1)
    return start


def publish_coming(community: Community, random: Random, author: User, reviewer: User, at: datetime) -> None:
    """Water off in two days: what the home page shows first to everyone."""
    begins = clock(at + timedelta(days=3), 9)
    coming = wording(ANY_TIME[0], random, at)
    words = replace(coming, valid_from=begins, valid_until=begins + timedelta(hours=6))
    notice = write_notice(community=community, wording=words, by=author, at=at)
    approve_notice(
        review=submit_notice(notice=notice, by=author, at=at), by=reviewer, at=at + timedelta(hours=1)
    )


def draft(
    community: Community, text: Text, random: Random, author: User, at: datetime, *, with_file: bool = False
) -> NoticePage:
    words = wording(text, random, at)
    files = [ContentFile(account(random).encode("utf-8-sig"), name="收支明细.csv")] if with_file else []
    return write_notice(community=community, wording=words, files=files, by=author, at=at)


def account(random: Random) -> str:
    lines = [
        f"{item},{random.randrange(80, 2600)}"
        for item in ("活动室水电", "楼道灯维修", "节日慰问", "绿化补种", "印刷")
    ]
    return "\n".join(["项目,金额（元）", *lines])
