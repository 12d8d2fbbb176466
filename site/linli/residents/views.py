"""A person's request, and the committee's list of them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.communities.models import Community
from linli.residents import actions
from linli.residents.forms import JoinForm, RefusalForm
from linli.residents.models import Verification
from linli.residents.rules import due_at
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

PER_PAGE = 20


def latest(request: HttpRequest, community: Community) -> Verification | None:
    user: Any = request.user
    return Verification.objects.in_community(community).of(user).order_by("-requested_at", "-pk").first()


@in_community(read=Permission.ASK_TO_JOIN, write=Permission.ASK_TO_JOIN)
def join(request: HttpRequest, community: Community) -> HttpResponse:
    """Where my request stands; a form where there is none under way."""
    user: Any = request.user
    mine = latest(request, community)
    under_way = bool(mine and mine.state in (Verification.State.REQUESTED, Verification.State.VERIFIED))
    form = JoinForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        actions.ask_to_join(community=community, by=user, at=timezone.now(), **form.cleaned_data)
        messages.success(
            request, _("Your request has reached the committee. You are told when it is decided.")
        )
        return redirect("residents:join", community.code)
    context = {
        "mine": mine,
        "under_way": under_way,
        "is_resident": may(user, Permission.VOTE, community, timezone.now()),
        "form": form,
        "due": due_at(mine.requested_at) if mine else None,
    }
    return render(request, "residents/join.html", context)


@in_community(read=Permission.ASK_TO_JOIN, write=Permission.ASK_TO_JOIN)
def leave(request: HttpRequest, community: Community) -> HttpResponse:
    """Asks once more, then takes the request back or ends the residence."""
    mine = latest(request, community)
    if request.method == "POST":
        user: Any = request.user
        found = get_object_or_404(
            Verification.objects.in_community(community).of(user), pk=mine.pk if mine else 0
        )
        actions.leave(verification=found, by=user, at=timezone.now())
        messages.success(request, _("Done. You can ask again at any time."))
        return redirect("residents:join", community.code)
    return render(request, "residents/leave.html", {"mine": mine})


@in_community(read=Permission.VERIFY_RESIDENTS)
def requests(request: HttpRequest, community: Community) -> HttpResponse:
    """Those who wait first, the oldest on top; then what was decided."""
    chosen = request.GET.get("show", "")
    ours = Verification.objects.in_community(community)
    waiting = ours.requested().order_by("requested_at")
    decided = ours.exclude(state=Verification.State.REQUESTED).order_by("-decided_at", "-pk")
    found = decided if chosen == "decided" else waiting
    page = Paginator(found.select_related("user", "decided_by"), PER_PAGE).get_page(request.GET.get("page"))
    options = [
        {
            "label": pgettext("requests", "Waiting"),
            "url": "?",
            "current": chosen != "decided",
            "count": waiting.count(),
        },
        {"label": pgettext("requests", "Decided"), "url": "?show=decided", "current": chosen == "decided"},
    ]
    rows = [{"request": r, "due": due_at(r.requested_at)} for r in page]
    context = {"page_obj": page, "rows": rows, "filters": options, "is_decided": chosen == "decided"}
    return render(request, "residents/requests.html", context)


@in_community(read=Permission.VERIFY_RESIDENTS, write=Permission.VERIFY_RESIDENTS)
def decide(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """One request: confirm it, or refuse it with a reason."""
    user: Any = request.user
    found = get_object_or_404(
        Verification.objects.in_community(community).select_related("user", "decided_by"), key=key
    )
    form = RefusalForm(request.POST if "refuse" in request.POST else None)
    at = timezone.now()
    if request.method == "POST" and "verify" in request.POST:
        actions.verify_resident(verification=found, by=user, at=at)
        messages.success(request, _("%(name)s is now a verified resident.") % {"name": found.name})
        return redirect("residents:requests", community.code)
    if request.method == "POST" and form.is_valid():
        actions.refuse_resident(verification=found, reason=form.cleaned_data["reason"], by=user, at=at)
        messages.success(request, _("%(name)s has been told why.") % {"name": found.name})
        return redirect("residents:requests", community.code)
    return render(
        request, "residents/decide.html", {"found": found, "form": form, "due": due_at(found.requested_at)}
    )
