"""The committee's side: who may offer services here, and mediation."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from marketplace.actions.disputes import settle_problem
from marketplace.actions.providers import refuse_provider, suspend_provider, verify_provider
from marketplace.forms import ProblemForm, ReasonForm
from marketplace.models import Booking, Provider
from marketplace.views.person import who


@in_community(read=Permission.VERIFY_PROVIDERS)
def providers(request: HttpRequest, community: Community) -> HttpResponse:
    state = request.GET.get("state", Provider.State.APPLIED)
    here = Provider.objects.in_community(community)
    counts = dict(here.order_by().values_list("state").annotate(Count("pk")))
    states = [
        {"value": v, "label": label, "count": counts.get(v, 0), "current": v == state}
        for v, label in Provider.State.choices
    ]
    page = Paginator(here.filter(state=state).order_by("applied_at"), 20).get_page(request.GET.get("page"))
    problems = Booking.objects.in_community(community).filter(state=Booking.State.DISPUTED).shown()
    context = {"page": page, "states": states, "problems": problems.order_by("moved_at")[:50]}
    return render(request, "marketplace/verify.html", context)


def one(community: Community, key: str) -> Provider:
    here = Provider.objects.in_community(community)
    return get_object_or_404(here.select_related("user", "community", "decided_by"), key=key)


@in_community(read=Permission.VERIFY_PROVIDERS, write=Permission.VERIFY_PROVIDERS)
def provider(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The application; its one POST verifies, or restores after a suspension."""
    found = one(community, key)
    if request.method == "POST":
        verify_provider(provider=found, by=who(request), at=timezone.now())
        messages.success(request, _("%(name)s may now offer services here.") % {"name": found.name})
        return redirect("marketplace:verify", community.code)
    context = {
        "provider": found,
        "listings": found.listings.count(),
    }
    return render(request, "marketplace/verify_one.html", context)


def with_reason(request: HttpRequest, found: Provider, action: Any, template: str, done: str) -> HttpResponse:
    """Asks why on a page of its own, then acts."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(provider=found, reason=form.cleaned_data["reason"], by=who(request), at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, done % {"name": found.name})
            return redirect("marketplace:verify", found.community.code)
    return render(request, template, {"provider": found, "form": form})


@in_community(read=Permission.VERIFY_PROVIDERS, write=Permission.VERIFY_PROVIDERS)
def refuse(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    done = _("%(name)s has been told why the application was not accepted.")
    return with_reason(
        request, one(community, key), refuse_provider, "marketplace/refuse_provider.html", done
    )


@in_community(read=Permission.VERIFY_PROVIDERS, write=Permission.VERIFY_PROVIDERS)
def suspend(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    done = _("%(name)s is suspended. Residents with bookings ahead have been told.")
    return with_reason(
        request, one(community, key), suspend_provider, "marketplace/suspend_provider.html", done
    )


@in_community(read=Permission.VERIFY_PROVIDERS, write=Permission.VERIFY_PROVIDERS)
def problem(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    disputed = Booking.objects.in_community(community).filter(events__to_state=Booking.State.DISPUTED).shown()
    found = get_object_or_404(disputed.distinct(), key=key)
    form = ProblemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_problem(booking=found, **form.cleaned_data, by=who(request), at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Settled. Both sides have been told."))
            return redirect("marketplace:verify", community.code)
    context = {"booking": found, "form": form, "events": found.events.select_related("by")}
    return render(request, "marketplace/problem.html", context)
