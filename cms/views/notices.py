"""The community's notices: list, feed, and short addresses that last."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import feedgenerator, timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cms.models import NoticePage
from cms.rules.text import excerpt
from cms.sections import notice_rows
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

PER_PAGE = 20
IN_FEED = 30


@in_community(read=Permission.READ_PORTAL)
def portal(request: HttpRequest, community: Community) -> HttpResponse:
    """/c/<code>/ leads to the portal's own address."""
    return redirect(community.get_absolute_url())


@in_community(read=Permission.READ_PORTAL)
def notices(request: HttpRequest, community: Community) -> HttpResponse:
    at, category = timezone.now(), request.GET.get("category", "")
    is_archive = request.GET.get("show") == "past"
    visible = NoticePage.objects.visible_to(request.user, community, at)
    found = visible.over(at) if is_archive else visible.holding(at)
    counts = dict(found.order_by().values_list("category").annotate(n=Count("pk")))
    if category in NoticePage.Category.values:
        found = found.filter(category=category)
    page = Paginator(found.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": notice_rows(page, request, at),
        "categories": category_filters(community, counts, category, is_archive),
        "is_archive": is_archive,
        "other_url": address(community, "", not is_archive),
    }
    return render(request, "cms/notices.html", context)


def address(community: Community, category: str, is_archive: bool) -> str:
    asked = ({"category": category} if category else {}) | ({"show": "past"} if is_archive else {})
    url = reverse("cms:notices", args=[community.code])
    return f"{url}?{urlencode(asked)}" if asked else url


def category_filters(
    community: Community, counts: dict[str, int], chosen: str, is_archive: bool
) -> list[dict[str, Any]]:
    everything = [("", pgettext("notices", "All"))]
    return [
        {
            "label": label,
            "url": address(community, value, is_archive),
            "count": counts.get(value, 0) if value else sum(counts.values()),
            "current": value == chosen,
        }
        for value, label in everything + list(NoticePage.Category.choices)
        if not value or value == chosen or counts.get(value)
    ]


@in_community(read=Permission.READ_PORTAL)
def notice(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """A short address that stays when the page moves."""
    visible = NoticePage.objects.visible_to(request.user, community, timezone.now())
    return redirect(get_object_or_404(visible, key=key).get_url(request))


@in_community(read=Permission.READ_PORTAL)
def feed(request: HttpRequest, community: Community) -> HttpResponse:
    """RSS of what everyone may read, whoever asks: feed readers pass it on."""
    at = timezone.now()
    found = NoticePage.objects.in_community(community).filter(live=True, audience=Audience.PUBLIC).holding(at)
    made = feedgenerator.Rss201rev2Feed(
        title=_("Notices of %(community)s") % {"community": community.name},
        link=request.build_absolute_uri(reverse("cms:notices", args=[community.code])),
        description=community.place,
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for item in found.newest_first()[:IN_FEED]:
        made.add_item(
            title=item.title,
            link=request.build_absolute_uri(item.get_url(request)),
            description=excerpt(item.body, 200),
            author_name=item.issued_by,
            pubdate=item.first_published_at,
            unique_id=item.key,
            categories=[str(item.get_category_display())],
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
