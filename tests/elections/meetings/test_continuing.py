"""An adjourned meeting goes on on another day: what comes along, who is told, what both records say."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from elections.actions.meetings import (
    add_item,
    adjourn_meeting,
    begin_meeting,
    call_meeting,
    cancel_meeting,
    close_meeting,
    confirm_minutes,
    continue_meeting,
    declare_item,
    mark_presence,
    remove_item,
    write_minutes,
)
from elections.actions.meetings import refusals as no
from elections.models import ItemOutcome, Meeting
from elections.today.meetings import due
from linli.audit.models import Event
from linli.notifications.models import Delivery, Notice
from tests.cast import Cast
from tests.elections.meetings.scene import (
    AGAIN,
    CONFIRMED,
    ENDED,
    WRITTEN,
    adjourned,
    called_again,
    closed,
    continued,
    day,
    elected,
    item,
    recorded,
    sitting,
)
from tests.elections.meetings.test_pages import at, signed_in, text, url


def go_on(meeting: Meeting, cast: Cast, when: datetime = AGAIN, now: datetime = WRITTEN) -> Meeting:
    return continue_meeting(meeting=meeting, place="礼堂", starts_at=when, by=cast.bo, at=now)


def test_what_was_left_undecided_comes_along(cast: Cast) -> None:
    meeting = continued(cast)
    assert (meeting.title, meeting.place, meeting.state) == ("第二季度居民代表会议", "礼堂", "draft")
    assert meeting.continues is not None
    assert [(one.position, one.title) for one in meeting.items.all()] == [(1, "公共收益使用方案")]
    assert item(meeting).continues == item(meeting.continues, 2)
    assert Event.objects.filter(action="elections.continue_meeting").exists()


def test_without_a_quorum_the_whole_agenda_goes_on(cast: Cast) -> None:
    first = adjourn_meeting(meeting=sitting(cast, 3), reason="到会不足三分之二", by=cast.bo, at=ENDED)
    assert go_on(first, cast).items.count() == 2


def test_representatives_are_summoned_again(cast: Cast) -> None:
    meeting = called_again(cast)
    notice = Notice.objects.get(key=f"meeting-{meeting.key}-called")
    assert notice.title == "休会后继续召开：第二季度居民代表会议"
    assert "礼堂" in notice.body
    assert set(Delivery.objects.filter(notice=notice).values_list("user", flat=True)) == {
        cast.ann.pk,
        cast.dan.pk,
    }


def test_the_second_sitting_has_its_own_quorum_and_decides(cast: Cast) -> None:
    meeting = begin_meeting(meeting=called_again(cast), by=cast.bo, at=AGAIN)
    mark_presence(meeting=meeting, present=elected(cast)[2:9], by=cast.bo, at=AGAIN)
    votes = {"votes_for": 5, "votes_against": 2, "votes_abstained": 0}
    declare_item(item=item(meeting), by=cast.bo, at=AGAIN, **votes)
    close_meeting(meeting=meeting, by=cast.bo, at=day(14, 11))
    present = ItemOutcome.objects.order_by("declared_at").values_list("item__title", "present")
    assert list(present) == [("东门增设路灯", 6), ("公共收益使用方案", 7)]


def test_it_goes_on_after_its_minutes_are_published_too(cast: Cast) -> None:
    meeting = adjourned(cast)
    words = {"text": "停电休会。", "chaired_by": "柏主任", "written_by": "波"}
    write_minutes(meeting=meeting, by=cast.bo, at=WRITTEN, **words)
    confirm_minutes(meeting=meeting, by=cast.chair, at=CONFIRMED)
    assert go_on(meeting, cast, now=CONFIRMED).continues == meeting


def test_only_what_was_adjourned_with_items_left_goes_on(cast: Cast) -> None:
    with pytest.raises(no.NothingLeft):
        go_on(recorded(cast), cast)


def test_a_meeting_that_was_closed_does_not_go_on(cast: Cast) -> None:
    with pytest.raises(no.MeetingMoved):
        go_on(closed(cast), cast)


def test_it_goes_on_once_and_ahead_unless_that_is_cancelled(cast: Cast) -> None:
    meeting = adjourned(cast)
    with pytest.raises(no.NotAhead):
        go_on(meeting, cast, when=WRITTEN)
    second = go_on(meeting, cast)
    with pytest.raises(no.GoesOnAlready):
        go_on(meeting, cast)
    cancel_meeting(meeting=second, reason="场地维修", by=cast.bo, at=WRITTEN)
    assert go_on(meeting, cast).pk != second.pk


def test_an_item_that_goes_on_stays_and_others_join_it(cast: Cast) -> None:
    meeting = continued(cast)
    added = add_item(meeting=meeting, title="选聘保洁", by=cast.bo, at=WRITTEN)
    with pytest.raises(no.ItemGoesOn):
        remove_item(item=item(meeting), by=cast.bo, at=WRITTEN)
    remove_item(item=added, by=cast.bo, at=WRITTEN)
    assert meeting.items.count() == 1


def steps(cast: Cast, now: datetime) -> list[str]:
    return [one.step for one in due(cast.bo, cast.home, now)]


def test_the_desk_is_reminded_until_it_is_called_again(cast: Cast) -> None:
    meeting = adjourned(cast)
    assert "另定日期继续召开" in steps(cast, WRITTEN)
    second = go_on(meeting, cast)
    assert "另定日期继续召开" not in steps(cast, WRITTEN)
    call_meeting(meeting=second, by=cast.bo, at=CONFIRMED)
    cancel_meeting(meeting=second, reason="场地维修", by=cast.bo, at=CONFIRMED)
    assert "另定日期继续召开" not in steps(cast, CONFIRMED)  # it was summoned: another day is a choice


def test_by_the_pages(cast: Cast, monkeypatch: Any) -> None:
    meeting = adjourned(cast)
    at(monkeypatch, WRITTEN)
    bo = signed_in(cast.bo)
    assert url("continue", meeting) in text(bo, url("desk", meeting))
    form = text(bo, url("continue", meeting))
    assert "继续审议的未表决事项：1 项" in form
    past = {"place": "礼堂", "starts_at": "2026-06-01T09:00"}
    assert "请选择晚于现在的时间" in bo.post(url("continue", meeting), past).content.decode()
    bo.post(url("continue", meeting), {"place": "礼堂", "starts_at": "2026-06-15T09:00"})
    second = meeting.continuations.get()
    desk = text(bo, url("desk", second))
    assert "继续审议" in desk
    assert url("drop", second, item(second).key) not in desk
    assert bo.get(url("continue", meeting)).status_code == 404
    assert url("continue", meeting) not in text(bo, url("desk", meeting))


def test_residents_see_both_sittings_once_it_is_called(cast: Cast, monkeypatch: Any) -> None:
    second = continued(cast)
    ann, first = signed_in(cast.ann), second.continues
    assert first is not None
    assert second.get_absolute_url() not in text(ann, first.get_absolute_url())
    call_meeting(meeting=second, by=cast.bo, at=CONFIRMED)
    at(monkeypatch, CONFIRMED)
    assert second.get_absolute_url() in text(ann, first.get_absolute_url())
    page = text(ann, second.get_absolute_url())
    assert first.get_absolute_url() in page
    assert "应到 9 人，实到 6 人。休会：停电" in page
    ann.cookies["django_language"] = "en"
    assert "6 of the 9 with a seat came. Adjourned: 停电" in text(ann, second.get_absolute_url())


def test_the_record_of_the_second_begins_with_the_first(cast: Cast, monkeypatch: Any) -> None:
    second = begin_meeting(meeting=called_again(cast), by=cast.bo, at=AGAIN)
    adjourn_meeting(meeting=second, reason="到会不足三分之二", by=cast.bo, at=AGAIN)
    at(monkeypatch, day(15))
    draft = text(signed_in(cast.bo), url("minutes", second))
    assert "在社区活动室召开的会议的继续，上次会议应到 9 人，实到 6 人。休会：停电" in draft
    words = {"text": "未能表决。", "chaired_by": "柏主任", "written_by": "波"}
    write_minutes(meeting=second, by=cast.bo, at=day(15), **words)
    confirm_minutes(meeting=second, by=cast.chair, at=day(16))
    printed = signed_in(cast.ann).get(url("pdf", second))
    assert printed.content.startswith(b"%PDF")
    here = text(signed_in(cast.ann), reverse("meetings:list", args=[cast.home.code]))
    assert second.get_absolute_url() in here
