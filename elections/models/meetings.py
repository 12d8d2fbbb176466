"""The residents' representatives' meeting 居民代表会议: agenda, who came, what was decided by show of hands, the minutes.

Representatives in office make it up, and beside them, where the rules say so, the members of the residents' committee.
The way is draft → called → sitting → closed or adjourned → recorded, or cancelled before it sits. Triggers (migration
0007) refuse every other step, a decision without a quorum, more hands than people, and any change of confirmed minutes.
What an adjourned meeting left undecided goes on in another sitting: a meeting of its own that `continues` it, called again
(migration 0009).
"""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.representatives import MeetingRequest, Representative
from elections.models.terms import Officeholder
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import AppendOnly, Keyed
from linli.roles.permissions import Permission
from linli.roles.rights import Anyone, may


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def visible_to(self, user: Anyone, community: Community, at: datetime) -> Self:
        """A called meeting is seen by residents; a draft by those who run or oversee elections here."""
        if may(user, Permission.OVERSEE_ELECTIONS, community, at):
            return self.all()
        return self.filter(called_at__isnull=False)

    def under_way(self) -> Self:
        return self.filter(state__in=Meeting.UNDER_WAY)

    def over(self) -> Self:
        """With minutes, or cancelled after it was called."""
        ended = Q(state=Meeting.State.RECORDED)
        return self.filter(ended | Q(state=Meeting.State.CANCELLED, called_at__isnull=False))

    def standing(self) -> Self:
        return self.exclude(state=Meeting.State.CANCELLED)

    def to_continue(self) -> Self:
        """Adjourned with items left, and no other sitting is drafted or called."""
        left = AgendaItem.objects.filter(meeting=OuterRef("pk"), outcome=None)
        next_ones = Meeting.objects.standing().filter(continues=OuterRef("pk"))
        return self.exclude(adjourn_reason="").filter(Exists(left), ~Exists(next_ones))


class Meeting(Keyed):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("meeting", "Draft")
        CALLED = "called", pgettext_lazy("meeting", "Called")
        SITTING = "sitting", pgettext_lazy("meeting", "Sitting")
        CLOSED = "closed", pgettext_lazy("meeting", "Closed")
        ADJOURNED = "adjourned", pgettext_lazy("meeting", "Adjourned")
        RECORDED = "recorded", pgettext_lazy("meeting", "Minutes published")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")

    UNDER_WAY = (State.CALLED, State.SITTING, State.CLOSED, State.ADJOURNED)
    TO_RECORD = (State.CLOSED, State.ADJOURNED)

    community: Any = models.ForeignKey(
        Community, models.PROTECT, related_name="representatives_meetings", editable=False
    )
    title: Any = models.CharField(pgettext_lazy("meeting", "Title"), max_length=80)
    place: Any = models.CharField(pgettext_lazy("meeting", "Place"), max_length=80)
    starts_at: Any = models.DateTimeField(pgettext_lazy("meeting", "Begins"))
    explanation: Any = models.TextField(pgettext_lazy("meeting", "What it is about"), blank=True)
    request: Any = models.ForeignKey(
        MeetingRequest, models.PROTECT, null=True, related_name="meetings", editable=False
    )
    continues: Any = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="continuations", editable=False
    )
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    profile_code: Any = models.CharField(_("Rules"), max_length=40)
    profile: Any = models.JSONField(null=True, editable=False)  # frozen when it is called
    profile_digest: Any = models.CharField(max_length=64, blank=True, editable=False)
    members: Any = models.PositiveIntegerField(default=0, editable=False)  # who make it up, on its day
    committee_members: Any = models.PositiveIntegerField(default=0, editable=False)  # … of whom as such
    drafted_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    drafted_at: Any = models.DateTimeField(editable=False)
    called_at: Any = models.DateTimeField(null=True, editable=False)
    opened_at: Any = models.DateTimeField(null=True, editable=False)
    ended_at: Any = models.DateTimeField(null=True, editable=False)
    recorded_at: Any = models.DateTimeField(null=True, editable=False)
    cancelled_at: Any = models.DateTimeField(null=True, editable=False)
    cancel_reason: Any = models.CharField(max_length=200, blank=True, editable=False)
    adjourn_reason: Any = models.CharField(max_length=200, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Representatives' meeting")
        verbose_name_plural = _("Representatives' meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="elections_meeting_cancelled", condition=~Q(state="cancelled") | ~Q(cancel_reason="")
            ),
            models.CheckConstraint(
                name="elections_meeting_adjourned", condition=~Q(state="adjourned") | ~Q(adjourn_reason="")
            ),
            models.UniqueConstraint(
                name="elections_meeting_continued_once",
                fields=["continues"],
                condition=~Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="elections_meeting_made_up", condition=Q(members__gte=F("committee_members"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("meetings:page", args=[self.community.code, self.key])


class AgendaItem(Keyed):
    """One thing to decide, as it was told beforehand."""

    meeting: Any = models.ForeignKey(Meeting, models.PROTECT, related_name="items", editable=False)
    position: Any = models.PositiveSmallIntegerField(editable=False)
    title: Any = models.CharField(pgettext_lazy("agenda", "What is decided"), max_length=120)
    explanation: Any = models.TextField(pgettext_lazy("agenda", "In more words"), blank=True)
    continues: Any = models.ForeignKey(  # the item that the adjourned meeting left undecided
        "self", models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = pgettext_lazy("agenda", "Item")
        verbose_name_plural = pgettext_lazy("agenda", "Items")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="elections_agendaitem_position", fields=["meeting", "position"]),
            models.UniqueConstraint(
                name="elections_agendaitem_continued_once", fields=["meeting", "continues"]
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Presence(models.Model):
    """A representative or a member of the committee who came; whoever left before the end is not counted from then on."""

    meeting: Any = models.ForeignKey(Meeting, models.PROTECT, related_name="presences")
    representative: Any = models.ForeignKey(Representative, models.PROTECT, null=True, related_name="+")
    member: Any = models.ForeignKey(Officeholder, models.PROTECT, null=True, related_name="+")
    marked_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    came_at: Any = models.DateTimeField()
    left_at: Any = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("meeting", "Presence")
        verbose_name_plural = pgettext_lazy("meeting", "Presences")
        ordering = ["representative_id", "member_id"]
        constraints = [
            models.UniqueConstraint(name="elections_presence_once", fields=["meeting", "representative"]),
            models.UniqueConstraint(name="elections_presence_member_once", fields=["meeting", "member"]),
            models.CheckConstraint(
                name="elections_presence_one_seat",
                condition=Q(representative=None, member__isnull=False)
                | Q(representative__isnull=False, member=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.seat}"

    @property
    def seat(self) -> Representative | Officeholder:
        """As what the person sits in the meeting."""
        found: Representative | Officeholder = self.representative or self.member
        return found


class ItemOutcome(AppendOnly):
    """What was decided on an item: the hands, the rules' tests with their numbers, and the reasons in both languages."""

    item: Any = models.OneToOneField(AgendaItem, models.PROTECT, related_name="outcome")
    members: Any = models.PositiveIntegerField()
    present: Any = models.PositiveIntegerField()
    votes_for: Any = models.PositiveIntegerField()
    votes_against: Any = models.PositiveIntegerField()
    votes_abstained: Any = models.PositiveIntegerField()
    is_carried: Any = models.BooleanField()
    profile_version: Any = models.CharField(max_length=40)
    checks: Any = models.JSONField()  # as rules.results.Reason writes itself
    reasons: Any = models.JSONField()  # language → sentences
    declared_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declared_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Outcome of an item")
        verbose_name_plural = _("Outcomes of items")
        constraints = [
            models.CheckConstraint(
                name="elections_itemoutcome_hands",
                condition=Q(present__gte=F("votes_for") + F("votes_against") + F("votes_abstained")),
            ),
            models.CheckConstraint(
                name="elections_itemoutcome_present", condition=Q(members__gte=F("present"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.is_carried}"

    @property
    def silent(self) -> int:
        """Present, and no hand raised: they count in the denominator all the same."""
        return int(self.present - self.votes_for - self.votes_against - self.votes_abstained)


class Minutes(models.Model):
    """What is kept of a meeting. A second person confirms it, or sends it back with a comment; confirmed, it stays."""

    meeting: Any = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    text: Any = models.TextField()
    chaired_by: Any = models.CharField(max_length=40)
    written_by: Any = models.CharField(max_length=40)
    entered_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at: Any = models.DateTimeField()
    confirmed_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at: Any = models.DateTimeField(null=True)
    is_returned: Any = models.BooleanField(default=False)  # until they are written again; the comment stays
    return_comment: Any = models.CharField(max_length=500, blank=True)
    returned_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_at: Any = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("meeting", "Minutes")
        verbose_name_plural = pgettext_lazy("meetings", "Minutes")
        constraints = [
            models.CheckConstraint(
                name="elections_minutes_words",
                condition=~Q(text="") & ~Q(chaired_by="") & ~Q(written_by=""),
            ),
            models.CheckConstraint(
                name="elections_minutes_confirmed",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="elections_minutes_second",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
            ),
            models.CheckConstraint(
                name="elections_minutes_returned",
                condition=Q(is_returned=False, returned_by=None, returned_at=None, return_comment="")
                | Q(returned_by__isnull=False, returned_at__isnull=False) & ~Q(return_comment=""),
            ),
            models.CheckConstraint(
                name="elections_minutes_returned_open",
                condition=Q(is_returned=False) | Q(confirmed_at=None),
            ),
            models.CheckConstraint(
                name="elections_minutes_returned_second",
                condition=Q(is_returned=False) | ~Q(returned_by=F("entered_by")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting_id)
