"""Topics that a search finds, with what was said below them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Model
from django.utils.translation import pgettext_lazy

from forum.models import Comment, Topic
from forum.models.comments import content_type_of
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.searching import Entry

BATCH = 500

kinds: dict[str, Any] = {"topic": pgettext_lazy("search kind", "Topic")}


def entries(*, community: Community | None = None) -> Iterator[Entry]:
    found = Topic.objects.standing().shown().order_by("pk")
    if community is not None:
        found = found.in_community(community)
    for topics in batched(found.iterator(chunk_size=BATCH), BATCH):
        said = said_about(topics)
        for topic in topics:
            yield entry(topic, said[topic.pk])


def batched(topics: Iterator[Topic], size: int) -> Iterator[list[Topic]]:
    while batch := list(islice(topics, size)):
        yield batch


def said_about(topics: list[Topic]) -> dict[int, list[str]]:
    """The standing comments on each of these topics, in one query."""
    said: dict[int, list[str]] = defaultdict(list)
    about = {"content_type": content_type_of(Topic), "object_pk__in": [str(t.pk) for t in topics]}
    for pk, text in Comment.objects.standing().filter(**about).values_list("object_pk", "comment"):
        said[int(pk)].append(text)
    return said


def entry_of(obj: Model) -> Entry | None:
    """None for hidden and withdrawn topics."""
    if not isinstance(obj, Topic):
        return None
    topic = Topic.objects.standing().shown().filter(pk=obj.pk).first()
    return entry(topic, said_about([topic])[topic.pk]) if topic else None


def entry(topic: Topic, said: list[str]) -> Entry:
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
