"""Who has voted, and what was chosen: for a secret vote, two things that nothing joins (docs/votes.md).

`Participation` says that an elector has voted. A named vote adds a `Ballot` that says what. A secret vote drops the choice
into its `BallotBox`: one row for the whole vote, rewritten by each ballot, so that no ballot has a row, an id, a time, a
place on the disk or a transaction number of its own. PostgreSQL keeps the keys of a JSON object in their own order, so the
box does not remember the order of arrival either.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections import rules
from elections.models.roll import Elector
from elections.models.votes import Option, Vote
from linli.accounts.models import User
from linli.core.models import AppendOnly


class Participation(AppendOnly):
    """This elector has voted. `at` is checked against the window by a trigger, which then wipes it out."""

    elector: Any = models.OneToOneField(
        Elector, models.PROTECT, primary_key=True, related_name="participation"
    )
    at: Any = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Participation")
        verbose_name_plural = _("Participations")
        constraints = [models.CheckConstraint(name="elections_participation_timeless", condition=Q(at=None))]

    def __str__(self) -> str:
        return str(self.elector_id)


class BallotQuerySet(models.QuerySet["Ballot"]):
    def counted(self, vote: Vote) -> "BallotQuerySet":
        """The last ballot of each elector."""
        cast = self.filter(elector__vote=vote).order_by("elector", "-revision").distinct("elector")
        return cast.select_related("elector", "option")


class Ballot(AppendOnly):
    """A named ballot 记名选票. Changing one's mind adds a revision; the last one counts."""

    elector: Any = models.ForeignKey(Elector, models.PROTECT, related_name="ballots")
    revision: Any = models.PositiveSmallIntegerField(default=1)
    option: Any = models.ForeignKey(Option, models.PROTECT, related_name="+")
    cast_at: Any = models.DateTimeField()

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("paper", "Ballot")
        verbose_name_plural = pgettext_lazy("paper", "Ballots")
        constraints = [models.UniqueConstraint(name="elections_ballot_once", fields=["elector", "revision"])]

    def __str__(self) -> str:
        return f"{self.elector_id}/{self.revision}"


class BallotBox(models.Model):
    """All choices of a secret vote: tracking code -> position of the option."""

    vote: Any = models.OneToOneField(Vote, models.PROTECT, primary_key=True, related_name="box")
    choices: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("Ballot box")
        verbose_name_plural = _("Ballot boxes")

    def __str__(self) -> str:
        return str(self.vote_id)


class Result(AppendOnly):
    """What was declared 结果. `counts` is empty where so few voted secretly that counts would unmask them."""

    class Outcome(models.TextChoices):
        PASSED = rules.Outcome.PASSED.value, pgettext_lazy("outcome", "Passed")
        FAILED = rules.Outcome.FAILED.value, pgettext_lazy("outcome", "Not passed")
        TIE = rules.Outcome.TIE.value, pgettext_lazy("outcome", "Tie")
        NOT_QUORATE = rules.Outcome.NOT_QUORATE.value, pgettext_lazy("outcome", "No quorum")

    vote: Any = models.OneToOneField(Vote, models.PROTECT, primary_key=True, related_name="result")
    outcome: Any = models.CharField(max_length=12, choices=Outcome.choices)
    winner: Any = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+")
    took_part: Any = models.PositiveIntegerField()
    counts: Any = models.JSONField(default=dict)  # position -> ballots
    list_hash: Any = models.CharField(
        max_length=64, blank=True
    )  # of the published list; empty where none is published
    declared_at: Any = models.DateTimeField()
    declared_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("vote", "Result")
        verbose_name_plural = pgettext_lazy("vote", "Results")

    def __str__(self) -> str:
        return f"{self.vote_id} {self.outcome}"
