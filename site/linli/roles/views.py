"""Who works for the community: the list, appointing, dismissing; each change on a page that asks first."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles import actions
from linli.roles.forms import AppointForm, may_give
from linli.roles.guards import in_community
from linli.roles.models import Appointment, Role
from linli.roles.permissions import Permission
from linli.roles.words import in_words

PER_PAGE = 20


@in_community(read=Permission.APPOINT)
def staff(request: HttpRequest, community: Community) -> HttpResponse:
    at, by = timezone.now(), request.user
    current = (
        Appointment.objects.current(at)
        .covering(community.code)
        .filter(role__is_staff=True, user__is_active=True)
    )
    listed = current.select_related("user", "role", "division").order_by(
        "-division_id", "role__name", "starts_at", "pk"
    )
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    mine = {role.pk for role in Role.objects.all() if may_give_here(by, role, community)}
    rows = [(held, held.division_id == community.code and held.role_id in mine) for held in page]
    return render(request, "roles/staff.html", {"page_obj": page, "rows": rows, "may_add": bool(mine)})


@in_community(read=Permission.APPOINT, write=Permission.APPOINT)
def appoint(request: HttpRequest, community: Community) -> HttpResponse:
    """GET with a number and a role asks first; POST does it."""
    data = request.POST if request.method == "POST" else request.GET
    asked = "phone" in data
    about: dict[str, Any] = {"by": request.user, "division": community.division, "at": timezone.now()}
    form = AppointForm(data if asked else None, **about)
    if not asked or not form.is_valid():
        return render(request, "roles/appoint.html", {"form": form})
    person, role = form.person, form.cleaned_data["role"]
    assert person is not None
    if request.method == "GET":
        words = in_words(role.permissions)
        return render(
            request,
            "roles/appoint_confirm.html",
            {"person": person, "role": role, "form": form, "words": words},
        )
    try:
        do_appoint(request, community, person, role)
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return render(request, "roles/appoint.html", {"form": form})
    return redirect("roles:staff", community.code)


def do_appoint(request: HttpRequest, community: Community, person: User, role: Role) -> None:
    by: Any = request.user
    actions.appoint(user=person, role=role.pk, division=community.division, by=by, at=timezone.now())
    messages.success(request, _("%(name)s is appointed: %(role)s.") % {"name": person, "role": role})


@in_community(read=Permission.APPOINT, write=Permission.APPOINT)
def dismiss(request: HttpRequest, community: Community, number: int) -> HttpResponse:
    at = timezone.now()
    here = Appointment.objects.current(at).filter(division=community.division, role__is_staff=True)
    appointment = get_object_or_404(here.select_related("user", "role", "division"), pk=number)
    if request.method == "GET":
        return render(request, "roles/dismiss.html", {"appointment": appointment})
    by: Any = request.user
    actions.dismiss(appointment=appointment, by=by, at=at)
    said = {"name": appointment.user, "role": appointment.role}
    messages.success(request, _("%(name)s is no longer appointed: %(role)s.") % said)
    return redirect("roles:staff", community.code)


def may_give_here(by: Any, role: Role, community: Community) -> bool:
    return may_give(by, role, community.division, timezone.now())
