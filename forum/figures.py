"""The forum's part in a community's numbers of the month."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import pgettext

from forum.models import Comment, Topic
from linli.communities.models import Community
from linli.core.figures import Figure

MONTH = timedelta(days=30)


def figures(*, community: Community, at: datetime) -> Iterator[Figure]:
    since = at - MONTH
    topics = (
        Topic.objects.in_community(community)
        .standing()
        .filter(created_at__gt=since, created_at__lte=at)
        .count()
    )
    replies = (
        Comment.objects.in_community(community).standing().filter(submit_date__gt=since, submit_date__lte=at)
    )
    url = reverse("forum:topics", args=[community.code])
    yield Figure(label=pgettext("figure", "New topics"), value=f"{topics:,}", room="talk", url=url)
    yield Figure(
        label=pgettext("figure", "Replies"), value=f"{replies.order_by().count():,}", room="talk", url=url
    )
