"""SearchEntry: everything that can be found, in one table, whatever room it lives in."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.communities.models import Community
from linli.core.audience import Audience


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def for_audiences(self, audiences: list[Audience]) -> Self:
        return self.filter(audience__in=audiences)

    def newest_first(self, at: datetime) -> Self:
        """What is dated until now; what is still to come has its own place on the home page."""
        return self.filter(at__lte=at).order_by("-at", "-pk")


class SearchEntry(models.Model):
    """A projection: rebuilt at any time from the rooms' own tables (`linli rebuild_search`)."""

    kind: Any = models.CharField(max_length=20)
    object_id: Any = models.BigIntegerField()
    community: Any = models.ForeignKey(Community, models.CASCADE, related_name="+")
    audience: Any = models.CharField(max_length=10, choices=Audience.choices)
    title: Any = models.TextField()
    body: Any = models.TextField(blank=True)
    place: Any = models.TextField(blank=True)
    url: Any = models.TextField()
    at: Any = models.DateTimeField(null=True, blank=True)
    written_at: Any = models.DateTimeField()  # by this a rebuild knows what is left over
    vector: Any = SearchVectorField(null=True, editable=False)  # the PostgreSQL engine's

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Search entry")
        verbose_name_plural = _("Search entries")
        constraints = [models.UniqueConstraint(name="search_entry_once", fields=["kind", "object_id"])]
        indexes = [
            GinIndex(fields=["vector"], name="search_entry_vector"),
            models.Index("community", F("at").desc(), name="search_entry_latest"),
        ]

    def __str__(self) -> str:
        return str(self.title)
