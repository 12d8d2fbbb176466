"""Who hears of what, and how often."""

from typing import Any

from notifications.models import Notification

from forum import actions, today
from forum.models import Follow, Topic
from linli.core.audience import Audience
from linli.roles.actions import dismiss
from linli.roles.rights import forget
from tests.cast import Cast
from tests.forum.talk import MINUTE, NOW, begin, say


def told(user: Any) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("verb", flat=True))


def test_the_author_hears_of_each_reply_and_nobody_of_his_own(cast: Cast) -> None:
    topic = begin(cast)
    say(topic, cast.dan)
    say(topic, cast.bo)
    say(topic, cast.ann)
    assert len(told(cast.ann)) == 2
    assert "丹" in told(cast.ann)[0]


def test_who_is_answered_hears_it_once_even_as_a_follower(cast: Cast) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan)
    say(topic, cast.bo, to=comment)
    assert len(told(cast.dan)) == 1
    assert "波" in told(cast.dan)[0]
    assert len(told(cast.ann)) == 2  # as the author and follower of the topic


def test_a_follower_is_told_once_until_he_looks(cast: Cast) -> None:
    topic = begin(cast)
    actions.follow_topic(topic=topic, by=cast.chair, at=NOW)
    say(topic, cast.dan, "一", at=NOW + MINUTE)
    say(topic, cast.bo, "二", at=NOW + 2 * MINUTE)
    assert len(told(cast.chair)) == 1
    assert len(list(today.waiting(user=cast.chair, community=cast.home, at=NOW + 3 * MINUTE))) == 1
    actions.mark_seen(topic=topic, by=cast.chair, at=NOW + 3 * MINUTE)
    assert list(today.waiting(user=cast.chair, community=cast.home, at=NOW + 3 * MINUTE)) == []
    say(topic, cast.dan, "三", at=NOW + 4 * MINUTE)
    assert len(told(cast.chair)) == 2


def test_whoever_stops_following_hears_nothing_more(cast: Cast) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan)
    actions.unfollow_topic(topic=topic, by=cast.dan, at=NOW)
    say(topic, cast.bo, to=comment)
    assert told(cast.dan) == []
    assert not Follow.objects.filter(user=cast.dan).exists()


def test_a_reply_without_the_wish_follows_nothing(cast: Cast) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan, followup=False)
    say(topic, cast.bo, to=comment)
    assert told(cast.dan) == []


def test_who_may_no_longer_read_is_no_longer_told(cast: Cast) -> None:
    topic = begin(cast, audience=Audience.RESIDENTS)
    say(topic, cast.dan)
    dismiss(appointment=cast.dan.appointments.get(), by=None, at=NOW)
    forget(cast.dan)
    say(topic, cast.bo, at=NOW + MINUTE)
    assert told(cast.dan) == []
    assert list(today.waiting(user=cast.dan, community=cast.home, at=NOW + MINUTE)) == []


def test_following_twice_is_once(cast: Cast) -> None:
    topic: Topic = begin(cast)
    for _ in range(2):
        actions.follow_topic(topic=topic, by=cast.guest, at=NOW)
    assert Follow.objects.filter(user=cast.guest).count() == 1
