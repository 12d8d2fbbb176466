"""The published list of a declared vote: to read, to look one's own ballot up in, to take away and recount."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

import elections.counting
from elections.actions.closing import published_lines
from elections.forms import CodeForm
from elections.models import Vote
from elections.rules import typed_code
from elections.views.pages import find, trail
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

PER_PAGE = 60


def published(request: HttpRequest, community: Community, key: str) -> tuple[Vote, list[list[str]]]:
    """The vote and the pairs of its list; 404 where none is published, or names are not for this person."""
    at = timezone.now()
    vote = find(request, community, key, at)
    if not vote.is_declared or not vote.result.list_hash:
        raise Http404
    if not vote.is_secret and not may(request.user, Permission.READ_AS_RESIDENT, community, at):
        raise Http404
    pairs = [line.split("\t") for line in published_lines(vote)]
    return vote, sorted(pairs) if vote.is_secret else sorted(
        pairs, key=lambda pair: int(pair[0].split(" ")[0])
    )


@never_cache
@in_community(read=Permission.READ_PORTAL, write=Permission.READ_PORTAL)
def ballots(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The list by page. A code is looked up by POST, so that it stands in no address and no log."""
    vote, pairs = published(request, community, key)
    texts = {str(option.position): str(option) for option in vote.options.all()}
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {
        "vote": vote,
        "form": form,
        "page_obj": Paginator([(who, texts[position]) for who, position in pairs], PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "trail": trail(community, (vote.question, vote.get_absolute_url()), (_("Published list"), "")),
    }
    if request.method == "POST" and form.is_valid():
        code = typed_code(form.cleaned_data["code"])
        context["looked_up"] = {"found": texts.get(dict(pairs).get(code, ""), "")} if vote.is_secret else None
    return render(request, "elections/ballots.html", context)


@in_community(read=Permission.READ_PORTAL)
def as_csv(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """One ballot a row, for a spreadsheet."""
    vote, pairs = published(request, community, key)
    texts = {str(option.position): str(option) for option in vote.options.all()}
    page = StringIO()
    writer = csv.writer(page)
    writer.writerow(["tracking_code" if vote.is_secret else "elector", "position", "choice"])
    writer.writerows([safe(who), position, safe(texts[position])] for who, position in pairs)
    return download(page.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"vote-{vote.key}.csv")


def safe(text: str) -> str:
    """A spreadsheet must not take a cell for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text


@in_community(read=Permission.READ_PORTAL)
def as_json(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Everything that a recount needs: question, options, rule, roll, ballots, and the declared result to compare."""
    vote, pairs = published(request, community, key)
    body = json.dumps(record_of(vote, pairs), ensure_ascii=False, indent=1).encode()
    return download(body, "application/json", f"vote-{vote.key}.json")


def record_of(vote: Vote, pairs: list[list[str]]) -> dict[str, Any]:
    result = vote.result
    return {
        "format": "linli-vote-1",
        "vote": vote.key,
        "question": vote.question,
        "secrecy": vote.secrecy,
        "options": [{"position": o.position, "stance": o.stance, "text": str(o)} for o in vote.options.all()],
        "quorum": {"share": str(vote.quorum.share), "strict": vote.quorum_is_strict},
        "passing": {
            "share": str(vote.passing.share),
            "strict": vote.passing_is_strict,
            "base": vote.passing_base,
        },
        "roll": {"size": vote.roll_size, "sha256": vote.roll_hash},
        "ballots": [[who, int(position)] for who, position in pairs],
        "declared": {
            "outcome": result.outcome,
            "winner": result.winner.position if result.winner else None,
            "took_part": result.took_part,
            "counts": result.counts,
            "list_sha256": result.list_hash,
        },
    }


@in_community(read=Permission.READ_PORTAL)
def script(request: HttpRequest, community: Community) -> HttpResponse:
    """The recount program itself: one file, nothing but Python's own library."""
    source = Path(elections.counting.__path__[0]) / "recount.py"
    return download(source.read_bytes(), "text/x-python; charset=utf-8", "recount.py")


def download(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
