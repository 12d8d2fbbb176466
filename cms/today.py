"""What waits in the portals: reviews for the office, notices about to hold for everyone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.models import NoticePage, Review
from cms.rules.workdays import light
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.waiting import Light, Waiting
from linli.roles.permissions import Permission
from linli.roles.rights import permissions_in

AHEAD = timedelta(days=14)
MOST = 20


@dataclass(frozen=True, kw_only=True)
class ReviewWaiting(Waiting):
    """Its light follows working time: yellow from three quarters of it on."""

    since: datetime

    def light(self, at: datetime) -> Light:
        return light(self.since, self.until, at) if self.until else "green"


def due(*, user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    held = permissions_in(user, community, at)
    if Permission.REVIEW_NOTICE in held:
        yield from reviews(user, community)
    if Permission.WRITE_NOTICE in held:
        yield from returned(user, community)


def reviews(user: User, community: Community) -> Iterator[Waiting]:
    waiting = Review.objects.in_community(community).decidable_by(user).order_by("due_at")
    for review in waiting.select_related("revision", "submitted_by", "community")[:MOST]:
        yield ReviewWaiting(
            room="talk",
            icon="file-check",
            kind=pgettext("noun", "Review"),
            title=review.revision.object_str,
            url=review.get_absolute_url(),
            step=pgettext("verb", "Review"),
            until=review.due_at,
            since=review.submitted_at,
            detail=_("handed in by %(name)s") % {"name": review.submitted_by},
            source=pgettext("navigation", "Notices"),
        )


def returned(user: User, community: Community) -> Iterator[Waiting]:
    """My drafts that a reviewer gave back."""
    mine = NoticePage.objects.in_community(community).filter(owner=user, has_unpublished_changes=True)
    listed = (
        mine.filter(reviews__outcome="returned")
        .distinct()
        .prefetch_related("reviews")
        .select_related("community")
    )
    for notice in listed.order_by("pk")[:MOST]:
        if notice.stage == "returned":
            yield Waiting(
                room="plate",
                icon="undo-2",
                kind=pgettext("review", "Returned"),
                title=notice.draft_title,
                url=edit_link(notice),
                step=pgettext("verb", "Change"),
                detail=notice.last_review.reason,
                source=pgettext("navigation", "Notices"),
            )


def edit_link(notice: NoticePage) -> str:
    return notice.link.replace("/notices/", "/desk/notices/", 1)


def upcoming(*, community: Community, at: datetime) -> Iterator[Waiting]:
    """Public notices that begin to hold within two weeks."""
    found = (
        NoticePage.objects.in_community(community)
        .filter(live=True, audience=Audience.PUBLIC)
        .about_to_hold(at)
    )
    for notice in (
        found.filter(valid_from__lt=at + AHEAD).order_by("valid_from").select_related("community")[:3]
    ):
        yield Waiting(
            room="plate",
            icon="megaphone",
            kind=str(notice.get_category_display()),
            title=notice.title,
            url=notice.link,
            step=pgettext("verb", "Read the notice"),
            until=notice.valid_from,
            detail=notice.issued_by,
        )
