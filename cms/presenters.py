"""The context that each kind of portal page is shown with; Wagtail serves the page, this fills it."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext
from wagtail.models import Page

from cms import rooms, sections
from cms.models import (
    ColumnPage,
    CommunityPage,
    DistrictPage,
    GuidePage,
    NoticePage,
    SiteHomePage,
    StreetPage,
)
from linli.roles.rights import is_staff_in

Presenter = Callable[[Any, HttpRequest], dict[str, Any]]


def site_home(page: SiteHomePage, request: HttpRequest) -> dict[str, Any]:
    """Find your community: by name, or by district."""
    at, q = timezone.now(), request.GET.get("q", "").strip()
    found = sections.open_communities(at)
    if q:
        found = found.filter(Q(name__icontains=q) | Q(place__icontains=q) | Q(division__code__startswith=q))
    counts = sections.counted_by_area(at)
    districts = DistrictPage.objects.child_of(page).live().order_by("division_id")
    shown = Paginator(found, 20).get_page(request.GET.get("page"))
    return {
        "q": q,
        "page_obj": shown,
        "rows": [sections.community_row(c) for c in shown],
        "districts": [
            {"title": d.title, "url": d.get_url(request), "count": counts.get(d.division_id[:6], 0)}
            for d in districts.select_related("division")
        ],
        "total": sum(counts.values()),
    }


def below(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A district's or street's open communities, street by street."""
    at = timezone.now()
    found = sections.open_communities(at).within(page.division)
    shown = Paginator(found, 50).get_page(request.GET.get("page"))
    streets = StreetPage.objects.child_of(page).live() if isinstance(page, DistrictPage) else []
    return {
        "page_obj": shown,
        "rows": [sections.community_row(c) for c in shown],
        "streets": [{"title": s.title, "url": s.get_url(request)} for s in streets],
        "above": above(page, request),
    }


def above(page: Page, request: HttpRequest) -> list[dict[str, str]]:
    """The way down to the page, from below the front page."""
    return [{"label": p.title, "url": p.get_url(request)} for p in page.get_ancestors().filter(depth__gt=2)]


def community_home(page: CommunityPage, request: HttpRequest) -> dict[str, Any]:
    at, community = timezone.now(), page.community
    return {
        **sections.today(request, community, at),
        "notices": sections.latest_notices(request, community, at),
        "columns": sections.columns_of(page, request),
        "above": above(page, request),
        **rooms.of(request, community, at),
    }


def column(page: ColumnPage, request: HttpRequest) -> dict[str, Any]:
    children = Page.objects.child_of(page).live()
    if page.kind == ColumnPage.Kind.GUIDES:
        children = GuidePage.objects.child_of(page).live()
    found: dict[str, Any] = {
        "children": [row(c, request) for c in children],
        "trail": [{"label": page.title}],
    }
    if page.kind == ColumnPage.Kind.FIGURES:
        found["figures"] = rooms.figures(page.community, timezone.now())
    return found


def row(page: Any, request: HttpRequest) -> dict[str, Any]:
    icon = getattr(page, "icon_name", "") or "file-text"
    return {
        "title": page.title,
        "url": page.get_url(request),
        "icon": icon,
        "meta": getattr(page, "summary", ""),
    }


def in_column(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A guide or an article, with the way back to its column."""
    parent = page.get_parent()
    return {"trail": [{"label": parent.title, "url": parent.get_url(request)}, {"label": page.title}]}


def notice(page: NoticePage, request: HttpRequest) -> dict[str, Any]:
    at, community = timezone.now(), page.community
    others = NoticePage.objects.visible_to(request.user, community, at).holding(at).exclude(pk=page.pk)
    inbox = {"label": pgettext("navigation", "Notices"), "url": reverse("cms:notices", args=[community.code])}
    return {
        "attachments": [a.document for a in page.attachments.select_related("document")],
        "chip": sections.validity_chip(page, at),
        "others": sections.notice_rows(others.newest_first()[:4], request, at),
        "may_manage": is_staff_in(request.user, community, at),
        "trail": [inbox, {"label": page.title}],
    }


PRESENTERS: dict[str, Presenter] = {
    "SiteHomePage": site_home,
    "DistrictPage": below,
    "StreetPage": below,
    "CommunityPage": community_home,
    "ColumnPage": column,
    "GuidePage": in_column,
    "ArticlePage": in_column,
    "NoticePage": notice,
}
