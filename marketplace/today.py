"""What waits for residents and providers, and what the committee has to check."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.communities.models import Community
from linli.core.waiting import Waiting
from linli.roles.permissions import Permission
from linli.roles.rights import may
from marketplace.models import Booking, Provider
from marketplace.rules.bookings import AHEAD, State
from marketplace.templatetags.services import next_step, span

MINE, WORK, SHOWN = 3, 3, 20


def waiting(*, user: Any, community: Community, at: datetime) -> Iterator[Waiting]:
    """As a resident: what is ahead, to confirm, to review. As a provider: requests to answer, work to do."""
    if not user.is_authenticated:
        return
    here = Booking.objects.in_community(community).shown()
    mine = here.filter(resident=user).filter(Q(state=State.FULFILLED) | Q(state__in=AHEAD, ends_at__gt=at))
    for booking in mine.order_by("starts_at")[:MINE]:
        yield about_mine(booking)
    work = here.filter(worker=user, state__in=AHEAD).order_by("starts_at")
    for booking in work[:WORK]:
        yield about_work(booking, at)


def about_mine(booking: Booking) -> Waiting:
    is_done = booking.state == State.FULFILLED
    return Waiting(
        room="shop",
        icon=booking.listing.icon,
        kind=pgettext("today", "Service"),
        title=booking.listing.title,
        url=booking.get_absolute_url(),
        step=_("Confirm and say how it was") if is_done else _("See the booking"),
        until=booking.confirm_by if is_done else booking.starts_at,
        detail=next_step(booking, True) if is_done else f"{span(booking)} · {booking.provider.name}",
    )


def about_work(booking: Booking, at: datetime) -> Waiting:
    is_request = booking.state == State.REQUESTED
    step = _("See the booking") if at < booking.starts_at else _("Note that it is done")
    return Waiting(
        room="shop",
        icon=booking.listing.icon,
        kind=pgettext("today", "Request") if is_request else pgettext("today", "Your work"),
        title=f"{booking.resident} · {booking.listing.title}",
        url=booking.get_absolute_url(),
        step=_("Answer the request") if is_request else step,
        until=booking.answer_by if is_request else booking.starts_at,
        detail=f"{span(booking)} · {booking.address}",
    )


def due(*, user: Any, community: Community, at: datetime) -> Iterator[Waiting]:
    """For the committee: providers to check within three days, problems to settle within five."""
    if not may(user, Permission.VERIFY_PROVIDERS, community, at):
        return
    applied = Provider.objects.in_community(community).filter(state=Provider.State.APPLIED)
    for provider in applied.exclude(user=user.pk).select_related("user").order_by("applied_at")[:SHOWN]:
        yield to_check(provider, community)
    disputed = Booking.objects.in_community(community).filter(state=State.DISPUTED).shown()
    for booking in disputed.order_by("moved_at")[:SHOWN]:
        yield to_settle(booking, community)


def to_check(provider: Provider, community: Community) -> Waiting:
    return Waiting(
        room="shop",
        icon="badge-check",
        kind=pgettext("today", "Provider"),
        title=provider.name,
        url=reverse("marketplace:verify_one", args=[community.code, provider.key]),
        step=_("Check the provider"),
        until=provider.check_by,
        source=str(provider.user),
    )


def to_settle(booking: Booking, community: Community) -> Waiting:
    return Waiting(
        room="shop",
        icon="scale",
        kind=pgettext("today", "Mediation"),
        title=booking.listing.title,
        url=reverse("marketplace:problem", args=[community.code, booking.key]),
        step=_("Mediate"),
        until=booking.settle_by,
        detail=span(booking),
        source=str(booking.resident),
    )
