"""Votes that a search finds: everything announced or later."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import pgettext_lazy

from elections.models import Vote
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.searching import Entry

kinds: dict[str, Any] = {"vote": pgettext_lazy("room", "Vote")}


def entries(*, community: Community | None = None) -> Iterator[Entry]:
    votes = Vote.objects.select_related("community__division").prefetch_related("options").order_by("pk")
    if community is not None:
        votes = votes.in_community(community)
    for vote in votes.iterator(chunk_size=500):
        if found := entry_of(vote):
            yield found


def entry_of(obj: Vote) -> Entry | None:
    """Nothing of a draft, and nothing of one that was cancelled before anybody knew of it."""
    if obj.announced_at is None:
        return None
    options = [option.text for option in obj.options.all() if option.text]
    return Entry(
        kind="vote",
        object_id=obj.pk,
        community_id=obj.community_id,
        audience=Audience(obj.audience),
        title=obj.question,
        body="\n".join([obj.explanation, *options]),
        url=obj.get_absolute_url(),
        place=str(pgettext_lazy("navigation", "Votes")),
        at=obj.opens_at,
    )
