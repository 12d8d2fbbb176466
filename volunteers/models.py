"""Opportunity 志愿项目, Shift 班次, Assignment 派班, HoursRecord 服务时长, HoursCertificate 时长证明.

What the database itself holds to, whoever writes (migration 0002): the counter `taken` follows the assignments and
never passes `places`; nobody is in two places at once; a planned time stands; confirmed hours are only added to.
"""

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import AppendOnly, Keyed
from volunteers.rules.windows import CHECK_IN_EARLY, CHECK_OUT_LATE, Window


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)


class Opportunity(Keyed):
    """Something that neighbours do for neighbours; its times are the shifts."""

    community: Any = models.ForeignKey(Community, models.CASCADE, related_name="opportunities")
    title: Any = models.CharField(pgettext_lazy("opportunity", "Title"), max_length=60)
    description: Any = models.TextField(_("What it is about"), max_length=2000)
    needs: Any = models.CharField(_("What it takes"), max_length=120, blank=True)  # 会搬桌子就行
    place: Any = models.CharField(_("Meeting place"), max_length=80)
    organised_by: Any = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Organiser"))
    created_at: Any = models.DateTimeField(_("Created"))

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Opportunity")
        verbose_name_plural = _("Opportunities")
        constraints = [models.CheckConstraint(name="volunteers_opportunity_title", condition=~Q(title=""))]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("volunteers:opportunity", args=[self.community.code, self.key])


class ShiftQuerySet(models.QuerySet["Shift"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(opportunity__community=community)

    def planned(self) -> Self:
        return self.filter(state=Shift.State.PLANNED)

    def to_come(self, at: datetime) -> Self:
        return self.planned().filter(starts_at__gt=at)

    def needing_people(self, at: datetime) -> Self:
        return self.to_come(at).filter(taken__lt=F("places"))

    def with_unconfirmed_hours(self, at: datetime) -> Self:
        waiting = Assignment.objects.unconfirmed().values("shift")
        return self.planned().filter(ends_at__lte=at, pk__in=waiting)

    def with_opportunity(self) -> Self:
        return self.select_related("opportunity__community__division", "opportunity__organised_by")


class Shift(Keyed):
    """One time of an opportunity, with a number of places: [starts_at, ends_at)."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("shift", "Planned")
        CANCELLED = "cancelled", pgettext_lazy("shift", "Cancelled")

    opportunity: Any = models.ForeignKey(Opportunity, models.PROTECT, related_name="shifts")
    starts_at: Any = models.DateTimeField(_("Starts"))
    ends_at: Any = models.DateTimeField(_("Ends"))
    places: Any = models.PositiveSmallIntegerField(_("Places"))
    taken: Any = models.PositiveSmallIntegerField(_("Places taken"), default=0, editable=False)  # by trigger only
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    reason: Any = models.CharField(_("Why it was cancelled"), max_length=200, blank=True)
    reminded_at: Any = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("Shift")
        verbose_name_plural = _("Shifts")
        indexes = [models.Index(fields=["starts_at"], name="volunteers_shift_starts")]
        constraints = [
            models.CheckConstraint(name="volunteers_shift_window", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="volunteers_shift_places", condition=Q(places__gt=0)),
            models.CheckConstraint(name="volunteers_shift_taken", condition=Q(taken__lte=F("places"))),
            models.CheckConstraint(
                name="volunteers_shift_reason", condition=Q(state="planned", reason="") | ~Q(state="planned") & ~Q(reason="")
            ),
            models.UniqueConstraint(
                name="volunteers_shift_once", fields=["opportunity", "starts_at"], condition=Q(state="planned")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity} · {self.starts_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("volunteers:shift", args=[self.opportunity.community.code, self.key])

    @property
    def community(self) -> Community:
        found: Community = self.opportunity.community
        return found

    @property
    def window(self) -> Window:
        return Window(self.starts_at, self.ends_at)

    @property
    def left(self) -> int:
        return int(self.places - self.taken)

    @property
    def is_cancelled(self) -> bool:
        return bool(self.state == Shift.State.CANCELLED)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(shift__opportunity__community=community)

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def live(self) -> Self:
        """Those that hold a place."""
        return self.exclude(state__in=[Assignment.State.WITHDRAWN, Assignment.State.RELEASED])

    def to_come(self, at: datetime) -> Self:
        """Places held in shifts that can still be checked out of."""
        return self.filter(
            state__in=[Assignment.State.JOINED, Assignment.State.CHECKED_IN], shift__ends_at__gt=at - CHECK_OUT_LATE
        )

    def within_reach(self, at: datetime) -> Self:
        return self.filter(shift__starts_at__lte=at + CHECK_IN_EARLY, shift__ends_at__gt=at - CHECK_OUT_LATE)

    def unconfirmed(self) -> Self:
        """Checked out, and no organiser has confirmed the hours yet."""
        return self.filter(state=Assignment.State.CHECKED_OUT, hours=None)

    def with_shift(self) -> Self:
        return self.select_related("shift__opportunity__community__division", "user")


class Assignment(Keyed):
    """A volunteer's place in a shift."""

    class State(models.TextChoices):
        JOINED = "joined", pgettext_lazy("assignment", "Coming")
        CHECKED_IN = "checked_in", pgettext_lazy("assignment", "Checked in")
        CHECKED_OUT = "checked_out", pgettext_lazy("assignment", "Checked out")
        NO_SHOW = "no_show", pgettext_lazy("assignment", "Did not come")
        WITHDRAWN = "withdrawn", pgettext_lazy("assignment", "Withdrawn")
        RELEASED = "released", pgettext_lazy("assignment", "Shift cancelled")

    shift: Any = models.ForeignKey(Shift, models.PROTECT, related_name="assignments")
    user: Any = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    state: Any = models.CharField(max_length=12, choices=State.choices, default=State.JOINED)
    joined_at: Any = models.DateTimeField(_("Joined"))
    withdrawn_at: Any = models.DateTimeField(_("Withdrew"), null=True, blank=True)
    checked_in_at: Any = models.DateTimeField(_("Checked in"), null=True, blank=True)
    checked_out_at: Any = models.DateTimeField(_("Checked out"), null=True, blank=True)
    proposed_minutes: Any = models.PositiveSmallIntegerField(_("Minutes to confirm"), null=True, blank=True)
    # Who is where, and when, as one range of minutes; kept by a trigger, empty where no place is held.
    slot: Any = BigIntegerRangeField(null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Assignment")
        verbose_name_plural = _("Assignments")
        indexes = [models.Index(fields=["user", "state"], name="volunteers_assignment_mine")]
        constraints = [
            models.UniqueConstraint(
                name="volunteers_assignment_once",
                fields=["user", "shift"],
                condition=~Q(state__in=["withdrawn", "released"]),
            ),
            ExclusionConstraint(
                name="volunteers_assignment_overlap", expressions=[("slot", RangeOperators.OVERLAPS)]
            ),
            models.CheckConstraint(
                name="volunteers_assignment_in_out",
                condition=Q(checked_out_at=None)
                | Q(checked_in_at__isnull=False, checked_out_at__gte=F("checked_in_at")),
            ),
            models.CheckConstraint(
                name="volunteers_assignment_done",
                condition=Q(state="checked_out") ^ (Q(checked_out_at=None) & Q(proposed_minutes=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.shift}"

    @property
    def is_live(self) -> bool:
        return self.state not in (self.State.WITHDRAWN, self.State.RELEASED)


class HoursRecordQuerySet(models.QuerySet["HoursRecord"]):
    def of(self, user: User) -> Self:
        return self.filter(volunteer=user)

    def in_community(self, community: Community) -> Self:
        return self.filter(assignment__shift__opportunity__community=community)

    def total(self) -> int:
        """Confirmed minutes: confirmations and their corrections summed."""
        return int(self.aggregate(found=Sum("minutes"))["found"] or 0)


class HoursRecord(AppendOnly):
    """Minutes that an organiser vouches for. A mistake is mended by a further row that adds or takes away."""

    assignment: Any = models.ForeignKey(Assignment, models.PROTECT, related_name="hours")
    volunteer: Any = models.ForeignKey(User, models.PROTECT, related_name="hours")  # the assignment's user: by 0002
    minutes: Any = models.SmallIntegerField(_("Minutes"))
    confirmed_by: Any = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Confirmed by"))
    confirmed_at: Any = models.DateTimeField(_("Confirmed"))
    corrects: Any = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    reason: Any = models.CharField(_("Reason"), max_length=200, blank=True)

    objects = HoursRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("Record of hours")
        verbose_name_plural = _("Records of hours")
        constraints = [
            models.CheckConstraint(
                name="volunteers_hours_not_ones_own", condition=~Q(confirmed_by=F("volunteer"))
            ),
            models.CheckConstraint(
                name="volunteers_hours_correction",
                condition=Q(corrects=None, minutes__gte=0) | Q(corrects__isnull=False) & ~Q(reason=""),
            ),
            models.UniqueConstraint(
                name="volunteers_hours_once", fields=["assignment"], condition=Q(corrects=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} · {timedelta(minutes=self.minutes)}"


class HoursCertificate(Keyed, AppendOnly):
    """What was confirmed up to a moment, as given out on paper; its key lets anybody check the paper."""

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="+")
    volunteer: Any = models.ForeignKey(User, models.PROTECT, related_name="hours_certificates")
    name: Any = models.CharField(_("Name"), max_length=60)
    minutes: Any = models.PositiveIntegerField(_("Minutes"))
    shift_count: Any = models.PositiveIntegerField(_("Shifts"))
    first_on: Any = models.DateField(_("From"))
    last_on: Any = models.DateField(_("To"))
    issued_at: Any = models.DateTimeField(_("Issued"))

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("Certificate of hours")
        verbose_name_plural = _("Certificates of hours")
        constraints = [
            models.CheckConstraint(name="volunteers_certificate_minutes", condition=Q(minutes__gt=0)),
            models.CheckConstraint(name="volunteers_certificate_days", condition=Q(last_on__gte=F("first_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.issued_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("volunteers:certificate", args=[self.community.code, self.key])
