"""Giving out ballots while the polls are open; afterwards typing sheets, comparing them, declaring the result."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Case, Q, QuerySet, When
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.papers import ballot_of, closed_words, enter_sheet, give_ballot, takes_write_ins
from elections.actions.papers.refusals import SheetWrong
from elections.forms.papers import SheetForm, TakenForm
from elections.models import CountEntry, Election, Proxy, Registration, Station, StationCount
from elections.rules import papers
from elections.rules.hours import is_open
from elections.views.files import photo_response
from elections.views.paper_base import names_of, on_paper, station_of, trail, url
from elections.words.papers import fault_words, place
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

State = Election.State
MOST_FOUND = 10


def count_state(election: Election, station: Station) -> dict[str, Any]:
    """How far a station is, in words, with its lamp."""
    if hasattr(station, "count"):
        return {"text": _("Counted"), "light": "green"}
    if election.state == State.CLOSED:
        entries = list(CountEntry.objects.latest_of(station))
        if len(entries) == 2:
            return {"text": _("The two entries differ"), "light": "red"}
        return {"text": _("Typed once") if entries else _("To be typed twice"), "light": "yellow"}
    if election.state == State.POLLING:
        return {"text": _("Polls open"), "light": "green"}
    return {"text": _("Being prepared"), "light": ""}


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def give(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """Finds an elector on the roll and marks that a ballot was taken."""
    at = timezone.now()
    election = on_paper(request, community, key, at)
    station = station_of(election, number)
    if request.method == "POST":
        return mark(request, station, at)
    q = request.GET.get("q", "").strip()
    context = {
        "election": election,
        "station": station,
        "q": q,
        "found": looked_up(election, q) if q else [],
        **hours_of(election, at),
        "left": station.ballots - station.attendances.count(),
        "trail": trail(
            election, (station.name, url("station", election, station.key)), (_("Give out ballots"), "")
        ),
    }
    return render(request, "elections/paper/give.html", context)


def hours_of(election: Election, at: datetime) -> dict[str, Any]:
    """Whether ballots are given out now; else why not, and whether the list of earlier hours can still be typed."""
    hours = election.paper_hours
    is_polling = election.state == State.POLLING
    now = is_polling and is_open(hours, at)
    return {
        "is_open": now,
        "closed": "" if now or not is_polling else closed_words(election, at),
        "typed_late": is_polling and not now and hours[0].ends_at <= at,
    }


def entries_like(entries: QuerySet[Registration], q: str) -> QuerySet[Registration]:
    """Entries of the roll by number, name or dwelling, what fits wholly first."""
    by, first = Q(name__icontains=q) | Q(household__icontains=q), Q(name=q)
    if q.isdecimal() and len(q) < 10:
        by, first = by | Q(number=int(q)), Q(number=int(q))
    return entries.filter(by).order_by(Case(When(first, then=0), default=1), "number")[:MOST_FOUND]


def looked_up(election: Election, q: str) -> list[dict[str, Any]]:
    """Who fits, and those whose vote each holds."""
    entries = list(entries_like(Registration.objects.of(election).on_roll(), q).select_related("attendance"))
    held = Proxy.objects.effective().filter(holder__in=entries).select_related("principal__attendance")
    return [{"entry": one, "held": [proxy for proxy in held if proxy.holder_id == one.pk]} for one in entries]


def mark(request: HttpRequest, station: Station, at: Any) -> HttpResponse:
    election = station.election
    who: Any = request.user
    entry = get_object_or_404(Registration.objects.of(election).on_roll(), key=request.POST.get("entry", ""))
    proxy = None
    if request.POST.get("proxy"):
        proxy = get_object_or_404(Proxy.objects.effective().of(election), key=request.POST["proxy"])
    form = TakenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say the day and the time at which the ballot was taken."))
        return redirect(url("give", election, station.key))
    about = {"registration": entry, "proxy": proxy, **form.cleaned_data}
    try:
        give_ballot(station=station, **about, by=who, at=at)
        messages.success(request, _("Ballot given out: no. %(number)s.") % {"number": entry.number})
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect(url("give", election, station.key))


def sheet_form(request: HttpRequest, station: Station, names: dict[str, str]) -> SheetForm:
    election = station.election
    hands = dict(station.entries.values_list("entered_by", "hand"))
    user: Any = request.user
    own = hands.get(user.pk)
    form = SheetForm(
        ballot_of(election),
        names,
        request.POST or None,
        request.FILES or None,
        takes_write_ins=takes_write_ins(election),
        wants_photo=own == 1 or not hands,
        initial={"books": station.ballots},
    )
    if own and "photo" in form.fields:
        form.fields["photo"].required = False
    return form


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def sheet(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """One person's entry. It never shows what the other typed: two who copy each other check nothing."""
    election = on_paper(request, community, key, timezone.now())
    station = station_of(election, number)
    if election.state != State.CLOSED or hasattr(station, "count"):
        return redirect(url("station", election, station.key))
    names = names_of(election)
    form = sheet_form(request, station, names)
    if request.method == "POST" and form.is_valid() and typed(request, form, station, names):
        return redirect(url("station", election, station.key))
    context = {
        "form": form,
        "station": station,
        "title": _("Type the sheet"),
        "own": station.entries.filter(entered_by_id=request.user.pk).count(),
        "differ": differing(station, request.user, names),
        "back": url("station", election, station.key),
        "trail": trail(
            election, (station.name, url("station", election, station.key)), (_("Type the sheet"), "")
        ),
    }
    return render(request, "elections/paper/sheet.html", context)


def differing(station: Station, user: Any, names: dict[str, str]) -> list[str]:
    """To somebody who has typed: which numbers the other has otherwise, not what."""
    entries = list(CountEntry.objects.latest_of(station))
    if len(entries) < 2 or user.pk not in {one.entered_by_id for one in entries}:
        return []
    one, two = (papers.of_data(entry.figures) for entry in entries)
    return [place(where, names) for where in papers.differences(one, two)]


def typed(request: HttpRequest, form: SheetForm, station: Station, names: dict[str, str]) -> bool:
    who: Any = request.user
    try:
        enter_sheet(
            station=station,
            sheet=form.sheet(),
            photo=form.cleaned_data.get("photo"),
            by=who,
            at=timezone.now(),
        )
    except SheetWrong as wrong:
        for fault in wrong.faults:
            form.add_error(None, fault_words(fault, names))
    except Refused as refused:
        form.add_error(None, str(refused.reason))
    else:
        if StationCount.objects.filter(station=station).exists():
            messages.success(request, _("Both entries say the same: the station is counted."))
        else:
            messages.success(request, _("The entry is kept. Somebody else types the sheet once more."))
        return True
    return False


@in_community(read=Permission.READ_PORTAL)
def counts(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Every station's sheet, for everybody, once the result is declared."""
    election = on_paper(request, community, key, timezone.now())
    if election.declared_at is None:
        raise Http404
    names = names_of(election)
    stations = Station.objects.of(election).select_related("count").order_by("position")
    contests = ballot_of(election)
    sheets = [shown(one, contests, names) for one in stations if hasattr(one, "count")]
    context = {
        "election": election,
        "sheets": sheets,
        "trail": trail(election, (_("The stations' sheets"), ""))[:-2],
    }
    return render(request, "elections/paper/counts.html", context)


def shown(station: Station, contests: list[papers.Contest], names: dict[str, str]) -> dict[str, Any]:
    """A station's sheet in the order of the paper: the ballots, then each post with its lines and the names written in."""
    figures = papers.of_data(station.count.figures)
    numbers = [{"term": place(name, names), "detail": getattr(figures, name)} for name in papers.NUMBERS]
    posts = [
        {"title": names[contest.key], "lines": lines_of(figures, contest, names)} for contest in contests
    ]
    return {"station": station, "numbers": numbers, "posts": posts}


def lines_of(figures: papers.Sheet, contest: papers.Contest, names: dict[str, str]) -> list[dict[str, Any]]:
    if contest.asks_each:
        return [said for line in contest.lines for said in answers(names[line], figures.votes[line])]
    lines = [{"term": place(line, names), "detail": figures.votes[line].for_} for line in contest.lines]
    others = [
        {"term": place(f"{post}/{number}", names), "detail": n}
        for (post, number), n in figures.others.items()
        if post == contest.key
    ]
    return [*lines, *others]


def answers(name: str, votes: papers.Votes) -> list[dict[str, Any]]:
    """The three answers that a recall asks for."""
    return [
        {"term": _("%(name)s: for the recall") % {"name": name}, "detail": votes.for_},
        {"term": pgettext("count", "Against"), "detail": votes.against},
        {"term": pgettext("count", "Abstained"), "detail": votes.abstained},
    ]


@in_community(read=Permission.READ_PORTAL)
def photo(request: HttpRequest, community: Community, key: str, number: str) -> FileResponse:
    """The photo of a station's sheet, once the result is declared."""
    election = on_paper(request, community, key, timezone.now())
    count = get_object_or_404(
        StationCount.objects.select_related("first_entry"), station=station_of(election, number)
    )
    if election.declared_at is None:
        raise Http404
    return photo_response(count.first_entry.photo, count.first_entry.photo_hash)
