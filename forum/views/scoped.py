"""Looking up what a request names, within its community and as far as the person may see it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404

from forum import targets
from forum.models import Comment, Topic
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.rights import Anyone


def topic_or_404(user: Anyone, community: Community, key: str, at: datetime) -> Topic:
    seen = Topic.objects.visible_to(user, community, at).select_related("author", "board")
    topic: Topic = targets.placed(get_object_or_404(seen, key=key), community)
    return topic


def comment_or_404(user: Anyone, community: Community, key: str, at: datetime) -> Comment:
    """With the thing it is about, which the person must see as well."""
    found = Comment.objects.in_community(community).select_related("user", "content_type")
    comment: Comment = targets.placed(get_object_or_404(found, key=key), community)
    target = targets.seen(comment.content_object, user, community, at)
    if target is None:
        raise Http404
    comment.content_object = target
    return comment


def target_or_404(user: Anyone, community: Community, kind: str, key: str, at: datetime) -> Any:
    target = targets.find(kind, key, user, community, at)
    if target is None:
        raise Http404
    return target


def attempt(form: forms.Form, act: Callable[..., Any], **about: Any) -> Any:
    """What the action made of a valid form; nothing where either says no, with the reason in the form."""
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data, **about)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None
