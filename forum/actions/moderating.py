"""Hiding, closing, pinning, and the way back from each. Every act is written down for the residents to read."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_comments.models import CommentFlag

from forum.actions.permits import require
from forum.models import Comment, ModerationEntry, Topic
from forum.rules.posting import REASON_LENGTH
from forum.rules.text import tidy
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from linli.core.searching import changed
from linli.notifications.actions import tell
from linli.roles.permissions import Permission

Act = ModerationEntry.Act


class NoReason(Refused):
    reason = gettext_lazy("Say why, in a sentence that the author and the neighbours can understand.")


class OwnCase(Refused):
    reason = gettext_lazy("Nobody moderates what they wrote or reported themselves. Ask a colleague.")


class NothingToDo(Refused):
    reason = gettext_lazy("This has been done already.")


def locked(thing: Any, by: User, at: datetime) -> Any:
    """The topic or comment under lock, where `by` moderates; not one's own."""
    community = thing.community
    require(by, Permission.MODERATE, community, at)
    found = type(thing).objects.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)
    found.community = community
    return found


def note(thing: Any, act: Act, reason: str, by: User, at: datetime) -> None:
    """The public record, the audit log and the search index."""
    about = {"topic": thing} if isinstance(thing, Topic) else {"comment": thing}
    ModerationEntry.objects.create(community=thing.community, act=act, reason=reason, by=by, at=at, **about)
    name = "topic" if isinstance(thing, Topic) else "comment"
    detail = {"reason": reason} if reason else {}
    record(by=by, action=f"forum.{act}_{name}", obj=thing, community=thing.community, at=at, detail=detail)
    changed(thing if isinstance(thing, Topic) else thing.content_object)


def write(thing: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(thing, name, value)
    type(thing).objects.filter(pk=thing.pk).update(**values)


def said(reason: str) -> str:
    kept = " ".join(tidy(reason).split())
    if not kept:
        raise NoReason
    return kept[:REASON_LENGTH]


def tell_author(thing: Any, author: User | None, title: str, body: str, by: User, at: datetime) -> None:
    if author is not None and author.pk != by.pk:
        url = thing.get_absolute_url()
        tell(
            users=[author],
            kind="moderation",
            title=title,
            body=body,
            url=url,
            community=thing.community,
            by=by,
            at=at,
        )


@transaction.atomic
def hide_topic(*, topic: Topic, reason: str, by: User, at: datetime) -> Topic:
    """Takes a topic off the page; that, by whom and why stays to be read."""
    topic, why = locked(topic, by, at), said(reason)
    if topic.author_id == by.pk:
        raise OwnCase
    if topic.hidden_at or topic.withdrawn_at:
        raise NothingToDo
    write(topic, hidden_at=at, hide_reason=why, pinned_at=None)
    note(topic, Act.HIDE, why, by, at)
    tell_author(topic, topic.author, _("Your topic “%(title)s” was hidden") % {"title": topic}, why, by, at)
    return topic


@transaction.atomic
def restore_topic(*, topic: Topic, by: User, at: datetime) -> Topic:
    """Undoes `hide_topic`."""
    topic = locked(topic, by, at)
    if not topic.hidden_at:
        raise NothingToDo
    if topic.author_id == by.pk:
        raise OwnCase
    write(topic, hidden_at=None, hide_reason="")
    note(topic, Act.RESTORE, "", by, at)
    tell_author(
        topic, topic.author, _("Your topic “%(title)s” is shown again") % {"title": topic}, "", by, at
    )
    return topic


@transaction.atomic
def hide_comment(*, comment: Comment, reason: str, by: User, at: datetime) -> Comment:
    """Takes a comment off the page; answers to it stay, and the reason in its place."""
    comment, why = locked(comment, by, at), said(reason)
    if comment.user_id == by.pk:
        raise OwnCase
    if not comment.is_standing:
        raise NothingToDo
    write(comment, hidden_at=at, hide_reason=why, is_removed=True)
    CommentFlag.objects.get_or_create(
        comment_id=comment.pk, user=by, flag=CommentFlag.MODERATOR_DELETION, defaults={"flag_date": at}
    )
    note(comment, Act.HIDE, why, by, at)
    words = {"title": str(comment.content_object)}
    tell_author(comment, comment.user, _("Your reply in “%(title)s” was hidden") % words, why, by, at)
    return comment


@transaction.atomic
def restore_comment(*, comment: Comment, by: User, at: datetime) -> Comment:
    """Undoes `hide_comment`."""
    comment = locked(comment, by, at)
    if not comment.hidden_at:
        raise NothingToDo
    if comment.user_id == by.pk:
        raise OwnCase
    write(comment, hidden_at=None, hide_reason="", is_removed=False)
    CommentFlag.objects.filter(comment_id=comment.pk, flag=CommentFlag.MODERATOR_DELETION).delete()
    note(comment, Act.RESTORE, "", by, at)
    words = {"title": str(comment.content_object)}
    tell_author(comment, comment.user, _("Your reply in “%(title)s” is shown again") % words, "", by, at)
    return comment


@transaction.atomic
def lock_topic(*, topic: Topic, reason: str, by: User, at: datetime) -> Topic:
    """Nobody replies any more; everything stays to be read."""
    topic, why = locked(topic, by, at), said(reason)
    if topic.locked_at:
        raise NothingToDo
    write(topic, locked_at=at, lock_reason=why)
    note(topic, Act.LOCK, why, by, at)
    return topic


@transaction.atomic
def unlock_topic(*, topic: Topic, by: User, at: datetime) -> Topic:
    topic = locked(topic, by, at)
    if not topic.locked_at:
        raise NothingToDo
    write(topic, locked_at=None, lock_reason="")
    note(topic, Act.UNLOCK, "", by, at)
    return topic


@transaction.atomic
def pin_topic(*, topic: Topic, by: User, at: datetime) -> Topic:
    """First on the list until unpinned."""
    topic = locked(topic, by, at)
    if topic.pinned_at or topic.hidden_at or topic.withdrawn_at:
        raise NothingToDo
    write(topic, pinned_at=at)
    note(topic, Act.PIN, "", by, at)
    return topic


@transaction.atomic
def unpin_topic(*, topic: Topic, by: User, at: datetime) -> Topic:
    topic = locked(topic, by, at)
    if not topic.pinned_at:
        raise NothingToDo
    write(topic, pinned_at=None)
    note(topic, Act.UNPIN, "", by, at)
    return topic
