"""The desk for paper: stations and how far each is, their books, whoever asked for a visit."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.papers import ask_for_visit, give_out_book, remove_station, set_up_station
from elections.actions.papers.stations import BEFORE_THE_POLLS
from elections.actions.running.base import entry_of
from elections.forms.papers import BookForm, StationForm, VisitForm
from elections.models import Board, Election, HomeVisit, Station
from elections.views.board_head import kiosk_url
from elections.views.election_base import acted, below, tried
from elections.views.paper_base import is_printed, names_of, on_paper, station_of, trail, url
from elections.views.paper_counts import count_state
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = Election.State


def is_online_counted(election: Election) -> bool:
    """Nothing cast online waits for its trustees."""
    if election.ballot_mode == Election.BallotMode.PAPER:
        return True
    board = Board.objects.current(election)
    return board is not None and board.state == Board.State.DECLARED


@in_community(read=Permission.OVERSEE_ELECTIONS)
def desk(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    election = on_paper(request, community, key, at)
    counted = Station.objects.of(election).annotate(came=Count("attendances"))
    stations: list[Any] = list(counted.select_related("count").order_by("position"))
    held = dict(
        Station.objects.of(election)
        .values_list("pk")
        .annotate(size=Sum(F("books__last") - F("books__first") + 1))
    )
    rows = [
        {"station": one, "ballots": held[one.pk] or 0, "state": count_state(election, one)}
        for one in stations
    ]
    visits = HomeVisit.objects.filter(registration__election=election).select_related("registration")
    is_counted = bool(stations) and all(hasattr(one, "count") for one in stations)
    context = {
        "election": election,
        "rows": rows,
        "visits": visits.order_by("asked_at"),
        "sums": [
            {"label": _("On the roll"), "value": f"{election.roll_size:,}"},
            {"label": _("Took a paper ballot"), "value": f"{sum(one.came for one in stations):,}"},
            {
                "label": _("Stations counted"),
                "value": f"{sum(hasattr(s, 'count') for s in stations)}/{len(stations)}",
            },
        ],
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
        "may_add": election.state in BEFORE_THE_POLLS,
        "may_declare": election.state == State.CLOSED and is_counted and is_online_counted(election),
        "trail": below(election, (_("Paper and stations"), "")),
    }
    return render(request, "elections/paper/desk.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def new(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    election = on_paper(request, community, key, timezone.now())
    form = StationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who: Any = request.user
        made = tried(
            form,
            lambda: set_up_station(election=election, **form.cleaned_data, by=who, at=timezone.now()),
        )
        if made:
            messages.success(request, _("The station is set up."))
            return redirect(url("station", election, made.key))
    title = pgettext("polling", "New station")
    context = {
        "form": form,
        "title": title,
        "back": url("desk", election),
        "trail": trail(election, (title, "")),
    }
    return render(request, "elections/paper/form.html", context)


@in_community(read=Permission.OVERSEE_ELECTIONS, write=Permission.RUN_ELECTIONS)
def station(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """A station's page; posting gives out a book."""
    at = timezone.now()
    election = on_paper(request, community, key, at)
    found = station_of(election, number)
    form = BookForm(request.POST or None)
    if acted(request, form, give_out_book, _("The book is given out."), station=found):
        return redirect(url("station", election, found.key))
    runs = may(request.user, Permission.RUN_ELECTIONS, community, at)
    context = {
        "election": election,
        "station": found,
        "books": list(found.books.all()),
        "came": found.attendances.count(),
        "form": form if runs and election.state in (*BEFORE_THE_POLLS[1:], State.POLLING) else None,
        "state": count_state(election, found),
        "names": names_of(election),
        "runs": runs,
        "kiosk_url": kiosk_url(election),
        "has_sheet": is_printed(election),
        "may_remove": runs and election.state in BEFORE_THE_POLLS and not found.books.exists(),
        "trail": trail(election, (found.name, "")),
    }
    return render(request, "elections/paper/station.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def remove(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    election = on_paper(request, community, key, timezone.now())
    found = station_of(election, number)
    if request.method == "POST":
        who: Any = request.user
        remove_station(station=found, by=who, at=timezone.now())
        messages.success(request, _("The station is removed."))
        return redirect(url("desk", election))
    context = {
        "title": _("Remove this station?"),
        "text": found.name,
        "danger": True,
        "submit": pgettext("station", "Remove"),
        "cancel_url": url("station", election, found.key),
    }
    return render(request, "elections/paper/confirm.html", context)


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def visit(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """An elector who cannot come asks for the travelling box."""
    election = on_paper(request, community, key, timezone.now())
    who: Any = request.user
    entry = entry_of(election, who)
    form = VisitForm(request.POST or None, initial={"address": entry.household})
    if request.method == "POST" and form.is_valid():
        asked = tried(
            form,
            lambda: ask_for_visit(registration=entry, **form.cleaned_data, by=who, at=timezone.now()),
        )
        if asked:
            messages.success(request, _("The box will come to you on the election day."))
            return redirect(election)
    title = _("Ask for the travelling box")
    context = {
        "form": form,
        "title": title,
        "back": election.get_absolute_url(),
        "trail": below(election, (title, "")),
    }
    return render(request, "elections/paper/form.html", context)
