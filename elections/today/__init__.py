"""What waits: a ballot for whoever has not voted, the coming votes for everybody, the next step for whoever runs them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.models import Elector, Vote
from elections.today import elections, meetings, owners
from elections.words import votes as vote_words
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.waiting import Waiting
from linli.roles.permissions import Permission
from linli.roles.rights import may

DECLARES_WITHIN = timedelta(days=3)


def waiting(*, user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """Open votes on whose roll the user stands without having voted."""
    yield from elections.waiting(user, community, at)
    yield from owners.waiting(user, community, at)
    yield from meetings.waiting(user, community, at)
    mine = Elector.objects.filter(
        user=user, participation=None, vote__in=Vote.objects.in_community(community).open(at)
    )
    for elector in mine.select_related("vote__community__division"):
        vote = elector.vote
        yield Waiting(
            room="vote",
            icon="vote",
            kind=pgettext("room", "Vote"),
            title=vote.question,
            url=vote.get_absolute_url(),
            step=pgettext("button", "Vote"),
            until=vote.closes_at,
            detail=_("Vote before %(to)s") % {"to": vote_words.moment(vote.closes_at)},
        )


def upcoming(*, community: Community, at: datetime) -> Iterator[Waiting]:
    """Public votes that are open or will open."""
    yield from elections.upcoming(community, at)
    yield from owners.upcoming(community, at)
    public = (
        Vote.objects.in_community(community)
        .filter(audience=Audience.PUBLIC)
        .select_related("community__division")
    )
    for vote in public.open(at) | public.upcoming():
        is_open = vote.is_open(at)
        about = {"from": vote_words.moment(vote.opens_at), "to": vote_words.moment(vote.closes_at)}
        yield Waiting(
            room="vote",
            icon="vote",
            kind=pgettext("room", "Vote"),
            title=vote.question,
            url=vote.get_absolute_url(),
            step=_("Question and rules"),
            until=vote.closes_at if is_open else vote.opens_at,
            detail=(_("Residents vote until %(to)s") if is_open else _("Residents vote from %(from)s"))
            % about,
        )


def due(*, user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """Votes that wait for the next step of whoever runs them here."""
    yield from elections.due(user, community, at)
    yield from owners.due(user, community, at)
    yield from meetings.due(user, community, at)
    if not may(user, Permission.RUN_VOTES, community, at):
        return
    votes = Vote.objects.in_community(community).select_related("community__division")
    for vote in votes.filter(state=Vote.State.CLOSED):
        yield task(vote, "declare", vote.closed_at + DECLARES_WITHIN)
    for vote in votes.filter(state=Vote.State.OPEN, closes_at__lte=at):
        yield task(vote, "close", vote.closes_at)
    for vote in votes.filter(state=Vote.State.ANNOUNCED, opens_at__lte=at):
        yield task(vote, "open", vote.opens_at)


def task(vote: Vote, step: str, until: datetime) -> Waiting:
    return Waiting(
        room="vote",
        icon="vote",
        kind=pgettext("room", "Vote"),
        title=vote.question,
        url=reverse("elections:step", args=[vote.community.code, vote.key, step]),
        step=vote_words.step_label(step),
        until=until,
        source=pgettext("navigation", "Votes"),
    )
