"""What the home shows of the other rooms: talk, shifts, services, figures."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext, pgettext

from forum.models import Topic
from linli.communities.models import Community
from linli.core.discovery import faces
from linli.core.figures import Figure
from linli.core.templatetags.linli import minutes
from linli.roles.rights import Anyone
from marketplace.models import Listing
from volunteers.models import Shift

TOPICS, SHIFTS, TILES, FIGURES = 3, 2, 6, 4


def of(request: HttpRequest, community: Community, at: datetime) -> dict[str, Any]:
    return {
        "talk": talk(request.user, community, at),
        "shifts": shifts(community, at),
        "tiles": tiles(community),
        "figures": figures(community, at)[:FIGURES],
    }


def talk(user: Anyone, community: Community, at: datetime) -> list[dict[str, Any]]:
    """The topics that moved last, of those that this person may read."""
    found = Topic.objects.visible_to(user, community, at).filter(hidden_at=None).select_related("author")
    return [topic_row(topic, community) for topic in found.order_by("-last_activity_at", "-pk")[:TOPICS]]


def topic_row(topic: Topic, community: Community) -> dict[str, Any]:
    count = topic.comment_count
    return {
        "face": str(topic.author),
        "title": topic.title,
        "url": reverse("forum:topic", args=[community.code, topic.key]),
        "at": topic.last_activity_at,
        "meta": ngettext("%(count)d reply", "%(count)d replies", count) % {"count": count},
    }


def shifts(community: Community, at: datetime) -> list[dict[str, str]]:
    """The next shifts that still need people."""
    found = Shift.objects.in_community(community).needing_people(at).select_related("opportunity")
    return [ticket(shift, community, at) for shift in found.order_by("starts_at")[:SHIFTS]]


def ticket(shift: Shift, community: Community, at: datetime) -> dict[str, str]:
    starts, left = timezone.localtime(shift.starts_at), shift.places - shift.taken
    is_near = shift.starts_at - at < timedelta(days=6)
    lasts = minutes(int((shift.ends_at - shift.starts_at).total_seconds() // 60))
    needs = [shift.opportunity.place, lasts, shift.opportunity.needs]
    return {
        "day": weekday(starts)
        if is_near
        else date_format(starts, pgettext("date format: day and month", "j M")),
        "time": date_format(starts, "H:i"),
        "title": shift.opportunity.title,
        "meta": " · ".join(part for part in needs if part),
        "left": ngettext("%(count)d person wanted", "%(count)d people wanted", left) % {"count": left},
        "url": reverse("volunteers:shift", args=[community.code, shift.key]),
        "action": pgettext("volunteer", "I'll come"),
    }


def weekday(day: datetime) -> str:
    """As neighbours say it: 周六, not 星期六."""
    names = (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )
    return names[day.weekday()]


def tiles(community: Community) -> list[dict[str, Any]]:
    """Kinds of services that somebody offers here, those with most to choose from first."""
    offered = Listing.objects.in_community(community).offered().order_by().values_list("category")
    counts = offered.annotate(n=Count("pk")).order_by("-n", "category")[:TILES]
    url = reverse("marketplace:listings", args=[community.code])
    labels = dict(Listing.Category.choices)
    return [
        {"label": labels[kind], "url": f"{url}?category={kind}", "icon": Listing.ICONS[kind]}
        for kind, _n in counts
    ]


def figures(community: Community, at: datetime) -> list[Figure]:
    """Every room's figures about this community."""
    known = [module.figures for module in faces("figures") if hasattr(module, "figures")]
    return [figure for ask in known for figure in ask(community=community, at=at)]
