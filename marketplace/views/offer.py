"""The provider's side: applying, the desk, listings, and each step of a booking."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from marketplace.actions import bookings as acts
from marketplace.actions import listings as lists
from marketplace.actions.providers import apply_as_provider, edit_profile
from marketplace.actions.reviews import reply_to_review
from marketplace.forms import FulfilForm, ListingForm, ProviderForm, ReasonForm, ReplyForm
from marketplace.models import Booking, Listing, Provider
from marketplace.rules.bookings import OPEN
from marketplace.views.person import who


def own_provider(request: HttpRequest, community: Community) -> Provider | None:
    mine = Provider.objects.in_community(community).of(who(request))
    return mine.select_related("community", "decided_by").first()


def work(request: HttpRequest, community: Community) -> Any:
    return Booking.objects.in_community(community).filter(worker=who(request)).shown()


def job(request: HttpRequest, community: Community, key: str) -> Booking:
    return get_object_or_404(work(request, community), key=key)


@in_community(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def apply(request: HttpRequest, community: Community) -> HttpResponse:
    """One page for the first application, a new one after a refusal, and the profile from then on."""
    mine = own_provider(request, community)
    form = ProviderForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        try:
            applied = save_profile(request, community, mine, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            done = _("Thank you. The committee checks your application within 3 days.")
            messages.success(request, done if applied else _("Your profile is saved."))
            return redirect("marketplace:apply", community.code)
    fresh = own_provider(request, community) if mine else None
    return render(request, "marketplace/apply.html", {"provider": fresh, "form": form})


def save_profile(
    request: HttpRequest, community: Community, mine: Provider | None, fields: dict[str, Any]
) -> bool:
    """Whether it was an application; else the profile was edited."""
    by = who(request)
    is_new = mine is None or Provider.objects.get(pk=mine.pk).state == Provider.State.REFUSED
    if is_new:
        apply_as_provider(community=community, **fields, by=by, at=timezone.now())
    elif mine:
        edit_profile(provider=mine, **fields, by=by, at=timezone.now())
    return is_new


SHOWN: dict[str, dict[str, Any]] = {
    "requests": {"state": Booking.State.REQUESTED},
    "ahead": {"state": Booking.State.ACCEPTED},
    "open": {"state__in": [Booking.State.FULFILLED, Booking.State.DISPUTED]},
}


@in_community(read=Permission.OFFER_SERVICES)
def desk(request: HttpRequest, community: Community) -> HttpResponse:
    mine = own_provider(request, community)
    if mine is None:
        return redirect("marketplace:apply", community.code)
    jobs = work(request, community)
    over = jobs.exclude(state__in=OPEN).order_by("-starts_at")
    past = Paginator(over, 20).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        name: jobs.filter(**chosen).order_by("starts_at")[:50] for name, chosen in SHOWN.items()
    }
    listings = Listing.objects.filter(provider=mine).rated().select_related("provider__community")
    context.update(provider=mine, listings=listings.order_by("pk"), past=past, now=timezone.now())
    return render(request, "marketplace/desk.html", context)


def own_listing(request: HttpRequest, community: Community, key: str) -> Listing:
    mine = Listing.objects.in_community(community).of(who(request))
    return get_object_or_404(mine.select_related("provider__community"), key=key)


@in_community(read=Permission.OFFER_SERVICES, write=Permission.OFFER_SERVICES)
def new_listing(request: HttpRequest, community: Community) -> HttpResponse:
    mine = own_provider(request, community)
    if mine is None:
        return redirect("marketplace:apply", community.code)
    form, by = ListingForm(request.POST or None), who(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = lists.list_service(
                provider=mine,
                fields=form.cleaned_data,
                hours=form.hours(),
                by=by,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Your service is listed. This is how residents see it."))
            return redirect(made)
    return render(request, "marketplace/listing_form.html", {"form": form, "provider": mine})


@in_community(read=Permission.OFFER_SERVICES, write=Permission.OFFER_SERVICES)
def edit_listing(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = own_listing(request, community, key)
    form = ListingForm(request.POST or None, instance=found, windows=found.windows())
    if request.method == "POST" and form.is_valid():
        fields, hours, by = form.cleaned_data, form.new_hours(), who(request)
        lists.edit_listing(listing=found, fields=fields, hours=hours, by=by, at=timezone.now())
        messages.success(request, _("Saved. Bookings made before keep their price and time."))
        return redirect("marketplace:offer", community.code)
    return render(request, "marketplace/listing_form.html", {"form": form, "listing": found})


@in_community(write=Permission.OFFER_SERVICES)
def pause(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Pauses, or resumes: the button says which."""
    found, is_paused = own_listing(request, community, key), request.POST.get("to") == "pause"
    lists.pause_listing(listing=found, is_paused=is_paused, by=who(request), at=timezone.now())
    done = _("“%(title)s” is paused: nobody can book it until you resume it.")
    messages.success(
        request, (done if is_paused else _("“%(title)s” can be booked again.")) % {"title": found.title}
    )
    return redirect("marketplace:offer", community.code)


@in_community(write=Permission.OFFER_SERVICES)
def accept(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = job(request, community, key)
    acts.accept_booking(booking=found, by=who(request), at=timezone.now())
    messages.success(request, _("Accepted. %(name)s has been told.") % {"name": found.resident})
    return redirect("marketplace:offer", community.code)


@in_community(read=Permission.OFFER_SERVICES, write=Permission.OFFER_SERVICES)
def refuse(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found, form = job(request, community, key), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        acts.refuse_booking(booking=found, reason=reason, by=who(request), at=timezone.now())
        messages.success(request, _("Refused. %(name)s has been told why.") % {"name": found.resident})
        return redirect("marketplace:offer", community.code)
    return render(request, "marketplace/refuse.html", {"booking": found, "form": form})


@in_community(read=Permission.OFFER_SERVICES, write=Permission.OFFER_SERVICES)
def fulfil(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found, form = job(request, community, key), FulfilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_paid = form.cleaned_data["is_paid"]
        acts.fulfil_booking(booking=found, is_paid=is_paid, by=who(request), at=timezone.now())
        messages.success(request, _("Noted. %(name)s confirms it within 7 days.") % {"name": found.resident})
        return redirect("marketplace:offer", community.code)
    return render(request, "marketplace/fulfil.html", {"booking": found, "form": form})


@in_community(read=Permission.OFFER_SERVICES, write=Permission.OFFER_SERVICES)
def reply(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = get_object_or_404(work(request, community), key=key, review__isnull=False)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        reply_to_review(review=found.review, text=text, by=who(request), at=timezone.now())
        messages.success(request, _("Your reply is published."))
        return redirect(found)
    return render(request, "marketplace/reply.html", {"booking": found, "form": form})
