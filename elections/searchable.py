"""Votes and elections that a search finds: everything announced or later."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models import Election, Meeting, OwnersVote, Vote
from elections.words.calendar import next_words
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.searching import Entry

kinds: dict[str, Any] = {
    "vote": pgettext_lazy("room", "Vote"),
    "election": pgettext_lazy("room", "Election"),
    "owners": _("Owners' vote"),
    "meeting": _("Representatives' meeting"),
}
models: dict[str, Any] = {"vote": Vote, "election": Election, "owners": OwnersVote, "meeting": Meeting}


def entries(*, community: Community | None = None) -> Iterator[Entry]:
    votes = Vote.objects.select_related("community__division").prefetch_related("options").order_by("pk")
    if community is not None:
        votes = votes.in_community(community)
    for vote in votes.iterator(chunk_size=500):
        if found := entry_of(vote):
            yield found
    for election in elections(community).iterator(chunk_size=500):
        if found := entry_of(election):
            yield found
    yield from filter(None, map(entry_of, owners_votes(community).iterator(chunk_size=500)))
    yield from filter(None, map(entry_of, meetings(community).iterator(chunk_size=500)))


def elections(community: Community | None) -> Any:
    found = Election.objects.select_related("community__division").prefetch_related("posts", "candidates")
    return (found if community is None else found.in_community(community)).order_by("pk")


def owners_votes(community: Community | None) -> Any:
    found = OwnersVote.objects.select_related("community__division").prefetch_related("questions")
    return (found if community is None else found.in_community(community)).order_by("pk")


def meetings(community: Community | None) -> Any:
    found = Meeting.objects.select_related("community__division", "minutes").prefetch_related("items")
    return (found if community is None else found.in_community(community)).order_by("pk")


def entry_of(obj: Vote | Election | OwnersVote | Meeting) -> Entry | None:
    """One thing's entry; nothing of what is not public yet."""
    if isinstance(obj, OwnersVote):
        return entry_of_owners(obj)
    if isinstance(obj, Meeting):
        return entry_of_meeting(obj)
    return entry_of_election(obj) if isinstance(obj, Election) else entry_of_vote(obj)


def entry_of_owners(obj: OwnersVote) -> Entry | None:
    if obj.announced_at is None:
        return None
    return Entry(
        kind="owners",
        object_id=obj.pk,
        community_id=obj.community_id,
        audience=Audience.PUBLIC,
        title=obj.title,
        body="\n".join([obj.explanation, *(question.text for question in obj.questions.all())]),
        url=obj.get_absolute_url(),
        place=str(_("Owners' votes")),
        at=obj.announced_at,
    )


def entry_of_meeting(obj: Meeting) -> Entry | None:
    """The agenda once it is called; the minutes once they are confirmed."""
    if obj.called_at is None:
        return None
    words = [obj.explanation, *(item.title for item in obj.items.all())]
    if obj.state == Meeting.State.RECORDED:
        words.append(obj.minutes.text)
    return Entry(
        kind="meeting",
        object_id=obj.pk,
        community_id=obj.community_id,
        audience=Audience.RESIDENTS,
        title=obj.title,
        body="\n".join(words),
        url=obj.get_absolute_url(),
        place=str(_("Representatives' meetings")),
        at=obj.called_at,
    )


def entry_of_election(obj: Election) -> Entry | None:
    """Nothing of a draft; the candidates' names once their list is published."""
    if obj.announced_at is None:
        return None
    words = [" ".join(next_words(obj, obj.announced_at)), *(post.name for post in obj.posts.all())]
    if obj.candidates_published_at:
        words += [one.name for one in obj.candidates.all()]
    return Entry(
        kind="election",
        object_id=obj.pk,
        community_id=obj.community_id,
        audience=Audience.PUBLIC,
        title=obj.title,
        body="\n".join(words),
        url=obj.get_absolute_url(),
        place=str(pgettext_lazy("navigation", "Elections")),
        at=obj.announced_at,
    )


def entry_of_vote(obj: Vote) -> Entry | None:
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
