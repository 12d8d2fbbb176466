"""The addresses of docs/online-voting.md for trustees and the credential authority: the person of the seat, signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from elections.actions import board as verbs
from elections.actions.board.manifests import name_of
from elections.actions.board.refusals import BoardRefused, spoken
from elections.crypto import canonical, chain
from elections.models import Board, Election
from elections.views.online_answers import answered, as_line, json_answer, read_body, refusal
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

BYTES = 4 * 1024 * 1024
SEAT = Permission.READ_PORTAL
STAGES = ("trustee.commit", "trustee.reveal", "trustee.deal", "trustee.confirm", "trustee.rehearsal", "share")

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """A lost sign-in is told in so many words: a redirect to the sign-in page would look like success to a program."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            words = _("You are no longer signed in. Nothing was recorded: sign in and send it again.")
            return refusal("sign_in", words, 401)
        return view(request, *args, **kwargs)

    return checked


def latest(community: Community, key: str) -> Board:
    election = get_object_or_404(Election.objects.in_community(community), key=key)
    board: Board | None = Board.objects.current(election)
    if board is None:
        raise Http404
    return board


def set_up_lines(board: Board) -> list[Any]:
    entries = board.entries.exclude(kind__in=chain.VOTING).order_by("n")
    return [canonical.loads(entry.line) for entry in entries]


def stage_of(board: Board) -> tuple[str, list[int]]:
    """Which answer of the trustees the board waits for, and whose."""
    everyone = range(1, board.number + 1)
    if board.state in (Board.State.DECLARED, Board.State.BROKEN):
        return "done", []
    for kind in STAGES[:-1] if board.state == Board.State.SETTING_UP else ():
        done = set(board.entries.filter(kind=kind).values_list("index", flat=True))
        if len(done) < board.number:
            return kind.removeprefix("trustee."), [i for i in everyone if i not in done]
    if board.state == Board.State.TALLIED:
        done = set(board.entries.filter(kind="share").values_list("index", flat=True))
        return "share", [i for i in everyone if i not in done]
    return "waiting", []


@never_cache
@in_community(read=SEAT)
@answered
@signed_in
def trustee_state(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    board = latest(community, key)
    seats = list(board.trustees.all())
    index = next((seat.index for seat in seats if seat.user_id == request.user.pk), None)
    if index is None:
        raise BoardRefused("not_yours")
    stage, waiting_for = stage_of(board)
    whole = {"index": index, "names": [seat.name for seat in seats], "threshold": board.threshold}
    now = {"stage": stage, "waiting_for": waiting_for, "length": verbs.head_of(board)[0]}
    return json_answer(whole | now | {"lines": set_up_lines(board)})


@never_cache
@in_community(write=SEAT)
@answered
@signed_in
def trustee(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    by: Any = request.user
    about = {"board": latest(community, key), "by": by, "at": timezone.now()}
    sent = read_body(request, BYTES)
    with spoken():
        canonical.has_keys(sent, "body", "kind")
    return as_line(*verbs.accept_trustee_entry(kind=str(sent["kind"]), body=sent["body"], **about))


def authority_stage(board: Board) -> str:
    if board.state == Board.State.PREPARING:
        return "waiting" if board.authority_key else "key"
    if board.entries.filter(kind="credentials").exists():
        return "done"
    return "credentials" if board.entries.filter(kind="rehearsed").exists() else "waiting"


@never_cache
@in_community(read=SEAT)
@answered
@signed_in
def authority_state(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    board = latest(community, key)
    if board.authority_id != request.user.pk:
        raise BoardRefused("not_yours")
    about = {"stage": authority_stage(board), "election": name_of(board), "key": board.authority_key or None}
    size = board.election.roll_size or None
    return json_answer(about | {"roll_size": size, "lines": set_up_lines(board)})


@never_cache
@in_community(write=SEAT)
@answered
@signed_in
def authority_key(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    by: Any = request.user
    board = latest(community, key)
    sent = read_body(request, BYTES)
    with spoken():
        canonical.has_keys(sent, "key")
    board = verbs.post_authority_key(board=board, key=sent["key"], by=by, at=timezone.now())
    return json_answer({"key": board.authority_key}, 201)


@never_cache
@in_community(write=SEAT)
@answered
@signed_in
def credentials(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    by: Any = request.user
    about = {"board": latest(community, key), "by": by, "at": timezone.now()}
    return as_line(*verbs.accept_credentials(body=read_body(request, BYTES), **about))
