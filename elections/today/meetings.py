"""What waits around representatives' meetings: the meeting for those with a seat, a signature, the desk's next step."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from elections.actions.meetings.base import day_of, own_office
from elections.actions.meetings.body import may_ever_sit, sits_in
from elections.models import Meeting, MeetingRequest
from elections.rules.in_force import current
from elections.rules.meetings import meets_again
from elections.rules.profiles import load
from elections.today.entries import Kind
from elections.words.meetings import next_words
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.waiting import Waiting
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = Meeting.State
# The profile sets no days for these: the desk's own aims.
CALLS_WITHIN, RECORDS_WITHIN = timedelta(days=10), timedelta(days=3)
entry = Kind(
    "meetings", "users", gettext_lazy("Representatives' meeting"), gettext_lazy("Representatives' meetings")
).entry


def asked(request: MeetingRequest, step: str, until: datetime | None) -> Waiting:
    return Waiting(
        room="vote",
        icon="signature",
        kind=_("Request for a meeting"),
        title=request.subject,
        url=request.get_absolute_url(),
        step=step,
        until=until,
        source=_("Representatives' meetings"),
    )


def waiting(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """For whoever has a seat: the meetings called. For a representative: requests without their signature, too."""
    if not may_ever_sit(user, community):
        return
    called = Meeting.objects.in_community(community).filter(state=State.CALLED)
    for meeting in called.select_related("community__division"):
        if sits_in(user, meeting):
            yield entry(meeting, _("See the agenda"), "page", meeting.starts_at, next_words(meeting))
    office = own_office(user, community, at)
    if office is None:
        return
    open_ones = MeetingRequest.objects.in_community(community).filter(state=MeetingRequest.State.SIGNING)
    unsigned = open_ones.exclude(signatures__representative=office)
    for request in unsigned.select_related("community__division"):
        yield asked(request, _("Read and sign"), None)


def due(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """Requests to meet and the step that has its time, for whoever runs; minutes to confirm, for whoever oversees."""
    if may(user, Permission.RUN_ELECTIONS, community, at):
        yield from to_run(community, at)
    if may(user, Permission.OVERSEE_ELECTIONS, community, at):
        found = Meeting.objects.in_community(community).filter(state__in=Meeting.TO_RECORD)
        written = found.filter(minutes__is_returned=False).exclude(minutes__entered_by=user)
        for meeting in written.select_related("community__division"):
            yield entry(meeting, _("Confirm the minutes"), "confirm", meeting.ended_at + RECORDS_WITHIN)


def to_hold(community: Community, at: datetime) -> Iterator[Waiting]:
    """The meeting of this quarter or half-year, once it has begun; nothing while one is drafted or called."""
    found = Meeting.objects.in_community(community)
    last = found.exclude(opened_at=None).order_by("-opened_at").first()
    part = meets_again(load(current(last.profile_code)), day_of(last.opened_at)) if last else None
    if part is None or at < part.starts_at or found.filter(state__in=(State.DRAFT, State.CALLED)).exists():
        return
    yield Waiting(
        room="vote",
        icon="users",
        kind=_("Representatives' meeting"),
        title=_("The representatives have to meet"),
        url=reverse("meetings:new", args=[community.code]),
        step=_("Draft the meeting"),
        until=part.ends_at,
        source=_("Representatives' meetings"),
    )


def to_run(community: Community, at: datetime) -> Iterator[Waiting]:
    yield from to_hold(community, at)
    reached = MeetingRequest.objects.in_community(community).filter(state=MeetingRequest.State.REACHED)
    for request in reached.select_related("community__division"):
        yield asked(request, pgettext("meeting", "Call the meeting"), request.reached_at + CALLS_WITHIN)
    for meeting in to_continue(community):
        until = meeting.ended_at + CALLS_WITHIN
        yield entry(meeting, _("Set another day"), "continue", until, next_words(meeting))
    meetings: Any = Meeting.objects.in_community(community).under_way().select_related("community__division")
    for meeting in meetings.filter(minutes__is_returned=True).select_related("minutes"):
        until = meeting.minutes.returned_at + RECORDS_WITHIN
        yield entry(meeting, _("Correct the minutes"), "minutes", until, meeting.minutes.return_comment)
    for meeting in meetings.filter(minutes=None):
        if meeting.state == State.CALLED and meeting.starts_at <= at:
            yield entry(meeting, pgettext("meeting", "Begin the meeting"), "desk", meeting.starts_at)
        if meeting.state == State.SITTING:
            yield entry(meeting, _("Go on with the meeting"), "desk", meeting.opened_at + timedelta(hours=4))
        if meeting.state in Meeting.TO_RECORD:
            yield entry(meeting, _("Write the minutes"), "minutes", meeting.ended_at + RECORDS_WITHIN)


def to_continue(community: Community) -> Iterator[Meeting]:
    """Adjourned with items left, until another meeting has been called: the committee may have let them drop."""
    found = Meeting.objects.in_community(community)
    last = found.exclude(called_at=None).order_by("-called_at").values("called_at")[:1]
    left = found.to_continue().filter(ended_at__gte=Subquery(last))
    yield from left.select_related("community__division")
