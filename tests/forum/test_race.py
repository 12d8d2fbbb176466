"""Eight writers at once: the order stays right, the counts stay true."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django_comments.models import CommentFlag
from django_comments_xtd.models import XtdComment

from forum import actions
from forum.models import LIKE, Comment, Topic
from linli.accounts.models import User
from linli.core.refusals import Refused
from tests.cast import Cast, person
from tests.forum.talk import MINUTE, NOW, begin, say

WRITERS, EACH = 8, 6


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """Runs `work(0…7)` in eight threads, each with its own connection."""

    def run(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


def crowd(cast: Cast) -> list[User]:
    return [person(f"邻{n}", 500 + n, "resident", at=cast.home) for n in range(WRITERS)]


def is_in_order(comments: list[Comment]) -> bool:
    """Depth first: each stands directly below its parent's branch, siblings by number."""
    stack: list[str] = []
    for comment in comments:
        above = comment.path.rpartition("/")[0]
        while stack and stack[-1] != above:
            stack.pop()
        if not stack and "/" in above:
            return False
        stack.append(comment.path)
    return True


def test_eight_writers_answering_one_comment(live_cast: Cast) -> None:
    topic, people = begin(live_cast), crowd(live_cast)
    first = say(topic, live_cast.dan)
    last = say(topic, live_cast.ann, "最后一条")

    def write(number: int) -> list[int]:
        user, said = User.objects.get(pk=people[number].pk), []
        for turn in range(EACH):
            fresh = Topic.objects.get(pk=topic.pk)
            at = NOW + (1 + turn) * MINUTE
            said.append(say(fresh, user, f"{number}.{turn}", to=Comment.objects.get(pk=first.pk), at=at).pk)
        return said

    written = [pk for pks in at_once(write) for pk in pks]
    order = list(Comment.objects.on(topic))
    assert len({c.path for c in order}) == len(order) == WRITERS * EACH + 2
    assert order[0] == first
    assert order[-1] == last  # all answers stand between the two
    assert {c.pk for c in order[1:-1]} == set(written)
    assert is_in_order(order)
    assert Topic.objects.get(pk=topic.pk).comment_count == len(order)


def test_the_packages_own_way_loses_the_order(live_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard off: with XtdComment.save, which reads and then writes without a lock, places are given twice."""
    topic, people = begin(live_cast), crowd(live_cast)
    first = say(topic, live_cast.dan)
    XtdComment.objects.filter(pk=first.pk).update(thread_id=first.pk, parent_id=first.pk)
    values = {f.attname: getattr(first, f.attname) for f in XtdComment._meta.concrete_fields}
    for name in ("id", "comment_ptr_id", "order"):
        values.pop(name)

    def write(number: int) -> None:
        for _turn in range(EACH):
            XtdComment(**{**values, "parent_id": first.pk, "user_id": people[number].pk}).save()

    at_once(write)
    places = list(XtdComment.objects.filter(thread_id=first.pk).values_list("order", flat=True))
    assert len(places) == WRITERS * EACH + 1
    assert len(set(places)) < len(places)


def test_eight_who_agree_at_once_are_eight(live_cast: Cast) -> None:
    topic, people = begin(live_cast), crowd(live_cast)
    comment = say(topic, live_cast.dan)

    def agree(number: int) -> None:
        user = User.objects.get(pk=people[number].pk)
        for _twice in range(2):
            actions.like_comment(comment=Comment.objects.get(pk=comment.pk), by=user, at=NOW)

    at_once(agree)
    assert Comment.objects.get(pk=comment.pk).like_count == WRITERS
    assert CommentFlag.objects.filter(flag=LIKE).count() == WRITERS


def test_one_person_who_clicks_eight_times_says_it_once(live_cast: Cast) -> None:
    topic = begin(live_cast)

    def click(_number: int) -> None:
        say(Topic.objects.get(pk=topic.pk), User.objects.get(pk=live_cast.dan.pk), "手抖了")

    at_once(click)
    assert Comment.objects.count() == Topic.objects.get(pk=topic.pk).comment_count == 1


def test_a_topic_closed_meanwhile_takes_nothing_after(live_cast: Cast) -> None:
    topic, people = begin(live_cast), crowd(live_cast)

    def act(number: int) -> str:
        fresh = Topic.objects.get(pk=topic.pk)
        if number == 3:
            actions.lock_topic(
                topic=fresh, reason="议事会再谈", by=User.objects.get(pk=live_cast.bo.pk), at=NOW
            )
            return "locked"
        try:
            return str(say(fresh, User.objects.get(pk=people[number].pk), f"第 {number} 句").pk)
        except Refused:
            return "refused"

    found = at_once(act)
    said = [x for x in found if x.isdigit()]
    locked = Topic.objects.get(pk=topic.pk)
    assert locked.locked_at is not None
    assert locked.comment_count == len(said) == Comment.objects.count()


def test_two_moderators_decide_one_report_once(live_cast: Cast) -> None:
    comment = say(begin(live_cast), live_cast.dan)
    report = actions.report_comment(comment=comment, reason="other", note="", by=live_cast.ann, at=NOW)

    def decide(number: int) -> str:
        by = User.objects.get(pk=(live_cast.bo if number % 2 else live_cast.chair).pk)
        act = actions.uphold_report if number % 2 else actions.dismiss_report
        try:
            return act(report=report, answer="看过了", by=by, at=NOW).outcome
        except Refused:
            return ""

    assert len([o for o in at_once(decide) if o]) == 1
