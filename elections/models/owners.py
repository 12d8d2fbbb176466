"""Owners' vote 业主表决 (Civil Code art. 278): the vote, its questions, the register of units and who may sign for a unit.

The way is draft → announced → open → closed → declared, or cancelled before it is declared. Triggers (migrations 0006, 0011)
refuse every other step, an opening before the notice period is over, and every change of the register once it is frozen.
A buyer of several units, and the developer's stock, are one head each: `OwnerHead` is who casts one ballot.
"""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed
from linli.roles.permissions import Permission
from linli.roles.rights import Anyone, may


class OwnersVoteQuerySet(models.QuerySet["OwnersVote"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def visible_to(self, user: Anyone, community: Community, at: datetime) -> Self:
        """An announced vote is public; a draft is seen by those who run or oversee elections here."""
        if may(user, Permission.OVERSEE_ELECTIONS, community, at):
            return self.all()
        return self.filter(announced_at__isnull=False)

    def under_way(self) -> Self:
        return self.filter(state__in=OwnersVote.UNDER_WAY)

    def over(self) -> Self:
        """Declared, or cancelled after it was announced."""
        ended = Q(state=OwnersVote.State.DECLARED)
        return self.filter(ended | Q(state=OwnersVote.State.CANCELLED, announced_at__isnull=False))


class OwnersVote(Keyed):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("vote", "Draft")
        ANNOUNCED = "announced", pgettext_lazy("vote", "Announced")
        OPEN = "open", pgettext_lazy("vote", "Open")
        CLOSED = "closed", pgettext_lazy("vote", "Closed")
        DECLARED = "declared", pgettext_lazy("vote", "Declared")
        CANCELLED = "cancelled", pgettext_lazy("vote", "Cancelled")

    UNDER_WAY = (State.ANNOUNCED, State.OPEN, State.CLOSED)

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="owners_votes")
    title: Any = models.CharField(pgettext_lazy("owners' vote", "Title"), max_length=80)
    explanation: Any = models.TextField(pgettext_lazy("vote", "What it is about"), blank=True)
    opens_at: Any = models.DateTimeField(_("Opens"))
    closes_at: Any = models.DateTimeField(_("Closes"))
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    profile_code: Any = models.CharField(max_length=40, default="cn-owners-278")
    profile: Any = models.JSONField(null=True, editable=False)  # frozen when it is announced
    profile_digest: Any = models.CharField(max_length=64, blank=True, editable=False)
    notice_days: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    unit_count: Any = models.PositiveIntegerField(default=0, editable=False)  # these four: frozen at opening
    register_area: Any = models.BigIntegerField(default=0, editable=False)  # 0.01 m²
    register_heads: Any = models.PositiveIntegerField(default=0, editable=False)
    register_hash: Any = models.CharField(max_length=64, blank=True, editable=False)
    drafted_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    drafted_at: Any = models.DateTimeField(editable=False)
    announced_at: Any = models.DateTimeField(null=True, editable=False)
    opened_at: Any = models.DateTimeField(null=True, editable=False)
    closed_at: Any = models.DateTimeField(null=True, editable=False)
    declared_at: Any = models.DateTimeField(null=True, editable=False)
    cancelled_at: Any = models.DateTimeField(null=True, editable=False)
    cancel_reason: Any = models.CharField(
        _("Why it is cancelled"), max_length=200, blank=True, editable=False
    )

    objects = OwnersVoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("Owners' vote")
        verbose_name_plural = _("Owners' votes")
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(
                name="elections_ownersvote_window", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="elections_ownersvote_cancelled", condition=~Q(state="cancelled") | ~Q(cancel_reason="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("owners:page", args=[self.community.code, self.key])

    def is_open(self, at: datetime) -> bool:
        return bool(self.state == self.State.OPEN and self.opens_at <= at < self.closes_at)

    @property
    def is_frozen(self) -> bool:
        return bool(self.register_hash)


class OwnersQuestion(Keyed):
    """One thing to decide. Its matter is one of the nine of art. 278; items 6 to 8 need three quarters."""

    vote: Any = models.ForeignKey(OwnersVote, models.PROTECT, related_name="questions")
    position: Any = models.PositiveSmallIntegerField()
    matter: Any = models.PositiveSmallIntegerField(_("Matter of Article 278"))
    text: Any = models.CharField(_("Question"), max_length=200)
    explanation: Any = models.TextField(pgettext_lazy("vote", "What it is about"), blank=True)

    class Meta:
        verbose_name = _("Question of an owners' vote")
        verbose_name_plural = _("Questions of an owners' vote")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="elections_ownersquestion_position", fields=["vote", "position"]),
            models.CheckConstraint(
                name="elections_ownersquestion_matter", condition=Q(matter__gte=1, matter__lte=9)
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class OwnerHead(Keyed):
    """One head of the frozen register: an owner with all their units, or the developer's stock. It has one ballot."""

    vote: Any = models.ForeignKey(OwnersVote, models.PROTECT, related_name="heads")
    number: Any = models.PositiveIntegerField()
    area: Any = models.BigIntegerField()  # of all its units, in 0.01 m²
    is_developer: Any = models.BooleanField(default=False)

    class Meta:
        verbose_name = pgettext_lazy("owners' vote", "Head")
        verbose_name_plural = pgettext_lazy("owners' vote", "Heads")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="elections_ownerhead_number", fields=["vote", "number"]),
            models.CheckConstraint(name="elections_ownerhead_area", condition=Q(area__gt=0)),
        ]

    def __str__(self) -> str:
        return str(self.number)


class OwnerUnit(Keyed):
    """An exclusive unit 专有部分 with its area and its owners. Owners of one buyer's number are one head."""

    class Holding(models.TextChoices):
        SOLD = "sold", pgettext_lazy("unit", "Sold and handed over")
        UNDELIVERED = "undelivered", pgettext_lazy("unit", "Sold, not handed over")
        UNSOLD = "unsold", pgettext_lazy("unit", "Not sold")

    vote: Any = models.ForeignKey(OwnersVote, models.PROTECT, related_name="units")
    building: Any = models.CharField(pgettext_lazy("unit", "Building"), max_length=20)
    number: Any = models.CharField(pgettext_lazy("unit", "Unit"), max_length=30)
    area: Any = models.PositiveIntegerField(_("Exclusive area"))  # 0.01 m²
    holding: Any = models.CharField(max_length=12, choices=Holding.choices, default=Holding.SOLD)
    owners: Any = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    buyer: Any = models.CharField(_("Number of the buyer"), max_length=40, blank=True)
    head: Any = models.ForeignKey(OwnerHead, models.PROTECT, null=True, related_name="units")

    class Meta:
        verbose_name = pgettext_lazy("owners' vote", "Unit")
        verbose_name_plural = pgettext_lazy("owners' vote", "Units")
        ordering = ["building", "number"]
        constraints = [
            models.UniqueConstraint(name="elections_ownerunit_once", fields=["vote", "building", "number"]),
            models.CheckConstraint(name="elections_ownerunit_area", condition=Q(area__gt=0)),
            models.CheckConstraint(
                name="elections_ownerunit_owned",
                condition=Q(holding="unsold", owners__len=0) | (~Q(holding="unsold") & Q(owners__len__gte=1)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.building}-{self.number}"


class OwnerLink(models.Model):
    """This account may sign for this unit: found by somebody of the committee other than the owner themselves."""

    unit: Any = models.ForeignKey(OwnerUnit, models.PROTECT, related_name="links")
    user: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    linked_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    linked_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Account of an owner")
        verbose_name_plural = _("Accounts of owners")
        constraints = [
            models.UniqueConstraint(name="elections_ownerlink_once", fields=["unit", "user"]),
            models.CheckConstraint(
                name="elections_ownerlink_not_oneself",
                condition=Q(linked_by=None) | ~Q(linked_by=F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.user_id}"
