"""Notice 通知: what is told. Delivery 送达: that it reached one person by one channel, once."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience


class Notice(models.Model):
    """Told to a few people by name, or to a whole audience of a community; `key` makes the second telling nothing."""

    key: Any = models.CharField(max_length=120, unique=True)
    community: Any = models.ForeignKey(Community, models.CASCADE, null=True, related_name="+")
    audience: Any = models.CharField(
        max_length=10, choices=Audience.choices, blank=True
    )  # blank: people by name
    kind: Any = models.CharField(max_length=40)
    title: Any = models.CharField(_("Title"), max_length=200)
    body: Any = models.TextField(blank=True)
    url: Any = models.CharField(max_length=400)
    created_by: Any = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at: Any = models.DateTimeField()
    # fan-out: how far it has come; a batch and this mark are committed together
    last_user_id: Any = models.BigIntegerField(default=0)
    told_count: Any = models.PositiveIntegerField(_("Told"), default=0)
    total_count: Any = models.PositiveIntegerField(_("To be told"), default=0)
    finished_at: Any = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("message", "Notice")
        verbose_name_plural = pgettext_lazy("message", "Notices")

    def __str__(self) -> str:
        return str(self.title)


class Delivery(models.Model):
    """One notice, one person, one channel: the unique constraint is what makes "once" true."""

    class Channel(models.TextChoices):
        INBOX = "inbox", pgettext_lazy("channel", "In site")
        EMAIL = "email", pgettext_lazy("channel", "E-mail")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        DIGEST = "digest", _("Waiting for the digest")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")

    notice: Any = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    user: Any = models.ForeignKey(User, models.CASCADE, related_name="+")
    channel: Any = models.CharField(max_length=10, choices=Channel.choices)
    state: Any = models.CharField(max_length=10, choices=State.choices)
    attempts: Any = models.PositiveSmallIntegerField(default=0)
    changed_at: Any = models.DateTimeField()
    error: Any = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("Delivery")
        verbose_name_plural = _("Deliveries")
        constraints = [
            models.UniqueConstraint(name="notifications_delivery_once", fields=["notice", "user", "channel"])
        ]
        indexes = [
            models.Index(
                name="notifications_outbox",
                fields=["state", "changed_at"],
                condition=models.Q(state__in=["queued", "digest", "sending"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.user_id} ({self.channel})"


class Preference(models.Model):
    """How a person wants to be told by e-mail; in site they always are."""

    class Email(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day, together")
        NEVER = "never", pgettext_lazy("e-mail", "Not by e-mail")

    user: Any = models.OneToOneField(User, models.CASCADE, related_name="notice_preference", primary_key=True)
    email: Any = models.CharField(
        pgettext_lazy("channel", "E-mail"), max_length=10, choices=Email.choices, default=Email.AT_ONCE
    )

    class Meta:
        verbose_name = _("Preference")
        verbose_name_plural = _("Preferences")
        constraints = [
            models.CheckConstraint(
                name="notifications_preference_email",
                condition=models.Q(email__in=["at_once", "daily", "never"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.email}"
