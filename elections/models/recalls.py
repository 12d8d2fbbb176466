"""Recall 罢免: electors ask in writing that somebody elected be voted out; the person answers; the electors decide."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.elections import Election
from elections.models.terms import Officeholder
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import AppendOnly, Keyed


class RecallQuerySet(models.QuerySet["Recall"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def under_way(self) -> Self:
        return self.filter(state__in=Recall.UNDER_WAY)


class Recall(Keyed):
    class State(models.TextChoices):
        SIGNING = "signing", pgettext_lazy("recall", "Signatures are being gathered")
        ADMITTED = "admitted", pgettext_lazy("recall", "Admitted, to be voted on")
        CARRIED = "carried", pgettext_lazy("recall", "Carried: the office has ended")
        FAILED = "failed", pgettext_lazy("recall", "Not carried: the office goes on")
        WITHDRAWN = "withdrawn", pgettext_lazy("recall", "Withdrawn")

    UNDER_WAY = (State.SIGNING, State.ADMITTED)

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="recalls")
    officeholder: Any = models.ForeignKey(Officeholder, models.PROTECT, related_name="recalls")
    election: Any = models.ForeignKey(
        Election, models.PROTECT, null=True, related_name="recalls", editable=False
    )  # in which it is voted on
    reasons: Any = models.TextField(_("Why the person should be recalled"), max_length=2000)
    answer: Any = models.TextField(_("What the person answers"), max_length=2000, blank=True)
    electors: Any = models.PositiveIntegerField(editable=False)  # of whom the share of signatures is taken
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.SIGNING, editable=False)
    asked_by: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at: Any = models.DateTimeField()
    answered_at: Any = models.DateTimeField(null=True)
    admitted_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    admitted_at: Any = models.DateTimeField(null=True)
    ended_at: Any = models.DateTimeField(null=True)
    counts: Any = models.JSONField(default=dict, editable=False)  # what was declared, and why

    objects = RecallQuerySet.as_manager()

    class Meta:
        verbose_name = _("Recall")
        verbose_name_plural = _("Recalls")
        constraints = [
            models.UniqueConstraint(
                name="elections_recall_once",
                fields=["officeholder"],
                condition=Q(state__in=["signing", "admitted"]),
            ),
            models.CheckConstraint(name="elections_recall_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="elections_recall_ended",
                condition=Q(ended_at__isnull=False, state__in=["carried", "failed", "withdrawn"])
                | Q(ended_at=None, state__in=["signing", "admitted"]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.officeholder)

    def get_absolute_url(self) -> str:
        return reverse("recalls:page", args=[self.community.code, self.key])

    @property
    def voted_at(self) -> datetime | None:
        return self.ended_at if self.state in (Recall.State.CARRIED, Recall.State.FAILED) else None


class RecallSignature(AppendOnly):
    """An elector signs the petition: signed in, or on paper and typed in by the committee with the sheet's number."""

    recall: Any = models.ForeignKey(Recall, models.PROTECT, related_name="signatures")
    user: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("recall", "Signature")
        verbose_name_plural = pgettext_lazy("recall", "Signatures")
        constraints = [
            models.UniqueConstraint(name="elections_recallsignature_once", fields=["recall", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.user_id}"
