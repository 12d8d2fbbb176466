"""Pages in which a browser does the secret part: a trustee's share of the key, the authority's cards; and the
polling station's, where cards are handed in.

The page brings a script, and its hash, which trustees can compare; what the script talks to is docs/online-voting.md. The
booth itself is served by `online.booth`, byte for byte as the manifest's hash says.
"""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from elections.models import Board, Election
from elections.views.election_base import below, find
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@lru_cache(maxsize=8)
def digest_of(path: str, changed_at: int) -> bytes:
    """Read again when the file has changed."""
    return hashlib.sha256(Path(path).read_bytes()).digest()


def digest(script: str) -> bytes:
    path: Any = finders.find(script)
    return digest_of(path, Path(path).stat().st_mtime_ns)


def tool(request: HttpRequest, election: Election, name: str, words: dict[str, Any]) -> HttpResponse:
    script = f"elections/online/{name}.js"
    content = digest(script)
    context = {
        "election": election,
        "script": script,
        "integrity": f"sha256-{base64.b64encode(content).decode()}",
        "digest": content.hex(),
        "trail": below(election, (words["title"], "")),
    }
    return render(request, "elections/online/tool.html", context | words)


def board_of(election: Election) -> Board:
    board = Board.objects.current(election)
    if board is None:
        raise Http404
    return board


@never_cache
@in_community(read=Permission.READ_AS_RESIDENT)
def trustee(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """For the persons in the seats of the current board; nobody else finds it."""
    election = find(request, community, key, timezone.now())
    if not board_of(election).trustees.filter(user=request.user.pk).exists():
        raise Http404
    words = {
        "title": _("Your share of the key"),
        "text": _(
            "Several trustees hold the key together, and only together can they open the totals. "
            "Everything secret is worked out on this device; your key code is never sent."
        ),
    }
    return tool(request, election, "trustee", words)


@never_cache
@in_community(read=Permission.READ_PORTAL)
def station(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """For the polling station. No right is asked: whoever has the card has its cancel code, and nobody else has."""
    election = find(request, community, key, timezone.now())
    board_of(election)
    words = {
        "title": _("Paper instead of online"),
        "text": _("Whoever votes on paper hands in the card first: the paper ballot takes precedence."),
    }
    return tool(request, election, "station", words)


@never_cache
@in_community(read=Permission.READ_AS_RESIDENT)
def authority(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """For the member of the oversight committee who makes the cards."""
    election = find(request, community, key, timezone.now())
    if board_of(election).authority_id != request.user.pk:
        raise Http404
    words = {
        "title": _("The voting cards"),
        "text": _(
            "The oversight committee makes the cards, so that whoever runs the server can cast no ballot. "
            "The codes exist on this device and on paper only."
        ),
    }
    return tool(request, election, "authority", words)
