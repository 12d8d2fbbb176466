"""Booking 预约: a resident, a service, a time. Its states are ruled by `rules/bookings.py` and a trigger (0002)."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import BigIntegerField, F, Func, Q
from django.db.models.expressions import CombinedExpression
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import AppendOnly, Keyed
from marketplace.models.listings import Listing
from marketplace.models.providers import Provider
from marketplace.rules import bookings as rules
from marketplace.rules.bookings import LIVE, OPEN


def minute_of(moment: str) -> CombinedExpression:
    """The worker's number above, the minute since 1970 below: one line of integers holds everybody's time.

    Two workers' ranges can never touch, so the plain `&&` of core GiST is enough and no extension is needed.
    """
    utc = Func(F(moment), template="(%(expressions)s AT TIME ZONE 'UTC')")
    whole = BigIntegerField()
    minute = Func(utc, template="floor(extract(epoch FROM %(expressions)s) / 60)::bigint", output_field=whole)
    return Func(F("worker"), template="%(expressions)s * 4294967296", output_field=whole) + minute


class BookingQuerySet(models.QuerySet["Booking"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(provider__community=community)

    def visible_to(self, user: User) -> Self:
        """Only the two sides see a booking; the committee sees one when a problem is reported."""
        return self.filter(Q(resident=user) | Q(worker=user))

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def during(self, starts_at: datetime, ends_at: datetime) -> Self:
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def shown(self) -> Self:
        """With everything that a line or a page about a booking says."""
        return self.select_related("listing", "provider__community__division", "resident", "worker", "review")


class Booking(Keyed):
    class State(models.TextChoices):
        REQUESTED = rules.State.REQUESTED.value, pgettext_lazy("booking", "Waiting for an answer")
        ACCEPTED = rules.State.ACCEPTED.value, pgettext_lazy("booking", "Accepted")
        FULFILLED = rules.State.FULFILLED.value, pgettext_lazy("booking", "Done, to be confirmed")
        DISPUTED = rules.State.DISPUTED.value, pgettext_lazy("booking", "Problem reported")
        CONFIRMED = rules.State.CONFIRMED.value, pgettext_lazy("booking", "Completed")
        REFUSED = rules.State.REFUSED.value, pgettext_lazy("booking", "Refused")
        CANCELLED = rules.State.CANCELLED.value, pgettext_lazy("booking", "Cancelled")
        EXPIRED = rules.State.EXPIRED.value, pgettext_lazy("booking", "Expired")

    listing: Any = models.ForeignKey(Listing, models.PROTECT, related_name="bookings")
    provider: Any = models.ForeignKey(Provider, models.PROTECT, related_name="bookings")
    worker: Any = models.ForeignKey(
        User, models.PROTECT, related_name="work"
    )  # the provider's user: whose time it is
    resident: Any = models.ForeignKey(User, models.PROTECT, related_name="bookings")
    starts_at: Any = models.DateTimeField(_("From"))
    ends_at: Any = models.DateTimeField(_("To"))
    slot: Any = models.GeneratedField(
        expression=Func(minute_of("starts_at"), minute_of("ends_at"), function="int8range"),
        output_field=BigIntegerRangeField(),
        db_persist=True,
    )
    price: Any = models.PositiveIntegerField(_("Agreed price"))  # fen, frozen when booked
    address: Any = models.CharField(pgettext_lazy("booking", "Where to"), max_length=120)
    phone: Any = models.CharField(pgettext_lazy("booking", "Telephone"), max_length=30)
    note: Any = models.CharField(
        pgettext_lazy("booking", "Note for the provider"), max_length=300, blank=True
    )
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    requested_at: Any = models.DateTimeField(_("Booked"))
    moved_at: Any = models.DateTimeField(_("Last step"))
    is_paid: Any = models.BooleanField(_("Paid on the spot"), default=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Booking")
        verbose_name_plural = _("Bookings")
        indexes = [
            models.Index(fields=["worker", "starts_at"], name="marketplace_booking_worker"),
            models.Index(fields=["resident", "starts_at"], name="marketplace_booking_resident"),
            models.Index(fields=["state", "moved_at"], name="marketplace_booking_clock"),
        ]
        constraints = [
            ExclusionConstraint(
                name="marketplace_booking_overlap",
                expressions=[("slot", RangeOperators.OVERLAPS)],
                condition=Q(state__in=sorted(state.value for state in LIVE)),
            ),
            models.CheckConstraint(
                name="marketplace_booking_state",
                condition=Q(state__in=[state.value for state in rules.State]),
            ),
            models.CheckConstraint(
                name="marketplace_booking_window", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="marketplace_booking_oneself", condition=~Q(resident=F("worker"))),
        ]

    def __str__(self) -> str:
        return f"{self.listing} · {self.resident}"

    @property
    def light(self) -> str:
        """Green where all is well, yellow where somebody's step is due, red where something went wrong."""
        return {"requested": "yellow", "fulfilled": "yellow", "disputed": "red"}.get(self.state, "green")

    @property
    def answer_by(self) -> datetime:
        return rules.answer_by(self.requested_at, self.starts_at)

    @property
    def confirm_by(self) -> datetime:
        return self.moved_at + rules.CONFIRM_WITHIN

    @property
    def settle_by(self) -> datetime:
        return self.moved_at + rules.SETTLE_WITHIN

    def get_absolute_url(self) -> str:
        return reverse("marketplace:booking", args=[self.provider.community.code, self.key])


class BookingEvent(AppendOnly):
    """One step of a booking: who (nobody: the clock), when, from which state to which, and why."""

    booking: Any = models.ForeignKey(Booking, models.PROTECT, related_name="events")
    serial: Any = models.PositiveSmallIntegerField()
    from_state: Any = models.CharField(max_length=10, blank=True)
    to_state: Any = models.CharField(max_length=10, choices=Booking.State.choices)
    at: Any = models.DateTimeField(_("Time"))
    by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason: Any = models.CharField(pgettext_lazy("marketplace", "Reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Step of a booking")
        verbose_name_plural = _("Steps of a booking")
        ordering = ["serial"]
        constraints = [models.UniqueConstraint(name="marketplace_event_serial", fields=["booking", "serial"])]

    def __str__(self) -> str:
        return f"{self.booking_id}.{self.serial} {self.to_state}"
