"""Ending 职务终止: why an office ended before its term, otherwise than by a recall, with what vouches for it.

What is entered stays. A mistaken ending is taken back with a reason, and the office goes on; then another may be entered.
Triggers (migration 0017) let an office end once, in its days, and only by such a record or a recall that was carried.
"""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.meetings import AgendaItem
from elections.models.terms import Officeholder
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed

GROUNDS = [(one.value, one.label) for one in Officeholder.Ending if one != Officeholder.Ending.RECALLED]


class OfficeEndingQuerySet(models.QuerySet["OfficeEnding"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(officeholder__term__committee__community=community)

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_at=None)


class OfficeEnding(Keyed):
    """The papers themselves, a letter, a judgment, a finding, are not kept here: `reference` says where they are."""

    officeholder: Any = models.ForeignKey(Officeholder, models.PROTECT, related_name="endings")
    ground: Any = models.CharField(pgettext_lazy("office", "Why it ends"), max_length=10, choices=GROUNDS)
    ended_on: Any = models.DateField(pgettext_lazy("office", "Ended on"))
    applied_on: Any = models.DateField(_("Written resignation of"), null=True)
    appraised_on: Any = ArrayField(models.DateField(), default=list)
    item: Any = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="endings")
    reference: Any = models.CharField(_("What vouches for it"), max_length=200)
    note: Any = models.TextField(pgettext_lazy("office", "Note"), max_length=1000, blank=True)
    portal_key: Any = models.CharField(max_length=20, blank=True)  # of the notice drafted on the portal
    entered_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at: Any = models.DateTimeField()
    take_back_reason: Any = models.CharField(pgettext_lazy("office", "Reason"), max_length=200, blank=True)
    taken_back_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at: Any = models.DateTimeField(null=True)

    objects = OfficeEndingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ending of an office")
        verbose_name_plural = _("Endings of offices")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="elections_officeending_once",
                fields=["officeholder"],
                condition=Q(taken_back_at=None),
            ),
            models.CheckConstraint(
                name="elections_officeending_ground", condition=Q(ground__in=[value for value, _ in GROUNDS])
            ),
            models.CheckConstraint(name="elections_officeending_reference", condition=~Q(reference="")),
            models.CheckConstraint(
                name="elections_officeending_applied",
                condition=Q(ground="resigned", applied_on__isnull=False, applied_on__lte=F("ended_on"))
                | (~Q(ground="resigned") & Q(applied_on=None)),
            ),
            models.CheckConstraint(
                name="elections_officeending_appraised",
                condition=Q(ground="appraisal", appraised_on__len__gte=1)
                | (~Q(ground="appraisal") & Q(appraised_on__len=0)),
            ),
            models.CheckConstraint(
                name="elections_officeending_taken_back",
                condition=Q(taken_back_at=None, taken_back_by=None, take_back_reason="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(take_back_reason="")),
            ),
        ]

    @property
    def ground_words(self) -> str:
        """For those who run or oversee elections; others read `office_words.public_ground`."""
        return str(Officeholder.Ending(self.ground).label)

    def __str__(self) -> str:
        return f"{self.officeholder} {self.ended_on}"
