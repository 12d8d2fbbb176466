"""Shifts as everybody sees them, and a volunteer's own steps."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.communities.models import Community
from linli.core.icalendar import Entry, calendar
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from volunteers.actions import attending
from volunteers.models import Assignment, Opportunity, Shift
from volunteers.rules.windows import check_in_window, check_out_window, next_step

PAGE = 20
OTHER_TIMES = 5


def mine_by_shift(user: Any, shifts: Iterable[Shift]) -> dict[int, Assignment]:
    if not user.is_authenticated:
        return {}
    found = Assignment.objects.of(user).live().filter(shift__in=list(shifts))
    return {a.shift_id: a for a in found}


def tickets(user: Any, shifts: Iterable[Shift]) -> list[dict[str, Any]]:
    """Each shift with the place that this person holds in it, if any."""
    listed = list(shifts)
    mine = mine_by_shift(user, listed)
    return [{"shift": shift, "mine": mine.get(shift.pk)} for shift in listed]


def filters(community: Community, chosen: str, at: datetime) -> list[dict[str, Any]]:
    to_come = Shift.objects.in_community(community).to_come(at)
    free = Shift.objects.in_community(community).needing_people(at)
    return [
        {"label": _("All shifts"), "url": "?", "current": chosen != "free", "count": to_come.count()},
        {
            "label": _("Still short of people"),
            "url": "?show=free",
            "current": chosen == "free",
            "count": free.count(),
        },
    ]


@in_community(read=Permission.READ_PORTAL)
def shifts(request: HttpRequest, community: Community) -> HttpResponse:
    at, chosen = timezone.now(), request.GET.get("show", "")
    found = Shift.objects.in_community(community).to_come(at)
    if chosen == "free":
        found = Shift.objects.in_community(community).needing_people(at)
    page = Paginator(found.with_opportunity().order_by("starts_at", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page_obj": page,
        "tickets": tickets(request.user, page),
        "filters": filters(community, chosen, at),
    }
    return render(request, "volunteers/shifts.html", context)


@in_community(read=Permission.READ_PORTAL)
def shift(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(Shift.objects.in_community(community).with_opportunity(), key=key)
    mine = mine_by_shift(request.user, [found]).get(found.pk)
    others = (
        found.opportunity.shifts.to_come(at).exclude(pk=found.pk).with_opportunity().order_by("starts_at")
    )
    context = {
        "shift": found,
        "mine": mine,
        "step": next_step(mine.state, found.window, at) if mine else "",
        "check_in_from": check_in_window(found.window).starts_at,
        "check_out_until": check_out_window(found.window).ends_at,
        "confirmed": mine.confirmed_minutes if mine else None,
        "has_begun": found.starts_at <= at,
        "is_over": found.ends_at <= at,
        "others": tickets(request.user, others[:OTHER_TIMES]),
    }
    return render(request, "volunteers/shift.html", context)


@in_community(read=Permission.READ_PORTAL)
def about(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """An opportunity with all its times to come."""
    found = get_object_or_404(
        Opportunity.objects.in_community(community).select_related("organised_by"), key=key
    )
    to_come = found.shifts.to_come(timezone.now()).with_opportunity().order_by("starts_at")
    page = Paginator(to_come, PAGE).get_page(request.GET.get("page"))
    context = {"opportunity": found, "page_obj": page, "tickets": tickets(request.user, page)}
    return render(request, "volunteers/about.html", context)


def own_assignment(request: HttpRequest, community: Community, key: str) -> Assignment:
    user: Any = request.user
    mine = Assignment.objects.in_community(community).of(user).live().with_shift()
    return get_object_or_404(mine, shift__key=key)


@in_community(write=Permission.VOLUNTEER)
def join(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    user: Any = request.user
    wanted = get_object_or_404(Shift.objects.in_community(community), key=key)
    attending.join_shift(shift=wanted, by=user, at=timezone.now())
    messages.success(
        request, _("You have a place. If something comes up, you can withdraw here until the shift begins.")
    )
    return redirect("volunteers:shift", community.code, key)


@in_community(write=Permission.USE_ACCOUNT)
def withdraw(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    user: Any = request.user
    attending.withdraw(assignment=own_assignment(request, community, key), by=user, at=timezone.now())
    messages.success(request, _("You have withdrawn. While places are left you can join again."))
    return redirect("volunteers:shift", community.code, key)


@in_community(write=Permission.VOLUNTEER)
def check_in(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    user: Any = request.user
    attending.check_in(assignment=own_assignment(request, community, key), by=user, at=timezone.now())
    messages.success(request, _("You are checked in. Thank you for coming! Check out here when you leave."))
    return redirect("volunteers:shift", community.code, key)


@in_community(write=Permission.VOLUNTEER)
def check_out(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    user: Any = request.user
    attending.check_out(assignment=own_assignment(request, community, key), by=user, at=timezone.now())
    messages.success(request, _("You are checked out. The organiser confirms your hours within three days."))
    return redirect("volunteers:shift", community.code, key)


@in_community(read=Permission.USE_ACCOUNT)
def mine(request: HttpRequest, community: Community) -> HttpResponse:
    """My shifts: those to come first, then all that were."""
    user: Any = request.user
    at, chosen = timezone.now(), request.GET.get("show", "")
    ours = Assignment.objects.in_community(community).of(user).with_shift()
    to_come = ours.to_come(at).order_by("shift__starts_at")
    past = ours.exclude(pk__in=to_come.values("pk")).order_by("-shift__starts_at")
    found = past if chosen == "past" else to_come
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    options = [
        {
            "label": pgettext("shifts", "To come"),
            "url": "?",
            "current": chosen != "past",
            "count": to_come.count(),
        },
        {
            "label": pgettext("shifts", "Past"),
            "url": "?show=past",
            "current": chosen == "past",
            "count": past.count(),
        },
    ]
    return render(
        request, "volunteers/mine.html", {"page_obj": page, "filters": options, "is_past": chosen == "past"}
    )


def calendar_response(request: HttpRequest, shifts: Iterable[Shift], name: str) -> HttpResponse:
    entries = [
        Entry(
            uid=f"{shift.key}@linli",
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            title=shift.opportunity.title,
            place=f"{shift.community.name} {shift.opportunity.place}",
            url=request.build_absolute_uri(shift.get_absolute_url()),
            is_cancelled=shift.is_cancelled,
        )
        for shift in shifts
    ]
    response = HttpResponse(
        calendar("", entries, timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@in_community(read=Permission.READ_PORTAL)
def shift_calendar(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = get_object_or_404(Shift.objects.in_community(community).with_opportunity(), key=key)
    return calendar_response(request, [found], f"shift-{key}")


@in_community(read=Permission.USE_ACCOUNT)
def my_calendar(request: HttpRequest, community: Community) -> HttpResponse:
    user: Any = request.user
    ours = Assignment.objects.in_community(community).of(user).to_come(timezone.now()).with_shift()
    return calendar_response(request, [a.shift for a in ours.order_by("shift__starts_at")], "my-shifts")
