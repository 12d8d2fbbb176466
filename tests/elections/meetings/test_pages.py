"""The pages of representatives' meetings: what each of them shows to whom, searching, printing, many rows."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from elections.actions.meetings import add_representative, cancel_meeting
from elections.models import Meeting, Presence
from elections.searchable import entry_of
from elections.today import due
from linli.accounts.models import User
from linli.core.audience import Audience
from tests.cast import Cast
from tests.elections.meetings.scene import (
    CALLED,
    STARTS,
    begun,
    called,
    day,
    drafted,
    elected,
    item,
    reached,
    recorded,
    sitting,
    written,
)


def at(monkeypatch: Any, moment: datetime) -> None:
    """Pages read the clock: it stands still at this moment."""
    monkeypatch.setattr(timezone, "now", lambda: moment)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, meeting: Meeting, *more: str) -> str:
    return reverse(f"meetings:{name}", args=[meeting.community.code, meeting.key, *more])


def text(client: Client, address: str, **data: Any) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_empty_pages_say_so(cast: Cast) -> None:
    ann = signed_in(cast.ann)
    page = text(ann, reverse("meetings:list", args=[cast.home.code]))
    assert "目前没有召集会议" in page
    assert "还没有公布过会议记录" in page
    assert "还没有登记居民代表" in text(ann, reverse("meetings:representatives", args=[cast.home.code]))


def test_the_rules_name_their_articles(cast: Cast) -> None:
    page = text(signed_in(cast.ann), reverse("meetings:list", args=[cast.home.code]))
    assert "城市居民委员会组织法" in page
    assert "第二十八条" in page
    assert "第二十九条" in page
    assert "待与正式文本核对" not in page


def test_many_are_shown_in_pages_and_found(cast: Cast) -> None:
    about: dict[str, Any] = {"community": cast.home, "starts_on": date(2026, 1, 6), "by": cast.bo}
    for n in range(70):
        add_representative(name=f"代表{n:02d}", group=f"第{n // 10 + 1}居民小组", at=day(-30), **about)
    ann, here = signed_in(cast.ann), reverse("meetings:representatives", args=[cast.home.code])
    first, second = text(ann, here), text(ann, here, page=2)
    assert ("代表00" in first, "代表69" in first, "代表69" in second) == (True, False, True)
    found = text(ann, here, q="第7")
    assert "代表65" in found
    assert "代表00" not in found
    assert "没有找到" in text(ann, here, q="无此人")


def test_a_draft_is_nobodys_business(cast: Cast) -> None:
    meeting = drafted(cast)
    assert signed_in(cast.ann).get(meeting.get_absolute_url()).status_code == 404
    assert entry_of(meeting) is None
    assert "草稿" in text(signed_in(cast.chair), reverse("meetings:list", args=[cast.home.code]))


def test_minutes_wait_for_their_confirmation(cast: Cast, monkeypatch: Any) -> None:
    meeting = written(cast)
    at(monkeypatch, day(2))
    ann = signed_in(cast.ann)
    assert "路灯方案" not in text(ann, meeting.get_absolute_url())
    assert ann.get(url("pdf", meeting)).status_code == 404
    assert "须由另一人确认" in text(signed_in(cast.bo), url("confirm", meeting))
    signed_in(cast.bo).post(url("confirm", meeting))
    assert Meeting.objects.get().state == Meeting.State.CLOSED
    signed_in(cast.chair).post(url("confirm", meeting))
    page = text(ann, meeting.get_absolute_url())
    assert "路灯方案" in page
    assert "在场 6 人中 4 人赞成" in page
    printed = ann.get(url("pdf", meeting))
    assert printed.content.startswith(b"%PDF")


def test_search_finds_the_minutes_for_residents_alone(cast: Cast) -> None:
    entry = entry_of(recorded(cast))
    assert entry is not None
    assert entry.audience == Audience.RESIDENTS
    assert "路灯方案" in entry.body
    assert "公共收益使用方案" in entry.body


def test_english_reads_the_reasons_that_were_kept(cast: Cast) -> None:
    meeting = recorded(cast)
    ann = signed_in(cast.ann)
    ann.cookies["django_language"] = "en"
    assert "4 of the 6 present are for it; more than half must be" in text(ann, meeting.get_absolute_url())


def test_hands_are_typed_and_refused_where_there_are_too_many(cast: Cast, monkeypatch: Any) -> None:
    meeting = sitting(cast)
    at(monkeypatch, STARTS)
    bo, there = signed_in(cast.bo), url("declare", meeting, item(meeting).key)
    hands = {"votes_for": 6, "votes_against": 1, "votes_abstained": 0}
    assert "举手数多于在场人数" in bo.post(there, hands | {"is_checked": "on"}).content.decode()
    assert bo.post(there, hands | {"votes_against": 0}).status_code == 200  # not read once more
    bo.post(there, hands | {"votes_against": 0, "is_checked": "on"})
    assert item(meeting).outcome.is_carried
    assert bo.get(there).status_code == 404


def test_ticks_are_who_is_there(cast: Cast, monkeypatch: Any) -> None:
    meeting = sitting(cast, 2)
    at(monkeypatch, STARTS)
    bo, people = signed_in(cast.bo), elected(cast)
    assert text(bo, url("attendance", meeting)).count(" checked") == 2
    bo.post(url("attendance", meeting), {"present": [one.key for one in people[1:4]]})
    here = Presence.objects.filter(left_at=None).values_list("representative__name", flat=True)
    assert list(here) == ["丹", "赵国华", "钱秀英"]


def test_a_cancelled_meeting_says_why(cast: Cast) -> None:
    meeting = called(cast)
    cancel_meeting(meeting=meeting, reason="场地维修", by=cast.bo, at=CALLED)
    assert "场地维修" in text(signed_in(cast.ann), meeting.get_absolute_url())


@pytest.mark.parametrize("name", ["bo", "chair"])
def test_a_reached_request_becomes_a_draft(cast: Cast, monkeypatch: Any, name: str) -> None:
    request = reached(cast)
    at(monkeypatch, day(-8))
    client = signed_in(getattr(cast, name))
    new = f"{reverse('meetings:new', args=[cast.home.code])}?request={request.key}"
    assert request.subject in text(client, new)
    said = {
        "title": "临时会议",
        "place": "室",
        "starts_at": "2026-06-01T09:00",
        "profile_code": "cn-residents-2026",
    }
    client.post(new, said)
    assert Meeting.objects.get().request == request
    assert item(Meeting.objects.get()).title == request.subject


def test_the_desk_is_reminded_of_the_meeting_of_this_quarter(cast: Cast) -> None:
    """Nothing in the quarter in which they met, nor while the next meeting is drafted."""

    def told(when: datetime) -> list[tuple[str, datetime | None]]:
        found = due(user=cast.bo, community=cast.home, at=when)
        return [
            (one.title, one.until)
            for one in found
            if one.url == reverse("meetings:new", args=[cast.home.code])
        ]

    second, third = datetime(2026, 6, 30, 15, tzinfo=UTC), datetime(2026, 6, 30, 16, tzinfo=UTC)
    assert told(third) == []
    begun(cast, profile_code="cn-village-2026")
    assert told(second) == []
    assert told(third) == [("本期代表会议尚未召开", datetime(2026, 9, 30, 16, tzinfo=UTC))]
    assert told(datetime(2027, 2, 1, tzinfo=UTC)) == told(third)
    drafted(cast)
    assert told(third) == []
