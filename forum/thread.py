"""A page of comments on anything: so many queries, however many comments there are."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_comments.models import CommentFlag

from forum.forms import CommentForm
from forum.models import LIKE, Comment
from forum.rules.posting import may_edit
from forum.targets import target_of
from linli.communities.models import Community
from linli.roles.models import Appointment, Role
from linli.roles.permissions import Permission
from linli.roles.rights import permissions_in

PAGE = 200


def thread(request: HttpRequest, target: Any, at: datetime, *, count: int | None = None) -> dict[str, Any]:
    """What `forum/_thread.html` shows. `count` where the object keeps it."""
    everything = Comment.objects.on(target)
    total = everything.count() if count is None else count
    start = request.GET.get("from", "") if total > PAGE else ""  # a short thread is shown whole
    comments, onward = page_from(everything, start)
    held = permissions_in(request.user, target.community, at)
    reason = getattr(target, "closed_reason", "")
    may_talk = Permission.TALK in held and not reason
    return {
        "target": target,
        "rows": rows(comments, request, target.community, at, may_talk, Permission.MODERATE in held),
        "total": total,
        "onward": onward,
        "is_from_start": not start,
        "base": reverse("forum:topics", args=[target.community.code]) + "comments/",
        "form": CommentForm(target) if may_talk else None,
        "form_url": comment_url(target),
        "closed_reason": reason,
        "may_talk": may_talk,
        "moderates": Permission.MODERATE in held,
    }


def comment_url(target: Any) -> str:
    about = target_of(target)
    return (
        reverse("forum:comment", args=[target.community.code, about.kind, about.key(target)]) if about else ""
    )


def page_from(everything: Any, key: str) -> tuple[list[Comment], str]:
    """Up to PAGE comments, from the one with this key on, and the key of the one after them."""
    found = everything.shown()
    if key:
        found = found.filter(path__gte=Comment.objects.filter(key=key).values("path")[:1])
    comments = list(found[: PAGE + 1])
    return comments[:PAGE], comments[PAGE].key if len(comments) > PAGE else ""


def rows(
    comments: list[Comment],
    request: HttpRequest,
    community: Community,
    at: datetime,
    may_talk: bool,
    moderates: bool,
) -> list[dict[str, Any]]:
    user: Any = request.user
    offices = badges({c.user_id for c in comments}, community, at)
    liked = likes_of(user, comments)
    return [
        {
            "comment": c,
            "depth": c.depth,
            "author": str(c.user) if c.user else "",
            "badge": offices.get(c.user_id or 0, ""),
            "to": str(c.reply_to.user) if c.reply_to and c.reply_to.user else "",
            "is_mine": c.user_id is not None and c.user_id == user.pk,
            "is_liked": c.pk in liked,
            "may_edit": may_talk and may_edit(c.submit_date, at),
            "may_read": c.is_standing or (moderates and c.withdrawn_at is None),
        }
        for c in comments
    ]


def likes_of(user: Any, comments: Iterable[Comment]) -> set[int]:
    """Which of these the person has agreed to."""
    if not user.is_authenticated:
        return set()
    mine = CommentFlag.objects.filter(user=user, flag=LIKE, comment_id__in=[c.pk for c in comments])
    return set(mine.values_list("comment_id", flat=True))


def standing_of(user_id: int | None, community: Community, at: datetime) -> str:
    """How a topic's author is introduced: the office held here, or as a verified resident."""
    held = Appointment.objects.current(at).covering(community.code).filter(user=user_id or 0)
    shown = held.select_related("role").order_by("-role__is_staff", "-pk").first()
    if shown is None or Permission.READ_AS_RESIDENT not in shown.role.permissions:
        return ""
    return name_of(shown.role) if shown.role.is_staff else _("verified resident")


def name_of(role: Role) -> str:
    is_chinese = (get_language() or "zh").startswith("zh")
    return str(role.name if is_chinese else role.name_en or role.name)


def badges(users: Iterable[int | None], community: Community, at: datetime) -> dict[int, str]:
    """The office that each of them holds here, if any; one query for all."""
    known = [pk for pk in users if pk]
    held = (
        Appointment.objects.current(at).covering(community.code).filter(user__in=known, role__is_staff=True)
    )
    return {a.user_id: name_of(a.role) for a in held.select_related("role").order_by("-pk")}
