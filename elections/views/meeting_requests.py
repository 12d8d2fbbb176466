"""Representatives ask for a meeting: the request, who has signed it, and what it obliges the committee to."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.meetings import ask_meeting, enter_signature, sign_request, withdraw_request
from elections.actions.meetings.base import day_of, in_office, own_office
from elections.actions.meetings.requesting import counted
from elections.forms.meetings import RequestForm, SignerForm
from elections.models import Meeting, MeetingRequest
from elections.views.election_base import acted
from elections.views.meetings_base import FORM, trail
from elections.words.meetings import sentence
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = MeetingRequest.State
LIGHTS = {"signing": "yellow", "reached": "green", "called": "green", "withdrawn": ""}


def find(community: Community, key: str) -> MeetingRequest:
    rows = MeetingRequest.objects.in_community(community).select_related("community__division", "asked_by")
    return get_object_or_404(rows, key=key)


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def ask(request: HttpRequest, community: Community) -> HttpResponse:
    """For representatives; whoever is none is told so."""
    form = RequestForm(request.POST or None)
    words = _("The request is begun, and you have signed it. The others are told.")
    if made := acted(request, form, ask_meeting, words, community=community):
        return redirect(made)
    title, back = _("Ask for a meeting"), reverse("meetings:list", args=[community.code])
    context = {"form": form, "title": title, "back": back, "trail": trail(community, (title, ""))}
    return render(request, FORM, context | {"submit": _("Begin the request")})


@in_community(read=Permission.READ_AS_RESIDENT)
def page(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(community, key)
    check = counted(found, at).checks[0]
    signatures = list(found.signatures.select_related("representative"))
    office = own_office(request.user, community, at)
    open_for_more = found.state in MeetingRequest.UNDER_WAY
    runs = may(request.user, Permission.RUN_ELECTIONS, community, at)
    context = {
        "asked": found,
        "light": LIGHTS[found.state],
        "check": check,
        "words": sentence(check) if open_for_more else "",
        "share": min(100, round(100 * check.count / check.needed)),
        "signatures": signatures,
        "meetings": found.meetings.filter(called_at__isnull=False).exclude(state=Meeting.State.CANCELLED),
        "has_signed": office is not None and office.pk in {one.representative_id for one in signatures},
        "may_sign": open_for_more and office is not None,
        "may_withdraw": found.state == State.SIGNING and found.asked_by.user == request.user,
        "may_enter": open_for_more and runs,
        "may_call": found.state == State.REACHED and runs,
        "trail": trail(community, (found.subject, "")),
    }
    return render(request, "elections/meetings/request.html", context)


def take(
    request: HttpRequest, community: Community, key: str, act: Callable[..., Any], done: str
) -> HttpResponse:
    found = find(community, key)
    try:
        act(request=found, by=request.user, at=timezone.now())
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect(found)


@in_community(write=Permission.VOTE)
def sign(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    return take(request, community, key, sign_request, _("You have signed."))


@in_community(write=Permission.VOTE)
def withdraw(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    return take(request, community, key, withdraw_request, _("The request is withdrawn."))


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def enter(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """A signature from a sheet, typed in for a representative."""
    at = timezone.now()
    found = find(community, key)
    others = in_office(community, day_of(at)).exclude(pk__in=found.signatures.values("representative"))
    form = SignerForm(others, request.POST or None)
    if acted(request, form, enter_signature, _("The signature is entered."), request=found):
        return redirect(found)
    title, back = _("Enter a signature from paper"), found.get_absolute_url()
    text = _("Keep the signed sheet: the oversight committee may ask for it.")
    way = trail(community, (found.subject, back), (title, ""))
    context = {"form": form, "title": title, "text": text, "back": back, "trail": way}
    return render(request, FORM, context | {"submit": _("Enter it")})
