"""Review 评价: what the resident thought of a completed booking, and the provider's one reply."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.models.bookings import Booking


class Review(models.Model):
    """One a booking, only of completed ones (trigger 0002), never changed; the reply is written once."""

    class Grade(models.IntegerChoices):
        VERY_GOOD = 5, pgettext_lazy("grade", "Very satisfied")
        GOOD = 4, pgettext_lazy("grade", "Satisfied")
        FAIR = 3, pgettext_lazy("grade", "So-so")
        POOR = 2, pgettext_lazy("grade", "Dissatisfied")
        VERY_POOR = 1, pgettext_lazy("grade", "Very dissatisfied")

    booking: Any = models.OneToOneField(Booking, models.PROTECT, related_name="review")
    grade: Any = models.PositiveSmallIntegerField(
        pgettext_lazy("review", "How satisfied are you?"), choices=Grade.choices
    )
    text: Any = models.TextField(
        pgettext_lazy("review", "What was good, what was not"), max_length=500, blank=True
    )
    written_at: Any = models.DateTimeField(_("Written"))
    reply: Any = models.TextField(pgettext_lazy("review", "Reply"), max_length=500, blank=True)
    replied_at: Any = models.DateTimeField(_("Replied"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("service", "Review")
        verbose_name_plural = pgettext_lazy("service", "Reviews")
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(name="marketplace_review_grade", condition=Q(grade__gte=1, grade__lte=5)),
            models.CheckConstraint(
                name="marketplace_review_reply", condition=Q(reply="") ^ Q(replied_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} {self.grade}"
