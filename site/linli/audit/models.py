"""Event: one thing that was done. Each row carries the hash of the one before it (see `rules.py`)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.core.models import AppendOnly


class Event(AppendOnly):
    """Who did what to which object, where and when; `serial` runs without gaps."""

    serial: Any = models.BigIntegerField(primary_key=True)
    at: Any = models.DateTimeField(_("Time"), db_index=True)
    actor_id: Any = models.BigIntegerField(
        _("Actor"), null=True
    )  # no foreign key: an event outlives its actor
    actor_name: Any = models.CharField(max_length=60, blank=True)
    action: Any = models.CharField(_("Action"), max_length=80)
    object_label: Any = models.CharField(max_length=80, blank=True)  # "forum.topic"
    object_id: Any = models.CharField(max_length=40, blank=True)
    community_id: Any = models.BigIntegerField(null=True, db_index=True)
    detail: Any = models.JSONField(default=dict)
    previous_hash: Any = models.CharField(max_length=64)
    hash: Any = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("Event")
        verbose_name_plural = _("Events")
        ordering = [
            "serial"
        ]  # a chain is read in its order; a table without one gives rows as they lie on the disk

    def __str__(self) -> str:
        return f"{self.serial} {self.action}"
