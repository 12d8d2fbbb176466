"""Taking over notices that were published elsewhere, or before: many at once, each with who wrote and who approved."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.actions.notices import NoPortal, Wording
from cms.actions.planting import plant
from cms.models import ColumnPage, NoticePage, Review
from cms.rules.notices import review_time
from cms.rules.workdays import add_working_time
from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community


@dataclass(frozen=True, kw_only=True)
class Published:
    """A notice of the past: what it said, who wrote and who approved it, and when."""

    wording: Wording
    author: User
    reviewer: User
    written_at: datetime
    published_at: datetime


@transaction.atomic
def import_notices(
    *, community: Community, published: Sequence[Published], by: User | None, at: datetime
) -> int:
    """Adds them with their reviews, in bulk; four eyes hold for them as for all. Gives their number."""
    column = ColumnPage.objects.filter(community=community, kind=ColumnPage.Kind.INFORMATION).first()
    if column is None:
        raise NoPortal
    pages = [page_of(past, community) for past in published]
    plant(column, pages)
    revisions = Revision.objects.bulk_create(
        [revision_of(page, past) for page, past in zip(pages, published, strict=True)]
    )
    Review.objects.bulk_create(
        [
            review_of(page, revision, past)
            for page, revision, past in zip(pages, revisions, published, strict=True)
        ]
    )
    make_live([page.pk for page in pages])
    record(
        by=by,
        action="cms.import_notices",
        obj=community,
        community=community,
        at=at,
        detail={"count": len(pages)},
    )
    return len(pages)


def page_of(past: Published, community: Community) -> NoticePage:
    page = NoticePage(
        community=community,
        owner=past.author,
        live=False,
        first_published_at=past.published_at,
        last_published_at=past.published_at,
        latest_revision_created_at=past.written_at,
        **asdict(past.wording.safe()),
    )
    page.slug = f"{timezone.localtime(past.written_at):%Y%m%d}-{page.key}"
    return page


def revision_of(page: NoticePage, past: Published) -> Revision:
    return Revision(
        content_type=ContentType.objects.get_for_model(NoticePage),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        object_str=page.title,
        user=past.author,
        created_at=past.written_at,
        content=page.serializable_data(),
    )


def review_of(page: NoticePage, revision: Revision, past: Published) -> Review:
    return Review(
        notice=page,
        community_id=page.community_id,
        revision=revision,
        author=past.author,
        submitted_by=past.author,
        submitted_at=past.written_at,
        due_at=add_working_time(past.written_at, review_time(page.category)),
        outcome=Review.Outcome.APPROVED,
        decided_by=past.reviewer,
        decided_at=past.published_at,
    )


def make_live(pks: list[int]) -> None:
    approved = Review.objects.filter(notice=OuterRef("pk"), outcome=Review.Outcome.APPROVED).order_by("-pk")
    revision = Subquery(approved.values("revision")[:1])
    Page.objects.filter(pk__in=pks).update(
        live=True, live_revision_id=revision, latest_revision_id=revision, has_unpublished_changes=False
    )
