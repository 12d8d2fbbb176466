"""Applying as a provider, and what the committee decides about it."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.core.searching import changed
from linli.notifications.actions import tell
from linli.roles.actions import AlreadyAppointed, appoint, dismiss
from linli.roles.models import Appointment
from marketplace.actions.bookings import ReasonNeeded, move
from marketplace.actions.telling import tell_of_booking, tell_verifiers
from marketplace.models import Booking, Provider
from marketplace.rules.bookings import AHEAD, PROVIDER_TRANSITIONS, ProviderState, State

ROLE = "provider"


class AlreadyDecided(Refused):
    reason = _("This has already been decided.")


class OwnApplication(Refused):
    reason = _("Nobody decides on their own application: a colleague has to do it.")


class ProfileIsChecked(Refused):
    reason = _("Name and qualifications have been checked. Ask the committee if they have to change.")


@transaction.atomic
def apply_as_provider(
    *, community: Community, name: str, about: str, phone: str, qualifications: str, by: User, at: datetime
) -> Provider:
    """A first application, or a new one after a refusal."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    provider = Provider.objects.filter(community=community, user=by).first() or Provider(
        community=community, user=by
    )
    if provider.pk and provider.state != ProviderState.REFUSED:
        raise AlreadyDecided
    fields = {"name": name, "about": about, "phone": phone, "qualifications": qualifications}
    for field, value in {**fields, "state": ProviderState.APPLIED, "applied_at": at, "reason": ""}.items():
        setattr(provider, field, value)
    provider.save()
    record(by=by, action="marketplace.apply_as_provider", obj=provider, community=community, at=at)
    url = reverse("marketplace:verify_one", args=[community.code, provider.key])
    title = _("%(name)s asks to offer services and waits to be checked")
    tell_verifiers(community=community, title=title, name=name, url=url, at=at, by=by)
    return provider


@transaction.atomic
def edit_profile(
    *, provider: Provider, name: str, about: str, phone: str, qualifications: str, by: User, at: datetime
) -> Provider:
    """What the committee has checked stays as it was checked; the rest is the provider's own."""
    provider = locked(provider)
    checked = (provider.name, provider.qualifications)
    if provider.state != ProviderState.APPLIED and checked != (name, qualifications):
        raise ProfileIsChecked
    provider.name, provider.about, provider.phone, provider.qualifications = (
        name,
        about,
        phone,
        qualifications,
    )
    provider.save(update_fields=["name", "about", "phone", "qualifications"])
    record(by=by, action="marketplace.edit_profile", obj=provider, community=provider.community, at=at)
    return provider


def locked(provider: Provider) -> Provider:
    rows = Provider.objects.select_related("user", "community__division")
    return rows.select_for_update(of=("self",)).get(pk=provider.pk)


def decide(
    provider: Provider,
    to: ProviderState,
    *,
    action: str,
    title: Any,
    by: User,
    at: datetime,
    reason: str = "",
) -> Provider:
    """One decision of the committee: locked, recorded, told."""
    provider = locked(provider)
    if provider.user_id == by.pk:
        raise OwnApplication
    if to not in PROVIDER_TRANSITIONS[ProviderState(provider.state)]:
        raise AlreadyDecided
    provider.state, provider.decided_at, provider.decided_by, provider.reason = to, at, by, reason
    provider.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    record(by=by, action=f"marketplace.{action}", obj=provider, community=provider.community, at=at)
    tell_provider(provider, title=title, by=by, at=at)
    for listing in provider.listings.select_related("provider__community__division"):
        changed(listing)
    return provider


def tell_provider(provider: Provider, *, title: Any, by: User, at: datetime) -> None:
    """In their own language; leads to the desk, or to the page that says why not."""
    with translation.override(provider.user.language):
        text = str(title)
    page = "marketplace:offer" if provider.is_verified else "marketplace:apply"
    url, about = (
        reverse(page, args=[provider.community.code]),
        {"community": provider.community, "at": at, "by": by},
    )
    tell(users=[provider.user], kind="provider", title=text, url=url, body=provider.reason, **about)


@transaction.atomic
def verify_provider(*, provider: Provider, by: User, at: datetime) -> Provider:
    """Also restores one who was suspended. Grants the role in this community."""
    title = _("You are now a verified provider. List your first service.")
    provider = decide(provider, ProviderState.VERIFIED, action="verify_provider", title=title, by=by, at=at)
    with suppress(AlreadyAppointed):  # an operator may have appointed them by hand
        appoint(user=provider.user, role=ROLE, division=provider.community.division, by=by, at=at)
    return provider


@transaction.atomic
def refuse_provider(*, provider: Provider, reason: str, by: User, at: datetime) -> Provider:
    if not reason.strip():
        raise ReasonNeeded
    title = _("Your application as a provider was not accepted. Read why; you may apply again.")
    return decide(
        provider, ProviderState.REFUSED, action="refuse_provider", title=title, by=by, at=at, reason=reason
    )


@transaction.atomic
def suspend_provider(*, provider: Provider, reason: str, by: User, at: datetime) -> Provider:
    """Takes the role and the listings off at once, and ends every booking ahead; each resident is told."""
    if not reason.strip():
        raise ReasonNeeded
    title = _("Your services have been suspended by the committee. Read why.")
    provider = decide(
        provider, ProviderState.SUSPENDED, action="suspend_provider", title=title, by=by, at=at, reason=reason
    )
    held = Appointment.objects.current(at).filter(user=provider.user, role=ROLE)
    for appointment in held.filter(division=provider.community.division).order_by("pk"):
        dismiss(appointment=appointment, by=by, at=at)
    cancel_ahead(provider, by=by, at=at)
    return provider


def cancel_ahead(provider: Provider, *, by: User, at: datetime) -> None:
    ahead = Booking.objects.filter(provider=provider, state__in=AHEAD, starts_at__gt=at)
    title = _("“%(service)s” on %(time)s cannot take place: the provider has been suspended.")
    for booking in ahead.order_by("pk"):
        ended = move(booking, State.CANCELLED, action="cancel_booking", by=by, at=at, reason=provider.reason)
        tell_of_booking(ended, user=ended.resident, title=title, at=at, by=by)
