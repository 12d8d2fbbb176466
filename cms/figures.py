"""The portal in numbers: how often it speaks, and how fast what was handed in is decided."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import NoticePage, Review
from linli.communities.models import Community
from linli.core.figures import Figure


def figures(*, community: Community, at: datetime) -> Iterator[Figure]:
    month = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    url = reverse("cms:notices", args=[community.code])
    posted = NoticePage.objects.in_community(community).filter(live=True, first_published_at__gte=month)
    yield Figure(label=_("Notices this month"), value=str(posted.count()), room="plate", url=url)
    decided = Review.objects.in_community(community).filter(outcome__in=["approved", "returned"])
    counted = decided.aggregate(all=Count("pk"), in_time=Count("pk", filter=Q(decided_at__lte=F("due_at"))))
    if counted["all"]:
        share = round(100 * counted["in_time"] / counted["all"])
        yield Figure(label=_("Reviewed in time"), value=f"{share} %", room="talk")
