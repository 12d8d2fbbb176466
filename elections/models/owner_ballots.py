"""Signed ballots of an owners' vote 表决票, the second look at those on paper, and the declared result.

A ballot is named: the law counts area by area and head by head, and the owner signs. It is never changed; whoever votes
again adds a revision, and the one given last counts. What stands on a ballot is shown to nobody before the vote closes.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.owners import OwnerHead, OwnersQuestion, OwnersVote
from linli.accounts.models import User
from linli.core.models import AppendOnly, Keyed


class OwnerChoice(models.TextChoices):
    FOR = "for", pgettext_lazy("owners' ballot", "Agree")
    AGAINST = "against", pgettext_lazy("owners' ballot", "Disagree")
    ABSTAIN = "abstain", pgettext_lazy("owners' ballot", "Abstain")
    NONE = "none", pgettext_lazy("owners' ballot", "Nothing marked")


class OwnerBallotQuerySet(models.QuerySet["OwnerBallot"]):
    def of(self, vote: OwnersVote) -> Self:
        return self.filter(head__vote=vote)

    def unchecked(self) -> Self:
        return self.filter(manner=OwnerBallot.Manner.PAPER, check_of=None)

    def counting(self) -> Self:
        """Of each head the ballot that was given last, of those that are valid."""
        is_valid = Q(manner=OwnerBallot.Manner.ONLINE) | Q(check_of__is_valid=True)
        return self.filter(is_valid).order_by("head_id", "-given_at", "-revision").distinct("head_id")


class OwnerBallot(Keyed, AppendOnly):
    """One head's ballot, signed online by an owner or on paper and typed in from the signed sheet."""

    class Manner(models.TextChoices):
        ONLINE = "online", pgettext_lazy("owners' ballot", "Online")
        PAPER = "paper", pgettext_lazy("owners' ballot", "On paper")

    head: Any = models.ForeignKey(OwnerHead, models.PROTECT, related_name="ballots")
    revision: Any = models.PositiveSmallIntegerField(default=1)
    manner: Any = models.CharField(max_length=8, choices=Manner.choices)
    choices: Any = models.JSONField()  # key of the question: for, against, abstain, none
    signed_by: Any = models.CharField(_("Signed by"), max_length=40)
    given_at: Any = models.DateTimeField()  # when the owner gave it, not when it was typed
    photo: Any = models.FileField(upload_to="documents/owners/%Y/", blank=True)
    photo_hash: Any = models.CharField(max_length=64, blank=True)  # SHA-256 of the photo
    entered_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at: Any = models.DateTimeField()

    objects = OwnerBallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ballot of an owner")
        verbose_name_plural = _("Ballots of owners")
        constraints = [
            models.UniqueConstraint(name="elections_ownerballot_once", fields=["head", "revision"]),
            models.CheckConstraint(name="elections_ownerballot_signed", condition=~Q(signed_by="")),
            models.CheckConstraint(
                name="elections_ownerballot_photo",
                condition=Q(manner="online") | Q(photo_hash__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head_id}/{self.revision}"


class OwnerBallotCheck(AppendOnly):
    """The second person's word on a ballot from paper: read alike from the photo, or no valid ballot, and why."""

    ballot: Any = models.OneToOneField(OwnerBallot, models.PROTECT, primary_key=True, related_name="check_of")
    is_valid: Any = models.BooleanField()
    reason: Any = models.CharField(_("Why it does not count"), max_length=200, blank=True)
    checked_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Check of a ballot")
        verbose_name_plural = _("Checks of ballots")
        constraints = [
            models.CheckConstraint(
                name="elections_ownerballotcheck_reason", condition=Q(is_valid=True) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.ballot_id)


class OwnersResult(AppendOnly):
    """What was decided on one question, with every number that the law asks for: area in 0.01 m², and heads."""

    question: Any = models.OneToOneField(
        OwnersQuestion, models.PROTECT, primary_key=True, related_name="result"
    )
    is_carried: Any = models.BooleanField()
    area_for: Any = models.BigIntegerField()
    heads_for: Any = models.PositiveIntegerField()
    area_against: Any = models.BigIntegerField()
    heads_against: Any = models.PositiveIntegerField()
    area_abstained: Any = models.BigIntegerField()
    heads_abstained: Any = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Result of a question")
        verbose_name_plural = _("Results of questions")

    def __str__(self) -> str:
        return str(self.question_id)

    @property
    def area_took_part(self) -> int:
        return int(self.area_for + self.area_against + self.area_abstained)

    @property
    def heads_took_part(self) -> int:
        return int(self.heads_for + self.heads_against + self.heads_abstained)
