"""The committee's desk for the online part: seats, the making of the key, opening, closing, the tally."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions import board as verbs
from elections.actions.papers import post_sheets_and_tally
from elections.forms.board import SeatsForm
from elections.models import Board, Election
from elections.views.board_head import kiosk_url, published_head
from elections.views.election_base import below, find, tried
from elections.views.online_seats import STAGES
from linli.accounts.models import User
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import holders, may

State = Board.State


def online(request: HttpRequest, community: Community, key: str, at: datetime) -> Election:
    """The election, if ballots are cast online and verifiably (too)."""
    election = find(request, community, key, at)
    verifiable = election.assurance == Election.Assurance.VERIFIABLE
    if election.ballot_mode == Election.BallotMode.PAPER or not verifiable:
        raise Http404
    return election


def url(name: str, election: Election, *more: Any) -> str:
    return reverse(f"online:{name}", args=[election.community.code, election.key, *more])


def stage_words() -> dict[str, str]:
    return {
        "trustee.commit": _("Key: sealed"),
        "trustee.reveal": _("Key: shown"),
        "trustee.deal": _("Shares dealt"),
        "trustee.confirm": _("Share confirmed"),
        "trustee.rehearsal": _("Rehearsed"),
        "share": _("Result opened"),
    }


def seats_of(board: Board) -> list[dict[str, Any]]:
    """Each trustee, and the last stage that they have done."""
    done: dict[Any, set[str]] = {}
    for index, kind in board.entries.filter(index__isnull=False).values_list("index", "kind"):
        done.setdefault(index, set()).add(kind)
    words, rows = stage_words(), []
    for seat in board.trustees.all():
        stages = [kind for kind in STAGES if kind in done.get(seat.index, ())]
        last = words[stages[-1]] if stages else _("Has not begun")
        rows.append({"seat": seat, "chip": last, "light": "green" if stages else "yellow"})
    return rows


def next_of(election: Election, board: Board | None, at: datetime) -> tuple[str, str]:
    """(what happens next in words, the committee's step that leads there or nothing)."""
    if board is None or board.state == State.BROKEN:
        return _("Name the trustees and who makes the cards."), ""
    if board.state == State.PREPARING:
        if not board.authority_key:
            return _("The oversight member opens the page of the cards and makes a key for signing them."), ""
        if not election.candidates_published_at:
            return _("The board is set up once the candidates are published."), ""
        return _("Set up the board: ballot, roll and rules are fixed on it."), "set-up"
    if board.state == State.SETTING_UP:
        return _(
            "The trustees make the key together and rehearse it; then the cards are made and listed."
        ), ""
    if board.state == State.READY:
        return _("Everything is ready. Voting online begins with the polls."), (
            "open" if election.is_polling(at) else ""
        )
    if board.state == State.OPEN:
        over = at >= board.closes_at
        return _("Voting is open. Nobody sees a count before it has closed."), "close" if over else ""
    if board.state == State.CLOSED:
        return _("Add up: the stations' sheets go on the board, then the one sum that the trustees open."), (
            "tally" if election.state == Election.State.CLOSED else ""
        )
    if board.state == State.TALLIED:
        needed = board.threshold
        return _("%(needed)s trustees open the result on their devices.") % {"needed": needed}, ""
    if election.declared_at is None:
        return _("The numbers are on the board. Declare the result."), ""
    return _("The result has been declared. Nothing is left to do here; anybody can check it."), ""


STEPS: dict[str, Callable[..., Any]] = {
    "set-up": verbs.set_up_board,
    "open": verbs.open_board,
    "close": verbs.close_board,
    "tally": post_sheets_and_tally,
}


def step_label(step: str) -> str:
    return {
        "set-up": _("Set up the board"),
        "open": pgettext("board", "Open voting online"),
        "close": pgettext("board", "Close voting online"),
        "tally": _("Add up"),
    }[step]


@in_community(read=Permission.OVERSEE_ELECTIONS)
def desk(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    election = online(request, community, key, at)
    board = Board.objects.current(election)
    words, step = next_of(election, board, at)
    runs = may(request.user, Permission.RUN_ELECTIONS, community, at)
    context = {
        "election": election,
        "board": board,
        "seats": seats_of(board) if board else [],
        "words": words,
        "step": {"label": step_label(step), "url": url("step", election, step)} if step and runs else None,
        "may_name": runs and (board is None or board.state in (State.PREPARING, State.BROKEN)),
        "may_declare": runs and board and board.state == State.DECLARED and election.state == "closed",
        "is_trustee": board and board.trustees.filter(user=request.user.pk).exists(),
        "is_authority": board and board.authority_id == request.user.pk,
        "cast": sums(board) if board else [],
        "kiosk_url": kiosk_url(election),
        "trail": below(election, (_("Online ballots"), "")),
    }
    return render(request, "elections/online/desk.html", context | published_head(election))


def sums(board: Board) -> list[dict[str, Any]]:
    """Turnout, and never a count: ballots and cards handed in."""
    kinds = {
        "ballot": _("Ballots received"),
        "cancel": _("Cards handed in"),
        "challenge": _("Tests of the machine"),
    }
    return [
        {"label": label, "value": f"{board.entries.filter(kind=kind).count():,}"}
        for kind, label in kinds.items()
    ]


def people_of(community: Community, at: datetime) -> QuerySet[User]:
    """Staff and overseers; whoever runs an election may hold one share among several."""
    staff = holders(Permission.READ_AS_STAFF, community, at) | holders(
        Permission.OVERSEE_ELECTIONS, community, at
    )
    return staff.distinct().order_by("name", "pk")


def overseers_of(community: Community, at: datetime) -> QuerySet[User]:
    runs = holders(Permission.RUN_ELECTIONS, community, at).values("pk")
    return holders(Permission.OVERSEE_ELECTIONS, community, at).exclude(pk__in=runs).order_by("name", "pk")


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def seats(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    election = online(request, community, key, at)
    form = SeatsForm(people_of(community, at), overseers_of(community, at), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        by: Any = request.user
        about: dict[str, Any] = {"threshold": said["threshold"], "authority": said["authority"]}
        trustees = [(user, user.name) for user in said["trustees"]]
        named = tried(
            form, lambda: verbs.name_trustees(election=election, seats=trustees, **about, by=by, at=at)
        )
        if named:
            messages.success(request, _("The seats are filled. Each trustee opens their own page."))
            return redirect(url("desk", election))
    title = _("Who holds the key")
    steps = below(election, (_("Online ballots"), url("desk", election)), (title, ""))
    context = {"form": form, "title": title, "back": url("desk", election), "trail": steps}
    return render(request, "elections/paper/form.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def step(request: HttpRequest, community: Community, key: str, step: str) -> HttpResponse:
    """Asks before a step that cannot be taken back, and takes it."""
    at = timezone.now()
    election = online(request, community, key, at)
    if step not in STEPS:
        raise Http404
    board = get_object_or_404(Board.objects.of(election)[:1])
    if request.method == "POST":
        STEPS[step](board=board, by=request.user, at=at)
        messages.success(request, _("Done: %(step)s.") % {"step": step_label(step)})
        return redirect(url("desk", election))
    context = {
        "title": step_label(step),
        "text": election.title,
        "points": [next_of(election, board, at)[0], _("This cannot be taken back.")],
        "submit": step_label(step),
        "cancel_url": url("desk", election),
    }
    return render(request, "elections/paper/confirm.html", context)
