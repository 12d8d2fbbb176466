"""Topic 话题, and who follows one."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.models.boards import Board
from forum.rules.posting import TITLE_LENGTH
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.models import Keyed
from linli.roles.rights import Anyone, audiences_of


class TopicQuerySet(models.QuerySet["Topic"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def visible_to(self, user: Anyone, community: Community, at: datetime) -> Self:
        """Topics of `community` whose audience the person belongs to, hidden ones (shown as hidden) too."""
        return self.in_community(community).filter(audience__in=audiences_of(user, community, at))

    def standing(self) -> Self:
        """Neither hidden by the committee nor withdrawn by the author."""
        return self.filter(hidden_at=None, withdrawn_at=None)

    def in_order(self) -> Self:
        """Pinned ones first, then the liveliest."""
        return self.order_by(F("pinned_at").desc(nulls_last=True), "-last_activity_at", "-pk")

    def shown(self) -> Self:
        return self.select_related("author", "board", "community__division")


class Topic(Keyed):
    """What somebody brings up. Comments on it count here, so that lists need not count."""

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="topics")
    board: Any = models.ForeignKey(Board, models.PROTECT, related_name="topics", verbose_name=_("Board"))
    author: Any = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="topics", verbose_name=_("Author")
    )
    title: Any = models.CharField(pgettext_lazy("topic", "Title"), max_length=TITLE_LENGTH[1])
    text: Any = models.TextField(pgettext_lazy("topic", "Text"), blank=True)
    html: Any = models.TextField(blank=True, editable=False)  # rendered once, when the text is written
    audience: Any = models.CharField(
        pgettext_lazy("topic", "Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.RESIDENTS,
    )
    created_at: Any = models.DateTimeField(pgettext_lazy("time", "Written"))
    edited_at: Any = models.DateTimeField(pgettext_lazy("time", "Edited"), null=True, blank=True)
    pinned_at: Any = models.DateTimeField(pgettext_lazy("time", "Pinned"), null=True, blank=True)
    locked_at: Any = models.DateTimeField(pgettext_lazy("topic", "Closed"), null=True, blank=True)
    lock_reason: Any = models.CharField(max_length=200, blank=True)
    hidden_at: Any = models.DateTimeField(pgettext_lazy("time", "Hidden"), null=True, blank=True)
    hide_reason: Any = models.CharField(max_length=200, blank=True)
    withdrawn_at: Any = models.DateTimeField(pgettext_lazy("time", "Withdrawn"), null=True, blank=True)
    last_activity_at: Any = models.DateTimeField(_("Last activity"))
    comment_count: Any = models.PositiveIntegerField(_("Replies"), default=0)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("Topic")
        verbose_name_plural = _("Topics")
        indexes = [
            models.Index(fields=["community", "-last_activity_at"], name="forum_topic_lively"),
            models.Index(fields=["community", "board", "-last_activity_at"], name="forum_topic_on_board"),
        ]
        constraints = [
            models.CheckConstraint(
                name="forum_topic_audience", condition=Q(audience__in=["public", "residents"])
            ),
            models.CheckConstraint(name="forum_topic_titled", condition=~Q(title="")),
            models.CheckConstraint(
                name="forum_topic_locked_why",
                condition=Q(locked_at=None, lock_reason="")
                | (Q(locked_at__isnull=False) & ~Q(lock_reason="")),
            ),
            models.CheckConstraint(
                name="forum_topic_hidden_why",
                condition=Q(hidden_at=None, hide_reason="")
                | (Q(hidden_at__isnull=False) & ~Q(hide_reason="")),
            ),
            models.CheckConstraint(
                name="forum_topic_withdrawn_is_empty", condition=Q(withdrawn_at=None) | Q(text="", html="")
            ),
            models.CheckConstraint(
                name="forum_topic_activity", condition=Q(last_activity_at__gte=F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("forum:topic", args=[self.community.code, self.key])

    @property
    def closed_reason(self) -> Any:
        """Why nobody may reply now; empty where everybody may."""
        if self.withdrawn_at:
            return _("The author has withdrawn this topic.")
        if self.hidden_at:
            return _("This topic is hidden.")
        return self.lock_reason


class Follow(models.Model):
    """`user` wants to hear of new replies; `seen_at` is when they last looked, `told_at` when they were last told."""

    topic: Any = models.ForeignKey(Topic, models.CASCADE, related_name="follows")
    user: Any = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at: Any = models.DateTimeField()
    told_at: Any = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "Follow")
        verbose_name_plural = pgettext_lazy("noun", "Follows")
        constraints = [models.UniqueConstraint(name="forum_follow_once", fields=["topic", "user"])]

    def __str__(self) -> str:
        return f"{self.user} → {self.topic}"


def find_topic(user: Anyone, community: Community, key: str, at: datetime) -> Topic | None:
    """For `forum.targets`."""
    return Topic.objects.visible_to(user, community, at).filter(key=key).first()


def key_of(topic: Topic) -> str:
    return str(topic.key)
