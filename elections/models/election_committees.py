"""Election committee 选举委员会: who runs one election, in the order in which a meeting chose them; and who left it, and why.

Whoever was chosen and has no seat waits to step up. Whoever is nominated, or whose near relative is, leaves (城市居民委员会组织法
(2025) art. 15); a trigger (migration 0018) lets nobody stand and run the same election.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.candidates import Nomination
from elections.models.elections import Election
from elections.models.registration import Registration
from linli.accounts.models import User
from linli.core.models import Keyed


class ElectionCommitteeMemberQuerySet(models.QuerySet["ElectionCommitteeMember"]):
    def of(self, election: Election) -> Self:
        return self.filter(election=election)

    def staying(self) -> Self:
        """On the committee, or waiting to step up."""
        return self.filter(left_at=None)

    def serving(self) -> Self:
        return self.staying().filter(seated_at__isnull=False)

    def waiting(self) -> Self:
        return self.staying().filter(seated_at=None)


class ElectionCommitteeMember(Keyed):
    class Office(models.TextChoices):
        CHAIR = "chair", pgettext_lazy("election committee", "Chair")
        DEPUTY = "deputy", pgettext_lazy("election committee", "Deputy chair")
        MEMBER = "member", pgettext_lazy("election committee", "Member")

    class Leaving(models.TextChoices):
        NOMINATED = "nominated", pgettext_lazy("election committee", "Nominated as a candidate")
        RELATIVE = "relative", pgettext_lazy("election committee", "A near relative is nominated")
        OTHER = "other", pgettext_lazy("election committee", "For another reason")

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="committee_members")
    position: Any = models.PositiveSmallIntegerField(_("Place by the result of the choice"))
    name: Any = models.CharField(pgettext_lazy("person", "Name"), max_length=40)
    user: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    registration: Any = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="+")
    office: Any = models.CharField(
        pgettext_lazy("election committee", "Office"),
        max_length=8,
        choices=Office.choices,
        default=Office.MEMBER,
    )
    added_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at: Any = models.DateTimeField()
    seated_at: Any = models.DateTimeField(null=True)  # none: waits to step up
    leaving: Any = models.CharField(max_length=10, choices=Leaving.choices, blank=True)
    reason: Any = models.CharField(pgettext_lazy("election committee", "Reason"), max_length=200, blank=True)
    nomination: Any = models.ForeignKey(Nomination, models.PROTECT, null=True, related_name="+")
    left_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    left_at: Any = models.DateTimeField(null=True)

    objects = ElectionCommitteeMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Member of the election committee")
        verbose_name_plural = _("Members of the election committee")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="elections_electioncommitteemember_place", fields=["election", "position"]
            ),
            models.UniqueConstraint(
                name="elections_electioncommitteemember_once",
                fields=["election", "user"],
                condition=Q(left_at=None),
            ),
            models.UniqueConstraint(
                name="elections_electioncommitteemember_entry",
                fields=["election", "registration"],
                condition=Q(left_at=None),
            ),
            models.UniqueConstraint(
                name="elections_electioncommitteemember_chair",
                fields=["election"],
                condition=Q(office="chair", left_at=None, seated_at__isnull=False),
            ),
            models.CheckConstraint(
                name="elections_electioncommitteemember_left",
                condition=Q(left_at=None, leaving="", reason="", nomination=None, left_by=None)
                | (Q(left_at__isnull=False) & ~Q(leaving="")),
            ),
            models.CheckConstraint(
                name="elections_electioncommitteemember_why",
                condition=~Q(leaving="other") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
