"""Who does it."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed
from volunteers.models.shifts import Shift
from volunteers.rules.windows import CHECK_IN_EARLY, CHECK_OUT_LATE


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
            state__in=[Assignment.State.JOINED, Assignment.State.CHECKED_IN],
            shift__ends_at__gt=at - CHECK_OUT_LATE,
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
    joined_at: Any = models.DateTimeField(pgettext_lazy("shift", "Joined"))
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
    def confirmed_minutes(self) -> int | None:
        """Confirmed with all corrections; none while nobody has confirmed. Prefetch `hours` in lists."""
        records = self.hours.all()
        return sum(r.minutes for r in records) if records else None

    @property
    def is_live(self) -> bool:
        return self.state not in (self.State.WITHDRAWN, self.State.RELEASED)
