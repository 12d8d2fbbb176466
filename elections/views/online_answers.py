"""How the board's addresses answer: a line, or a refusal with a code and words; limits; the booth's policy."""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from elections.actions.board import announced_board
from elections.actions.board.refusals import BoardRefused, spoken
from elections.crypto import canonical
from elections.models import Board, BoardEntry
from linli.communities.models import Community

A_MINUTE, MOST_A_MINUTE = 60, 30
STATUS = {"malformed": 400, "not_yours": 404, "sign_in": 401}

View = Callable[..., HttpResponse]


def json_answer(value: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(canonical.dumps(value), content_type="application/json", status=status)


def refusal(code: str, reason: Any, status: int) -> HttpResponse:
    return json_answer({"code": code, "reason": str(reason)}, status)


class TooMany(Exception):
    """From one address, in a minute."""


class TooLarge(Exception):
    """Longer than anything that belongs here."""


def answered(view: View) -> View:
    """Refusals become JSON; success is a line and nothing else."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BoardRefused as problem:
            return refusal(problem.code, problem.reason, STATUS.get(problem.code, 409))
        except Http404:
            return refusal("not_found", _("There is no such election online."), 404)
        except TooLarge:
            return refusal("too_large", _("What was sent is too large."), 413)
        except TooMany:
            words = _("Too many requests from your address. Wait a minute and send it again.")
            response = refusal("too_many_requests", words, 429)
            response["Retry-After"] = str(A_MINUTE)
            return response

    return answering


def as_line(entry: BoardEntry, is_new: bool) -> HttpResponse:
    status = 201 if is_new else 200
    return HttpResponse(entry.line + b"\n", content_type="application/json", status=status)


def board_of(community: Community, key: str) -> Board:
    """The last board of an election that everybody may see; 404 as long as there is no line."""
    board = announced_board(community, key)
    if board is None:
        raise Http404
    return board


def read_body(request: HttpRequest, most: int) -> Any:
    """The value of a canonical body."""
    content = request.read(most + 1)
    if len(content) > most:
        raise TooLarge
    with spoken():
        return canonical.loads(content)


def limited(request: HttpRequest) -> None:
    """Thirty a minute from one address. Addresses are kept in the cache for that minute, as a keyed hash, and nowhere else."""
    address = get_adapter().get_client_ip(request)  # allauth's own: it knows how many proxies are ours
    if address in settings.KIOSK_ADDRESSES:
        return
    digest = hashlib.blake2b(
        address.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16
    ).hexdigest()
    name = f"online:{digest}"
    cache.add(name, 0, A_MINUTE)
    try:
        count = cache.incr(name)
    except ValueError:  # it ended between the two
        return
    if count > MOST_A_MINUTE:
        raise TooMany


def hashes(page: str, tag: str) -> str:
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() for content in found)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


def policy(page: str) -> str:
    """Nothing but the page's own inline script and style, by hash, and requests to this server."""
    return (
        f"default-src 'none'; script-src {hashes(page, 'script')}; style-src {hashes(page, 'style')}; "
        "connect-src 'self'; img-src data: blob:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
