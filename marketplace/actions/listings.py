"""Listing a service, changing it, pausing it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from linli.core.searching import changed
from marketplace.models import HoursRule, Listing, Provider
from marketplace.rules.hours import Window

FIELDS = ("category", "title", "description", "price", "unit", "minutes")


class NotVerified(Refused):
    reason = _("You can list services as soon as the committee has verified you.")


class NoHours(Refused):
    reason = _("Choose at least one day and one stretch of time that is long enough for one visit.")


def write_hours(listing: Listing, hours: Iterable[Window]) -> None:
    listing.hours.all().delete()
    rules = [HoursRule(listing=listing, weekday=w.weekday, opens=w.opens, closes=w.closes) for w in hours]
    if not rules:
        raise NoHours
    HoursRule.objects.bulk_create(rules)


@transaction.atomic
def list_service(
    *, provider: Provider, fields: dict[str, Any], hours: Iterable[Window], by: User, at: datetime
) -> Listing:
    """`fields` are those of FIELDS; the price in fen."""
    provider = (
        Provider.objects.select_related("community").select_for_update(of=("self",)).get(pk=provider.pk)
    )
    if not provider.is_verified:
        raise NotVerified
    listing = Listing.objects.create(
        provider=provider, created_at=at, **{name: fields[name] for name in FIELDS}
    )
    write_hours(listing, hours)
    record(by=by, action="marketplace.list_service", obj=listing, community=provider.community, at=at)
    changed(listing)
    return listing


@transaction.atomic
def edit_listing(
    *, listing: Listing, fields: dict[str, Any], hours: Iterable[Window] | None = None, by: User, at: datetime
) -> Listing:
    """Bookings made before keep their price and time. No `hours` leaves the hours alone."""
    listing = locked(listing)
    before = {name: getattr(listing, name) for name in FIELDS}
    for name in FIELDS:
        setattr(listing, name, fields[name])
    listing.save(update_fields=FIELDS)
    if hours is not None:
        write_hours(listing, hours)
    detail = {"changed": sorted(name for name in FIELDS if before[name] != fields[name])}
    community = listing.provider.community
    record(by=by, action="marketplace.edit_listing", obj=listing, community=community, at=at, detail=detail)
    changed(listing)
    return listing


@transaction.atomic
def pause_listing(*, listing: Listing, is_paused: bool, by: User, at: datetime) -> Listing:
    """Takes it out of the list, or puts it back; bookings already made stay."""
    listing = locked(listing)
    listing.is_paused = is_paused
    listing.save(update_fields=["is_paused"])
    action = "marketplace.pause_listing" if is_paused else "marketplace.resume_listing"
    record(by=by, action=action, obj=listing, community=listing.provider.community, at=at)
    changed(listing)
    return listing


def locked(listing: Listing) -> Listing:
    rows = Listing.objects.select_related("provider__community").select_for_update(of=("self",))
    return rows.get(pk=listing.pk)
