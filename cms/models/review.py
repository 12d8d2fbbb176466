"""Review 审核: one revision of a notice, handed in by one person and decided on by another."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models.notices import NoticePage
from cms.rules.workdays import Light, is_certain, light
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed


class ReviewQuerySet(models.QuerySet["Review"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def waiting(self) -> Self:
        return self.filter(outcome="")

    def decidable_by(self, user: User) -> Self:
        """Waiting, and neither written nor handed in by `user`."""
        return self.waiting().exclude(author=user).exclude(submitted_by=user)


class Review(Keyed, models.Model):
    """`outcome` is empty while it waits. Once decided the row never changes (trigger)."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", pgettext_lazy("review", "Approved")
        RETURNED = "returned", pgettext_lazy("review", "Returned")
        WITHDRAWN = "withdrawn", pgettext_lazy("review", "Withdrawn")

    notice: Any = models.ForeignKey(NoticePage, models.PROTECT, related_name="reviews")
    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="+")
    revision: Any = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    author: Any = models.ForeignKey(User, models.PROTECT, related_name="+")  # who wrote the text last
    submitted_by: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at: Any = models.DateTimeField(_("Handed in"))
    due_at: Any = models.DateTimeField(_("Due"))
    outcome: Any = models.CharField(
        pgettext_lazy("review", "Decision"), max_length=10, choices=Outcome.choices, blank=True
    )
    decided_by: Any = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    decided_at: Any = models.DateTimeField(_("Decided"), null=True)
    reason: Any = models.TextField(_("Reason"), blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("notice", "Review")
        verbose_name_plural = pgettext_lazy("notice", "Reviews")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["community", "due_at"], condition=Q(outcome=""), name="cms_review_waiting")
        ]
        constraints = [
            models.UniqueConstraint(
                name="cms_review_one_waiting", fields=["notice"], condition=Q(outcome="")
            ),
            models.CheckConstraint(
                name="cms_review_decided",
                condition=Q(outcome="", decided_by=None, decided_at=None)
                | (~Q(outcome="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="cms_review_four_eyes",
                condition=Q(outcome__in=["", "withdrawn"])
                | (~Q(decided_by=F("author")) & ~Q(decided_by=F("submitted_by"))),
            ),
            models.CheckConstraint(name="cms_review_due", condition=Q(due_at__gte=F("submitted_at"))),
            models.CheckConstraint(
                name="cms_review_reason", condition=~Q(outcome="returned") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} · {self.outcome or 'waiting'}"

    def get_absolute_url(self) -> str:
        return reverse("cms:review", args=[self.community.code, self.key])

    def light(self, at: datetime) -> Light:
        return light(self.submitted_at, self.due_at, at)

    @property
    def is_certain(self) -> bool:
        """Whether the holidays up to the due time are announced."""
        return is_certain(self.submitted_at, self.due_at)

    def as_submitted(self) -> NoticePage:
        """The notice exactly as it was handed in, which is what will be published."""
        page: NoticePage = self.revision.as_object()
        return page
