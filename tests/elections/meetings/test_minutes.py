"""Minutes that are sent back: by whom, who is told, what they wait for."""

from typing import Any

import pytest

from elections.actions.meetings import confirm_minutes, return_minutes, write_minutes
from elections.actions.meetings import refusals as no
from elections.models import Meeting, Minutes
from elections.today.meetings import due
from linli.accounts.models import User
from linli.audit.models import Event
from linli.notifications.models import Delivery, Notice
from tests.cast import Cast
from tests.elections.meetings.scene import CONFIRMED, closed, day, recorded, returned, written
from tests.elections.meetings.test_pages import at, signed_in, text, url

COMMENT = "缺少第二居民小组的提问"


def corrected(meeting: Meeting, cast: Cast) -> Minutes:
    words = {"text": "会议听取了路灯方案，第二居民小组提问。", "chaired_by": "柏主任", "written_by": "波"}
    return write_minutes(meeting=meeting, by=cast.bo, at=CONFIRMED, **words)


def steps(user: User, cast: Cast) -> list[str]:
    return [one.step for one in due(user, cast.home, CONFIRMED)]


def test_the_keeper_is_told_and_corrects(cast: Cast) -> None:
    meeting = returned(cast)
    notice = Notice.objects.get(title__startswith="会议记录被退回")
    assert notice.body == COMMENT
    assert list(Delivery.objects.filter(notice=notice).values_list("user", flat=True)) == [cast.bo.pk]
    assert Event.objects.get(action="elections.return_minutes").detail == {"comment": COMMENT}
    assert ("修改会议记录" in steps(cast.bo, cast), "确认会议记录" in steps(cast.chair, cast)) == (
        True,
        False,
    )
    minutes = corrected(meeting, cast)
    minutes.refresh_from_db()
    assert (minutes.is_returned, minutes.return_comment) == (False, COMMENT)
    assert "确认会议记录" in steps(cast.chair, cast)
    assert "修改会议记录" not in steps(cast.bo, cast)
    confirm_minutes(meeting=meeting, by=cast.chair, at=day(3))
    assert Meeting.objects.get().state == Meeting.State.RECORDED


def test_what_was_sent_back_waits_for_its_correction(cast: Cast) -> None:
    meeting = returned(cast)
    with pytest.raises(no.SentBack):
        confirm_minutes(meeting=meeting, by=cast.chair, at=CONFIRMED)
    with pytest.raises(no.SentBack):
        return_minutes(meeting=meeting, comment="还有", by=cast.chair, at=CONFIRMED)


def test_they_are_sent_back_more_than_once(cast: Cast) -> None:
    meeting = returned(cast)
    corrected(meeting, cast)
    minutes = return_minutes(meeting=meeting, comment="日期不对", by=cast.chair, at=day(3))
    assert (minutes.is_returned, minutes.return_comment) == (True, "日期不对")


def test_nobody_sends_back_their_own_or_without_a_word(cast: Cast) -> None:
    meeting = written(cast)
    with pytest.raises(no.SecondPersonConfirms):
        return_minutes(meeting=meeting, comment=COMMENT, by=cast.bo, at=CONFIRMED)
    with pytest.raises(no.CommentMissing):
        return_minutes(meeting=meeting, comment="  ", by=cast.chair, at=CONFIRMED)


def test_minutes_that_are_not_there_or_published_are_not_sent_back(cast: Cast) -> None:
    with pytest.raises(no.NoMinutes):
        return_minutes(meeting=closed(cast), comment=COMMENT, by=cast.chair, at=CONFIRMED)


def test_published_minutes_stay(cast: Cast) -> None:
    with pytest.raises(no.MeetingMoved):
        return_minutes(meeting=recorded(cast), comment=COMMENT, by=cast.chair, at=day(3))


def bo_refused(meeting: Meeting, bo: Any) -> str:
    return str(bo.post(url("send_back", meeting), {"comment": COMMENT}).content.decode())


def test_by_the_pages(cast: Cast, monkeypatch: Any) -> None:
    meeting = written(cast)
    at(monkeypatch, day(1, 15))
    chair, bo = signed_in(cast.chair), signed_in(cast.bo)
    assert url("send_back", meeting) in text(chair, url("confirm", meeting))
    assert "须由另一人确认" in bo_refused(meeting, bo)
    chair.post(url("send_back", meeting), {"comment": COMMENT})
    said = f"柏主任退回：{COMMENT}"
    assert said in text(bo, url("minutes", meeting))
    desk = text(bo, url("desk", meeting))
    assert said in desk
    assert "修改会议记录" in desk
    assert url("confirm", meeting) not in text(chair, url("desk", meeting))
    assert "确认并公布" not in text(chair, url("confirm", meeting))
    at(monkeypatch, CONFIRMED)
    words = {"text": "会议听取了路灯方案，第二居民小组提问。", "chaired_by": "柏主任", "written_by": "波"}
    bo.post(url("minutes", meeting), words)
    assert said not in text(bo, url("minutes", meeting))
    page = text(chair, url("confirm", meeting))
    assert f"柏主任曾退回，现已修改：{COMMENT}" in page
    chair.post(url("confirm", meeting))
    assert COMMENT not in text(signed_in(cast.ann), meeting.get_absolute_url())
    assert chair.get(url("send_back", meeting)).status_code == 404
