"""Election 选举: the choice of a residents' committee, from its announcement to the hand-over; and the posts on its ballot.

The way is draft → announced → roll_published → nominating → candidates_published → polling → closed → declared →
handed_over, or cancelled before it is declared. A recall has no candidates, a run-off takes its candidates over. Triggers
(migration 0003) refuse every other step, every step before its lawful period is over, and every change of the terms once
they have been announced; the day alone may move to a later one, by a postponement (migration 0012). The law itself is the profile, frozen as JSON with its digest in that moment; the periods that
the triggers ask for stand beside it as numbers.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from elections.rules.days import Window, day_of
from elections.rules.hours import paper_hours
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed
from linli.core.workdays import CHINA
from linli.roles.permissions import Permission
from linli.roles.rights import Anyone, may


class ElectionQuerySet(models.QuerySet["Election"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def visible_to(self, user: Anyone, community: Community, at: datetime) -> Self:
        """An announced election is public; a draft is seen by those who run or oversee elections here."""
        if may(user, Permission.OVERSEE_ELECTIONS, community, at):
            return self.all()
        return self.filter(announced_at__isnull=False)

    def under_way(self) -> Self:
        return self.filter(state__in=Election.UNDER_WAY)

    def over(self) -> Self:
        """Declared, handed over, or cancelled after it was announced."""
        ended = Q(state__in=[Election.State.DECLARED, Election.State.HANDED_OVER])
        return self.filter(ended | Q(state=Election.State.CANCELLED, announced_at__isnull=False))


class Election(Keyed):
    class Kind(models.TextChoices):
        GENERAL = "general", pgettext_lazy("election", "General election")
        BY_ELECTION = "by_election", pgettext_lazy("election", "By-election")
        RUN_OFF = "run_off", pgettext_lazy("election", "Run-off")
        RECALL = "recall", pgettext_lazy("election", "Recall")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("election", "Draft")
        ANNOUNCED = "announced", pgettext_lazy("election", "Announced")
        ROLL_PUBLISHED = "roll_published", pgettext_lazy("election", "Roll published")
        NOMINATING = "nominating", pgettext_lazy("election", "Nominations")
        CANDIDATES_PUBLISHED = "candidates_published", pgettext_lazy("election", "Candidates published")
        POLLING = "polling", pgettext_lazy("election", "Polls open")
        CLOSED = "closed", pgettext_lazy("election", "Polls closed")
        DECLARED = "declared", pgettext_lazy("election", "Result declared")
        HANDED_OVER = "handed_over", pgettext_lazy("election", "Handed over")
        CANCELLED = "cancelled", pgettext_lazy("election", "Cancelled")

    class Mode(models.TextChoices):
        ELECTORS = "electors", _("All electors")
        HOUSEHOLDS = "households", _("One elector for each household")
        REPRESENTATIVES = "representatives", _("Residents' representatives")

    class BallotMode(models.TextChoices):
        PAPER = "paper", pgettext_lazy("ballots", "On paper")
        ONLINE = "online", pgettext_lazy("ballots", "Online")
        BOTH = "both", pgettext_lazy("ballots", "On paper and online")

    class Assurance(models.TextChoices):
        NAMED = "L0", pgettext_lazy("assurance", "L0: named")
        DETACHED = "L1", pgettext_lazy("assurance", "L1: secret by separation")
        VERIFIABLE = "L2", pgettext_lazy("assurance", "L2: encrypted and verifiable")

    UNDER_WAY = (
        State.ANNOUNCED,
        State.ROLL_PUBLISHED,
        State.NOMINATING,
        State.CANDIDATES_PUBLISHED,
        State.POLLING,
        State.CLOSED,
    )

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="elections")
    title: Any = models.CharField(pgettext_lazy("election", "Title"), max_length=80)
    kind: Any = models.CharField(
        pgettext_lazy("election", "Kind"), max_length=12, choices=Kind.choices, default=Kind.GENERAL
    )
    predecessor: Any = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", editable=False
    )
    electorate_mode: Any = models.CharField(
        _("Who elects"), max_length=16, choices=Mode.choices, default=Mode.ELECTORS
    )
    ballot_mode: Any = models.CharField(
        _("How ballots are cast"), max_length=8, choices=BallotMode.choices, default=BallotMode.PAPER
    )
    assurance: Any = models.CharField(
        _("Secrecy of online ballots"), max_length=2, choices=Assurance.choices, default=Assurance.VERIFIABLE
    )
    election_day: Any = models.DateField(_("Election day"))
    polls_open_at: Any = models.DateTimeField(_("Polls open"))
    polls_close_at: Any = models.DateTimeField(_("Polls close"))
    term_years: Any = models.PositiveSmallIntegerField(_("Term of office in years"), default=5)

    # The law: which profile, and from the announcement on its text, its digest and the periods that the triggers ask for.
    profile_code: Any = models.CharField(_("Rules"), max_length=60)
    profile_version: Any = models.CharField(max_length=20, blank=True, editable=False)
    profile: Any = models.JSONField(default=dict, editable=False)
    profile_digest: Any = models.CharField(max_length=64, blank=True, editable=False)
    announced_before: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    roll_published_before: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    objections_within: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    rulings_within: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    nomination_least: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    candidates_published_before: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    proxies_asked_before: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    proxies_published_before: Any = models.PositiveSmallIntegerField(default=0, editable=False)
    most_per_holder: Any = models.PositiveSmallIntegerField(default=0, editable=False)  # 0: no proxies
    candidate_may_hold: Any = models.BooleanField(default=False, editable=False)

    supporters_least: Any = models.PositiveSmallIntegerField(
        _("Electors who nominate together, at least"), default=10
    )

    state: Any = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT, editable=False)
    drafted_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    drafted_at: Any = models.DateTimeField(editable=False)
    announced_at: Any = models.DateTimeField(null=True, editable=False)
    roll_published_at: Any = models.DateTimeField(null=True, editable=False)
    objections_end_on: Any = models.DateField(
        null=True, editable=False
    )  # the last day, holidays taken into account
    roll_frozen_at: Any = models.DateTimeField(null=True, editable=False)
    roll_size: Any = models.PositiveIntegerField(default=0, editable=False)
    roll_hash: Any = models.CharField(max_length=64, blank=True, editable=False)
    nominating_at: Any = models.DateTimeField(null=True, editable=False)
    candidates_published_at: Any = models.DateTimeField(null=True, editable=False)
    proxies_published_at: Any = models.DateTimeField(null=True, editable=False)
    polls_opened_at: Any = models.DateTimeField(null=True, editable=False)
    closed_at: Any = models.DateTimeField(null=True, editable=False)
    declared_at: Any = models.DateTimeField(null=True, editable=False)
    handed_over_at: Any = models.DateTimeField(null=True, editable=False)
    cancelled_at: Any = models.DateTimeField(null=True, editable=False)
    cancel_reason: Any = models.CharField(max_length=200, blank=True, editable=False)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("committee", "Election")
        verbose_name_plural = pgettext_lazy("committee", "Elections")
        indexes = [
            models.Index(fields=["community", "state", "election_day"], name="elections_election_list")
        ]
        constraints = [
            models.CheckConstraint(
                name="elections_election_window", condition=Q(polls_close_at__gt=F("polls_open_at"))
            ),
            models.CheckConstraint(
                name="elections_election_cancelled", condition=~Q(state="cancelled") | ~Q(cancel_reason="")
            ),
            models.CheckConstraint(
                name="elections_election_profile",
                condition=Q(announced_at=None) | Q(profile_digest__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="elections_election_online_level", condition=Q(ballot_mode="paper") | Q(assurance="L2")
            ),
            models.CheckConstraint(
                name="elections_election_predecessor",
                condition=~Q(kind="run_off") | Q(predecessor__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("election:page", args=[self.community.code, self.key])

    @property
    def is_roll_frozen(self) -> bool:
        return self.roll_frozen_at is not None

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # Django leaves it to the class where it has one
        """In Django's place: a roll that is settled is not on show for objections any more."""
        if self.state == Election.State.ROLL_PUBLISHED and self.is_roll_frozen:
            return pgettext("election", "Roll settled")
        return str(Election.State(self.state).label)

    @property
    def days_open(self) -> int:
        """On how many days of China's calendar the polls are open."""
        last = day_of(self.polls_close_at - timedelta(microseconds=1))
        return int((last - self.election_day).days) + 1

    @property
    def last_day(self) -> date:
        return date.fromordinal(self.election_day.toordinal() + self.days_open - 1)

    @property
    def daily_hours(self) -> tuple[time, time] | None:
        """On each of several days from when to when on paper; none where the times of the two ends make no day's hours."""
        opens, closes = (at.astimezone(CHINA).time() for at in (self.polls_open_at, self.polls_close_at))
        return (opens, closes) if self.days_open > 1 and opens < closes else None

    @property
    def paper_hours(self) -> list[Window]:
        """When ballots are given out on paper."""
        return paper_hours(self.polls_open_at, self.polls_close_at)

    def is_polling(self, at: datetime) -> bool:
        return bool(self.state == Election.State.POLLING and self.polls_open_at <= at < self.polls_close_at)


class Post(Keyed):
    """An office on the ballot 职务: the chair, the deputy, the members; with how many seats and candidates."""

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="posts")
    office: Any = models.CharField(pgettext_lazy("office", "Office"), max_length=20)  # the profile's key
    name: Any = models.CharField(pgettext_lazy("office", "Name"), max_length=40)
    seats: Any = models.PositiveSmallIntegerField(_("Seats"), default=1)
    surplus: Any = models.PositiveSmallIntegerField(_("More candidates than seats by at least"), default=1)
    seats_for_women: Any = models.PositiveSmallIntegerField(_("Seats kept for women"), default=0)
    position: Any = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = pgettext_lazy("office", "Post")
        verbose_name_plural = pgettext_lazy("office", "Posts")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="elections_post_position", fields=["election", "position"]),
            models.UniqueConstraint(name="elections_post_name", fields=["election", "name"]),
            models.CheckConstraint(
                name="elections_post_seats",
                condition=Q(seats__gte=1, seats_for_women__lte=F("seats")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
