"""Before a meeting sits: its draft and agenda, the call with its frozen rules, and cancelling."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from elections.actions.meetings.base import State, code_here, law_of, locked, save, write_down
from elections.actions.meetings.body import Body, check_body
from elections.actions.meetings.refusals import (
    ItemGoesOn,
    NoAgenda,
    NoMeetingRules,
    NoRepresentatives,
    NotAhead,
    ReasonMissing,
    RequestMoved,
)
from elections.actions.meetings.requesting import State as Asked
from elections.actions.meetings.requesting import held
from elections.actions.meetings.telling import tell_called, tell_not_held
from elections.models import AgendaItem, Meeting, MeetingRequest
from elections.rules.profiles import load
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.searching import changed


@transaction.atomic
def draft_meeting(
    *,
    community: Community,
    title: str,
    place: str,
    starts_at: datetime,
    explanation: str = "",
    profile_code: str = "",
    request: MeetingRequest | None = None,
    by: User | None,
    at: datetime,
) -> Meeting:
    """A draft that only those who run or oversee elections see; a request's subject is its first item."""
    if request is not None:
        request = held(request, Asked.REACHED)
    profile_code = profile_code or code_here(community)
    check_terms(community, starts_at, profile_code, at)
    words = {"title": title, "place": place, "starts_at": starts_at, "explanation": explanation}
    about: dict[str, Any] = {"profile_code": profile_code, "request": request, "drafted_by": by}
    meeting = Meeting.objects.create(community=community, drafted_at=at, **words, **about)
    write_down(community, "draft_meeting", by, at, obj=meeting, detail={"title": title})
    if request is not None:
        add_item(meeting=meeting, title=request.subject, explanation=request.reasons, by=by, at=at)
    return meeting


def check_terms(community: Community, starts_at: datetime, profile_code: str, at: datetime) -> Body:
    """Who will sit in it, where time, rules and representatives are as they must be."""
    if starts_at <= at:
        raise NotAhead
    law = load(profile_code)
    if law.meeting is None:
        raise NoMeetingRules
    return check_body(community, starts_at, law)


@transaction.atomic
def revise_meeting(*, meeting: Meeting, by: User, at: datetime, **terms: Any) -> Meeting:
    """Changes title, place, time, explanation or rules of a draft."""
    if unknown := set(terms) - {"title", "place", "starts_at", "explanation", "profile_code"}:
        raise TypeError(f"a meeting has no {sorted(unknown)}")
    meeting = locked(meeting, State.DRAFT)
    starts_at = terms.get("starts_at", meeting.starts_at)
    check_terms(meeting.community, starts_at, terms.get("profile_code", meeting.profile_code), at)
    save(meeting, **terms)
    write_down(meeting.community, "revise_meeting", by, at, obj=meeting, detail={"changed": sorted(terms)})
    return meeting


@transaction.atomic
def add_item(
    *, meeting: Meeting, title: str, explanation: str = "", by: User | None, at: datetime
) -> AgendaItem:
    meeting = locked(meeting, State.DRAFT)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(meeting=meeting, position=last + 1, title=title, explanation=explanation)
    write_down(meeting.community, "add_item", by, at, obj=item, detail={"title": title})
    return item


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User, at: datetime) -> None:
    """Takes an item off; those after it move up."""
    meeting = locked(item.meeting, State.DRAFT)
    if item.continues_id:
        raise ItemGoesOn
    write_down(meeting.community, "remove_item", by, at, obj=item, detail={"title": item.title})
    item.delete()
    for number, one in enumerate(meeting.items.order_by("position"), 1):
        if one.position != number:
            save(one, position=number)


@transaction.atomic
def call_meeting(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Publishes time, place and agenda, freezes the rules, and tells everybody who sits in it."""
    meeting = locked(meeting, State.DRAFT)
    body = check_terms(meeting.community, meeting.starts_at, meeting.profile_code, at)
    if not meeting.items.exists():
        raise NoAgenda
    if not body.representatives:
        raise NoRepresentatives
    law = law_of(meeting)
    frozen = {"profile": law.as_data(), "profile_digest": law.digest}
    save(meeting, state=State.CALLED, called_at=at, **frozen)
    if meeting.request is not None:
        meet(meeting.request, at)
    detail = {"law": law.id, "digest": law.digest}
    write_down(meeting.community, "call_meeting", by, at, obj=meeting, detail=detail)
    tell_called(meeting, by, at)
    changed(meeting)
    return meeting


def meet(request: MeetingRequest, at: datetime) -> None:
    """The committee has done what the signatures obliged it to."""
    save(held(request, Asked.REACHED), state=Asked.CALLED, ended_at=at)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: User | None, at: datetime) -> Meeting:
    """Ends a meeting before it sits. A request behind it stands again: the obligation goes on."""
    meeting = locked(meeting, State.DRAFT, State.CALLED)
    if not reason.strip():
        raise ReasonMissing
    was_called = meeting.state == State.CALLED
    save(meeting, state=State.CANCELLED, cancelled_at=at, cancel_reason=reason.strip()[:200])
    if was_called and meeting.request is not None:
        stand_again(meeting.request)
    detail = {"reason": meeting.cancel_reason}
    write_down(meeting.community, "cancel_meeting", by, at, obj=meeting, detail=detail)
    if was_called:
        tell_not_held(meeting, by, at)
    changed(meeting)
    return meeting


def stand_again(request: MeetingRequest) -> None:
    if request.state != Asked.CALLED:
        raise RequestMoved
    save(held(request, Asked.CALLED), state=Asked.REACHED, ended_at=None)
