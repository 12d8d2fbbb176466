"""The desk of a representatives' meeting: its draft and agenda, its steps, cancelling and adjourning."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.meetings import (
    add_item,
    adjourn_meeting,
    begin_meeting,
    call_meeting,
    cancel_meeting,
    close_meeting,
    draft_meeting,
    remove_item,
    revise_meeting,
)
from elections.actions.meetings.base import code_here, law_of
from elections.actions.meetings.body import body_of, made_up
from elections.actions.meetings.sitting import is_quorate, present_now
from elections.forms.meetings import ItemForm, MeetingForm, WhyForm
from elections.models import Meeting, MeetingRequest
from elections.views.confirming import ask_first, ask_step
from elections.views.election_base import acted
from elections.views.meetings import items_of, numbers_of, sittings_of
from elections.views.meetings_base import FORM, below, find, form_page, trail, url
from elections.views.meetings_continuing import may_continue
from elections.views.meetings_sitting import comment_of
from elections.views.representatives import women_of
from elections.words.meetings import light, next_words, seats_words, sentence
from elections.words.votes import grouped
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = Meeting.State
ACTS: dict[str, Callable[..., Any]] = {"call": call_meeting, "begin": begin_meeting, "close": close_meeting}
NEXT = {State.DRAFT: "call", State.CALLED: "begin"}


def step_label(step: str) -> str:
    return {
        "call": pgettext("meeting", "Call the meeting"),
        "begin": pgettext("meeting", "Begin the meeting"),
        "close": pgettext("meeting", "Close the meeting"),
    }[step]


def points(step: str) -> list[str]:
    return {
        "call": [
            _("Time, place and agenda are published and cannot be changed any more."),
            _("Everybody with a seat in the meeting is told."),
        ],
        "begin": [_("From now on you mark who is there. How many have a seat is fixed with today.")],
        "close": [_("Nothing more is decided. The minutes come next.")],
    }[step]


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def new(request: HttpRequest, community: Community) -> HttpResponse:
    """A draft; behind it there may be a request that must be met."""
    asked = MeetingRequest.objects.in_community(community).filter(state=MeetingRequest.State.REACHED)
    behind = asked.filter(key=request.GET.get("request", "")).first()
    begun = {"profile_code": behind.profile_code, "title": behind.subject[:80]} if behind else {}
    form = MeetingForm(request.POST or None, initial={"profile_code": code_here(community)} | begun)
    if made := acted(
        request,
        form,
        draft_meeting,
        _("The draft is saved. Only those who run elections see it."),
        community=community,
        request=behind,
    ):
        return redirect(url("desk", made))
    title = _("New representatives' meeting")
    back = reverse("meetings:list", args=[community.code])
    context = {"form": form, "title": title, "back": back, "trail": trail(community, (title, ""))}
    return render(request, FORM, context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def edit(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    meeting = find(request, community, key, timezone.now())
    names = ("title", "place", "starts_at", "explanation", "profile_code")
    form = MeetingForm(request.POST or None, initial={name: getattr(meeting, name) for name in names})
    if acted(
        request,
        form,
        revise_meeting,
        _("The draft is saved. Only those who run elections see it."),
        meeting=meeting,
    ):
        return redirect(url("desk", meeting))
    return form_page(request, meeting, form, _("Edit the draft"))


@in_community(read=Permission.OVERSEE_ELECTIONS)
def desk(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    meeting = find(request, community, key, at)
    minutes = getattr(meeting, "minutes", None)
    runs = may(request.user, Permission.RUN_ELECTIONS, community, at)
    sits = meeting.state == State.SITTING
    context = {
        "meeting": meeting,
        "light": light(meeting),
        "next": next_words(meeting),
        "items": items_of(meeting),
        "figures": figures_of(meeting),
        "seats": seats_words(meeting),
        "made_up": made_up_of(meeting),
        "runs": runs,
        "minutes": minutes,
        "comment": comment_of(meeting),
        "step": step_of(meeting, at) if runs else None,
        "is_quorate": sits and is_quorate(meeting),
        "may_edit": runs and meeting.state == State.DRAFT,
        "may_sit": runs and sits,
        "may_cancel": runs and meeting.state in (State.DRAFT, State.CALLED),
        "may_continue": runs and may_continue(meeting),
        "sittings": sittings_of(meeting, request, at, "desk"),
        "may_write": runs and meeting.state in Meeting.TO_RECORD,
        "may_confirm": may_confirm(request, meeting, minutes),
        "trail": below(meeting, (_("Desk of the meeting"), "")),
    }
    return render(request, "elections/meetings/desk.html", context)


def may_confirm(request: HttpRequest, meeting: Meeting, minutes: Any) -> bool:
    if minutes is None or minutes.is_returned or meeting.state not in Meeting.TO_RECORD:
        return False
    return bool(minutes.entered_by != request.user)


def step_of(meeting: Meeting, at: Any) -> dict[str, str] | None:
    """The one step that may be taken now."""
    name = NEXT.get(State(meeting.state))
    if meeting.state == State.CALLED and at < meeting.starts_at:
        name = None
    if meeting.state == State.SITTING and not meeting.items.filter(outcome=None).exists():
        name = "close"
    return {"name": name, "label": step_label(name)} if name else None


def made_up_of(meeting: Meeting) -> list[dict[str, Any]]:
    """Before it sits: how many will have a seat as what, and whether enough of them are representatives, and women."""
    if meeting.state not in (State.DRAFT, State.CALLED):
        return []
    body, law = body_of(meeting), law_of(meeting)
    check, women = made_up(body, law), women_of(body, law)
    if not check.of:
        return []
    return [{"words": sentence(check), "is_met": check.is_met}, *filter(None, [women])]


def figures_of(meeting: Meeting) -> list[dict[str, str]]:
    if meeting.state != State.SITTING:
        return numbers_of(meeting)
    return [
        {"label": _("With a seat"), "value": grouped(meeting.members)},
        {"label": _("In the room now"), "value": grouped(present_now(meeting))},
        {"label": _("Items open"), "value": grouped(meeting.items.filter(outcome=None).count())},
    ]


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def item(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    meeting = find(request, community, key, timezone.now())
    form = ItemForm(request.POST or None)
    if acted(request, form, add_item, _("The item is on the agenda."), meeting=meeting):
        return redirect(url("desk", meeting))
    return form_page(request, meeting, form, _("Add an item"))


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def drop(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    meeting = find(request, community, key, timezone.now())
    found = get_object_or_404(meeting.items, key=number)
    return ask_first(
        request,
        remove_item,
        {"item": found},
        done=_("The item is taken off the agenda."),
        back=url("desk", meeting),
        title=_("Take this item off the agenda?"),
        text=found.title,
        danger=True,
        submit=pgettext("agenda", "Take it off"),
    )


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def step(request: HttpRequest, community: Community, key: str, step: str) -> HttpResponse:
    """Asks before a step that cannot be taken back, and takes it."""
    meeting = find(request, community, key, timezone.now())
    if step not in ACTS:
        raise Http404
    words = {"back": url("desk", meeting), "text": meeting.title, "points": points(step)}
    return ask_step(request, ACTS[step], {"meeting": meeting}, step_label(step), **words)


def with_reason(
    request: HttpRequest, meeting: Meeting, act: Callable[..., Any], title: str, done: str
) -> HttpResponse:
    form = WhyForm(request.POST or None)
    if acted(request, form, act, done, meeting=meeting):
        return redirect(url("desk", meeting))
    return form_page(request, meeting, form, title, submit=title, kind="danger")


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def cancel(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    meeting = find(request, community, key, timezone.now())
    done = _("The meeting is cancelled.")
    return with_reason(request, meeting, cancel_meeting, _("Cancel the meeting"), done)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def adjourn(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    meeting = find(request, community, key, timezone.now())
    done = _("The meeting is adjourned. Write the minutes next.")
    return with_reason(request, meeting, adjourn_meeting, _("Adjourn the meeting"), done)
