"""What every action of the forum asks first, and the reasons for which it says no."""

from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum import targets
from forum.models import Comment, Topic
from forum.rules import posting
from forum.rules.text import render, tidy
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.permissions import Permission
from linli.roles.rights import Anyone, may


class NotAllowed(Refused):
    reason = _("Only verified residents of this community may do this. Ask the committee to verify you.")


class NotVisible(Refused):
    reason = _("This is not there for you.")


class Closed(Refused):
    reason = pgettext_lazy("topic", "This is closed to replies.")


class Gone(Refused):
    reason = _("It has been hidden or withdrawn in the meantime.")


class NotYours(Refused):
    reason = _("Only the author may do this.")


class TooLate(Refused):
    reason = _("A text can be edited for 30 minutes. Write a reply with the correction instead.")


class TooFast(Refused):
    reason = _("You have written a lot in a few minutes. Please wait five minutes and go on then.")


class Empty(Refused):
    reason = _("Nothing is left of the text. Please write something.")


class TooLong(Refused):
    reason = _("The text is too long. Please shorten it.")


def require(user: Anyone, permission: Permission, community: Community, at: datetime) -> None:
    if not may(user, permission, community, at):
        raise NotAllowed


def seen_target(target: Model, by: Anyone, at: datetime) -> Any:
    """The object talked about, as `by` may see it; a topic is locked, since its replies are counted."""
    community = target.community  # type: ignore[attr-defined]
    found = targets.seen(target, by, community, at)
    if found is None:
        raise NotVisible
    if isinstance(found, Topic):
        found = Topic.objects.select_for_update(no_key=True).get(pk=found.pk)
        found.community = community
    return found


def seen_comment(comment: Comment, by: Anyone, at: datetime) -> Comment:
    """The comment under lock, where `by` may see what it is about."""
    target = seen_target(comment.content_object, by, at)
    found = Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)
    found.content_object, found.community = target, target.community
    return found


def checked_text(text: str, most: int) -> tuple[str, str]:
    """The text as it is kept, and its HTML."""
    kept = tidy(text)
    html = render(kept)
    if not html:
        raise Empty
    if len(kept) > most:
        raise TooLong
    return kept, html


def check_pace(by: User, community: Community, at: datetime) -> None:
    """Comments and topics together; an author who floods the page waits."""
    since = at - posting.RATE_WINDOW
    count = Comment.objects.by(by).filter(submit_date__gt=since, submit_date__lte=at).count()
    count += (
        Topic.objects.in_community(community)
        .filter(author=by, created_at__gt=since, created_at__lte=at)
        .count()
    )
    if posting.is_too_fast(count):
        raise TooFast
