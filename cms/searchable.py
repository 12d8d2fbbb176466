"""What search finds of the portals: published notices and service guides."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import GuidePage, NoticePage
from cms.rules.text import to_text
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.searching import Entry

kinds = {"notice": pgettext_lazy("page", "Notice"), "guide": _("Service guide")}


def entries(*, community: Community | None = None) -> Iterator[Entry]:
    model: Any
    for model in (NoticePage, GuidePage):
        found = model.objects.filter(live=True, community__closed_at=None).select_related("community")
        if community is not None:
            found = found.filter(community=community)
        for page in found.iterator(chunk_size=500):
            if entry := entry_of(page):
                yield entry


def entry_of(obj: Any) -> Entry | None:
    """None for what is not published."""
    if not isinstance(obj, NoticePage | GuidePage) or not obj.live:
        return None
    return notice_entry(obj) if isinstance(obj, NoticePage) else guide_entry(obj)


def notice_entry(notice: NoticePage) -> Entry:
    return Entry(
        kind="notice",
        object_id=notice.pk,
        community_id=notice.community_id,
        audience=Audience(notice.audience),
        title=notice.title,
        body=to_text(notice.body),
        url=notice.link,
        place=notice.issued_by,
        at=notice.first_published_at,
    )


def guide_entry(guide: Any) -> Entry:
    texts = (
        guide.summary,
        guide.who,
        to_text(guide.materials),
        to_text(guide.steps),
        guide.place,
        guide.basis,
    )
    return Entry(
        kind="guide",
        object_id=guide.pk,
        community_id=guide.community_id,
        audience=Audience.PUBLIC,
        title=guide.title,
        body="\n".join(t for t in texts if t),
        url=guide.community.portal_path + f"guides/{guide.slug}/",
        place=guide.place,
        at=guide.last_published_at,
    )
