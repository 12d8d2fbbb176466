"""The inbox, how to be told, and (for the committee) how far an announcement has come."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from linli.communities.models import Community
from linli.notifications.forms import PreferenceForm
from linli.notifications.models import Notice, Preference
from linli.roles.guards import in_community, site_view
from linli.roles.permissions import Permission

PER_PAGE = 20


def mine(request: HttpRequest) -> Any:
    user: Any = request.user
    return user.notifications.order_by("-timestamp", "-pk")


@site_view(read=Permission.USE_ACCOUNT)
def inbox(request: HttpRequest) -> HttpResponse:
    """What I was told, the newest first."""
    only_unread = request.GET.get("show") == "unread"
    found = mine(request).filter(unread=True) if only_unread else mine(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/inbox.html", {"page_obj": page, "only_unread": only_unread})


@site_view(write=Permission.USE_ACCOUNT)
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks one as read and goes where it points."""
    notification = get_object_or_404(mine(request), pk=pk)
    notification.mark_as_read()
    return redirect((notification.data or {}).get("url") or "notifications:inbox")


@site_view(write=Permission.USE_ACCOUNT)
def read_all(request: HttpRequest) -> HttpResponse:
    mine(request).filter(unread=True).update(unread=False)
    messages.success(request, _("All notices are marked as read."))
    return redirect("notifications:inbox")


@site_view(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def preferences(request: HttpRequest) -> HttpResponse:
    """By e-mail at once, once a day, or not at all."""
    user: Any = request.user
    chosen = Preference.objects.filter(user=user).first() or Preference(user=user)
    form = PreferenceForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("notifications:inbox")
    return render(request, "notifications/preferences.html", {"form": form})


@in_community(read=Permission.WRITE_NOTICE)
def sent(request: HttpRequest, community: Community) -> HttpResponse:
    """What was announced here, and how many have been told."""
    announced = Notice.objects.filter(community=community).exclude(audience="").order_by("-created_at")
    page = Paginator(announced, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/sent.html", {"page_obj": page})
