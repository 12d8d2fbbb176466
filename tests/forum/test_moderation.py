"""Reports, hiding, closing, pinning: who, why, and the way back."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django_comments.models import CommentFlag
from notifications.models import Notification

from forum import actions, today
from forum.actions import permits
from forum.actions.moderating import NoReason, NothingToDo, OwnCase
from forum.actions.reports import AlreadyDecided, AlreadyReported, OwnWordsReported
from forum.models import Comment, ModerationEntry, Report
from forum.rules.workdays import decide_by
from linli.audit.models import Event
from tests.cast import Cast
from tests.forum.talk import MINUTE, NOW, begin, say

CHINA = ZoneInfo("Asia/Shanghai")


def told(user: Any) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("verb", flat=True))


def report(comment: Comment, by: Any, **about: Any) -> Report:
    values = {"reason": "insult", "note": "骂人", "at": NOW, **about}
    return actions.report_comment(comment=comment, by=by, **values)


def test_a_hidden_comment_leaves_its_reason_and_comes_back(cast: Cast) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan, "难听的话")
    answer = say(topic, cast.ann, to=comment)
    actions.hide_comment(comment=comment, reason="人身攻击", by=cast.bo, at=NOW)
    comment.refresh_from_db()
    answer.refresh_from_db()
    assert (comment.hide_reason, comment.is_removed, comment.comment) == ("人身攻击", True, "难听的话")
    assert answer.is_public
    assert CommentFlag.objects.filter(comment_id=comment.pk, flag=CommentFlag.MODERATOR_DELETION).exists()
    actions.restore_comment(comment=comment, by=cast.chair, at=NOW + MINUTE)
    comment.refresh_from_db()
    assert comment.is_standing
    assert not comment.is_removed
    acts = list(ModerationEntry.objects.order_by("pk").values_list("act", "reason", "by"))
    assert acts == [("hide", "人身攻击", cast.bo.pk), ("restore", "", cast.chair.pk)]
    assert [t for t in told(cast.dan) if "小花园" in t][-2:] == told(cast.dan)[-2:]


def test_a_hidden_topic_leaves_the_list_and_comes_back(cast: Cast) -> None:
    topic = begin(cast)
    actions.pin_topic(topic=topic, by=cast.bo, at=NOW)
    hidden = actions.hide_topic(topic=topic, reason="广告", by=cast.bo, at=NOW)
    assert hidden.pinned_at is None
    with pytest.raises(NothingToDo):
        actions.hide_topic(topic=topic, reason="广告", by=cast.bo, at=NOW)
    assert actions.restore_topic(topic=topic, by=cast.bo, at=NOW).hidden_at is None


@pytest.mark.parametrize("who", ["ann", "chen", "eve", "eves_chair", "guest"])
def test_only_this_communitys_moderators_moderate(cast: Cast, who: str) -> None:
    topic = begin(cast, by=cast.dan)
    comment = say(topic, cast.dan)
    by: Any = getattr(cast, who)
    for act, about in [
        (actions.hide_topic, {"topic": topic, "reason": "x"}),
        (actions.lock_topic, {"topic": topic, "reason": "x"}),
        (actions.pin_topic, {"topic": topic}),
        (actions.hide_comment, {"comment": comment, "reason": "x"}),
        (actions.restore_comment, {"comment": comment}),
    ]:
        with pytest.raises(permits.NotAllowed):
            act(**about, by=by, at=NOW)  # type: ignore[operator]
    assert not ModerationEntry.objects.exists()


def test_nobody_moderates_own_words(cast: Cast) -> None:
    topic = begin(cast, by=cast.bo)
    comment = say(topic, cast.bo)
    with pytest.raises(OwnCase):
        actions.hide_topic(topic=topic, reason="x", by=cast.bo, at=NOW)
    actions.hide_comment(comment=comment, reason="离题", by=cast.chair, at=NOW)
    with pytest.raises(OwnCase):
        actions.restore_comment(comment=comment, by=cast.bo, at=NOW)


@pytest.mark.parametrize("reason", ["", "  ", "\u200f"])
def test_nothing_is_hidden_without_a_reason(cast: Cast, reason: str) -> None:
    comment = say(begin(cast), cast.dan)
    with pytest.raises(NoReason):
        actions.hide_comment(comment=comment, reason=reason, by=cast.bo, at=NOW)


def test_a_report_is_due_at_the_end_of_the_next_working_day(cast: Cast) -> None:
    made = report(say(begin(cast), cast.dan), cast.ann)
    assert made.due_at == datetime(2026, 1, 7, 17, tzinfo=CHINA)
    waiting = list(today.due(user=cast.bo, community=cast.home, at=NOW))
    assert [(w.until, w.url) for w in waiting] == [(made.due_at, made.get_absolute_url())]
    assert list(today.due(user=cast.ann, community=cast.home, at=NOW)) == []
    assert list(today.due(user=cast.eves_chair, community=cast.home, at=NOW)) == []


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-01-09", "2026-01-12"),  # Friday
        ("2026-02-13", "2026-02-14"),  # a Saturday worked before the Spring Festival
        ("2026-02-14", "2026-02-24"),  # its nine days
        ("2040-01-06", "2040-01-09"),  # a Friday of a year not announced yet
    ],
)
def test_working_days(day: str, due: str) -> None:
    at = datetime.fromisoformat(f"{day}T20:00").replace(tzinfo=CHINA)
    assert decide_by(at) == datetime.fromisoformat(f"{due}T17:00").replace(tzinfo=CHINA)


def test_an_upheld_report_hides_and_answers_everybody_who_reported(cast: Cast) -> None:
    comment = say(begin(cast), cast.dan, "难听的话")
    first, second = report(comment, cast.ann), report(comment, cast.chair)
    actions.uphold_report(report=first, answer="人身攻击", by=cast.bo, at=NOW)
    comment.refresh_from_db()
    second.refresh_from_db()
    assert (comment.hide_reason, second.outcome, second.decided_by) == ("人身攻击", "hidden", cast.bo)
    assert len(told(cast.ann)) == 2  # Dan's reply to her topic, and the answer
    assert len(told(cast.chair)) == 1
    with pytest.raises(AlreadyDecided):
        actions.dismiss_report(report=second, answer="x", by=cast.bo, at=NOW)


def test_a_dismissed_report_leaves_it_standing(cast: Cast) -> None:
    comment = say(begin(cast), cast.dan)
    actions.dismiss_report(report=report(comment, cast.ann), answer="只是意见不同", by=cast.bo, at=NOW)
    comment.refresh_from_db()
    assert comment.is_standing
    assert report(comment, cast.ann, at=NOW + MINUTE).outcome == ""  # it may be reported again


def test_a_report_of_what_is_gone_by_then_is_only_answered(cast: Cast) -> None:
    comment = say(begin(cast), cast.dan, "难听的话")
    made = report(comment, cast.ann)
    actions.withdraw_comment(comment=comment, by=cast.dan, at=NOW)
    actions.uphold_report(report=made, answer="确属攻击", by=cast.bo, at=NOW)
    made.refresh_from_db()
    assert (made.outcome, made.quoted) == ("hidden", "难听的话")
    assert not ModerationEntry.objects.exists()


def test_nobody_reports_twice_nor_oneself_nor_decides_own_report(cast: Cast) -> None:
    comment = say(begin(cast), cast.dan)
    made = report(comment, cast.bo)
    with pytest.raises(AlreadyReported):
        report(comment, cast.bo)
    with pytest.raises(OwnWordsReported):
        report(comment, cast.dan)
    with pytest.raises(OwnCase):
        actions.uphold_report(report=made, answer="x", by=cast.bo, at=NOW)
    assert list(today.due(user=cast.bo, community=cast.home, at=NOW)) == []
    for who in (cast.ann, cast.eves_chair):
        with pytest.raises(permits.NotAllowed):
            actions.uphold_report(report=made, answer="x", by=who, at=NOW)


def test_topics_are_reported_too(cast: Cast) -> None:
    topic = begin(cast)
    made = actions.report_topic(topic=topic, reason="advert", note="", by=cast.dan, at=NOW)
    actions.uphold_report(report=made, answer="商业广告", by=cast.bo, at=NOW)
    topic.refresh_from_db()
    assert topic.hide_reason == "商业广告"
    with pytest.raises(permits.Gone):
        actions.report_topic(topic=topic, reason="advert", note="", by=cast.chair, at=NOW)


def test_closing_and_pinning_are_undone(cast: Cast) -> None:
    topic = begin(cast)
    actions.lock_topic(topic=topic, reason="已办结", by=cast.bo, at=NOW)
    actions.unlock_topic(topic=topic, by=cast.bo, at=NOW)
    actions.pin_topic(topic=topic, by=cast.bo, at=NOW)
    actions.unpin_topic(topic=topic, by=cast.bo, at=NOW)
    topic.refresh_from_db()
    assert (topic.locked_at, topic.pinned_at) == (None, None)
    assert list(ModerationEntry.objects.order_by("pk").values_list("act", flat=True)) == [
        "lock",
        "unlock",
        "pin",
        "unpin",
    ]
    for again in (actions.unlock_topic, actions.unpin_topic, actions.restore_topic):
        with pytest.raises(NothingToDo):
            again(topic=topic, by=cast.bo, at=NOW)


def test_every_act_is_in_the_audit_log(cast: Cast) -> None:
    comment = say(begin(cast), cast.dan)
    actions.hide_comment(comment=comment, reason="离题", by=cast.bo, at=NOW + timedelta(hours=1))
    event = Event.objects.order_by("-serial").first()
    assert event is not None
    assert (event.action, event.actor_id, event.detail) == (
        "forum.hide_comment",
        cast.bo.pk,
        {"reason": "离题"},
    )
