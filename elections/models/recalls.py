"""Recall 罢免: electors, or representatives, ask in writing that somebody elected be voted out; the person answers; the electors decide."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.elections import Election
from elections.models.registration import Registration
from elections.models.representatives import Representative
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


class RecallSheet(AppendOnly):
    """A sheet of signatures on paper 签名表, by the number written on it; with a photo where one was taken."""

    recall: Any = models.ForeignKey(Recall, models.PROTECT, related_name="sheets")
    number: Any = models.PositiveSmallIntegerField(_("Number of the sheet"))
    photo: Any = models.FileField(upload_to="documents/petitions/%Y/", blank=True)
    photo_hash: Any = models.CharField(max_length=64, blank=True)  # SHA-256 of the photo
    entered_by: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("recall", "Sheet")
        verbose_name_plural = pgettext_lazy("recall", "Sheets")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="elections_recallsheet_number", fields=["recall", "number"]),
            models.CheckConstraint(name="elections_recallsheet_counted", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="elections_recallsheet_photo",
                condition=Q(photo="", photo_hash="")
                | (~Q(photo="") & Q(photo_hash__regex=r"^[0-9a-f]{64}$")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id}/{self.number}"


class RecallSignatureQuerySet(models.QuerySet["RecallSignature"]):
    def counted(self) -> Self:
        """Neither taken back nor struck."""
        return self.filter(ended_at=None)

    def of_electors(self) -> Self:
        """Without the lines of representatives of whom nobody knows which elector they are: those count by themselves."""
        return self.filter(Q(user__isnull=False) | Q(registration__isnull=False))

    def of_signer(
        self,
        user: User | None,
        registration: Registration | None = None,
        representative: Representative | None = None,
    ) -> Self:
        """All ways to sign lead to one person: the account, the entry of the roll, the office of a representative."""
        ways = {"user": user, "registration": registration, "representative": representative}
        known = {name: one for name, one in ways.items() if one is not None}
        return self.filter(Q(**known, _connector=Q.OR)) if known else self.none()


class RecallSignature(models.Model):
    """An elector signs the petition: signed in, or on a sheet that the desk types in; on a sheet a representative does, too.
    Ended, it stays with its reason."""

    class Ending(models.TextChoices):
        TAKEN_BACK = "taken_back", pgettext_lazy("signature", "Taken back by the elector")
        STRUCK = "struck", pgettext_lazy("signature", "Struck: not valid")

    recall: Any = models.ForeignKey(Recall, models.PROTECT, related_name="signatures")
    user: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    registration: Any = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="+")
    representative: Any = models.ForeignKey(
        Representative, models.PROTECT, null=True, related_name="+"
    )  # who signed a sheet as one
    sheet: Any = models.ForeignKey(RecallSheet, models.PROTECT, null=True, related_name="signatures")
    entered_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_at: Any = models.DateTimeField()  # of a signature on paper: when it was entered
    ending: Any = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    reason: Any = models.CharField(pgettext_lazy("signature", "Reason"), max_length=200, blank=True)
    ended_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at: Any = models.DateTimeField(null=True)

    objects = RecallSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("recall", "Signature")
        verbose_name_plural = pgettext_lazy("recall", "Signatures")
        constraints = [
            models.UniqueConstraint(
                name="elections_recallsignature_once",
                fields=["recall", "user"],
                condition=Q(ended_at=None),
            ),
            models.UniqueConstraint(
                name="elections_recallsignature_entry",
                fields=["recall", "registration"],
                condition=Q(ended_at=None),
            ),
            models.UniqueConstraint(
                name="elections_recallsignature_representative",
                fields=["recall", "representative"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="elections_recallsignature_somebody",
                condition=Q(user__isnull=False)
                | (Q(registration__isnull=False) | Q(representative__isnull=False)) & Q(sheet__isnull=False),
            ),
            models.CheckConstraint(
                name="elections_recallsignature_typed",
                condition=Q(sheet=None, entered_by=None) | Q(sheet__isnull=False, entered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="elections_recallsignature_ended",
                condition=Q(ended_at=None, ended_by=None, ending="", reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ending="") & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.registration_id or self.representative_id or self.user_id}"

    @property
    def signer(self) -> Registration | Representative:
        """Whose name stands on the sheet: an elector of the roll, or a representative who is not known to be one."""
        found: Registration | Representative = self.registration or self.representative
        return found
