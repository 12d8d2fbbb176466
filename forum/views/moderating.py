"""What a moderator does on the spot: hide, close, pin, and the way back from each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from forum import actions
from forum.forms import ReasonForm
from forum.views.moderation import Act, context_of
from forum.views.scoped import attempt, comment_or_404, topic_or_404
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

Find = Callable[[Any, Community, str, datetime], Any]


def with_reason(find: Find, act: Act, template: str, done: str) -> Any:
    """A page that asks for the reason, and does it."""

    @in_community(read=Permission.MODERATE, write=Permission.MODERATE)
    def view(request: Any, community: Community, key: str) -> HttpResponse:
        thing = find(request.user, community, key, timezone.now())
        form = ReasonForm(request.POST or None)
        about = {thing._meta.model_name: thing}
        if request.method == "POST" and attempt(form, act, **about, by=request.user, at=timezone.now()):
            messages.success(request, _(done))
            return redirect(thing.get_absolute_url())
        return render(request, template, context_of(thing, form))

    return view


def at_once(find: Find, act: Act, done: str) -> Any:
    """What needs no reason and has its own way back."""

    @in_community(write=Permission.MODERATE)
    def view(request: Any, community: Community, key: str) -> HttpResponse:
        thing = find(request.user, community, key, timezone.now())
        act(**{thing._meta.model_name: thing}, by=request.user, at=timezone.now())
        messages.success(request, _(done))
        return redirect(thing.get_absolute_url())

    return view


HIDDEN, SHOWN = gettext_noop("Hidden. “Show again” undoes it."), gettext_noop("It is shown again.")

hide_topic = with_reason(topic_or_404, actions.hide_topic, "forum/hide.html", HIDDEN)
hide_comment = with_reason(comment_or_404, actions.hide_comment, "forum/hide.html", HIDDEN)
lock = with_reason(topic_or_404, actions.lock_topic, "forum/lock.html", gettext_noop("Closed to replies."))
restore_topic = at_once(topic_or_404, actions.restore_topic, SHOWN)
restore_comment = at_once(comment_or_404, actions.restore_comment, SHOWN)
unlock = at_once(topic_or_404, actions.unlock_topic, gettext_noop("Open to replies again."))
pin = at_once(topic_or_404, actions.pin_topic, gettext_noop("Pinned to the top of the list."))
unpin = at_once(topic_or_404, actions.unpin_topic, gettext_noop("No longer pinned."))
