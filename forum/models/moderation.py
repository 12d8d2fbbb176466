"""Report 举报: somebody asks the committee to look. ModerationEntry: what was done about anything, with its reason."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.models.comments import Comment
from forum.models.topics import Topic
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import AppendOnly, Keyed

ONE_OF_BOTH = Q(topic=None) ^ Q(comment=None)


class ReportQuerySet(models.QuerySet["Report"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def open(self) -> Self:
        return self.filter(outcome="")

    def decidable_by(self, user: User) -> Self:
        """Not those about one's own words, nor one's own reports."""
        return self.exclude(author=user).exclude(reporter=user)

    def shown(self) -> Self:
        return self.select_related(
            "topic", "comment", "reporter", "author", "decided_by", "community__division"
        )


class Report(Keyed):
    """About a topic or a comment. `quoted` keeps what was reported, should its author change it meanwhile."""

    class Reason(models.TextChoices):
        INSULT = "insult", _("Insults or attacks somebody")
        PRIVACY = "privacy", _("Tells somebody's private matters")
        RUMOUR = "rumour", _("Is not true")
        ADVERT = "advert", _("Advertising or fraud")
        ILLEGAL = "illegal", _("Is against the law")
        OTHER = "other", pgettext_lazy("report", "Something else")

    class Outcome(models.TextChoices):
        HIDDEN = "hidden", pgettext_lazy("report", "Hidden")
        KEPT = "kept", pgettext_lazy("report", "Left standing")

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="+")
    topic: Any = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="reports")
    comment: Any = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="reports")
    author: Any = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reporter: Any = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason: Any = models.CharField(
        pgettext_lazy("report", "What is wrong"), max_length=10, choices=Reason.choices
    )
    note: Any = models.CharField(pgettext_lazy("report", "In your words"), max_length=300, blank=True)
    quoted: Any = models.TextField()
    reported_at: Any = models.DateTimeField(pgettext_lazy("time", "Reported"))
    due_at: Any = models.DateTimeField(_("To be decided by"))
    outcome: Any = models.CharField(
        pgettext_lazy("moderation", "Decision"), max_length=10, choices=Outcome.choices, blank=True
    )
    answer: Any = models.CharField(pgettext_lazy("moderation", "Reason"), max_length=200, blank=True)
    decided_at: Any = models.DateTimeField(pgettext_lazy("time", "Decided"), null=True)
    decided_by: Any = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("noun", "Report")
        verbose_name_plural = pgettext_lazy("noun", "Reports")
        indexes = [models.Index(fields=["community", "outcome", "due_at"], name="forum_report_due")]
        constraints = [
            models.CheckConstraint(name="forum_report_about_one", condition=ONE_OF_BOTH),
            models.CheckConstraint(name="forum_report_window", condition=Q(due_at__gt=F("reported_at"))),
            models.CheckConstraint(
                name="forum_report_decided_why",
                condition=Q(outcome="", decided_at=None, answer="")
                | (Q(outcome__in=["hidden", "kept"], decided_at__isnull=False) & ~Q(answer="")),
            ),
            models.UniqueConstraint(
                name="forum_report_topic_once", fields=["reporter", "topic"], condition=Q(outcome="")
            ),
            models.UniqueConstraint(
                name="forum_report_comment_once", fields=["reporter", "comment"], condition=Q(outcome="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.quoted[:40]}"

    def get_absolute_url(self) -> str:
        return reverse("forum:report", args=[self.community.code, self.key])

    @property
    def subject(self) -> Any:
        """The topic or the comment."""
        return self.topic or self.comment

    def is_late(self, at: datetime) -> bool:
        return not self.outcome and self.due_at <= at


class ModerationEntry(AppendOnly):
    """One act of moderation, as residents can read it: they see that, why and by whom, never the hidden words."""

    class Act(models.TextChoices):
        HIDE = "hide", pgettext_lazy("moderation", "Hidden")
        RESTORE = "restore", pgettext_lazy("moderation", "Shown again")
        LOCK = "lock", pgettext_lazy("moderation", "Closed to replies")
        UNLOCK = "unlock", pgettext_lazy("moderation", "Opened to replies again")
        PIN = "pin", pgettext_lazy("moderation", "Pinned")
        UNPIN = "unpin", pgettext_lazy("moderation", "No longer pinned")

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="+")
    topic: Any = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="moderation")
    comment: Any = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="moderation")
    act: Any = models.CharField(max_length=10, choices=Act.choices)
    reason: Any = models.CharField(max_length=200, blank=True)
    # The row may never change, so the account must stay as long as it does: accounts are emptied, not removed.
    by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Act of moderation")
        verbose_name_plural = _("Acts of moderation")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["community", "-at"], name="forum_moderation_recent")]
        constraints = [
            models.CheckConstraint(name="forum_moderation_about_one", condition=ONE_OF_BOTH),
            models.CheckConstraint(
                name="forum_moderation_says_why", condition=~Q(act__in=["hide", "lock"]) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} · {self.reason}"
