"""The page of the one box."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.discovery import faces
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import audiences_of
from search.engines import engine
from search.engines.base import Hit, Question
from search.models import SearchEntry
from search.rules.excerpts import Piece, excerpt, pattern, pieces
from search.rules.hints import EXAMPLES, means_elder_mode

PAGE, LATEST, LONGEST_QUERY = 20, 6, 100
FARTHEST_PAGE = 50  # nobody reads on, and a crawler must not


def kind_names() -> dict[str, str]:
    return {kind: str(name) for room in faces("searchable") for kind, name in room.kinds.items()}


@in_community(read=Permission.READ_PORTAL)
def search(request: HttpRequest, community: Community) -> HttpResponse:
    words, kind = request.GET.get("q", "").strip()[:LONGEST_QUERY], request.GET.get("kind", "")
    audiences = audiences_of(request.user, community, timezone.now())
    names = kind_names()
    context: dict[str, Any] = {"q": words, "examples": EXAMPLES, "means_elder_mode": means_elder_mode(words)}
    if words:
        context |= answer(request, community, audiences, words, kind if kind in names else "", names)
    else:
        latest = (
            SearchEntry.objects.in_community(community)
            .for_audiences(audiences)
            .newest_first(timezone.now())[:LATEST]
        )
        context["latest"] = [shown(entry, words, names) for entry in latest.defer("vector")]
    return render(request, "search/search.html", context)


def answer(
    request: HttpRequest,
    community: Community,
    audiences: list[Audience],
    words: str,
    kind: str,
    names: dict[str, str],
) -> dict[str, Any]:
    number = page_number(request)
    asked = tuple(str(a) for a in audiences)
    question = Question(words=words, community_id=community.pk, audiences=asked, kind=kind)
    found = engine().search(question, (number - 1) * PAGE, number * PAGE)
    total = sum(found.counts.values())
    count = found.counts.get(kind, 0) if kind else total
    return {
        "hits": [shown(entry, words, names) for entry in found.hits],
        "total": total,
        "count": count,
        "page_obj": page(found.hits, count, number),
        "filters": filters(request, found.counts, kind, names) if total else [],
    }


def page_number(request: HttpRequest) -> int:
    wanted = request.GET.get("page", "1")
    return min(max(1, int(wanted)), FARTHEST_PAGE) if wanted.isdecimal() and len(wanted) < 6 else 1


def page(hits: Sequence[Hit], count: int, number: int) -> Page[Hit]:
    """Django's page of rows that were cut out already."""
    paginator: Paginator[Hit] = Paginator(range(min(count, PAGE * FARTHEST_PAGE)), PAGE)  # type: ignore[arg-type]  # only counted
    return Page(hits, min(number, paginator.num_pages), paginator)


def filters(
    request: HttpRequest, counts: dict[str, int], kind: str, names: dict[str, str]
) -> list[dict[str, Any]]:
    """Everything, then each kind that has hits, the most hits first."""
    rows = [("", pgettext("search", "Everything"), sum(counts.values()))]
    rows += [(k, names.get(k, k), n) for k, n in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]
    return [
        {"label": label, "count": count, "current": value == kind, "url": url_for(request, value)}
        for value, label, count in rows
    ]


def url_for(request: HttpRequest, kind: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["kind"] = kind
    if not kind:
        del query["kind"]
    return f"?{query.urlencode()}"


def shown(entry: Hit | SearchEntry, words: str, names: dict[str, str]) -> dict[str, Any]:
    wanted = pattern(words)
    return {
        "entry": entry,
        "kind": names.get(entry.kind, entry.kind),
        "title": marked(pieces(entry.title, wanted)),
        "excerpt": marked(excerpt(entry.body, wanted)),
    }


def marked(parts: list[Piece]) -> SafeString:
    """Escapes every piece, and only then marks the hits."""
    mark, plain = "<mark>{}</mark>", "{}"
    return format_html_join("", "{}", ((format_html(mark if p.is_hit else plain, p.text),) for p in parts))
