"""What is to be done, and when."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed
from volunteers.rules.windows import CONFIRM_WITHIN, Window


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def with_times(self) -> Any:
        """`last_at`: when its last planned shift begins; empty where nothing was ever planned."""
        planned = Q(shifts__state="planned")
        return self.annotate(last_at=Max("shifts__starts_at", filter=planned))


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
        return reverse("volunteers:about", args=[self.community.code, self.key])


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
        unconfirmed = Q(assignments__state="checked_out", assignments__hours=None)
        return self.planned().filter(unconfirmed, ends_at__lte=at).distinct()

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
    taken: Any = models.PositiveSmallIntegerField(
        _("Places taken"), default=0, editable=False
    )  # by trigger only
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
                name="volunteers_shift_reason",
                condition=Q(state="planned", reason="") | ~Q(state="planned") & ~Q(reason=""),
            ),
            models.UniqueConstraint(
                name="volunteers_shift_once",
                fields=["opportunity", "starts_at"],
                condition=Q(state="planned"),
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
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def confirm_until(self) -> datetime:
        found: datetime = self.ends_at + CONFIRM_WITHIN
        return found

    @property
    def left(self) -> int:
        return int(self.places - self.taken)

    @property
    def is_cancelled(self) -> bool:
        return bool(self.state == Shift.State.CANCELLED)
