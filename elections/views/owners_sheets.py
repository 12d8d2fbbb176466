"""Owners' ballots to print: one head's, a building's, all of a vote; from the frozen register, while the vote is open."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.documents.owners_ballots import Asked, Heading, Sheet, ballots_pdf
from elections.models import OwnerChoice, OwnerHead, OwnersVote
from elections.views.files import pdf_response
from elections.views.owners import questions_of
from elections.views.owners_base import below, find, url
from elections.words.owners import square_metres
from elections.words.votes import moment
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

AT_ONCE = 500  # more ballots are printed building by building


def open_vote(request: HttpRequest, community: Community, key: str) -> OwnersVote:
    """Before the opening the register may still change, after the close no ballot is given."""
    vote = find(request, community, key, timezone.now())
    if vote.state != OwnersVote.State.OPEN:
        raise Http404
    return vote


def heads_of(vote: OwnersVote, building: str = "") -> Any:
    """Each head stands with the first building in which it has a unit: nobody is printed twice."""
    found = vote.heads.annotate(first=Min("units__building")).prefetch_related("units")
    return found.filter(first=building) if building else found


def printed(vote: OwnersVote, heads: Iterable[OwnerHead], name: str) -> HttpResponse:
    questions = [
        Asked(row["question"].text, row["matter"], row["question"].explanation) for row in questions_of(vote)
    ]
    answers = [str(one.label) for one in OwnerChoice if one != OwnerChoice.NONE]
    heading = Heading(str(vote.community), vote.title, moment(vote.closes_at), answers)
    body = ballots_pdf(heading, questions, [sheet_of(one) for one in heads])
    return pdf_response(body, name)


def sheet_of(head: OwnerHead) -> Sheet:
    units = list(head.units.all())
    names = list(dict.fromkeys(name for unit in units for name in unit.owners))
    if head.is_developer:
        names = [pgettext("owners' vote", "The developer")]
    places = [f"{unit}（{square_metres(unit.area)}）" for unit in units]
    return Sheet(head.number, "、".join(names), places, square_metres(head.area))


@in_community(read=Permission.RUN_ELECTIONS)
def sheets(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """What there is to print: each building with its ballots, and all of them where they are not too many."""
    vote = open_vote(request, community, key)
    counts = Counter(heads_of(vote).values_list("first", flat=True))
    desk = (_("Desk of the vote"), url("desk", vote))
    context = {
        "vote": vote,
        "buildings": [{"name": name, "count": count} for name, count in sorted(counts.items())],
        "count": vote.register_heads,
        "at_once": vote.register_heads <= AT_ONCE,
        "trail": below(vote, desk, (_("Ballots to print"), "")),
    }
    return render(request, "elections/owners/sheets.html", context)


@in_community(read=Permission.RUN_ELECTIONS)
def sheets_pdf(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    vote = open_vote(request, community, key)
    building = request.GET.get("building", "")
    if not building and vote.register_heads > AT_ONCE:
        raise Http404
    heads = heads_of(vote, building)
    if not heads:
        raise Http404
    return printed(vote, heads, f"ballots-{vote.key}")


@in_community(read=Permission.RUN_ELECTIONS)
def sheet(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """One head's ballot, for an owner who asks for it at the desk."""
    vote = open_vote(request, community, key)
    head = get_object_or_404(heads_of(vote), key=number)
    return printed(vote, [head], f"ballot-{head.number}")


@in_community(read=Permission.VOTE)
def own_sheet(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """An owner prints the ballot of their own head."""
    vote = open_vote(request, community, key)
    who: Any = request.user
    own = OwnerHead.objects.filter(vote=vote, units__links__user=who).values("pk")
    head = get_object_or_404(heads_of(vote).filter(pk__in=own), key=number)
    return printed(vote, [head], f"ballot-{head.number}")
