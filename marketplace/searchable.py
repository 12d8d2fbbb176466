"""Services that a search finds: those that can be booked."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import pgettext_lazy

from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.searching import Entry
from marketplace.models import Listing

kinds: dict[str, Any] = {"service": pgettext_lazy("search kind", "Service")}


def entries(*, community: Community | None = None) -> Iterator[Entry]:
    found = Listing.objects.offered().select_related("provider__community__division").order_by("pk")
    if community is not None:
        found = found.in_community(community)
    for listing in found.iterator(chunk_size=500):
        if entry := entry_of(listing):
            yield entry


def entry_of(obj: Listing) -> Entry | None:
    if not obj.can_be_booked:
        return None
    return Entry(
        kind="service",
        object_id=obj.pk,
        community_id=obj.provider.community_id,
        audience=Audience.PUBLIC,
        title=obj.title,
        body="\n".join([str(obj.get_category_display()), obj.provider.name, obj.description]),
        url=obj.get_absolute_url(),
        place=obj.provider.name,
        at=obj.created_at,
    )
