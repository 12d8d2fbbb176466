"""Giving a ballot: an owner online; the committee from a signed sheet, typed by one person and read again by another."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from elections.actions.owners import (
    check_paper_ballot,
    enter_paper_ballot,
    give_owner_ballot,
    refuse_paper_ballot,
)
from elections.forms.owners import OwnerBallotForm, PaperBallotForm, ReasonForm
from elections.models import OwnerBallot, OwnerHead, OwnersVote
from elections.views.election_base import acted, tried
from elections.views.files import photo_response
from elections.views.owners_base import below, find, url
from elections.views.owners_desk import form_page
from elections.words.owners import square_metres
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


def places(head: OwnerHead) -> str:
    units = "、".join(str(unit) for unit in head.units.all())
    return _("%(units)s, %(area)s, head no. %(number)s") % {
        "units": units,
        "area": square_metres(head.area),
        "number": head.number,
    }


def owner_places(head: OwnerHead) -> str:
    units = "、".join(str(unit) for unit in head.units.all())
    return _("%(units)s: %(area)s, counted as one head") % {
        "units": units,
        "area": square_metres(head.area),
    }


@never_cache
@in_community(read=Permission.VOTE, write=Permission.VOTE)
def ballot(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """An owner's ballot for all of their units. It is named, as the law wants; it can be changed until the close."""
    vote = find(request, community, key, timezone.now())
    who: Any = request.user
    own = OwnerHead.objects.filter(vote=vote, units__links__user=who).distinct()
    head = get_object_or_404(own.prefetch_related("units"), key=number)
    if request.method == "GET" and not vote.is_open(timezone.now()):
        return redirect(vote.get_absolute_url())
    form = OwnerBallotForm(list(vote.questions.all()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"head": head, "choices": form.choices(), "by": who, "at": timezone.now()}
        if tried(form, lambda: give_owner_ballot(**given)):
            messages.success(request, _("Your signed ballot is recorded. You can change it until the close."))
            return redirect(vote.get_absolute_url())
    context = {
        "form": form,
        "vote": vote,
        "title": _("Ballot of the owners"),
        "places": owner_places(head),
        "trail": below(vote, (_("Ballot of the owners"), "")),
    }
    return render(request, "elections/owners/ballot.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def enter(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """Types a signed sheet in."""
    vote = find(request, community, key, timezone.now())
    heads = OwnerHead.objects.filter(vote=vote).prefetch_related("units")
    head = get_object_or_404(heads, key=number)
    form = PaperBallotForm(list(vote.questions.all()), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        names = ("signed_by", "given_at", "photo")
        said: dict[str, Any] = {name: form.cleaned_data[name] for name in names}
        said |= {"head": head, "choices": form.choices(), "by": request.user, "at": timezone.now()}
        if tried(form, lambda: enter_paper_ballot(**said)):
            messages.success(
                request, _("The ballot is kept. Somebody else reads it once more, then it counts.")
            )
            return redirect(url("units", vote))
    more = {"text": places(head), "submit": _("Keep this ballot")}
    return form_page(request, vote, form, _("Type a signed ballot"), url("units", vote), **more)


def sheet_of(vote: OwnersVote, number: str) -> OwnerBallot:
    found = OwnerBallot.objects.of(vote).filter(manner=OwnerBallot.Manner.PAPER)
    return get_object_or_404(found.select_related("head__vote"), key=number)


@in_community(read=Permission.RUN_ELECTIONS)
def unchecked(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The sheets that wait for the second person."""
    vote = find(request, community, key, timezone.now())
    waiting = OwnerBallot.objects.of(vote).unchecked().select_related("head", "entered_by")
    context = {
        "vote": vote,
        "rows": waiting.prefetch_related("head__units").order_by("entered_at"),
        "trail": below(vote, (_("Desk of the vote"), url("desk", vote)), (_("Ballots to check"), "")),
    }
    return render(request, "elections/owners/unchecked.html", context)


@never_cache
@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def check(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """The second person reads the photo. What the first typed is not shown: two who copy check nothing."""
    vote = find(request, community, key, timezone.now())
    sheet = sheet_of(vote, number)
    form = OwnerBallotForm(list(vote.questions.all()), request.POST or None, from_paper=True)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"choices": form.choices(), "by": request.user, "at": timezone.now()}
        if tried(form, lambda: check_paper_ballot(ballot=sheet, **said)):
            messages.success(request, _("Both read the same: the ballot counts."))
            return redirect(url("unchecked", vote))
    context = {
        "form": form,
        "vote": vote,
        "sheet": sheet,
        "places": places(sheet.head),
        "is_own": sheet.entered_by_id == request.user.pk,
        "is_picture": not sheet.photo.name.endswith(".pdf"),
        "trail": below(vote, (_("Ballots to check"), url("unchecked", vote)), (places(sheet.head), "")),
    }
    return render(request, "elections/owners/check.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def refuse(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """The second person finds no valid ballot, and says why."""
    vote = find(request, community, key, timezone.now())
    sheet = sheet_of(vote, number)
    form = ReasonForm(request.POST or None)
    words = _("The ballot is set aside; it does not count.")
    if acted(request, form, refuse_paper_ballot, words, ballot=sheet):
        return redirect(url("unchecked", vote))
    more = {"text": places(sheet.head), "submit": _("It does not count"), "kind": "danger"}
    return form_page(request, vote, form, _("Set a ballot aside"), url("check", vote, sheet.key), **more)


@in_community(read=Permission.RUN_ELECTIONS)
def photo(request: HttpRequest, community: Community, key: str, number: str) -> FileResponse:
    """The signed sheet, for those who type and check; it is never published."""
    vote = find(request, community, key, timezone.now())
    sheet = sheet_of(vote, number)
    return photo_response(sheet.photo, sheet.photo_hash)
