"""The shop window: what is offered, by whom, when it is free, and booking it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from marketplace.actions.bookings import Visit, book_listing
from marketplace.forms import BookForm
from marketplace.models import Booking, Listing, Provider, Review
from marketplace.rules import hours
from marketplace.rules.bookings import NOTICE
from marketplace.rules.prices import agreed
from marketplace.views.person import who

ORDERS = {
    "best": ("-score", "-pk"),
    "cheap": ("price", "-pk"),
    "dear": ("-price", "-pk"),
    "new": ("-created_at", "-pk"),
}


def tiles(community: Community, chosen: str) -> list[dict[str, Any]]:
    """The categories, with how much each holds; empty ones are left out."""
    offered = Listing.objects.in_community(community).offered()
    counts = dict(offered.order_by().values_list("category").annotate(Count("pk")))
    return [
        {
            "value": c.value,
            "label": c.label,
            "icon": Listing.ICONS[c.value],
            "count": counts[c.value],
            "current": c == chosen,
        }
        for c in Listing.Category
        if c.value in counts
    ]


def orders(chosen: str) -> list[dict[str, Any]]:
    labels = {
        "best": pgettext("sort", "Best rated first"),
        "cheap": pgettext("sort", "Lowest price first"),
        "dear": pgettext("sort", "Highest price first"),
        "new": pgettext("sort", "Newest first"),
    }
    return [{"value": value, "label": label, "current": value == chosen} for value, label in labels.items()]


@in_community(read=Permission.READ_PORTAL)
def listings(request: HttpRequest, community: Community) -> HttpResponse:
    category, order = request.GET.get("category", ""), request.GET.get("order", "best")
    order = order if order in ORDERS else "best"
    found = Listing.objects.in_community(community).offered().rated().select_related("provider__community")
    if category in Listing.Category.values:
        found = found.filter(category=category)
    page = Paginator(found.order_by(*ORDERS[order]), 20).get_page(request.GET.get("page"))
    context = {"page": page, "tiles": tiles(community, category), "orders": orders(order)}
    return render(request, "marketplace/listings.html", {**context, "category": category})


def shown_listing(request: HttpRequest, community: Community, key: str) -> Listing:
    seen = Listing.objects.in_community(community).visible_to(request.user)
    return get_object_or_404(seen.select_related("provider__community__division"), key=key)


def free_days(listing: Listing, at: datetime) -> list[dict[str, Any]]:
    """The next fourteen days, each with the times that are still free."""
    today = at.astimezone(hours.CHINA).date()
    days = [today + timedelta(days=n) for n in range(hours.DAYS_SHOWN)]
    window = (
        hours.at(days[0], datetime.min.time()),
        hours.at(days[-1] + timedelta(days=1), datetime.min.time()),
    )
    taken = Booking.objects.live().filter(worker=listing.provider.user_id).during(*window)
    busy = list(taken.values_list("starts_at", "ends_at"))
    windows, earliest = listing.windows(), at + NOTICE
    return [{"day": d, "times": hours.free(windows, listing.minutes, d, busy, earliest)} for d in days]


def chosen_day(request: HttpRequest, days: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The day asked for; without a choice the first one that has a free time."""
    try:
        wanted: date | None = parse_date(request.GET.get("day", ""))
    except ValueError:
        wanted = None
    free = [day for day in days if day["times"]]
    return next((day for day in free if day["day"] == wanted), free[0] if free else None)


@in_community(read=Permission.READ_PORTAL)
def listing(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = shown_listing(request, community, key)
    days = free_days(found, timezone.now()) if found.can_be_booked else []
    reviews = Review.objects.filter(booking__listing=found).select_related("booking__resident")
    context = {
        "listing": found,
        "total": agreed(found.price, found.unit, found.minutes),
        "hours": found.hours.all(),
        "days": days,
        "chosen": chosen_day(request, days),
        "is_mine": found.provider.user_id == request.user.pk,
        **reviews.aggregate(grade=Avg("grade"), reviews=Count("pk")),
        "page": Paginator(reviews, 10).get_page(request.GET.get("page")),
    }
    return render(request, "marketplace/listing.html", context)


def book_initial(request: HttpRequest) -> dict[str, Any]:
    """Last time's address and telephone, so an elder need not type them again."""
    last = Booking.objects.filter(resident=request.user.pk).order_by("-requested_at").first()
    phone = last.phone if last else getattr(request.user, "phone", "")
    return {"at": request.GET.get("at", ""), "address": last.address if last else "", "phone": phone}


@in_community(read=Permission.BOOK, write=Permission.BOOK)
def book(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = shown_listing(request, community, key)
    form = BookForm(request.POST or None, initial=book_initial(request))
    if request.method == "POST" and form.is_valid():
        fields, user = dict(form.cleaned_data), who(request)
        starts_at, where = fields.pop("at"), Visit(**fields)
        try:
            made = book_listing(
                listing=found, starts_at=starts_at, where=where, resident=user, by=user, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Your request has been sent. The provider answers within 24 hours."))
            return redirect(made)
    return render(request, "marketplace/book.html", book_context(found, form))


def book_context(found: Listing, form: BookForm) -> dict[str, Any]:
    try:
        starts_at = form.fields["at"].clean(form["at"].value())
    except ValidationError:
        starts_at = None
    return {
        "listing": found,
        "form": form,
        "starts_at": starts_at,
        "total": agreed(found.price, found.unit, found.minutes),
    }


@in_community(read=Permission.READ_PORTAL)
def provider(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = get_object_or_404(
        Provider.objects.in_community(community).verified().select_related("community"), key=key
    )
    offered = Listing.objects.filter(provider=found).offered().rated().select_related("provider__community")
    reviews = Review.objects.filter(booking__provider=found).select_related(
        "booking__resident", "booking__listing"
    )
    context = {
        "provider": found,
        "listings": offered.order_by("category", "pk"),
        "done": Booking.objects.filter(provider=found, state=Booking.State.CONFIRMED).count(),
        "page": Paginator(reviews, 20).get_page(request.GET.get("page")),
    }
    return render(request, "marketplace/provider.html", context)
