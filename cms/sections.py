"""What stands on a portal's page, ready for the components: rows, cards, chips."""

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import Page

from cms.models import NoticePage
from linli.communities.models import Community, CommunityQuerySet
from linli.core.waiting import Waiting, gather

CARDS = 4
HOME_NOTICES = 5


def day(moment: datetime) -> str:
    """A day in words; with its time where it is not a whole day's beginning."""
    local = timezone.localtime(moment)
    words = date_format(local, pgettext("date format: day and month", "j M"))
    return words if (local.hour, local.minute) == (0, 0) else f"{words} {date_format(local, 'H:i')}"


def validity_chip(notice: NoticePage, at: datetime) -> dict[str, str]:
    """In words and by lamp: soon, later, now, over; empty where it just holds."""
    state = notice.validity(at)
    if state == "soon":
        days = max(1, -(-int((notice.valid_from - at).total_seconds()) // 86400))
        words = ngettext("within %(count)d day", "within %(count)d days", days) % {"count": days}
        return {"chip": words, "light": "red"}
    if state == "later":
        return {"chip": _("from %(day)s") % {"day": day(notice.valid_from)}, "light": "green"}
    if state == "now":
        return {"chip": _("until %(day)s") % {"day": day(notice.valid_until)}, "light": "yellow"}
    if state == "over":
        return {"chip": pgettext("notice", "Over"), "light": ""}
    if notice.category == NoticePage.Category.FINANCE:
        return {"chip": pgettext("finance", "Disclosed"), "light": "green"}
    return {"chip": "", "light": ""}


def notice_row(notice: NoticePage, request: HttpRequest, at: datetime) -> dict[str, Any]:
    meta = [notice.issued_by, notice.get_category_display()]
    if notice.audience != "public":
        meta.append(_("only for: %(audience)s") % {"audience": notice.get_audience_display()})
    return {
        "date": timezone.localtime(notice.first_published_at or at),
        "title": notice.title,
        "url": notice.get_url(request),
        "meta": meta,
        **validity_chip(notice, at),
    }


def notice_rows(notices: Any, request: HttpRequest, at: datetime) -> list[dict[str, Any]]:
    return [notice_row(notice, request, at) for notice in notices]


def latest_notices(request: HttpRequest, community: Community, at: datetime) -> list[dict[str, Any]]:
    found = NoticePage.objects.visible_to(request.user, community, at).holding(at).newest_first()
    return notice_rows(found[:HOME_NOTICES], request, at)


def today(request: HttpRequest, community: Community, at: datetime) -> dict[str, Any]:
    """What waits for this person; for strangers, and where nothing waits, what the community is about to do."""
    user, mine = request.user, list[Waiting]()
    if user.is_authenticated:
        mine = gather("waiting", user=user, community=community, at=at)
    cards = mine or gather("upcoming", community=community, at=at)
    return {"cards": cards[:CARDS], "rest": mine[CARDS:], "waits_for_me": bool(mine)}


def columns_of(page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    icons = {
        "about": "info",
        "news": "megaphone",
        "guides": "file-check",
        "policies": "scale",
        "figures": "chart-column",
    }
    children = Page.objects.child_of(page).live().in_menu()
    return [
        {"label": c.title, "url": c.get_url(request), "icon": icons.get(c.slug, "file-text")}
        for c in children
    ]


def counted_by_area(at: datetime) -> dict[str, int]:
    """How many open communities each area's six digits have."""
    found = (
        Community.objects.open(at)
        .annotate(area=Substr("division_id", 1, 6))
        .values("area")
        .annotate(n=Count("pk"))
    )
    return {row["area"]: row["n"] for row in found.order_by()}


def open_communities(at: datetime) -> CommunityQuerySet:
    return Community.objects.open(at).exclude(portal_path="").order_by("division_id")


def community_row(community: Community) -> dict[str, Any]:
    homes = community.household_count
    note = ngettext("%(count)d household", "%(count)d households", homes) % {"count": homes} if homes else ""
    return {
        "title": community.name,
        "url": community.get_absolute_url(),
        "meta": community.place,
        "note": note,
    }
