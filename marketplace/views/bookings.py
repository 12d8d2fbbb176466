"""A person's bookings, and what the resident does with one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.communities.models import Community
from linli.core.icalendar import Entry, calendar
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from marketplace.actions.bookings import cancel_booking, confirm_booking
from marketplace.actions.disputes import report_problem
from marketplace.actions.reviews import review_booking
from marketplace.forms import ReasonForm, ReviewForm
from marketplace.models import Booking
from marketplace.rules.bookings import OPEN, needs_reason
from marketplace.views.person import who


def seen(request: HttpRequest, community: Community) -> Any:
    return Booking.objects.in_community(community).visible_to(who(request)).shown()


def own(request: HttpRequest, community: Community, key: str) -> Booking:
    """A booking that this resident made."""
    return get_object_or_404(seen(request, community), key=key, resident=who(request))


@in_community(read=Permission.USE_ACCOUNT)
def mine(request: HttpRequest, community: Community) -> HttpResponse:
    past = request.GET.get("show") == "past"
    found = seen(request, community).filter(resident=who(request))
    found = (
        found.exclude(state__in=OPEN).order_by("-starts_at") if past else found.open().order_by("starts_at")
    )
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "marketplace/bookings.html", {"page": page, "past": past})


@in_community(read=Permission.USE_ACCOUNT)
def booking(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = get_object_or_404(seen(request, community), key=key)
    context = {
        "booking": found,
        "events": found.events.select_related("by"),
        "is_mine": found.resident_id == request.user.pk,
        "has_begun": timezone.now() >= found.starts_at,
    }
    return render(request, "marketplace/booking.html", context)


@in_community(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def cancel(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """For both sides; a page of its own, since it cannot be undone."""
    found, at = get_object_or_404(seen(request, community), key=key), timezone.now()
    is_mine = found.resident_id == request.user.pk
    is_required = not is_mine or needs_reason(found.starts_at, at)
    form = ReasonForm(request.POST or None, is_required=is_required)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_booking(booking=found, reason=form.cleaned_data["reason"], by=who(request), at=at)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The booking is cancelled, and the other side has been told."))
            return redirect(found)
    context = {"booking": found, "form": form, "is_required": is_required, "is_mine": is_mine}
    return render(request, "marketplace/cancel.html", context)


@in_community(write=Permission.USE_ACCOUNT)
def confirm(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = own(request, community, key)
    confirm_booking(booking=found, by=who(request), at=timezone.now())
    messages.success(request, _("Thank you. How was it? Your neighbours are glad of a word."))
    return redirect("marketplace:review", community.code, found.key)


@in_community(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def report(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = own(request, community, key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_problem(
                booking=found, reason=form.cleaned_data["reason"], by=who(request), at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The committee has been told and will get in touch within 5 days."))
            return redirect(found)
    return render(request, "marketplace/report.html", {"booking": found, "form": form})


@in_community(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def review(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = own(request, community, key)
    if hasattr(found, "review"):
        return redirect(found)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_booking(booking=found, **form.cleaned_data, by=who(request), at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Your review is published. Thank you."))
            return redirect(found)
    return render(request, "marketplace/review.html", {"booking": found, "form": form})


@in_community(read=Permission.USE_ACCOUNT)
def calendar_file(request: HttpRequest, community: Community) -> HttpResponse:
    """What is ahead, for the calendar of a telephone: both what one booked and what one does."""
    at = timezone.now()
    ahead = seen(request, community).filter(ends_at__gt=at, state__in=["requested", "accepted"])
    entries = [entry(b, request) for b in ahead.order_by("starts_at")[:200]]
    name = _("Services in %(community)s") % {"community": community.name}
    answer = HttpResponse(calendar(name, entries, at), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="linli.ics"'
    return answer


def entry(booking: Booking, request: HttpRequest) -> Entry:
    is_mine = booking.resident_id == request.user.pk
    return Entry(
        uid=f"{booking.key}@{request.get_host()}",
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        title=f"{booking.listing.title} · {booking.provider.name if is_mine else booking.resident}",
        place=booking.address,
        text=f"{booking.get_state_display()} {request.build_absolute_uri(booking.get_absolute_url())}",
    )
