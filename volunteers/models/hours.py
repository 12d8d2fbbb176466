"""What somebody vouches for."""

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import AppendOnly, Keyed
from volunteers.models.assignments import Assignment


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
    volunteer: Any = models.ForeignKey(
        User, models.PROTECT, related_name="hours"
    )  # the assignment's user: by 0002
    minutes: Any = models.SmallIntegerField(_("Minutes"))
    confirmed_by: Any = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Confirmed by")
    )
    confirmed_at: Any = models.DateTimeField(_("Confirmed"))
    corrects: Any = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
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
    first_on: Any = models.DateField(_("First day"))
    last_on: Any = models.DateField(_("Last day"))
    issued_at: Any = models.DateTimeField(_("Issued"))

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("Certificate of hours")
        verbose_name_plural = _("Certificates of hours")
        constraints = [
            models.CheckConstraint(name="volunteers_certificate_minutes", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="volunteers_certificate_days", condition=Q(last_on__gte=F("first_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.issued_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("volunteers:certificate", args=[self.community.code, self.key])
