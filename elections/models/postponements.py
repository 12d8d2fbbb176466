"""Postponement 推迟选举日: the election day of an announced election is moved to a later one; both days stay in the record."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elections.models.elections import Election
from linli.accounts.models import User
from linli.core.models import AppendOnly


class Postponement(AppendOnly):
    """From which day and hours to which, and why. Without such a row the triggers let no announced day move."""

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="postponements")
    old_day: Any = models.DateField()
    old_opens_at: Any = models.DateTimeField()
    old_closes_at: Any = models.DateTimeField()
    new_day: Any = models.DateField(_("New election day"))
    new_opens_at: Any = models.DateTimeField(_("Polls open"))
    new_closes_at: Any = models.DateTimeField(_("Polls close"))
    reason: Any = models.CharField(_("Why it is postponed"), max_length=200)
    decided_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Postponement")
        verbose_name_plural = _("Postponements")
        ordering = ["new_day"]
        constraints = [
            models.UniqueConstraint(name="elections_postponement_once", fields=["election", "old_day"]),
            models.CheckConstraint(
                name="elections_postponement_later", condition=Q(new_day__gt=F("old_day"))
            ),
            models.CheckConstraint(
                name="elections_postponement_window", condition=Q(new_closes_at__gt=F("new_opens_at"))
            ),
            models.CheckConstraint(name="elections_postponement_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.old_day} → {self.new_day}"
