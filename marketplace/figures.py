"""Services in numbers: what was completed this month, and how satisfied its residents are."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from linli.communities.models import Community
from linli.core.figures import Figure
from marketplace.models import Booking
from marketplace.rules.bookings import State


def figures(*, community: Community, at: datetime) -> Iterator[Figure]:
    month = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    done = Booking.objects.in_community(community).filter(state=State.CONFIRMED)
    found = done.filter(ends_at__gte=month, ends_at__lt=at).aggregate(
        count=Count("pk"), rated=Count("review"), content=Count("pk", filter=Q(review__grade__gte=4))
    )
    url = reverse("marketplace:listings", args=[community.code])
    count = number_format(found["count"], use_l10n=True, force_grouping=True)
    yield Figure(label=_("Services completed this month"), value=count, room="shop", url=url)
    if found["rated"]:
        share = f"{found['content'] * 100 // found['rated']} %"
        yield Figure(label=_("of the reviews: satisfied"), value=share, room="shop", url=url)
