"""Topics: the list, one of them, writing and mending one's own."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forum import actions
from forum.actions.boards import boards_of
from forum.forms import EditTopicForm, TopicForm
from forum.models import Board, Comment, Follow, Topic
from forum.rules.posting import may_edit
from forum.thread import standing_of, thread
from forum.views.scoped import attempt, topic_or_404
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import permissions_in

MINE = ("followed", "written")
RELATED = 4


@in_community(read=Permission.READ_PORTAL)
def topics(request: Any, community: Community) -> HttpResponse:
    at = timezone.now()
    seen = Topic.objects.visible_to(request.user, community, at).standing()
    boards = boards_of(community)
    board = next((b for b in boards if b.code == request.GET.get("board")), None)
    show = request.GET.get("show") if request.user.is_authenticated else None
    context = {
        "page": Paginator(chosen(seen, board, show, request.user).shown().in_order(), 20).get_page(
            request.GET.get("page")
        ),
        "boards": board_options(boards, board, seen, community),
        "board": board,
        "show": show if show in MINE else "",
        "may_talk": Permission.TALK in permissions_in(request.user, community, at),
    }
    return render(request, "forum/topics.html", context)


def chosen(seen: Any, board: Board | None, show: str | None, user: Any) -> Any:
    if board is not None:
        seen = seen.filter(board=board.pk)
    if show == "followed":
        seen = seen.filter(follows__user=user)
    if show == "written":
        seen = seen.filter(author=user)
    return seen


def board_options(
    boards: list[Board], board: Board | None, seen: Any, community: Community
) -> list[dict[str, Any]]:
    """The filter over the list: each board with the number of topics the person may read there."""
    counts = dict(seen.order_by().values_list("board").annotate(n=Count("pk")))
    url = reverse("forum:topics", args=[community.code])
    whole = {
        "label": pgettext("boards", "All"),
        "url": url,
        "count": sum(counts.values()),
        "current": board is None,
    }
    return [whole, *(board_option(b, url, counts.get(b.pk, 0), b is board) for b in boards)]


def board_option(board: Board, url: str, count: int, is_current: bool) -> dict[str, Any]:
    return {"label": str(board), "url": f"{url}?board={board.code}", "count": count, "current": is_current}


@in_community(read=Permission.TALK, write=Permission.TALK)
def new(request: Any, community: Community) -> HttpResponse:
    boards = boards_of(community)
    wanted = request.GET.get("board") or boards[0].code
    form = TopicForm(request.POST or None, boards=boards, initial={"board": wanted})
    if request.method == "POST":
        topic = attempt(form, actions.post_topic, community=community, by=request.user, at=timezone.now())
        if topic:
            messages.success(request, _("Your topic is published. You will be told when somebody replies."))
            return redirect(topic)
    return render(request, "forum/new.html", {"form": form, "boards": boards})


@in_community(read=Permission.READ_PORTAL)
def topic(request: Any, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = topic_or_404(request.user, community, key, at)
    moderates = Permission.MODERATE in permissions_in(request.user, community, at)
    is_mine = found.author_id is not None and found.author_id == request.user.pk
    context = {
        "topic": found,
        "may_read": not found.withdrawn_at and (not found.hidden_at or is_mine or moderates),
        "is_mine": is_mine,
        "may_edit": is_mine and not found.closed_reason and may_edit(found.created_at, at),
        "badge": standing_of(found.author_id, community, at),
        "thread": thread(request, found, at, count=found.comment_count),
        "moderates": moderates,
        **aside(request, found, at),
    }
    return render(request, "forum/topic.html", context)


def aside(request: Any, found: Topic, at: datetime) -> dict[str, Any]:
    """How many take part, whether the person follows, what else is talked about on this board."""
    seen = Topic.objects.visible_to(request.user, found.community, at).standing().filter(board=found.board_id)
    follow = Follow.objects.filter(topic=found, user=request.user.pk or 0).first()
    is_new = Q(submit_date__gt=follow.seen_at) & ~Q(user=request.user.pk) if follow else Q(pk=None)
    about = Comment.objects.on(found).order_by()
    counts = about.aggregate(people=Count("user", distinct=True), new=Count("pk", filter=is_new))
    return {
        "people": counts["people"],
        "new_count": counts["new"],
        "follow": follow,
        "related": seen.exclude(pk=found.pk).order_by("-last_activity_at")[:RELATED],
    }


@in_community(read=Permission.TALK, write=Permission.TALK)
def edit(request: Any, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = topic_or_404(request.user, community, key, at)
    form = EditTopicForm(request.POST or None, initial={"title": found.title, "text": found.text})
    if request.method == "POST" and attempt(form, actions.edit_topic, topic=found, by=request.user, at=at):
        messages.success(request, pgettext("text", "Changed. The page says that it was edited."))
        return redirect(found)
    return render(
        request, "forum/edit.html", {"target": found, "form": form, "back": found.get_absolute_url()}
    )


@in_community(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def withdraw(request: Any, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = topic_or_404(request.user, community, key, at)
    if request.method == "POST":
        actions.withdraw_topic(topic=found, by=request.user, at=at)
        messages.success(request, _("Your text is deleted. What others replied stays."))
        return redirect(found)
    return render(request, "forum/withdraw.html", {"target": found, "back": found.get_absolute_url()})


@in_community(write=Permission.USE_ACCOUNT)
def follow(request: Any, community: Community, key: str) -> HttpResponse:
    """Follows, or stops following."""
    at = timezone.now()
    found = topic_or_404(request.user, community, key, at)
    if "stop" in request.POST:
        actions.unfollow_topic(topic=found, by=request.user, at=at)
        messages.success(request, _("You will not be told of this topic any more."))
    else:
        actions.follow_topic(topic=found, by=request.user, at=at)
        messages.success(request, _("You will be told of new replies."))
    return redirect(found)


@in_community(write=Permission.USE_ACCOUNT)
def seen(request: Any, community: Community, key: str) -> HttpResponse:
    """The page sends this itself where scripts run; elsewhere there is a button."""
    at = timezone.now()
    found = topic_or_404(request.user, community, key, at)
    actions.mark_seen(topic=found, by=request.user, at=at)
    return HttpResponse(status=204) if request.headers.get("HX-Request") else redirect(found)
