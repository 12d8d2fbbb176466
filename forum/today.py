"""What waits in the forum: reports for the committee, new replies for those who follow."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forum.models import Follow, Report
from linli.communities.models import Community
from linli.core.waiting import Waiting
from linli.roles.permissions import Permission
from linli.roles.rights import audiences_of, may

MOST = 20
FOLLOWED = 3


def waiting(*, user: Any, community: Community, at: datetime) -> Iterator[Waiting]:
    """Topics this person follows where somebody replied since they last looked."""
    if not user.is_authenticated:
        return
    seen = audiences_of(user, community, at)
    mine = Follow.objects.filter(user=user, topic__community=community, topic__audience__in=seen)
    standing = mine.filter(topic__hidden_at=None, topic__withdrawn_at=None)
    news = standing.filter(topic__last_activity_at__gt=F("seen_at")).select_related("topic")
    for follow in news.order_by("-topic__last_activity_at")[:FOLLOWED]:
        yield Waiting(
            room="talk",
            icon="message-circle",
            kind=pgettext("today", "New replies"),
            title=follow.topic.title,
            url=reverse("forum:topic", args=[community.code, follow.topic.key]) + "#replies",
            step=pgettext("today", "Read the replies"),
        )


def due(*, user: Any, community: Community, at: datetime) -> Iterator[Waiting]:
    """Reports that this moderator may decide."""
    if not may(user, Permission.MODERATE, community, at):
        return
    reports = Report.objects.in_community(community).open().decidable_by(user)
    listed: dict[tuple[int | None, int | None], Report] = {}
    for report in reports.select_related("reporter").order_by("due_at", "pk")[:MOST]:
        listed.setdefault((report.topic_id, report.comment_id), report)  # one decision answers all
    for report in listed.values():
        yield Waiting(
            room="talk",
            icon="flag",
            kind=pgettext("noun", "Report"),
            title=str(report),
            url=reverse("forum:report", args=[community.code, report.key]),
            step=pgettext("today", "Decide"),
            until=report.due_at,
            detail=report.note,
            source=_("reported by %(name)s") % {"name": report.reporter},
        )
