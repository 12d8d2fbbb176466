"""Commenting: where a comment stands, who may, until when."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django_comments import get_form, get_model
from django_comments.signals import comment_was_posted, comment_will_be_posted

from forum import actions
from forum.actions import permits
from forum.actions.comments import Moderated
from forum.forms import CommentForm
from forum.models import Comment
from linli.audit.models import Event
from linli.core.audience import Audience
from linli.roles.actions import dismiss
from linli.roles.rights import forget
from tests.cast import Cast
from tests.forum.talk import MINUTE, NOW, begin, many, say


def test_the_package_uses_our_model_and_form() -> None:
    assert get_model() is Comment
    assert get_form() is CommentForm


def test_answers_stand_below_what_they_answer_and_the_fourth_level_beside_the_third(cast: Cast) -> None:
    topic = begin(cast)
    first = say(topic, cast.dan, "一")
    second = say(topic, cast.ann, "二")
    answer = say(topic, cast.bo, "一之一", to=first)
    deeper = say(topic, cast.dan, "一之一之一", to=answer)
    deepest = say(topic, cast.ann, "答一之一之一", to=deeper)
    order = list(Comment.objects.on(topic))
    assert order == [first, answer, deeper, deepest, second]
    assert [c.depth for c in order] == [0, 1, 2, 2, 0]
    assert deepest.reply_to == deeper
    topic.refresh_from_db()
    assert topic.comment_count == 5


def test_a_comment_is_a_comment_of_the_package_too(cast: Cast) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan)
    assert comment.content_object == topic
    assert comment.content_type == ContentType.objects.get_for_model(topic)
    assert comment.name == "丹"
    assert topic.get_absolute_url() in comment.get_absolute_url()


@pytest.mark.parametrize("who", ["chen", "eve", "eves_chair", "guest"])
def test_only_verified_residents_and_staff_talk(cast: Cast, who: str) -> None:
    topic = begin(cast)
    with pytest.raises(permits.NotAllowed):
        say(topic, getattr(cast, who))
    assert not Comment.objects.exists()


def test_who_stopped_being_a_resident_stops_talking(cast: Cast) -> None:
    topic = begin(cast)
    dismiss(appointment=cast.dan.appointments.get(), by=None, at=NOW)
    forget(cast.dan)
    with pytest.raises(permits.NotAllowed):
        say(topic, cast.dan, at=NOW + MINUTE)


def test_what_one_may_not_see_one_may_not_answer(cast: Cast, settings: Any) -> None:
    """Eve, made a resident of no other place, cannot reach a residents' topic even with its object in hand."""
    topic = begin(cast, audience=Audience.RESIDENTS)
    with pytest.raises(permits.NotAllowed):
        say(topic, cast.eve)


def test_nothing_is_added_to_what_is_closed_hidden_or_withdrawn(cast: Cast) -> None:
    topic = begin(cast)
    actions.lock_topic(topic=topic, reason="已列入十一月议事会", by=cast.bo, at=NOW)
    with pytest.raises(permits.Closed, match="议事会"):
        say(topic, cast.dan)
    actions.unlock_topic(topic=topic, by=cast.bo, at=NOW)
    say(topic, cast.dan)
    actions.hide_topic(topic=topic, reason="广告", by=cast.bo, at=NOW)
    with pytest.raises(permits.Closed):
        say(topic, cast.dan, "再说一句", at=NOW + MINUTE)


def test_nobody_answers_a_comment_that_is_gone_or_stands_elsewhere(cast: Cast) -> None:
    topic, other = begin(cast), begin(cast, title="另一件事情", at=NOW + MINUTE)
    gone = say(topic, cast.dan)
    elsewhere = say(other, cast.dan)
    actions.withdraw_comment(comment=gone, by=cast.dan, at=NOW)
    for above in (gone, elsewhere):
        with pytest.raises(permits.Gone):
            say(topic, cast.ann, to=above)


def test_a_second_click_says_it_once(cast: Cast) -> None:
    topic = begin(cast)
    assert say(topic, cast.dan, "同意") == say(topic, cast.dan, "同意", at=NOW + MINUTE)
    assert say(topic, cast.dan, "同意", at=NOW + 5 * MINUTE) is not None
    topic.refresh_from_db()
    assert Comment.objects.count() == topic.comment_count == 2
    assert begin(cast) == topic


def test_who_floods_the_page_waits(cast: Cast) -> None:
    topic = begin(cast)
    for number in range(8):
        say(topic, cast.dan, f"刷屏 {number}")
    with pytest.raises(permits.TooFast):
        say(topic, cast.dan, "刷屏 8")
    assert say(topic, cast.dan, "缓一缓", at=NOW + 6 * MINUTE)


def test_words_are_mended_for_half_an_hour_by_their_author_only(cast: Cast) -> None:
    comment = say(begin(cast), cast.dan, "支特")
    mended = actions.edit_comment(comment=comment, text="支持", by=cast.dan, at=NOW + 29 * MINUTE)
    assert (mended.html, mended.edited_at) == ("<p>支持</p>", NOW + 29 * MINUTE)
    with pytest.raises(permits.TooLate):
        actions.edit_comment(comment=comment, text="反对", by=cast.dan, at=NOW + 30 * MINUTE)
    with pytest.raises(permits.NotYours):
        actions.edit_comment(comment=comment, text="反对", by=cast.ann, at=NOW + MINUTE)
    comment.refresh_from_db()
    assert comment.comment == "支持"


def test_withdrawn_words_are_gone_and_answers_stay(cast: Cast) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan, "我后悔说的话")
    answer = say(topic, cast.ann, to=comment)
    with pytest.raises(permits.NotYours):
        actions.withdraw_comment(comment=comment, by=cast.ann, at=NOW)
    actions.withdraw_comment(comment=comment, by=cast.dan, at=NOW)
    comment.refresh_from_db()
    answer.refresh_from_db()
    assert (comment.comment, comment.html, comment.is_removed) == ("", "", True)
    assert answer.is_standing
    assert answer.is_public  # the package's own way would have taken it down as well


@pytest.mark.parametrize("text", ["", "   ", "\u202e\u200f", "\n\n"])
def test_empty_words_are_refused(cast: Cast, text: str) -> None:
    with pytest.raises(permits.Empty):
        say(begin(cast), cast.dan, text)


def test_too_many_words_are_refused(cast: Cast) -> None:
    with pytest.raises(permits.TooLong):
        say(begin(cast), cast.dan, "长" * 2001)


def test_the_packages_moderators_are_asked(cast: Cast) -> None:
    topic = begin(cast)

    def refuse(comment: Comment, **about: Any) -> bool:
        return "加微信" not in comment.comment

    comment_will_be_posted.connect(refuse, sender=Comment)
    try:
        with pytest.raises(Moderated):
            say(topic, cast.dan, "贷款加微信")
        say(topic, cast.dan, "好主意")
    finally:
        comment_will_be_posted.disconnect(refuse, sender=Comment)
    assert Comment.objects.count() == 1


def test_the_packages_listeners_hear_of_it_after_the_commit(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[Comment] = []

    def listen(comment: Comment, **about: Any) -> None:
        heard.append(comment)

    comment_was_posted.connect(listen, sender=Comment)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            comment = say(begin(cast), cast.dan)
            assert heard == []
    finally:
        comment_was_posted.disconnect(listen, sender=Comment)
    assert heard == [comment]


def test_each_action_is_recorded_once(cast: Cast) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan)
    actions.edit_comment(comment=comment, text="支持。", by=cast.dan, at=NOW)
    actions.like_comment(comment=comment, by=cast.ann, at=NOW)
    actions.withdraw_comment(comment=comment, by=cast.dan, at=NOW)
    done = list(
        Event.objects.filter(action__startswith="forum.").order_by("serial").values_list("action", flat=True)
    )
    assert done == [
        "forum.ensure_boards",
        "forum.post_topic",
        "forum.post_comment",
        "forum.edit_comment",
        "forum.like_comment",
        "forum.withdraw_comment",
    ]


def test_posting_costs_as_much_late_in_a_thread_as_early(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    topic = begin(cast)
    made = many(topic, [cast.ann, cast.dan, cast.bo], 40)
    later = NOW + timedelta(hours=3)
    with django_assert_max_num_queries(45):
        say(topic, cast.ann, "插在最前面", to=made[0], at=later)
    assert list(Comment.objects.on(topic))[1:4] != []
