"""Comment: django-comments-xtd's, in our own order and with our own rendering.

Kept of the package: its tables, form, flags, moderation signals and the follow-up wish. Not kept: `order`, which it
renumbers without a lock, and its tree. A trigger gives each comment a `path` when it is inserted ("forum.topic.17/"
and the ids of its branch in hexadecimal) that never changes afterwards: sorted, the paths are the thread.
"""

from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_comments_xtd.models import LIKEDIT_FLAG, XtdComment

from forum.rules.posting import depth, root, span
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed

LIKE = LIKEDIT_FLAG


class CommentQuerySet(models.QuerySet["Comment"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def on(self, target: models.Model) -> Self:
        """Those on one object, in the order of the thread."""
        first, end = span(root(target._meta.label_lower, target.pk))
        return self.filter(path__gte=first, path__lt=end).order_by("path")

    def standing(self) -> Self:
        """Neither hidden nor withdrawn."""
        return self.filter(hidden_at=None, withdrawn_at=None)

    def by(self, user: User) -> Self:
        return self.filter(user=user)

    def shown(self) -> Self:
        return self.select_related("user", "reply_to__user")


class Comment(Keyed, XtdComment):  # type: ignore[django-manager-missing] # the package's norel_objects has no types
    """One contribution to the talk about `content_object`, in one community."""

    xtdcomment_ptr: Any = models.OneToOneField(
        XtdComment, models.CASCADE, parent_link=True, primary_key=True, related_name="linli_comment"
    )
    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="+")
    path: Any = models.CharField(
        max_length=120, unique=True, db_collation="C", editable=False
    )  # written by trigger
    reply_to: Any = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    html: Any = models.TextField(blank=True, editable=False)
    edited_at: Any = models.DateTimeField(pgettext_lazy("time", "Edited"), null=True)
    hidden_at: Any = models.DateTimeField(pgettext_lazy("time", "Hidden"), null=True)
    hide_reason: Any = models.CharField(max_length=200, blank=True)
    withdrawn_at: Any = models.DateTimeField(pgettext_lazy("time", "Withdrawn"), null=True)
    like_count: Any = models.PositiveIntegerField(default=0)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")
        ordering = ("path",)
        constraints = [
            models.CheckConstraint(
                name="forum_comment_path",
                condition=Q(path__regex=r"^[a-z_]+[.][a-z_]+[.][0-9]+(/[0-9a-f]{8}){1,3}$"),
            ),
            models.CheckConstraint(
                name="forum_comment_hidden_why",
                condition=Q(hidden_at=None, hide_reason="")
                | (Q(hidden_at__isnull=False) & ~Q(hide_reason="")),
            ),
            models.CheckConstraint(
                name="forum_comment_withdrawn_is_empty", condition=Q(withdrawn_at=None) | Q(html="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.comment)[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Inserts or updates the row and nothing else: the package's own `save` would renumber the thread."""
        super(XtdComment, self).save(*args, **kwargs)

    def get_absolute_url(self, anchor_pattern: str = "") -> str:
        return f"{self.content_object.get_absolute_url()}?from={self.key}#c-{self.key}"

    @property
    def depth(self) -> int:
        return depth(self.path)

    @property
    def written_at(self) -> Any:
        return self.submit_date

    @property
    def is_standing(self) -> bool:
        return self.hidden_at is None and self.withdrawn_at is None


def content_type_of(target: models.Model | type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(target)
