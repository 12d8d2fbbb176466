"""Role: a named set of permissions. Appointment 任职: who holds it, over which subtree, from when to when."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User
from linli.communities.models import Community, Division


class Role(models.Model):
    """Data, not code: an operator may add or change roles; the stock ones are in `stock.py`."""

    code: Any = models.SlugField(primary_key=True, max_length=30)
    name: Any = models.CharField(pgettext_lazy("role", "Name"), max_length=60)
    name_en: Any = models.CharField(pgettext_lazy("role", "Name in English"), max_length=60, blank=True)
    permissions: Any = ArrayField(models.CharField(max_length=40), default=list)
    is_staff: Any = models.BooleanField(
        _("Works for the community"), default=False
    )  # must use a second factor

    class Meta:
        verbose_name = pgettext_lazy("person", "Role")
        verbose_name_plural = pgettext_lazy("person", "Roles")

    def __str__(self) -> str:
        is_english = (get_language() or "").startswith("en")
        return str(self.name_en if is_english and self.name_en else self.name)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def current(self, at: datetime) -> Self:
        return self.filter(starts_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at))

    def covering(self, code: str) -> Self:
        """Those whose division contains the community with this twelve-digit code."""
        prefixes = {code[:n].ljust(12, "0") for n in (2, 4, 6, 9, 12)}
        return self.filter(division_id__in=prefixes)

    def with_permission(self, permission: str) -> Self:
        return self.filter(role__permissions__contains=[str(permission)])


class Appointment(models.Model):
    """`user` holds `role` in `division` and everything below it during [starts_at, ends_at)."""

    user: Any = models.ForeignKey(User, models.CASCADE, related_name="appointments")
    role: Any = models.ForeignKey(Role, models.PROTECT, related_name="appointments")
    division: Any = models.ForeignKey(Division, models.PROTECT, related_name="appointments")
    starts_at: Any = models.DateTimeField(pgettext_lazy("period", "From"))
    ends_at: Any = models.DateTimeField(pgettext_lazy("period", "To"), null=True, blank=True)
    appointed_by: Any = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Appointment")
        verbose_name_plural = _("Appointments")
        indexes = [models.Index(fields=["division", "role"], name="roles_appointment_place")]
        constraints = [
            models.CheckConstraint(
                name="roles_appointment_window", condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))
            ),
            models.UniqueConstraint(
                name="roles_appointment_once", fields=["user", "role", "division"], condition=Q(ends_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role} · {self.division}"

    def covers(self, community: Community) -> bool:
        return bool(self.division.covers(community.code))
