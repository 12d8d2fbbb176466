"""Who hears of new replies."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from forum.actions.permits import require, seen_target
from forum.models import Comment, Follow, Topic
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.audience import Audience
from linli.notifications.actions import tell
from linli.roles.permissions import Permission
from linli.roles.rights import audience_members


@transaction.atomic
def follow_topic(*, topic: Topic, by: User, at: datetime) -> Follow:
    """From now on `by` hears of new replies."""
    require(by, Permission.USE_ACCOUNT, topic.community, at)
    topic = seen_target(topic, by, at)
    follow, is_new = follow_quietly(topic, by, at)
    if is_new:
        record(by=by, action="forum.follow_topic", obj=topic, community=topic.community, at=at)
    return follow


def follow_quietly(topic: Topic, by: User, at: datetime) -> tuple[Follow, bool]:
    """Part of replying; who replies has seen what stands there."""
    return Follow.objects.update_or_create(topic=topic, user=by, defaults={"seen_at": at})


@transaction.atomic
def unfollow_topic(*, topic: Topic, by: User, at: datetime) -> Topic:
    """No more word of this topic, nor of answers in it."""
    gone, _rows = Follow.objects.filter(topic=topic, user=by).delete()
    Comment.objects.on(topic).by(by).filter(followup=True).order_by().update(followup=False)
    if gone:
        record(by=by, action="forum.unfollow_topic", obj=topic, community=topic.community, at=at)
    return topic


def mark_seen(*, topic: Topic, by: User, at: datetime) -> Topic:
    """Notes that a follower has looked; so small and frequent that the audit log does without."""
    Follow.objects.filter(topic=topic, user=by, seen_at__lt=at).update(seen_at=at)
    return topic


def tell_of_reply(comment: Comment, target: Any, at: datetime) -> None:
    """One word to each: to whom it answers, to the topic's author, and to followers who have looked since the last."""
    above = comment.reply_to
    asked = {above.user_id} if above and above.followup else set()
    if above is None and isinstance(target, Topic):
        asked.add(target.author_id)
    told_directly = allowed(comment, target, at).filter(pk__in=asked)
    words = {"name": comment.user_name, "title": str(target)}
    send(comment, told_directly, _("%(name)s replied to you in “%(title)s”") % words, at)
    followers = allowed(comment, target, at).filter(follower_filter(target)).exclude(pk__in=asked)
    send(comment, followers, _("New replies in “%(title)s”") % words, at)
    if isinstance(target, Topic):
        Follow.objects.filter(topic=target, user__in=followers).update(told_at=at)


def allowed(comment: Comment, target: Any, at: datetime) -> QuerySet[User]:
    """Active people other than the writer who may still read the object."""
    people = User.objects.filter(is_active=True).exclude(pk=comment.user_id or 0)
    if target.audience == Audience.PUBLIC:
        return people
    return people.filter(pk__in=audience_members(target.audience, target.community, at).values("pk"))


def follower_filter(target: Any) -> Q:
    """A topic has followers; on anything else, whoever commented and wished to hear of more."""
    if isinstance(target, Topic):
        due = Follow.objects.filter(topic=target).filter(Q(told_at=None) | Q(told_at__lte=F("seen_at")))
        return Q(pk__in=due.values("user"))
    return Q(pk__in=Comment.objects.on(target).filter(followup=True).order_by().values("user"))


def send(comment: Comment, people: QuerySet[User], title: str, at: datetime) -> None:
    users = list(people)
    if users:
        tell(
            users=users,
            kind="reply",
            title=title,
            body=comment.comment[:140],
            url=comment.get_absolute_url(),
            community=comment.community,
            by=comment.user,
            at=at,
        )
