"""Nomination 提名 and Candidate 候选人: who is proposed for a post by whom, and who stands on the ballot."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.elections import Election, Post
from elections.models.registration import Registration
from linli.accounts.models import User
from linli.core.models import Keyed


class NominationQuerySet(models.QuerySet["Nomination"]):
    def of(self, election: Election) -> Self:
        return self.filter(post__election=election)

    def live(self) -> Self:
        return self.filter(state__in=Nomination.LIVE)

    def to_review(self) -> Self:
        return self.filter(state=Nomination.State.ACCEPTED)

    def with_support(self) -> Self:
        return self.annotate(supporters=Count("supports"))


class Nomination(Keyed):
    class Manner(models.TextChoices):
        JOINT = "joint", pgettext_lazy("nomination", "By electors together")
        SELF = "self", pgettext_lazy("nomination", "By oneself")
        PARTY = "party", pgettext_lazy("nomination", "By the community's Party organisation")

    class State(models.TextChoices):
        GATHERING = "gathering", pgettext_lazy("nomination", "Waiting for the nominee's word")
        ACCEPTED = "accepted", pgettext_lazy("nomination", "Accepted, to be reviewed")
        APPROVED = "approved", pgettext_lazy("nomination", "Approved")
        REFUSED = "refused", pgettext_lazy("nomination", "Not approved")
        DECLINED = "declined", pgettext_lazy("nomination", "Declined by the nominee")
        WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "Withdrawn")

    LIVE = (State.GATHERING, State.ACCEPTED, State.APPROVED)

    post: Any = models.ForeignKey(Post, models.PROTECT, related_name="nominations")
    nominee: Any = models.ForeignKey(Registration, models.PROTECT, related_name="nominations")
    manner: Any = models.CharField(max_length=8, choices=Manner.choices)
    statement: Any = models.TextField(_("Why this person"), max_length=1000, blank=True)
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.GATHERING)
    nominated_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    nominated_at: Any = models.DateTimeField()
    accepted_at: Any = models.DateTimeField(null=True)
    reviewed_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_at: Any = models.DateTimeField(null=True)
    reason: Any = models.CharField(_("Reason"), max_length=300, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Nomination")
        verbose_name_plural = _("Nominations")
        constraints = [
            models.UniqueConstraint(
                name="elections_nomination_once",
                fields=["post", "nominee"],
                condition=Q(state__in=["gathering", "accepted", "approved"]),
            ),
            models.CheckConstraint(
                name="elections_nomination_refusal_has_reason", condition=~Q(state="refused") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="elections_nomination_willing",
                condition=~Q(state__in=["accepted", "approved"]) | Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominee} · {self.post}"


class Support(models.Model):
    """An elector who proposes the nominee together with others 联名."""

    nomination: Any = models.ForeignKey(Nomination, models.CASCADE, related_name="supports")
    elector: Any = models.ForeignKey(Registration, models.PROTECT, related_name="supports")
    at: Any = models.DateTimeField()
    entered_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("nomination", "Support")
        verbose_name_plural = pgettext_lazy("nomination", "Supports")
        constraints = [
            models.UniqueConstraint(name="elections_support_once", fields=["nomination", "elector"])
        ]

    def __str__(self) -> str:
        return f"{self.elector_id} → {self.nomination_id}"


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def of(self, election: Election) -> Self:
        return self.filter(post__election=election)

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def on_ballot(self) -> Self:
        """In the order of the ballot."""
        return self.standing().order_by("post__position", "position")


class Candidate(Keyed):
    """A name on the ballot. Fixed when the candidates are published; from then on it can only withdraw, until the polls."""

    post: Any = models.ForeignKey(Post, models.PROTECT, related_name="candidates")
    registration: Any = models.ForeignKey(Registration, models.PROTECT, related_name="candidacies")
    nomination: Any = models.OneToOneField(
        Nomination, models.PROTECT, null=True, blank=True, related_name="candidate"
    )
    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="candidates")  # the post's
    position: Any = models.PositiveSmallIntegerField(_("Order on the ballot"))
    name: Any = models.CharField(pgettext_lazy("person", "Name"), max_length=40)
    is_woman: Any = models.BooleanField(_("Woman"), default=False)
    about: Any = models.CharField(_("Occupation, in a line"), max_length=120, blank=True)
    statement: Any = models.TextField(_("What the candidate wants to do"), max_length=3000, blank=True)
    photo: Any = models.ImageField(pgettext_lazy("person", "Photo"), upload_to="candidates/%Y/", blank=True)
    added_at: Any = models.DateTimeField()
    withdrawn_at: Any = models.DateTimeField(null=True)
    withdrawal: Any = models.CharField(_("Why"), max_length=200, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Candidate")
        verbose_name_plural = _("Candidates")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="elections_candidate_one_post",
                fields=["election", "registration"],
                condition=Q(withdrawn_at=None),
            ),
            models.UniqueConstraint(name="elections_candidate_position", fields=["post", "position"]),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def withdrawn_words(self) -> str:
        return str(pgettext_lazy("candidate", "Withdrawn")) if self.withdrawn_at else ""
