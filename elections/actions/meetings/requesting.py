"""Representatives ask for a meeting: so many signatures (the profile's call_rule) oblige the committee to call it."""

from datetime import datetime

from django.db import transaction

from elections.actions.meetings.base import day_of, in_office, law_here, own_office, save, write_down
from elections.actions.meetings.refusals import (
    NoMeetingRules,
    NotARepresentative,
    NotTheAsker,
    RequestMoved,
    SignedAlready,
)
from elections.actions.meetings.telling import tell_asked, tell_reached
from elections.models import MeetingRequest, MeetingSignature, Representative
from elections.rules.profiles import load
from elections.rules.results import Decision, may_call_meeting
from linli.accounts.models import User
from linli.communities.models import Community

State = MeetingRequest.State


@transaction.atomic
def ask_meeting(
    *, community: Community, subject: str, reasons: str, by: User, at: datetime
) -> MeetingRequest:
    """A representative asks, and signs first; all others are told."""
    asker = own_office(by, community, at)
    if asker is None:
        raise NotARepresentative
    law = law_here(community)
    if law.meeting is None:
        raise NoMeetingRules
    rules = {"profile_code": law.id, "profile_version": law.version, "call_rule": str(law.meeting.call_rule)}
    words = {"subject": subject, "reasons": reasons}
    request = MeetingRequest.objects.create(
        community=community, asked_by=asker, asked_at=at, **words, **rules
    )
    write_down(community, "ask_meeting", by, at, obj=request, detail={"subject": subject})
    tell_asked(request, by, at)
    put_down(request, asker, by, at, is_on_paper=False)
    return request


def held(request: MeetingRequest, *states: str) -> MeetingRequest:
    rows = MeetingRequest.objects.select_for_update(of=("self",)).select_related("community__division")
    found = rows.get(pk=request.pk)
    if found.state not in states:
        raise RequestMoved
    return found


@transaction.atomic
def sign_request(*, request: MeetingRequest, by: User, at: datetime) -> MeetingSignature:
    request = held(request, State.SIGNING, State.REACHED)
    signer = own_office(by, request.community, at)
    if signer is None:
        raise NotARepresentative
    return put_down(request, signer, by, at, is_on_paper=False)


@transaction.atomic
def enter_signature(
    *, request: MeetingRequest, representative: Representative, by: User | None, at: datetime
) -> MeetingSignature:
    """A signature on a sheet, typed in by the committee for a representative without an account at hand."""
    request = held(request, State.SIGNING, State.REACHED)
    if not in_office(request.community, day_of(at)).filter(pk=representative.pk).exists():
        raise NotARepresentative
    return put_down(request, representative, by, at, is_on_paper=True)


def put_down(
    request: MeetingRequest, signer: Representative, by: User | None, at: datetime, *, is_on_paper: bool
) -> MeetingSignature:
    """One name more; with enough of them the request is reached at once."""
    if request.signatures.filter(representative=signer).exists():
        raise SignedAlready
    signature = MeetingSignature.objects.create(
        request=request, representative=signer, is_on_paper=is_on_paper, entered_by=by, signed_at=at
    )
    detail = {"representative": signer.key, "is_on_paper": is_on_paper}
    write_down(request.community, "sign_request", by, at, obj=request, detail=detail)
    decision = counted(request, at)
    if request.state == State.SIGNING and decision.is_carried:
        save(request, state=State.REACHED, reached_at=at, representatives=decision.checks[0].of)
        tell_reached(request, at)
    return signature


def counted(request: MeetingRequest, at: datetime) -> Decision:
    """Those in office today who have signed, of all in office: whether they may have a meeting called."""
    office = in_office(request.community, day_of(at))
    signed = office.filter(pk__in=request.signatures.values("representative")).count()
    return may_call_meeting(load(request.profile_code), office.count(), signed)


@transaction.atomic
def withdraw_request(*, request: MeetingRequest, by: User, at: datetime) -> MeetingRequest:
    request = held(request, State.SIGNING)
    if request.asked_by.user_id != by.pk:
        raise NotTheAsker
    save(request, state=State.WITHDRAWN, ended_at=at)
    write_down(request.community, "withdraw_request", by, at, obj=request)
    return request
