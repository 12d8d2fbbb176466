"""Bringing something up, mending it, taking it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forum.actions.boards import ensure_boards
from forum.actions.permits import (
    Gone,
    NotAllowed,
    NotYours,
    TooFast,
    TooLate,
    check_pace,
    checked_text,
    require,
)
from forum.models import Follow, Topic
from forum.rules import posting
from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.refusals import Refused
from linli.core.searching import changed
from linli.roles.permissions import Permission

__all__ = [
    "Gone",
    "NotAllowed",
    "NotYours",
    "TooFast",
    "TooLate",
    "edit_topic",
    "post_topic",
    "withdraw_topic",
]


class NoSuchBoard(Refused):
    reason = _("This board does not exist here. Choose another one.")


class Untitled(Refused):
    reason = _("Give the topic a title of 4 to 80 characters that says what it is about.")


class NotForStaffOnly(Refused):
    reason = _("A topic is for everyone or for the verified residents.")


@transaction.atomic
def post_topic(
    *, community: Community, board: str, title: str, text: str, audience: Audience, by: User, at: datetime
) -> Topic:
    """Opens a topic on the board with this code; its author follows it."""
    require(by, Permission.TALK, community, at)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one click at a time
    title = checked_title(title)
    if again := same_again(community, title, by, at):
        return again
    check_pace(by, community, at)
    boards = {b.code: b for b in ensure_boards(community=community, by=by, at=at)}
    if board not in boards:
        raise NoSuchBoard
    if audience not in (Audience.PUBLIC, Audience.RESIDENTS):
        raise NotForStaffOnly
    kept, html = checked_text(text, posting.TOPIC_LENGTH)
    topic = Topic.objects.create(
        community=community,
        board=boards[board],
        author=by,
        title=title,
        text=kept,
        html=html,
        audience=audience,
        created_at=at,
        last_activity_at=at,
    )
    Follow.objects.create(topic=topic, user=by, seen_at=at)
    record(by=by, action="forum.post_topic", obj=topic, community=community, at=at, detail={"board": board})
    changed(topic)
    return topic


def same_again(community: Community, title: str, by: User, at: datetime) -> Topic | None:
    """What the same person has just posted: a second click gets it instead of a second topic."""
    recent = Topic.objects.in_community(community).standing().filter(author=by, title=title)
    return recent.filter(created_at__gt=at - posting.SAME_AGAIN, created_at__lte=at).first()


def checked_title(title: str) -> str:
    kept = " ".join(checked_text(title, posting.TITLE_LENGTH[1])[0].split())
    if not posting.TITLE_LENGTH[0] <= len(kept) <= posting.TITLE_LENGTH[1]:
        raise Untitled
    return kept


def own_topic(topic: Topic, by: User) -> Topic:
    """The topic under lock, if it is by's own and stands."""
    community = topic.community
    topic = Topic.objects.select_for_update(of=("self",), no_key=True).get(pk=topic.pk)
    topic.community = community
    if topic.author_id != by.pk:
        raise NotYours
    if topic.hidden_at or topic.withdrawn_at:
        raise Gone
    return topic


@transaction.atomic
def edit_topic(*, topic: Topic, title: str, text: str, by: User, at: datetime) -> Topic:
    """Within half an hour; the page says that it was edited."""
    topic = own_topic(topic, by)
    require(by, Permission.TALK, topic.community, at)
    if not posting.may_edit(topic.created_at, at):
        raise TooLate
    topic.title = checked_title(title)
    topic.text, topic.html = checked_text(text, posting.TOPIC_LENGTH)
    topic.edited_at = at
    topic.save(update_fields=["title", "text", "html", "edited_at"])
    record(by=by, action="forum.edit_topic", obj=topic, community=topic.community, at=at)
    changed(topic)
    return topic


@transaction.atomic
def withdraw_topic(*, topic: Topic, by: User, at: datetime) -> Topic:
    """Takes one's own words back for good; what others replied stays."""
    topic = own_topic(topic, by)
    topic.text = topic.html = ""
    topic.withdrawn_at, topic.pinned_at = at, None
    topic.save(update_fields=["text", "html", "withdrawn_at", "pinned_at"])
    record(by=by, action="forum.withdraw_topic", obj=topic, community=topic.community, at=at)
    changed(topic)
    return topic
