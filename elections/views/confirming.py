"""A page that asks before a desk does something: confirmed, it is done and said, and the way leads back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _


def ask_first(
    request: HttpRequest,
    act: Callable[..., Any],
    about: Mapping[str, Any],
    *,
    done: str,
    back: str,
    **page: Any,
) -> HttpResponse:
    """`page` is what the page says: title, text, points, the button's words."""
    if request.method == "POST":
        act(**about, by=request.user, at=timezone.now())
        messages.success(request, done)
        return redirect(back)
    return render(request, "elections/paper/confirm.html", page | {"cancel_url": back})


def ask_step(
    request: HttpRequest, act: Callable[..., Any], about: Mapping[str, Any], label: str, **page: Any
) -> HttpResponse:
    """A step of a desk that cannot be taken back; its name is the page's title and the button's word."""
    done = _("Done: %(step)s.") % {"step": label}
    return ask_first(request, act, about, done=done, title=label, submit=label, **page)
