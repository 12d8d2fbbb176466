"""`{% comments_of thing %}`: the talk below anything that takes comments, with its form."""

from typing import Any

from django import template
from django.utils import timezone

from forum.targets import target_of
from forum.thread import thread

register = template.Library()


@register.inclusion_tag("forum/_thread.html", takes_context=True)
def comments_of(context: Any, target: Any) -> dict[str, Any]:
    """The thread and the form to take part; nothing where comments are not taken, as in a preview."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False) or target_of(target) is None:
        return {"thread": None}
    return {
        "thread": thread(request, target, timezone.now()),
        "with_styles": True,
        "user": request.user,
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }
