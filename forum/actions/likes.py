"""赞: one from each person, kept as the comment package's flag and counted on the comment."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_comments.models import CommentFlag

from forum.actions.permits import Gone, require, seen_comment
from forum.models import LIKE, Comment
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from linli.roles.permissions import Permission


class OwnWords(Refused):
    reason = _("You cannot agree with yourself.")


@transaction.atomic
def like_comment(*, comment: Comment, by: User, at: datetime) -> Comment:
    """Twice is once."""
    comment = likeable(comment, by, at)
    flag, is_new = CommentFlag.objects.get_or_create(
        comment_id=comment.pk, user=by, flag=LIKE, defaults={"flag_date": at}
    )
    if is_new:
        count(comment, +1)
        record(by=by, action="forum.like_comment", obj=comment, community=comment.community, at=at)
    return comment


@transaction.atomic
def unlike_comment(*, comment: Comment, by: User, at: datetime) -> Comment:
    comment = likeable(comment, by, at)
    gone, _rows = CommentFlag.objects.filter(comment_id=comment.pk, user=by, flag=LIKE).delete()
    if gone:
        count(comment, -1)
        record(by=by, action="forum.unlike_comment", obj=comment, community=comment.community, at=at)
    return comment


def likeable(comment: Comment, by: User, at: datetime) -> Comment:
    require(by, Permission.TALK, comment.community, at)
    comment = seen_comment(comment, by, at)
    if not comment.is_standing:
        raise Gone
    if comment.user_id == by.pk:
        raise OwnWords
    return comment


def count(comment: Comment, step: int) -> None:
    Comment.objects.filter(pk=comment.pk).update(like_count=F("like_count") + step)
    comment.like_count += step
