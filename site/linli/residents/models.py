"""Verification 核验: somebody says that they live here, and the committee checks it."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed
from linli.roles.models import Appointment


class VerificationQuerySet(models.QuerySet["Verification"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def under_way(self) -> Self:
        return self.filter(state__in=[Verification.State.REQUESTED, Verification.State.VERIFIED])

    def requested(self) -> Self:
        return self.filter(state=Verification.State.REQUESTED)


class Verification(Keyed):
    """One request and its decision. Approval appoints the person to the role `resident`; see `appointment`."""

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("verification", "Waiting for the committee")
        VERIFIED = "verified", pgettext_lazy("verification", "Verified")
        REFUSED = "refused", pgettext_lazy("verification", "Not verified")
        WITHDRAWN = "withdrawn", pgettext_lazy("verification", "Withdrawn")
        ENDED = "ended", pgettext_lazy("verification", "Moved away")

    class Relation(models.TextChoices):
        OWNER = "owner", pgettext_lazy("dwelling", "I own the dwelling")
        TENANT = "tenant", pgettext_lazy("dwelling", "I rent it")
        FAMILY = "family", pgettext_lazy("dwelling", "I live with family")

    user: Any = models.ForeignKey(User, models.CASCADE, related_name="verifications")
    community: Any = models.ForeignKey(Community, models.CASCADE, related_name="verifications")
    name: Any = models.CharField(_("Your name"), max_length=40)
    dwelling: Any = models.CharField(_("Building and dwelling"), max_length=80)
    relation: Any = models.CharField(_("How you live there"), max_length=10, choices=Relation.choices)
    note: Any = models.CharField(_("Anything the committee should know"), max_length=300, blank=True)
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    requested_at: Any = models.DateTimeField()
    decided_at: Any = models.DateTimeField(null=True, blank=True)
    decided_by: Any = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reason: Any = models.CharField(_("Reason"), max_length=300, blank=True)
    appointment: Any = models.OneToOneField(
        Appointment, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VerificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Verification")
        verbose_name_plural = _("Verifications")
        indexes = [
            models.Index(fields=["community", "state", "requested_at"], name="residents_verification_desk")
        ]
        constraints = [
            models.UniqueConstraint(
                name="residents_verification_one_open",
                fields=["user", "community"],
                condition=Q(state__in=["requested", "verified"]),
            ),
            models.CheckConstraint(
                name="residents_verification_refusal_has_reason",
                condition=~Q(state="refused") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="residents_verification_not_by_oneself",
                condition=Q(decided_by=None) | Q(state__in=["withdrawn", "ended"]) | ~Q(decided_by=F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.dwelling}"
