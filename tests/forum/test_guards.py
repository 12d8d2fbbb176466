"""Each guard in the database: it refuses; switched off, the damage shows."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django_comments.models import CommentFlag
from django_comments_xtd.models import XtdComment

from forum import actions
from forum.models import LIKE, Board, Comment, Follow, ModerationEntry, Report, Topic
from tests.cast import Cast
from tests.forum.talk import NOW, begin, say


def refused(sql: str, params: list[Any] | None = None) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError:
        return True
    return False


CHECKS = [
    ("forum_topic", "forum_topic_audience", "UPDATE forum_topic SET audience = 'staff'"),
    ("forum_topic", "forum_topic_titled", "UPDATE forum_topic SET title = ''"),
    ("forum_topic", "forum_topic_locked_why", "UPDATE forum_topic SET locked_at = now()"),
    ("forum_topic", "forum_topic_hidden_why", "UPDATE forum_topic SET hidden_at = now()"),
    ("forum_topic", "forum_topic_withdrawn_is_empty", "UPDATE forum_topic SET withdrawn_at = now()"),
    (
        "forum_topic",
        "forum_topic_activity",
        "UPDATE forum_topic SET last_activity_at = created_at - interval '1 day'",
    ),
    ("forum_comment", "forum_comment_hidden_why", "UPDATE forum_comment SET hidden_at = now()"),
    ("forum_comment", "forum_comment_withdrawn_is_empty", "UPDATE forum_comment SET withdrawn_at = now()"),
    ("forum_report", "forum_report_about_one", "UPDATE forum_report SET comment_id = NULL"),
    ("forum_report", "forum_report_window", "UPDATE forum_report SET due_at = reported_at"),
    (
        "forum_report",
        "forum_report_decided_why",
        "UPDATE forum_report SET outcome = 'kept', decided_at = now()",
    ),
]


@pytest.mark.parametrize(("table", "name", "sql"), CHECKS, ids=lambda v: v if v.startswith("forum_") else "")
def test_what_rows_may_not_say(cast: Cast, owner: Any, table: str, name: str, sql: str) -> None:
    topic = begin(cast)
    actions.report_comment(comment=say(topic, cast.dan), reason="insult", note="", by=cast.ann, at=NOW)
    assert refused(sql)
    owner(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    assert not refused(sql)


def test_a_board_of_another_community_takes_no_topic(cast: Cast, owner: Any) -> None:
    topic = begin(cast)
    foreign = actions.ensure_boards(community=cast.other, by=None, at=NOW)[0]
    sql = f"UPDATE forum_topic SET board_id = {foreign.pk}"
    assert refused(sql)
    owner("ALTER TABLE forum_topic DROP CONSTRAINT forum_topic_on_own_board")
    assert not refused(sql)
    assert Topic.objects.filter(board__community=cast.other, community=cast.home).get() == topic


def test_a_comment_stays_where_it_was_written(cast: Cast, owner: Any) -> None:
    first, second = begin(cast), begin(cast, title="另一件事情", at=NOW + timedelta(minutes=1))
    comment, other = say(first, cast.dan), say(second, cast.dan)
    for sql in (
        f"UPDATE forum_comment SET path = 'forum.topic.{second.pk}/ffffffff' WHERE xtdcomment_ptr_id = {comment.pk}",
        f"UPDATE forum_comment SET community_id = {cast.other.pk} WHERE xtdcomment_ptr_id = {comment.pk}",
        f"UPDATE forum_comment SET reply_to_id = {other.pk} WHERE xtdcomment_ptr_id = {comment.pk}",
    ):
        assert refused(sql)
    owner("ALTER TABLE forum_comment DISABLE TRIGGER forum_comment_stays")
    assert not refused(
        f"UPDATE forum_comment SET path = 'forum.topic.{second.pk}/ffffffff' WHERE xtdcomment_ptr_id = {comment.pk}"
    )
    assert Comment.objects.on(second).count() == 2  # it turned up in another conversation


def test_the_database_gives_the_path_and_refuses_an_answer_elsewhere(cast: Cast, owner: Any) -> None:
    first, second = begin(cast), begin(cast, title="另一件事情", at=NOW + timedelta(minutes=1))
    here, elsewhere = say(first, cast.dan), say(second, cast.ann)
    for about in ({"reply_to_id": elsewhere.pk}, {"community_id": cast.other.pk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment(**{**fields(here), **about}).save()
    forged = Comment(**fields(here), path="forum.topic.1/00000001")
    forged.save()
    forged.refresh_from_db()
    assert forged.path == f"forum.topic.{first.pk}/{forged.pk:08x}"
    owner("ALTER TABLE forum_comment DISABLE TRIGGER forum_comment_path")
    lost = Comment(**fields(elsewhere), path=f"forum.topic.{first.pk}/00000000")
    lost.save()
    assert lost in Comment.objects.on(first)  # said in one conversation, shown in another
    assert str(lost.object_pk) == str(second.pk)


def fields(comment: Comment) -> dict[str, Any]:
    own = {"id", "comment_ptr_id", "xtdcomment_ptr_id", "key", "path"}
    return {
        f.attname: getattr(comment, f.attname) for f in Comment._meta.concrete_fields if f.attname not in own
    }


def test_paths_have_three_levels_at_most_and_are_unique(cast: Cast, owner: Any) -> None:
    comment = say(begin(cast), cast.dan)
    owner("ALTER TABLE forum_comment DISABLE TRIGGER forum_comment_path")
    for path in (
        "",
        "forum.topic.1",
        comment.path,
        comment.path + "/00000001/00000002/00000003",
        "x/00000001",
    ):
        stray = Comment(**fields(comment), path=path)
        with pytest.raises(IntegrityError), transaction.atomic():
            stray.save()
    owner("ALTER TABLE forum_comment DROP CONSTRAINT forum_comment_path")
    Comment(**fields(comment), path="").save()
    assert Comment.objects.on(comment.content_object).count() == 1  # the second is lost to the page


def test_one_board_code_one_follow_one_like_one_open_report(cast: Cast, owner: Any) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan)
    actions.like_comment(comment=comment, by=cast.ann, at=NOW)
    report = actions.report_comment(comment=comment, reason="insult", note="", by=cast.ann, at=NOW)
    board = Board.objects.first()
    assert board is not None
    again: list[Any] = [
        Board(community=cast.home, code=board.code, name="重复"),
        Follow(topic=topic, user=cast.ann, seen_at=NOW),
        CommentFlag(comment_id=comment.pk, user=cast.ann, flag=LIKE, flag_date=NOW),
        Report(
            comment=comment,
            community=cast.home,
            reporter=cast.ann,
            reason="other",
            quoted="x",
            reported_at=NOW,
            due_at=report.due_at,
        ),
    ]
    for row in again:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    owner("ALTER TABLE forum_follow DROP CONSTRAINT forum_follow_once")
    owner("DROP INDEX forum_report_comment_once")
    again[1].save()
    again[3].save()
    assert Follow.objects.filter(topic=topic, user=cast.ann).count() == 2


def test_the_record_of_moderation_is_append_only(cast: Cast, owner: Any) -> None:
    actions.pin_topic(topic=begin(cast), by=cast.bo, at=NOW)
    for sql in ("UPDATE forum_moderationentry SET reason = 'x'", "DELETE FROM forum_moderationentry"):
        assert refused(sql)
    owner("ALTER TABLE forum_moderationentry DISABLE TRIGGER USER")
    owner("DELETE FROM forum_moderationentry")
    assert not ModerationEntry.objects.exists()


def test_with_the_packages_own_save_the_order_is_its_own(cast: Cast) -> None:
    """Guard off: XtdComment.save writes `order` and counters of other rows; ours touches one row only."""
    topic = begin(cast)
    first = say(topic, cast.dan, "一")
    say(topic, cast.ann, "二", to=first)
    before = list(XtdComment.objects.order_by("pk").values_list("order", "nested_count"))
    comment = Comment.objects.get(pk=first.pk)
    comment.save()
    assert list(XtdComment.objects.order_by("pk").values_list("order", "nested_count")) == before
