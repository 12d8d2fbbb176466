"""What search finds here: opportunities, each once however many shifts it has."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import pgettext_lazy

from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.searching import Entry
from volunteers.models import Opportunity

kinds: dict[str, Any] = {"shift": pgettext_lazy("search", "Volunteer shifts")}


def entries(*, community: Community | None = None) -> Iterator[Entry]:
    found = Opportunity.objects.with_times().filter(last_at__isnull=False).select_related("community")
    if community is not None:
        found = found.in_community(community)
    for opportunity in found.order_by("pk").iterator(chunk_size=500):
        yield entry(opportunity)


def entry_of(obj: Any) -> Entry | None:
    """Nothing for an opportunity without planned shifts: there is nothing to join."""
    if not isinstance(obj, Opportunity):
        return None
    found = (
        Opportunity.objects.with_times().select_related("community").filter(last_at__isnull=False, pk=obj.pk)
    )
    return entry(found[0]) if found else None


def entry(opportunity: Any) -> Entry:
    return Entry(
        kind="shift",
        object_id=opportunity.pk,
        community_id=opportunity.community_id,
        audience=Audience.PUBLIC,
        title=opportunity.title,
        body=f"{opportunity.description}\n{opportunity.needs}\n{opportunity.place}",
        url=opportunity.get_absolute_url(),
        place=opportunity.place,
        at=opportunity.last_at,
    )
