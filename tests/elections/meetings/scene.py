"""A representatives' meeting at every stage: nine in office, of whom Ann and Dan have accounts; five are a quorum."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from elections.actions.meetings import (
    add_item,
    add_representative,
    adjourn_meeting,
    ask_meeting,
    begin_meeting,
    call_meeting,
    close_meeting,
    confirm_minutes,
    continue_meeting,
    declare_item,
    draft_meeting,
    enter_signature,
    mark_presence,
    return_minutes,
    write_minutes,
)
from elections.models import (
    AgendaItem,
    Committee,
    ItemOutcome,
    Meeting,
    MeetingRequest,
    Officeholder,
    Representative,
    Term,
)
from linli.core.workdays import CHINA
from tests.cast import Cast

FIRST = datetime(2026, 6, 1, tzinfo=CHINA)
NAMES = ("安", "丹", "赵国华", "钱秀英", "孙建军", "李桂兰", "周志强", "吴玉梅", "郑海涛")
WOMEN = ("安", "钱秀英", "李桂兰", "吴玉梅")


def day(offset: int, hour: int = 9) -> datetime:
    """So many days after the meeting (day 0), at an hour of China's clock."""
    return (FIRST + timedelta(days=offset)).replace(hour=hour).astimezone(UTC)


ASKED, DRAFTED, CALLED, STARTS, ENDED = day(-14), day(-8), day(-7), day(0), day(0, 11)
WRITTEN, CONFIRMED = day(1), day(2)
AGAIN = day(14)


def elected(cast: Cast) -> list[Representative]:
    """Nine representatives of three groups, since the beginning of the year; four of them are women."""
    found = list(Representative.objects.order_by("pk"))
    users = {"安": cast.ann, "丹": cast.dan}
    about: dict[str, Any] = {"starts_on": date(2026, 1, 6), "by": cast.bo, "at": day(-60)}
    return found or [
        add_representative(
            community=cast.home,
            name=name,
            group=f"第{n % 3 + 1}居民小组",
            sex="f" if name in WOMEN else "m",
            user=users.get(name),
            **about,
        )
        for n, name in enumerate(NAMES)
    ]


def chosen(cast: Cast, *sexes: str) -> list[Representative]:
    """One representative for each: a woman (f), a man (m), or nobody has entered it."""
    about: dict[str, Any] = {"community": cast.home, "starts_on": date(2026, 1, 6), "by": cast.bo}
    return [
        add_representative(name=f"代表{n}", group=f"第{n}居民小组", sex=sex, at=day(-60), **about)
        for n, sex in enumerate(sexes, 1)
    ]


def committee(cast: Cast, *names: str, kind: str = "residents", **terms: Any) -> list[Officeholder]:
    """These people hold offices of the residents' committee; Ann and Bo with their accounts."""
    days = {"starts_on": date(2025, 7, 1), "ends_on": date(2030, 7, 1)}
    about = {"community": cast.home, "kind": kind, "name": f"居民委员会{kind}"}
    body, _is_new = Committee.objects.get_or_create(**about)
    term, _is_new = Term.objects.get_or_create(committee=body, number=8, defaults=days)
    users = {"安": cast.ann, "波": cast.bo}
    office = {"office": "member", "title": "委员", "starts_on": days["starts_on"]} | terms
    return [
        Officeholder.objects.create(term=term, name=name, user=users.get(name), **office) for name in names
    ]


def sitting_with_committee(cast: Cast) -> Meeting:
    """Nine representatives, Ann among them; of the committee Ann, Bo and Lei: eleven people. Seven and Lei have come."""
    elected(cast)
    lei = committee(cast, "安", "波", "雷")[-1]
    meeting = begun(cast)
    come(meeting, [*elected(cast)[:7], lei], cast)
    return meeting


def asked(cast: Cast) -> MeetingRequest:
    elected(cast)
    about = {"subject": "东门增设路灯", "reasons": "东门内侧夜里很暗，老人摔过两次。"}
    return ask_meeting(community=cast.home, by=cast.ann, at=ASKED, **about)


def reached(cast: Cast) -> MeetingRequest:
    """Ann's own signature and two on paper: a third of nine."""
    request = asked(cast)
    for one in elected(cast)[2:4]:
        enter_signature(request=request, representative=one, by=cast.bo, at=ASKED)
    request.refresh_from_db()
    return request


def drafted(cast: Cast, **terms: Any) -> Meeting:
    elected(cast)
    terms = {"title": "第二季度居民代表会议", "place": "社区活动室", "starts_at": STARTS} | terms
    meeting = draft_meeting(community=cast.home, by=cast.bo, at=DRAFTED, **terms)
    for title in ("东门增设路灯", "公共收益使用方案"):
        add_item(meeting=meeting, title=title, by=cast.bo, at=DRAFTED)
    return meeting


def called(cast: Cast, **terms: Any) -> Meeting:
    return call_meeting(meeting=drafted(cast, **terms), by=cast.bo, at=CALLED)


def begun(cast: Cast, **terms: Any) -> Meeting:
    return begin_meeting(meeting=called(cast, **terms), by=cast.bo, at=STARTS)


def sitting(cast: Cast, present: int = 6) -> Meeting:
    meeting = begun(cast)
    come(meeting, elected(cast)[:present], cast)
    return meeting


def come(
    meeting: Meeting, present: Sequence[Representative | Officeholder], cast: Cast, at: datetime = STARTS
) -> int:
    return mark_presence(meeting=meeting, present=present, by=cast.bo, at=at)


def item(meeting: Meeting, position: int = 1) -> AgendaItem:
    return meeting.items.get(position=position)


def hands(
    meeting: Meeting, position: int, for_: int, against: int, abstained: int, cast: Cast
) -> ItemOutcome:
    votes = {"votes_for": for_, "votes_against": against, "votes_abstained": abstained}
    return declare_item(item=item(meeting, position), by=cast.bo, at=day(0, 10), **votes)


def decided(cast: Cast) -> Meeting:
    """Six are there: four for the lamps; three of six are not more than half."""
    meeting = sitting(cast)
    hands(meeting, 1, 4, 1, 1, cast)
    hands(meeting, 2, 3, 2, 0, cast)
    return meeting


def closed(cast: Cast) -> Meeting:
    return close_meeting(meeting=decided(cast), by=cast.bo, at=ENDED)


def written(cast: Cast) -> Meeting:
    meeting = closed(cast)
    about = {"text": "会议听取了路灯方案。", "chaired_by": "柏主任", "written_by": "波"}
    write_minutes(meeting=meeting, by=cast.bo, at=WRITTEN, **about)
    return meeting


def returned(cast: Cast) -> Meeting:
    """The chair has read the minutes and misses a question."""
    meeting = written(cast)
    return_minutes(meeting=meeting, comment="缺少第二居民小组的提问", by=cast.chair, at=day(1, 15))
    return meeting


def recorded(cast: Cast) -> Meeting:
    return confirm_minutes(meeting=written(cast), by=cast.chair, at=CONFIRMED)


def adjourned(cast: Cast) -> Meeting:
    """Six are there for the lamps; then the light fails, and the money is left."""
    meeting = sitting(cast)
    hands(meeting, 1, 4, 1, 1, cast)
    return adjourn_meeting(meeting=meeting, reason="停电", by=cast.bo, at=ENDED)


def continued(cast: Cast) -> Meeting:
    """A draft for a fortnight later, with the one item that was left."""
    about: dict[str, Any] = {"place": "礼堂", "starts_at": AGAIN}
    return continue_meeting(meeting=adjourned(cast), by=cast.bo, at=WRITTEN, **about)


def called_again(cast: Cast) -> Meeting:
    return call_meeting(meeting=continued(cast), by=cast.bo, at=CONFIRMED)
