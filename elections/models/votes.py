"""Vote 表决: one question, its window, its rule; and the options that stand on the ballot.

The way of a vote is draft → announced → open → closed → declared, or cancelled before it is declared. A trigger
(migration 0002) refuses every other step, and every change of the question or the rule once it has been announced.
"""

from datetime import datetime
from fractions import Fraction
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections import rules
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.models import Keyed
from linli.roles.permissions import Permission
from linli.roles.rights import Anyone, audiences_of, may


class VoteQuerySet(models.QuerySet["Vote"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def visible_to(self, user: Anyone, community: Community, at: datetime) -> Self:
        """Votes for the user's audiences; drafts only for those who run votes here."""
        seen = self.filter(audience__in=audiences_of(user, community, at))
        runs = may(user, Permission.RUN_VOTES, community, at)
        return seen if runs else seen.exclude(state=Vote.State.DRAFT)

    def open(self, at: datetime) -> Self:
        return self.filter(state=Vote.State.OPEN, opens_at__lte=at, closes_at__gt=at)

    def upcoming(self) -> Self:
        return self.filter(state=Vote.State.ANNOUNCED)

    def over(self, at: datetime) -> Self:
        """Closed, declared or cancelled after it was announced, or past its last moment."""
        ended = [Vote.State.CLOSED, Vote.State.DECLARED]
        cancelled = Q(state=Vote.State.CANCELLED, announced_at__isnull=False)
        return self.filter(Q(state__in=ended) | cancelled | Q(state=Vote.State.OPEN, closes_at__lte=at))

    def with_turnout(self) -> Self:
        """Adds `took_part`: how many have voted, and nothing of what they chose."""
        from elections.models.ballots import Participation

        counted = (
            Participation.objects.filter(elector__vote=OuterRef("pk")).order_by().values("elector__vote")
        )
        return self.annotate(took_part=Coalesce(Subquery(counted.annotate(n=Count("*")).values("n")), 0))


class Vote(Keyed):
    class Kind(models.TextChoices):
        YES_NO = "yes_no", _("Yes, no or abstain")
        ONE_OF_MANY = "one_of_many", _("One of several options")

    class Secrecy(models.TextChoices):
        SECRET = "secret", pgettext_lazy("ballot", "Secret ballot")
        NAMED = "named", pgettext_lazy("ballot", "Named ballot")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("vote", "Draft")
        ANNOUNCED = "announced", pgettext_lazy("vote", "Announced")
        OPEN = "open", pgettext_lazy("vote", "Open")
        CLOSED = "closed", pgettext_lazy("vote", "Closed")
        DECLARED = "declared", pgettext_lazy("vote", "Declared")
        CANCELLED = "cancelled", pgettext_lazy("vote", "Cancelled")

    class Base(models.TextChoices):
        TOOK_PART = rules.Base.TOOK_PART.value, _("of those who took part")
        DECIDED = rules.Base.DECIDED.value, _("of the ballots that are no abstention")
        ROLL = rules.Base.ROLL.value, _("of the whole roll")

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="votes")
    question: Any = models.CharField(_("Question"), max_length=120)
    explanation: Any = models.TextField(pgettext_lazy("vote", "What it is about"), blank=True)
    kind: Any = models.CharField(
        pgettext_lazy("vote", "Kind"), max_length=12, choices=Kind.choices, default=Kind.YES_NO
    )
    secrecy: Any = models.CharField(
        pgettext_lazy("vote", "Ballot"), max_length=8, choices=Secrecy.choices, default=Secrecy.SECRET
    )
    audience: Any = models.CharField(
        _("Who sees the question"), max_length=10, choices=Audience.choices, default=Audience.RESIDENTS
    )
    opens_at: Any = models.DateTimeField(_("Opens"))
    closes_at: Any = models.DateTimeField(_("Closes"))
    quorum_numerator: Any = models.PositiveSmallIntegerField(default=1)
    quorum_denominator: Any = models.PositiveSmallIntegerField(default=2)
    quorum_is_strict: Any = models.BooleanField(default=True)
    passing_numerator: Any = models.PositiveSmallIntegerField(default=1)
    passing_denominator: Any = models.PositiveSmallIntegerField(default=2)
    passing_is_strict: Any = models.BooleanField(default=True)
    passing_base: Any = models.CharField(max_length=10, choices=Base.choices, default=Base.TOOK_PART)
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    roll_size: Any = models.PositiveIntegerField(default=0, editable=False)
    roll_hash: Any = models.CharField(max_length=64, blank=True, editable=False)
    drafted_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    drafted_at: Any = models.DateTimeField(editable=False)
    announced_at: Any = models.DateTimeField(null=True, editable=False)
    opened_at: Any = models.DateTimeField(null=True, editable=False)
    reminded_at: Any = models.DateTimeField(null=True, editable=False)
    closed_at: Any = models.DateTimeField(null=True, editable=False)
    cancelled_at: Any = models.DateTimeField(null=True, editable=False)
    cancel_reason: Any = models.CharField(
        _("Why it is cancelled"), max_length=200, blank=True, editable=False
    )

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("residents' vote", "Vote")
        verbose_name_plural = pgettext_lazy("residents' vote", "Votes")
        indexes = [models.Index(fields=["community", "state", "closes_at"], name="elections_vote_list")]
        constraints = [
            models.CheckConstraint(name="elections_vote_window", condition=Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(
                name="elections_vote_quorum",
                condition=Q(quorum_denominator__gt=0, quorum_numerator__lte=F("quorum_denominator")),
            ),
            models.CheckConstraint(
                name="elections_vote_passing",
                condition=Q(passing_denominator__gt=0, passing_numerator__lte=F("passing_denominator")),
            ),
            models.CheckConstraint(
                name="elections_vote_audience", condition=Q(audience__in=["public", "residents"])
            ),
            models.CheckConstraint(
                name="elections_vote_cancelled", condition=~Q(state="cancelled") | ~Q(cancel_reason="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

    def get_absolute_url(self) -> str:
        return reverse("elections:vote", args=[self.community.code, self.key])

    @property
    def is_secret(self) -> bool:
        return bool(self.secrecy == Vote.Secrecy.SECRET)

    @property
    def quorum(self) -> rules.Threshold:
        return rules.Threshold(
            Fraction(self.quorum_numerator, self.quorum_denominator), self.quorum_is_strict
        )

    @property
    def passing(self) -> rules.Threshold:
        return rules.Threshold(
            Fraction(self.passing_numerator, self.passing_denominator), self.passing_is_strict
        )

    @property
    def terms(self) -> rules.Terms:
        return rules.Terms(self.quorum, self.passing, rules.Base(self.passing_base))

    def is_open(self, at: datetime) -> bool:
        return bool(self.state == Vote.State.OPEN and self.opens_at <= at < self.closes_at)

    def is_waiting_for_result(self, at: datetime) -> bool:
        """Nobody can vote any more, and the result has not been declared."""
        late = self.state == Vote.State.OPEN and self.closes_at <= at
        return bool(late or self.state == Vote.State.CLOSED)

    @property
    def is_declared(self) -> bool:
        return bool(self.state == Vote.State.DECLARED)


class Option(models.Model):
    """One line of the ballot; its position is what a ballot says."""

    class Stance(models.TextChoices):
        FOR = rules.Stance.FOR.value, pgettext_lazy("ballot", "Yes")
        AGAINST = rules.Stance.AGAINST.value, pgettext_lazy("ballot", "No")
        ABSTAIN = rules.Stance.ABSTAIN.value, pgettext_lazy("ballot", "Abstain")
        CHOICE = rules.Stance.CHOICE.value, pgettext_lazy("ballot", "One of the options")

    vote: Any = models.ForeignKey(Vote, models.PROTECT, related_name="options")
    position: Any = models.PositiveSmallIntegerField()
    stance: Any = models.CharField(max_length=8, choices=Stance.choices)
    text: Any = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("ballot", "Option")
        verbose_name_plural = pgettext_lazy("ballot", "Options")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="elections_option_position", fields=["vote", "position"]),
            models.CheckConstraint(
                name="elections_option_text", condition=Q(stance="choice", text__gt="") | ~Q(stance="choice")
            ),
        ]

    def __str__(self) -> str:
        return str(self.text) or str(self.get_stance_display())
