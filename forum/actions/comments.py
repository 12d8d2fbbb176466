"""Replying to a topic, a notice, or a neighbour's reply."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Model
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _
from django_comments.signals import comment_was_posted, comment_will_be_posted

from forum.actions import permits
from forum.actions.following import follow_quietly, tell_of_reply
from forum.models import Comment, Topic
from forum.models.comments import content_type_of
from forum.rules import posting
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from linli.core.searching import changed
from linli.roles.permissions import Permission


class Moderated(Refused):
    reason = _("This reply was not accepted. Please write to the committee if you think it should be.")


@transaction.atomic
def post_comment(
    *,
    target: Any,
    text: str,
    by: User,
    at: datetime,
    reply_to: Comment | None = None,
    followup: bool = True,
) -> Comment:
    """A comment on `target`, or an answer to one of its comments; with `followup` its author hears of answers."""
    permits.require(by, Permission.TALK, target.community, at)
    target = permits.seen_target(target, by, at)
    check_open(target)
    above = check_standing(target, reply_to)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one click at a time
    kept, html = permits.checked_text(text, posting.COMMENT_LENGTH)
    if again := same_again(target, kept, above, by, at):
        return again
    permits.check_pace(by, target.community, at)
    comment = new_comment(target, above, kept, html, by, at, followup)
    insert(comment)
    if isinstance(target, Topic):
        count_on(target, by, at, followup)
    finish(comment, "forum.post_comment", by, at)
    tell_of_reply(comment, target, at)
    return comment


def count_on(topic: Topic, by: User, at: datetime, followup: bool) -> None:
    latest = Greatest(F("last_activity_at"), at)
    Topic.objects.filter(pk=topic.pk).update(comment_count=F("comment_count") + 1, last_activity_at=latest)
    if followup:
        follow_quietly(topic, by, at)


def check_open(target: Any) -> None:
    if reason := getattr(target, "closed_reason", ""):
        raise permits.Closed(reason)


def check_standing(target: Model, reply_to: Comment | None) -> Comment | None:
    """The comment answered to, as it is now; one of this target that stands."""
    if reply_to is None:
        return None
    above = Comment.objects.on(target).standing().filter(pk=reply_to.pk).select_related("user").first()
    if above is None:
        raise permits.Gone
    return above


def same_again(target: Model, text: str, above: Comment | None, by: User, at: datetime) -> Comment | None:
    """What the same person has just said here: a second click gets it instead of a second comment."""
    recent = Comment.objects.on(target).by(by).standing().filter(comment=text, reply_to=above)
    return recent.filter(submit_date__gt=at - posting.SAME_AGAIN, submit_date__lte=at).first()


def new_comment(
    target: Any, above: Comment | None, text: str, html: str, by: User, at: datetime, followup: bool
) -> Comment:
    return Comment(
        content_type=content_type_of(target),
        object_pk=str(target.pk),
        content_object=target,
        site_id=settings.SITE_ID,
        community=target.community,
        user=by,
        user_name=str(by)[:50],
        comment=text,
        html=html,
        submit_date=at,
        followup=followup,
        reply_to=above,
        thread_id=(above.thread_id or above.pk) if above else 0,
        parent_id=above.pk if above else 0,
    )


def insert(comment: Comment) -> None:
    """Asks the package's moderators (django_comments.moderation), then writes; the database gives the path."""
    answers = comment_will_be_posted.send(sender=Comment, comment=comment, request=None)
    if any(answer is False for _receiver, answer in answers):
        raise Moderated
    comment.save(force_insert=True)
    comment.path = Comment.objects.values_list("path", flat=True).get(pk=comment.pk)
    transaction.on_commit(lambda: comment_was_posted.send(sender=Comment, comment=comment, request=None))


def finish(comment: Comment, action: str, by: User, at: datetime, **detail: Any) -> None:
    """What every change of a comment ends with."""
    record(by=by, action=action, obj=comment, community=comment.community, at=at, detail=detail)
    changed(comment.content_object)


def own_comment(comment: Comment, by: User, at: datetime) -> Comment:
    """The comment under lock, if it is by's own and stands."""
    comment = permits.seen_comment(comment, by, at)
    if comment.user_id != by.pk:
        raise permits.NotYours
    if not comment.is_standing:
        raise permits.Gone
    return comment


@transaction.atomic
def edit_comment(*, comment: Comment, text: str, by: User, at: datetime) -> Comment:
    """Within half an hour; the page says that it was edited."""
    comment = own_comment(comment, by, at)
    permits.require(by, Permission.TALK, comment.community, at)
    if not posting.may_edit(comment.submit_date, at):
        raise permits.TooLate
    comment.comment, comment.html = permits.checked_text(text, posting.COMMENT_LENGTH)
    comment.edited_at = at
    write(comment, comment=comment.comment, html=comment.html, edited_at=at)
    finish(comment, "forum.edit_comment", by, at)
    return comment


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: User, at: datetime) -> Comment:
    """Takes one's own words back for good; answers to them stay, under an empty place."""
    comment = own_comment(comment, by, at)
    comment.comment = comment.html = ""
    comment.withdrawn_at, comment.is_removed = at, True
    write(comment, comment="", html="", withdrawn_at=at, is_removed=True)
    finish(comment, "forum.withdraw_comment", by, at)
    return comment


def write(written: Comment, /, **values: Any) -> None:
    """By `update`: a `save` would wake the package's receiver, which takes all answers from the page as well."""
    Comment.objects.filter(pk=written.pk).update(**values)
