"""What an election came to: the sums of its ballots, each candidate's votes, and who is elected. Append-only."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.candidates import Candidate
from elections.models.elections import Election, Post
from elections.models.registration import Registration
from linli.accounts.models import User
from linli.core.models import AppendOnly


class ElectionResult(AppendOnly):
    """The sums that the committee declared. `counts` keeps the tallies as they came in, for whoever checks them."""

    election: Any = models.OneToOneField(Election, models.PROTECT, primary_key=True, related_name="result")
    issued: Any = models.PositiveIntegerField(_("Ballots given out"))
    took_part: Any = models.PositiveIntegerField(_("Ballots taken in"))
    blank: Any = models.PositiveIntegerField(_("Blank ballots"), default=0)
    invalid: Any = models.PositiveIntegerField(_("Invalid ballots"))
    is_valid: Any = models.BooleanField(_("The election is valid"))
    counts: Any = models.JSONField(default=dict)  # what was counted, and each test of the rules
    declared_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declared_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("election", "Result")
        verbose_name_plural = pgettext_lazy("election", "Results")
        constraints = [
            models.CheckConstraint(
                name="elections_electionresult_sums",
                condition=Q(took_part__gte=F("blank") + F("invalid")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.election_id)


class Standing(AppendOnly):
    """One person's votes for one post: a candidate, or somebody written in by electors 另选他人."""

    class Verdict(models.TextChoices):
        ELECTED = "elected", pgettext_lazy("candidate", "Elected")
        NOT_ELECTED = "not_elected", pgettext_lazy("candidate", "Not elected")
        RUN_OFF = "run_off", pgettext_lazy("candidate", "Goes into the run-off")
        AVOIDED = "avoided", pgettext_lazy("candidate", "Steps back as a near relative")

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="standings")
    post: Any = models.ForeignKey(Post, models.PROTECT, related_name="standings")
    candidate: Any = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="standings")
    registration: Any = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="+")
    name: Any = models.CharField(pgettext_lazy("person", "Name"), max_length=40)
    votes_for: Any = models.PositiveIntegerField(pgettext_lazy("count", "For"))
    votes_against: Any = models.PositiveIntegerField(pgettext_lazy("count", "Against"), default=0)
    abstentions: Any = models.PositiveIntegerField(pgettext_lazy("count", "Abstained"), default=0)
    rank: Any = models.PositiveSmallIntegerField()
    verdict: Any = models.CharField(max_length=12, choices=Verdict.choices)

    class Meta:
        verbose_name = pgettext_lazy("candidate", "Standing")
        verbose_name_plural = pgettext_lazy("candidate", "Standings")
        ordering = ["post__position", "rank"]
        constraints = [
            models.UniqueConstraint(name="elections_standing_once", fields=["candidate"]),
            models.UniqueConstraint(name="elections_standing_rank", fields=["post", "rank"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.votes_for}"


class ElectionNotice(AppendOnly):
    """One of the numbered notices 公告 of an election: its text as it was issued, and where the portal keeps the page."""

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="notices")
    number: Any = models.PositiveSmallIntegerField(pgettext_lazy("notice", "Number"))
    edition: Any = models.PositiveSmallIntegerField(default=1)
    title: Any = models.CharField(max_length=120)
    text: Any = models.TextField()
    portal_key: Any = models.CharField(max_length=12, blank=True)  # of the portal's notice page
    issued_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    issued_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("election", "Notice")
        verbose_name_plural = pgettext_lazy("election", "Notices")
        ordering = ["number", "edition"]
        constraints = [
            models.UniqueConstraint(
                name="elections_electionnotice_once", fields=["election", "number", "edition"]
            ),
            models.CheckConstraint(
                name="elections_electionnotice_number", condition=Q(number__gte=1, number__lte=30)
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
