"""Resignation 辞职申请: the letter of somebody in office, from its filing until a meeting has decided, or it is withdrawn.

Filed, it ends nothing: the office ends on the day on which the meeting approves it (城市居民委员会组织法 (2025) art. 21), and
by the record of that (`OfficeEnding`). Triggers (migration 0020) let only the person in office file, and keep what was written.
"""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.endings import OfficeEnding
from elections.models.terms import Officeholder
from elections.rules.days import day_of
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed
from linli.roles.permissions import Permission
from linli.roles.rights import Anyone, may


class ResignationQuerySet(models.QuerySet["Resignation"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(officeholder__term__committee__community=community)

    def visible_to(self, user: Anyone, community: Community, at: datetime) -> Self:
        """Whoever wrote it, and those who run or oversee elections here.

        Nobody else: while it waits the person is in office and may take it back, and the reason is often about health or
        family. What a meeting has approved everybody reads, as the law's own words.
        """
        if may(user, Permission.OVERSEE_ELECTIONS, community, at):
            return self.all()
        return self.filter(filed_by=user.pk) if user.is_authenticated else self.none()

    def waiting(self, on: date) -> Self:
        """For the meeting: not withdrawn, not decided, and the person is still in office."""
        held = Officeholder.objects.in_office(on)
        return self.filter(state=Resignation.State.FILED, officeholder__in=held)


class Resignation(Keyed):
    class State(models.TextChoices):
        FILED = "filed", pgettext_lazy("resignation", "Waits for the meeting")
        WITHDRAWN = "withdrawn", pgettext_lazy("resignation", "Withdrawn")
        APPROVED = "approved", pgettext_lazy("resignation", "Approved")
        REFUSED = "refused", pgettext_lazy("resignation", "Not approved")

    officeholder: Any = models.ForeignKey(Officeholder, models.PROTECT, related_name="resignations")
    reason: Any = models.TextField(_("Why you resign"), max_length=1000, blank=True)
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.FILED)
    filed_by: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    filed_at: Any = models.DateTimeField()
    ending: Any = models.OneToOneField(
        OfficeEnding, models.PROTECT, null=True, related_name="resignation"
    )  # the record of a meeting that approved it
    refused_on: Any = models.DateField(_("Decided on"), null=True)
    reference: Any = models.CharField(_("Minutes of the meeting"), max_length=200, blank=True)
    closed_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at: Any = models.DateTimeField(null=True)

    objects = ResignationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Resignation")
        verbose_name_plural = _("Resignations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="elections_resignation_once", fields=["officeholder"], condition=Q(state="filed")
            ),
            models.CheckConstraint(
                name="elections_resignation_closed",
                condition=Q(state="filed", closed_at=None, closed_by=None)
                | Q(state__in=["withdrawn", "approved", "refused"], closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="elections_resignation_approved",
                condition=Q(state="approved", ending__isnull=False) | (~Q(state="approved") & Q(ending=None)),
            ),
            models.CheckConstraint(
                name="elections_resignation_refused",
                condition=Q(state="refused", refused_on__isnull=False) & ~Q(reference="")
                | (~Q(state="refused") & Q(refused_on=None, reference="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.officeholder)

    def get_absolute_url(self) -> str:
        code = self.officeholder.term.committee.community.code
        return reverse("offices:resignation", args=[code, self.key])

    @property
    def filed_on(self) -> date:
        return day_of(self.filed_at)
