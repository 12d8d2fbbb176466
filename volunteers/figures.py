"""Volunteering in numbers."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from linli.communities.models import Community
from linli.core.figures import Figure
from volunteers.models import HoursRecord


def figures(*, community: Community, at: datetime) -> Iterator[Figure]:
    month = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    given = HoursRecord.objects.in_community(community).filter(
        assignment__shift__starts_at__gte=month, assignment__shift__starts_at__lt=at
    )
    yield Figure(
        label=_("Volunteer hours this month"),
        value=number_format(given.total() // 60, use_l10n=True, force_grouping=True),
        room="help",
        url=reverse("volunteers:shifts", args=[community.code]),
    )
