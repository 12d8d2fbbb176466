"""The demo's talk: enough of it, whole, and the same each time."""

import time
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from django.db.models import Count
from django_comments.models import CommentFlag

from forum import today
from forum.demo import build
from forum.models import LIKE, Comment, ModerationEntry, Report, Topic
from linli.core.demo import World
from tests.cast import Cast, person

AT = datetime(2026, 11, 22, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def world_of(cast: Cast) -> World:
    crowd = [person(f"邻居{n}", 100 + n, "resident", at=cast.home) for n in range(64)]
    return World(
        at=AT,
        random=Random(7),
        communities=[cast.home, cast.other],
        residents={cast.home.code: [cast.ann, cast.dan, *crowd], cast.other.code: [cast.eve]},
        staff={
            cast.home.code: {"chair": cast.chair, "committee_member": cast.bo},
            cast.other.code: {"chair": cast.eves_chair},
        },
        cast={"ann": cast.ann, "bo": cast.bo, "dan": cast.dan, "chen": cast.chen},
    )


def test_two_years_of_talk(cast: Cast) -> None:
    began = time.monotonic()
    build(world_of(cast))
    took = time.monotonic() - began
    topics = Topic.objects.in_community(cast.home)
    assert topics.count() >= 60
    assert Comment.objects.in_community(cast.home).count() >= 600
    assert max(topics.values_list("comment_count", flat=True)) >= 200
    assert {c.depth for c in Comment.objects.in_community(cast.home)} == {0, 1, 2}
    for topic in topics:
        said = Comment.objects.on(topic)
        assert said.count() == topic.comment_count
        assert all(topic.created_at <= c.submit_date <= AT for c in said)
    likes = CommentFlag.objects.filter(flag=LIKE).values_list("comment").annotate(n=Count("pk"))
    assert dict(likes) == dict(
        Comment.objects.filter(like_count__gt=0).order_by().values_list("pk", "like_count")
    )
    assert Report.objects.open().exists()
    assert ModerationEntry.objects.filter(act="hide").exists()
    assert list(today.due(user=cast.bo, community=cast.home, at=AT))
    assert list(today.waiting(user=cast.ann, community=cast.home, at=AT))
    assert not [t for t in topics if "{" in t.title + t.text or "=" in t.text]
    assert took < 60
