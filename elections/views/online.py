"""The addresses of docs/online-voting.md for everybody: the board, and what comes from a booth.

A ballot's request must not carry a session: then nothing that is written for a signed-in person (a session's last use, a
log of requests by name) can stand beside it. These views look at the cookie's name only and never load a session.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from elections.actions import board as verbs
from elections.actions.board.refusals import BoardRefused
from elections.crypto import canonical
from elections.models import Board, BoardEntry
from elections.views.online_answers import (
    answered,
    as_line,
    board_of,
    json_answer,
    limited,
    policy,
    read_body,
)
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

BALLOT_BYTES = 512 * 1024
EVERYBODY = {"read": Permission.READ_PORTAL}


@in_community(**EVERYBODY)
def booth(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The page that the manifest's hash vouches for, byte for byte, with a policy that lets in nothing else."""
    board = board_of(community, key)
    response = HttpResponse(board.booth, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = policy(board.booth)
    response["Cache-Control"] = "public, max-age=300"
    return response


def part(board: Board, kind: str) -> Any:
    entry = BoardEntry.objects.filter(board=board, kind=kind).first()
    return canonical.loads(entry.line) if entry else None


@never_cache
@in_community(**EVERYBODY)
def setup(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    board = board_of(community, key)
    n, head = verbs.head_of(board)
    now = canonical.time_text(timezone.now())
    parts = {kind: part(board, kind) for kind in ("manifest", "key", "open")}
    return json_answer({"at": now, "state": board.state, "n": n, "head": head} | parts)


@never_cache
@in_community(**EVERYBODY)
def slot(request: HttpRequest, community: Community, key: str, pk: str) -> HttpResponse:
    return json_answer(verbs.slot_of(board_of(community, key), pk))


def anonymous(request: HttpRequest) -> None:
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        raise BoardRefused("signed_in")


@csrf_exempt
@never_cache
@in_community(write=Permission.READ_PORTAL)
@answered
def ballot(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    board = board_of(community, key)
    anonymous(request)
    limited(request)
    body = read_body(request, BALLOT_BYTES)
    return as_line(*verbs.accept_ballot(board=board, ballot=body, at=timezone.now()))


@csrf_exempt
@never_cache
@in_community(write=Permission.READ_PORTAL)
@answered
def challenge(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    board = board_of(community, key)
    anonymous(request)
    limited(request)
    body = read_body(request, BALLOT_BYTES)
    return as_line(*verbs.publish_challenge(board=board, body=body, at=timezone.now()))


@csrf_exempt
@never_cache
@in_community(write=Permission.READ_PORTAL)
@answered
def cancel(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Whoever holds the card's cancel code: the polling station, to which it was handed in."""
    board = board_of(community, key)
    anonymous(request)
    limited(request)
    body = read_body(request, BALLOT_BYTES)
    return as_line(*verbs.cancel_credential(board=board, body=body, at=timezone.now()))


@in_community(**EVERYBODY)
def lines(request: HttpRequest, community: Community, key: str) -> Any:
    """board.jsonl: grows at its end only, so a copy is continued with ?from=."""
    board = board_of(community, key)
    n, head = verbs.head_of(board)
    asked = request.GET.get("from", "0")
    begin = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    tag = f'"{head}-{begin}"'
    fresh = request.headers.get("If-None-Match") == tag
    response: Any = HttpResponse(status=304) if fresh else stream(board, begin, n)
    response["ETag"], response["Cache-Control"] = tag, "public, max-age=10"
    response["X-Board-Head"], response["X-Board-Length"] = head, str(n)
    return response


def stream(board: Board, begin: int, end: int) -> StreamingHttpResponse:
    """Exactly the lines that the headers speak of, though others may come in meanwhile."""
    content = verbs.lines_from(board, begin, end)
    return StreamingHttpResponse(content, content_type="application/x-ndjson")


@in_community(**EVERYBODY)
def archive(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    board = board_of(community, key)
    if board.state not in verbs.FINISHED:
        return json_answer({"code": "not_found", "reason": str(verbs.reason("wrong_stage"))}, 404)
    response = HttpResponse(verbs.archive_of(board), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{key}.zip"'
    response["ETag"] = f'"{verbs.head_of(board)[1]}"'
    return response
