"""Comments: writing, answering, mending, agreeing."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forum import actions
from forum.forms import CommentForm, TextForm
from forum.models import Comment
from forum.thread import likes_of
from forum.views.scoped import attempt, comment_or_404, target_or_404
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.TALK, write=Permission.TALK)
def comment(request: Any, community: Community, kind: str, key: str) -> HttpResponse:
    """Comments on a topic, a notice or whatever else takes comments."""
    at = timezone.now()
    return write(request, target_or_404(request.user, community, kind, key, at), None, at)


@in_community(read=Permission.TALK, write=Permission.TALK)
def reply(request: Any, community: Community, key: str) -> HttpResponse:
    """Answers a comment."""
    at = timezone.now()
    above = comment_or_404(request.user, community, key, at)
    return write(request, above.content_object, above, at)


def write(request: Any, target: Any, above: Comment | None, at: datetime) -> HttpResponse:
    form = CommentForm(target, data=request.POST or None, comment=above, auto_id=ids(above))
    if request.method == "POST":
        made = posted(form, target, above, request.user, at)
        if made:
            messages.success(request, pgettext("forum", "Your reply is published."))
            return redirect(made.get_absolute_url())
        form = reopened(form, target, above)
    context = {
        "form": form,
        "form_url": request.path,
        "target": target,
        "above": above,
        "author": str(above.user) if above and above.user else "",
        "back": (above or target).get_absolute_url(),
    }
    is_inside = request.headers.get("HX-Request") and request.method == "GET"
    return render(request, "forum/_reply.html" if is_inside else "forum/reply.html", context)


def ids(above: Comment | None) -> str:
    """The form may stand on the page beside another one."""
    return f"id_{above.key}_%s" if above else "id_%s"


def posted(form: CommentForm, target: Any, above: Comment | None, by: Any, at: datetime) -> Comment | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        return actions.post_comment(
            target=target, text=said["comment"], reply_to=above, followup=said["followup"], by=by, at=at
        )
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None


def reopened(form: CommentForm, target: Any, above: Comment | None) -> CommentForm:
    """The same form; where its seal was too old, a new one with the words in it, so that they are not lost."""
    if not form.security_errors():
        return form
    words = {"comment": form.data.get("comment", ""), "followup": "followup" in form.data}
    fresh = CommentForm(target, comment=above, initial=words, auto_id=ids(above))
    fresh.is_stale = True  # the page says so
    return fresh


@in_community(read=Permission.TALK, write=Permission.TALK)
def edit(request: Any, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = comment_or_404(request.user, community, key, at)
    form = TextForm(request.POST or None, initial={"text": found.comment})
    if request.method == "POST" and attempt(
        form, actions.edit_comment, comment=found, by=request.user, at=at
    ):
        messages.success(request, pgettext("text", "Changed. The page says that it was edited."))
        return redirect(found.get_absolute_url())
    context = {"target": found.content_object, "form": form, "back": found.get_absolute_url()}
    return render(request, "forum/edit.html", context)


@in_community(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def withdraw(request: Any, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = comment_or_404(request.user, community, key, at)
    if request.method == "POST":
        actions.withdraw_comment(comment=found, by=request.user, at=at)
        messages.success(request, _("Your text is deleted. What others replied stays."))
        return redirect(found.get_absolute_url())
    context = {"target": found.content_object, "html": found.html, "back": found.get_absolute_url()}
    return render(request, "forum/withdraw.html", context)


@in_community(write=Permission.TALK)
def like(request: Any, community: Community, key: str) -> HttpResponse:
    """Agrees; a second time takes it back."""
    at = timezone.now()
    found = comment_or_404(request.user, community, key, at)
    was_liked = bool(likes_of(request.user, [found]))
    act = actions.unlike_comment if was_liked else actions.like_comment
    found = act(comment=found, by=request.user, at=at)
    if not request.headers.get("HX-Request"):
        return redirect(found.get_absolute_url())
    row = {"comment": found, "is_liked": not was_liked}
    return render(request, "forum/_like.html", {"row": row, "url": request.path})
