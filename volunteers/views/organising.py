"""The organiser's pages: what is planned, who came, which hours wait."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Min, Q
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from volunteers.actions import attending, planning
from volunteers.actions.hours import confirm_shift, correct_hours
from volunteers.forms import CancelForm, CorrectionForm, OpportunityForm, ShiftForm
from volunteers.models import Assignment, HoursRecord, Opportunity, Shift
from volunteers.rules.windows import CHECK_IN_EARLY

PAGE = 20
ORGANISE = Permission.ORGANISE_SHIFTS
STEPS: dict[str, Callable[..., Assignment]] = {
    "check-in": attending.check_in,
    "check-out": attending.check_out,
    "present": attending.mark_present,
    "absent": attending.mark_absent,
}


def told(form: BaseForm, act: Callable[[], Any]) -> Any:
    """What the action gives; nothing where it refused, and then the form says why."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return None


@in_community(read=ORGANISE)
def organise(request: HttpRequest, community: Community) -> HttpResponse:
    """Everything that is organised here; first the shifts whose hours wait for confirmation."""
    at = timezone.now()
    to_come = Q(shifts__state=Shift.State.PLANNED, shifts__starts_at__gt=at)
    listed: Any = Opportunity.objects.in_community(community).select_related("community", "organised_by")
    listed = listed.annotate(
        next_at=Min("shifts__starts_at", filter=to_come), count=Count("shifts", filter=to_come)
    )
    waiting = Shift.objects.in_community(community).with_unconfirmed_hours(at).with_opportunity()
    context = {
        "page_obj": Paginator(listed.order_by("next_at", "-created_at"), PAGE).get_page(
            request.GET.get("page")
        ),
        "waiting": waiting.order_by("ends_at")[:PAGE],
    }
    return render(request, "volunteers/organise.html", context)


@in_community(read=ORGANISE, write=ORGANISE)
def new_opportunity(request: HttpRequest, community: Community) -> HttpResponse:
    form = OpportunityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        made = planning.create_opportunity(community=community, by=by, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Created. Now plan its first shift: neighbours see it from then on."))
        return redirect("volunteers:opportunity", community.code, made.key)
    return render(request, "volunteers/opportunity_form.html", {"form": form})


@in_community(read=ORGANISE, write=ORGANISE)
def change_opportunity(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = get_object_or_404(Opportunity.objects.in_community(community), key=key)
    form = OpportunityForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        planning.change_opportunity(opportunity=found, by=by, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Changed."))
        return redirect("volunteers:opportunity", community.code, key)
    return render(request, "volunteers/opportunity_form.html", {"form": form, "opportunity": found})


@in_community(read=ORGANISE, write=ORGANISE)
def opportunity(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """One opportunity with its shifts, and the form that plans more."""
    at = timezone.now()
    found = get_object_or_404(
        Opportunity.objects.in_community(community).select_related("community"), key=key
    )
    form = ShiftForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := told(form, lambda: plan(request, found, form, at)))
    ):
        words = ngettext("%(count)d shift is planned.", "%(count)d shifts are planned.", len(made))
        messages.success(request, words % {"count": len(made)})
        return redirect("volunteers:opportunity", community.code, key)
    to_come = found.shifts.filter(ends_at__gt=at).order_by("starts_at")
    past = found.shifts.filter(ends_at__lte=at).order_by("-starts_at")
    context = {
        "opportunity": found,
        "form": form,
        "to_come": to_come.with_opportunity(),
        "page_obj": Paginator(past.with_opportunity(), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "volunteers/opportunity.html", context)


def plan(request: HttpRequest, about: Opportunity, form: ShiftForm, at: datetime) -> list[Shift]:
    by: Any = request.user
    given = form.cleaned_data
    return planning.plan_shifts(
        opportunity=about, first=form.window(), places=given["places"], times=given["times"], by=by, at=at
    )


@in_community(read=ORGANISE)
def roster(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Who is coming, came, and for how long."""
    at = timezone.now()
    found = get_object_or_404(Shift.objects.in_community(community).with_opportunity(), key=key)
    people = list(
        found.assignments.select_related("user").prefetch_related("hours").order_by("joined_at", "pk")
    )
    context = {
        "shift": found,
        "people": [p for p in people if p.state != Assignment.State.WITHDRAWN],
        "withdrawn": [p for p in people if p.state == Assignment.State.WITHDRAWN],
        "to_confirm": [
            p for p in people if p.state == Assignment.State.CHECKED_OUT and p.confirmed_minutes is None
        ],
        "may_check_in": found.starts_at - CHECK_IN_EARLY <= at < found.ends_at,
        "has_begun": found.starts_at <= at,
        "is_over": found.ends_at <= at,
    }
    return render(request, "volunteers/roster.html", context)


@in_community(write=ORGANISE)
def step(request: HttpRequest, community: Community, key: str, verb: str) -> HttpResponse:
    """One step for somebody who could not take it themself."""
    if verb not in STEPS:
        raise Http404
    by: Any = request.user
    found = get_object_or_404(Assignment.objects.in_community(community).with_shift(), key=key)
    done = STEPS[verb](assignment=found, by=by, at=timezone.now())
    words = {"name": str(done.user), "state": done.get_state_display()}
    messages.success(request, _("%(name)s: %(state)s.") % words)
    return redirect("volunteers:roster", community.code, found.shift.key)


@in_community(write=ORGANISE)
def confirm(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    by: Any = request.user
    found = get_object_or_404(Shift.objects.in_community(community), key=key)
    records: list[HoursRecord] = confirm_shift(shift=found, by=by, at=timezone.now())
    words = ngettext(
        "The hours of %(count)d person are confirmed.",
        "The hours of %(count)d people are confirmed.",
        len(records),
    )
    messages.success(request, words % {"count": len(records)})
    return redirect("volunteers:roster", community.code, key)


@in_community(read=ORGANISE, write=ORGANISE)
def correct(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    by: Any = request.user
    found = get_object_or_404(Assignment.objects.in_community(community).with_shift(), key=key)
    now = found.hours.all().total()
    form = CorrectionForm(request.POST or None, initial={"minutes": now})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if told(form, lambda: correct_hours(assignment=found, by=by, at=timezone.now(), **given)):
            messages.success(request, _("Corrected. The first record stays readable beside it."))
            return redirect("volunteers:roster", community.code, found.shift.key)
    context = {"form": form, "assignment": found, "shift": found.shift, "minutes_now": now}
    return render(request, "volunteers/correct.html", context)


@in_community(read=ORGANISE, write=ORGANISE)
def cancel(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    by: Any = request.user
    found = get_object_or_404(Shift.objects.in_community(community).with_opportunity(), key=key)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if told(form, lambda: planning.cancel_shift(shift=found, reason=reason, by=by, at=timezone.now())):
            messages.success(request, _("Cancelled. Everybody who signed up has been told."))
            return redirect("volunteers:roster", community.code, key)
    return render(request, "volunteers/cancel.html", {"form": form, "shift": found})
