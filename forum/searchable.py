"""Topics that a search finds, with what was said below them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import pgettext_lazy

from forum.models import Comment, Topic
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.searching import Entry

kinds: dict[str, Any] = {"topic": pgettext_lazy("search kind", "Topic")}


def entries(*, community: Community | None = None) -> Iterator[Entry]:
    found = Topic.objects.standing().shown().order_by("pk")
    if community is not None:
        found = found.in_community(community)
    for topic in found.iterator(chunk_size=500):
        yield entry(topic)


def entry_of(obj: Model) -> Entry | None:
    """None for hidden and withdrawn topics."""
    if not isinstance(obj, Topic):
        return None
    topic = Topic.objects.standing().shown().filter(pk=obj.pk).first()
    return entry(topic) if topic else None


def entry(topic: Topic) -> Entry:
    said = Comment.objects.on(topic).standing().values_list("comment", flat=True)
    return Entry(
        kind="topic",
        object_id=topic.pk,
        community_id=topic.community_id,
        audience=Audience(topic.audience),
        title=topic.title,
        body="\n".join([topic.text, *said]),
        url=topic.get_absolute_url(),
        place=topic.board.name,
        at=topic.created_at,
    )
