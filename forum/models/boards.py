"""Board 版块: what a community's topics are sorted by."""

from typing import Any, Self

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from linli.communities.models import Community


class BoardQuerySet(models.QuerySet["Board"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)


class Board(models.Model):
    """Data of the community: `code` stands in addresses, the names on the page."""

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="boards")
    code: Any = models.SlugField(pgettext_lazy("board", "Code"), max_length=20)
    name: Any = models.CharField(pgettext_lazy("board", "Name"), max_length=30)
    name_en: Any = models.CharField(pgettext_lazy("board", "Name in English"), max_length=40, blank=True)
    about: Any = models.CharField(_("What belongs here"), max_length=120, blank=True)
    about_en: Any = models.CharField(_("What belongs here, in English"), max_length=160, blank=True)
    icon: Any = models.CharField(pgettext_lazy("board", "Icon"), max_length=40, default="message-circle")
    position: Any = models.PositiveSmallIntegerField(pgettext_lazy("board", "Position"), default=0)

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("Board")
        verbose_name_plural = _("Boards")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(name="forum_board_once", fields=["community", "code"])]

    def __str__(self) -> str:
        return str(self.name_en if self.name_en and not is_chinese() else self.name)

    @property
    def hint(self) -> str:
        return str(self.about_en if self.about_en and not is_chinese() else self.about)


def is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")
