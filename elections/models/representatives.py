"""Residents' representatives 居民代表: who holds the office for which residents' group; and what they ask for together.

So many of them (the profile's `call_rule`) who sign oblige the committee to call a meeting. A request is
signing → reached → called, or withdrawn while it is being signed; a cancelled meeting leaves it reached.
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Min, Q, Window
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.registration import Registration
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import AppendOnly, Keyed


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def in_office(self, day: date) -> Self:
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gt=day))

    def not_over(self, day: date) -> Self:
        """In office on that day, or from a later one."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day))

    def without_sex(self) -> Self:
        """Not yet entered whether they are women or men; only some rules ask for it."""
        return self.filter(sex="")

    def by_group(self) -> Self:
        """Group by group, in the order in which the groups were entered: 第一, 第二, 第三."""
        return self.annotate(first=Window(Min("pk"), partition_by="group")).order_by("first", "pk")


class Representative(Keyed):
    """Somebody who speaks for a residents' group, from a day on and until the day before another."""

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="representatives")
    name: Any = models.CharField(pgettext_lazy("person", "Name"), max_length=40)
    group: Any = models.CharField(_("Residents' group"), max_length=40)
    sex: Any = models.CharField(
        pgettext_lazy("person", "Sex"), max_length=1, choices=Registration.Sex.choices, blank=True
    )
    user: Any = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Account")
    )
    starts_on: Any = models.DateField(_("In office from"))
    ends_on: Any = models.DateField(_("In office until"), null=True, blank=True)
    added_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    added_at: Any = models.DateTimeField(editable=False)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Residents' representative")
        verbose_name_plural = pgettext_lazy("office", "Residents' representatives")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="elections_representative_window",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="elections_representative_sex", condition=Q(sex__in=["", *Registration.Sex.values])
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class MeetingRequestQuerySet(models.QuerySet["MeetingRequest"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def under_way(self) -> Self:
        return self.filter(state__in=MeetingRequest.UNDER_WAY)


class MeetingRequest(Keyed):
    class State(models.TextChoices):
        SIGNING = "signing", pgettext_lazy("request", "Signatures are being gathered")
        REACHED = "reached", pgettext_lazy("request", "Enough have signed")
        CALLED = "called", pgettext_lazy("request", "The meeting is called")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")

    UNDER_WAY = (State.SIGNING, State.REACHED)

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="meeting_requests")
    subject: Any = models.CharField(_("What the meeting should decide"), max_length=120)
    reasons: Any = models.TextField(pgettext_lazy("request", "Why"), max_length=2000)
    profile_code: Any = models.CharField(max_length=40, editable=False)
    profile_version: Any = models.CharField(max_length=40, editable=False)
    call_rule: Any = models.CharField(max_length=12, editable=False)  # ">= 1/3", as the profile gives it
    representatives: Any = models.PositiveIntegerField(null=True, editable=False)  # when it was reached
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.SIGNING, editable=False)
    asked_by: Any = models.ForeignKey(Representative, models.PROTECT, related_name="+", editable=False)
    asked_at: Any = models.DateTimeField(editable=False)
    reached_at: Any = models.DateTimeField(null=True, editable=False)
    ended_at: Any = models.DateTimeField(null=True, editable=False)

    objects = MeetingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Request for a meeting")
        verbose_name_plural = _("Requests for meetings")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="elections_meetingrequest_words", condition=~Q(subject="") & ~Q(reasons="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse("meetings:request", args=[self.community.code, self.key])


class MeetingSignature(AppendOnly):
    """A representative signs a request: signed in, or on a sheet that the committee types in."""

    request: Any = models.ForeignKey(MeetingRequest, models.PROTECT, related_name="signatures")
    representative: Any = models.ForeignKey(Representative, models.PROTECT, related_name="+")
    is_on_paper: Any = models.BooleanField(default=False)
    entered_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Signature for a meeting")
        verbose_name_plural = _("Signatures for meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="elections_meetingsignature_once", fields=["request", "representative"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.representative_id}"
