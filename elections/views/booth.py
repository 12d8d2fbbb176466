"""The booth: choose, check, receipt. Nothing of the choice stands in an address, a session, a log or a message.

The check page is the answer to a POST and not a redirect, because a redirect would have to carry the choice. The tracking
code travels in a signed cookie of this voter and this vote, to the receipt's address only, and for ten minutes.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from elections.actions import cast_ballot, change_ballot
from elections.actions.refusals import AlreadyVoted, NotOnRoll, VotingNotOpen
from elections.forms import ChoiceForm
from elections.models import Elector, Vote
from elections.rules import shown_code
from elections.views.pages import find
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

COOKIE, TEN_MINUTES = "linli_receipt", 600


def admitted(request: HttpRequest, community: Community, key: str, at: datetime) -> tuple[Vote, bool]:
    """The vote, and whether a named ballot is being changed; refused where this person cannot vote now."""
    vote = find(request, community, key, at)
    elector = Elector.objects.filter(vote=vote, user=request.user.pk).select_related("participation").first()
    if not vote.is_open(at):
        raise VotingNotOpen
    if elector is None:
        raise NotOnRoll
    voted = hasattr(elector, "participation")
    if voted and vote.is_secret:
        raise AlreadyVoted
    return vote, voted


@never_cache
@in_community(read=Permission.VOTE, write=Permission.VOTE)
def booth(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Step 1, choose; and as the answer to a choice step 2, check."""
    vote, voted = admitted(request, community, key, timezone.now())
    form = ChoiceForm(list(vote.options.all()), request.POST or None)
    context: dict[str, Any] = {"vote": vote, "form": form, "is_change": voted}
    if request.method == "POST" and form.is_valid():
        return render(request, "elections/check.html", context | {"option": form.chosen()})
    return render(request, "elections/booth.html", context)


@never_cache
@in_community(write=Permission.VOTE)
def cast(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    vote, voted = admitted(request, community, key, at)
    form = ChoiceForm(list(vote.options.all()), request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the options, then go on."))
        return redirect("elections:booth", community.code, vote.key)
    by: Any = request.user
    url = reverse("elections:receipt", args=[community.code, vote.key])
    response = redirect(url)
    if voted:
        change_ballot(vote=vote, option=form.chosen(), by=by, at=at)
    elif code := cast_ballot(vote=vote, option=form.chosen(), by=by, at=at).code:
        hand_over(response, request, code, salt(request, vote), url)
    return response


def salt(request: HttpRequest, vote: Vote) -> str:
    return f"receipt:{vote.key}:{request.user.pk}"


def hand_over(response: HttpResponse, request: HttpRequest, code: str, of: str, path: str) -> None:
    response.set_signed_cookie(
        COOKIE,
        code,
        salt=of,
        max_age=TEN_MINUTES,
        path=path,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )


@never_cache
@in_community(read=Permission.VOTE, write=Permission.VOTE)
def receipt(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Step 3: the green frame. A POST says that the code is noted, and takes it from this device."""
    vote = find(request, community, key, timezone.now())
    if request.method == "POST":
        response = redirect(vote)
        response.delete_cookie(COOKIE, path=request.path, samesite="Strict")
        return response
    elector = Elector.objects.filter(vote=vote, user=request.user.pk, participation__isnull=False).first()
    if elector is None:
        return redirect(vote)
    code = request.get_signed_cookie(COOKIE, "", salt=salt(request, vote), max_age=TEN_MINUTES)
    ballot = (
        None if vote.is_secret else elector.ballots.select_related("option").order_by("-revision").first()
    )
    context = {"vote": vote, "code": shown_code(str(code)), "ballot": ballot}
    return render(request, "elections/receipt.html", context)
