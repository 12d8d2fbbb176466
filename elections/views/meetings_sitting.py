"""While a meeting sits, and after it: who is there, the hands on an item, the minutes and their confirmation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.meetings import (
    confirm_minutes,
    declare_item,
    mark_presence,
    return_minutes,
    write_minutes,
)
from elections.actions.meetings.base import law_of
from elections.actions.meetings.body import body_of
from elections.actions.meetings.sitting import present_now
from elections.forms.meetings import CommentForm, HandsForm, MinutesForm
from elections.models import AgendaItem, Meeting
from elections.views.election_base import acted, tried
from elections.views.meetings import items_of
from elections.views.meetings_base import below, find, form_page, url
from elections.words.meetings import minutes_draft, reasons
from elections.words.votes import grouped
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def attendance(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Everybody with a seat on one page: who is in the room is ticked."""
    meeting = find(request, community, key, timezone.now())
    if meeting.state != Meeting.State.SITTING:
        raise Http404
    body = body_of(meeting)
    if request.method == "POST":
        who: Any = request.user
        ticked = request.POST.getlist("present")
        present = [one for one in body.seats if one.key in ticked]
        try:
            count = mark_presence(meeting=meeting, present=present, by=who, at=timezone.now())
            messages.success(request, _("%(count)s people are in the room.") % {"count": count})
        except Refused as refused:
            messages.error(request, str(refused.reason))
        return redirect(url("desk", meeting))
    here = {
        one.seat for one in meeting.presences.filter(left_at=None).select_related("representative", "member")
    }
    desk = (_("Desk of the meeting"), url("desk", meeting))
    context = {
        "meeting": meeting,
        "representatives": [{"seat": one, "is_here": one in here} for one in body.representatives],
        "members": [{"seat": one, "is_here": one in here} for one in body.members],
        "trail": below(meeting, desk, (_("Who is there"), "")),
    }
    return render(request, "elections/meetings/attendance.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def declare(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """The hands as they were counted; decided at once."""
    meeting = find(request, community, key, timezone.now())
    item = get_object_or_404(AgendaItem.objects.filter(meeting=meeting, outcome=None), key=number)
    form = HandsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        terms: dict[str, Any] = form.hands() | {"by": request.user, "at": timezone.now()}
        if made := tried(form, lambda: declare_item(item=item, **terms)):
            messages.success(request, reasons(made)[-1])
            return redirect(url("desk", meeting))
    return form_page(
        request,
        meeting,
        form,
        _("Show of hands"),
        text=f"{item.position}. {item.title}",
        summary=needed_words(meeting),
        submit=_("Declare the outcome"),
    )


def needed_words(meeting: Meeting) -> str:
    """How many are in the room, and how many of them it takes."""
    terms: Any = law_of(meeting).meeting
    present = present_now(meeting)
    about = {"present": grouped(present), "needed": grouped(max(1, terms.decision.needed(present)))}
    return _("%(present)s are in the room; at least %(needed)s must be for it.") % about


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def minutes(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Written, or written anew until a second person confirms them."""
    meeting = find(request, community, key, timezone.now())
    if meeting.state not in Meeting.TO_RECORD:
        raise Http404
    form = MinutesForm(request.POST or None, initial=begun(meeting))
    if acted(
        request,
        form,
        write_minutes,
        _("The minutes are saved. Somebody else confirms them now."),
        meeting=meeting,
    ):
        return redirect(url("desk", meeting))
    return form_page(request, meeting, form, pgettext("meeting", "Minutes"), summary=comment_of(meeting))


def comment_of(meeting: Meeting) -> str:
    """What has to be corrected, where the minutes were sent back."""
    found = getattr(meeting, "minutes", None)
    if found is None or not found.is_returned:
        return ""
    about = {"name": found.returned_by, "comment": found.return_comment}
    return _("Sent back by %(name)s: %(comment)s") % about


def begun(meeting: Meeting) -> dict[str, str]:
    found = getattr(meeting, "minutes", None)
    if found is None:
        return {"text": minutes_draft(meeting, meeting.items.select_related("outcome"))}
    return {name: getattr(found, name) for name in ("text", "chaired_by", "written_by")}


@in_community(read=Permission.OVERSEE_ELECTIONS, write=Permission.OVERSEE_ELECTIONS)
def confirm(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Somebody who did not write them reads the minutes beside the numbers, and confirms."""
    meeting = find(request, community, key, timezone.now())
    found = getattr(meeting, "minutes", None)
    if found is None or meeting.state not in Meeting.TO_RECORD:
        raise Http404
    if request.method == "POST":
        who: Any = request.user
        try:
            confirm_minutes(meeting=meeting, by=who, at=timezone.now())
            messages.success(request, _("The minutes are confirmed and published."))
        except Refused as refused:
            messages.error(request, str(refused.reason))
        return redirect(meeting)
    context = {
        "meeting": meeting,
        "minutes": found,
        "items": items_of(meeting),
        "is_own": found.entered_by == request.user,
        "comment": comment_of(meeting),
        "trail": below(
            meeting, (_("Desk of the meeting"), url("desk", meeting)), (_("Confirm the minutes"), "")
        ),
    }
    return render(request, "elections/meetings/confirm.html", context)


@in_community(read=Permission.OVERSEE_ELECTIONS, write=Permission.OVERSEE_ELECTIONS)
def send_back(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Whoever finds a fault in the minutes says which, and does not mend it themselves."""
    meeting = find(request, community, key, timezone.now())
    if getattr(meeting, "minutes", None) is None or meeting.state not in Meeting.TO_RECORD:
        raise Http404
    form = CommentForm(request.POST or None)
    if acted(
        request,
        form,
        return_minutes,
        _("The minutes are sent back. Whoever wrote them is told."),
        meeting=meeting,
    ):
        return redirect(url("desk", meeting))
    title = _("Send the minutes back")
    return form_page(
        request, meeting, form, title, text=meeting.title, submit=pgettext("minutes", "Send back")
    )
