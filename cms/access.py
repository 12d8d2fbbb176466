"""Who may read a file: those who may read a page that it stands on, and the community's own staff."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from wagtail.models import Collection, Page, ReferenceIndex

from cms.models import ArticlePage, ColumnPage, CommunityPage, GuidePage, NoticePage
from linli.communities.models import Community
from linli.roles.rights import Anyone, audiences_of, is_staff_in

PUBLIC_PAGES = (ArticlePage, ColumnPage, GuidePage)


def community_of(collection: Collection) -> Community | None:
    """Whose collection it is, or lies below; none for files of the operator or a street."""
    above = [collection.path[:n] for n in range(4, len(collection.path) + 1, 4)]
    page = CommunityPage.objects.filter(collection__path__in=above).select_related("community").first()
    return page.community if page else None


def may_read(document: Any, user: Anyone, at: datetime) -> bool:
    community = community_of(document.collection)
    if community is None or is_staff_in(user, community, at):
        return True
    return any(
        notice.audience in audiences_of(user, notice.community, at) for notice in notices_with(document)
    ) or (stands_on_public_page(document))


def notices_with(document: Any) -> Iterator[NoticePage]:
    """Published notices that have it as an attachment or link to it."""
    live = NoticePage.objects.filter(live=True).select_related("community")
    yield from live.filter(attachments__document=document)
    yield from live.filter(pk__in=page_ids(document))


def stands_on_public_page(document: Any) -> bool:
    pages = Page.objects.filter(live=True, pk__in=page_ids(document)).type(*PUBLIC_PAGES)
    return bool(pages.exists())


def page_ids(document: Any) -> list[int]:
    """Pages whose published text refers to the document."""
    references = ReferenceIndex.get_references_to(document).filter(base_content_type__app_label="wagtailcore")
    return [int(pk) for pk in references.values_list("object_id", flat=True)]
