"""What a moderator does on the spot: hide, close, pin, and the way back from each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from forum import actions
from forum.forms import ReasonForm
from forum.views.moderation import Act, context_of
from forum.views.scoped import attempt, comment_or_404, topic_or_404
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


def with_reason(request: Any, thing: Any, act: Act, template: str, done: str) -> HttpResponse:
    """A page that asks for the reason, and does it."""
    form = ReasonForm(request.POST or None)
    about = {thing._meta.model_name: thing}
    if request.method == "POST" and attempt(form, act, **about, by=request.user, at=timezone.now()):
        messages.success(request, done)
        return redirect(thing.get_absolute_url())
    return render(request, template, context_of(thing, form))


def at_once(request: Any, thing: Any, act: Act, done: str) -> HttpResponse:
    """What needs no reason and has its own way back."""
    act(**{thing._meta.model_name: thing}, by=request.user, at=timezone.now())
    messages.success(request, done)
    return redirect(thing.get_absolute_url())


@in_community(read=Permission.MODERATE, write=Permission.MODERATE)
def hide_topic(request: Any, community: Community, key: str) -> HttpResponse:
    topic = topic_or_404(request.user, community, key, timezone.now())
    return with_reason(
        request, topic, actions.hide_topic, "forum/hide.html", _("Hidden. “Show again” undoes it.")
    )


@in_community(read=Permission.MODERATE, write=Permission.MODERATE)
def hide_comment(request: Any, community: Community, key: str) -> HttpResponse:
    comment = comment_or_404(request.user, community, key, timezone.now())
    return with_reason(
        request, comment, actions.hide_comment, "forum/hide.html", _("Hidden. “Show again” undoes it.")
    )


@in_community(read=Permission.MODERATE, write=Permission.MODERATE)
def lock(request: Any, community: Community, key: str) -> HttpResponse:
    topic = topic_or_404(request.user, community, key, timezone.now())
    return with_reason(request, topic, actions.lock_topic, "forum/lock.html", _("Closed to replies."))


@in_community(write=Permission.MODERATE)
def restore_topic(request: Any, community: Community, key: str) -> HttpResponse:
    topic = topic_or_404(request.user, community, key, timezone.now())
    return at_once(request, topic, actions.restore_topic, _("It is shown again."))


@in_community(write=Permission.MODERATE)
def restore_comment(request: Any, community: Community, key: str) -> HttpResponse:
    comment = comment_or_404(request.user, community, key, timezone.now())
    return at_once(request, comment, actions.restore_comment, _("It is shown again."))


@in_community(write=Permission.MODERATE)
def unlock(request: Any, community: Community, key: str) -> HttpResponse:
    topic = topic_or_404(request.user, community, key, timezone.now())
    return at_once(request, topic, actions.unlock_topic, _("Open to replies again."))


@in_community(write=Permission.MODERATE)
def pin(request: Any, community: Community, key: str) -> HttpResponse:
    topic = topic_or_404(request.user, community, key, timezone.now())
    return at_once(request, topic, actions.pin_topic, _("Pinned to the top of the list."))


@in_community(write=Permission.MODERATE)
def unpin(request: Any, community: Community, key: str) -> HttpResponse:
    topic = topic_or_404(request.user, community, key, timezone.now())
    return at_once(request, topic, actions.unpin_topic, _("No longer pinned."))
