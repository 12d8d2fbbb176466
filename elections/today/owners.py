"""What waits in owners' votes: a ballot for an owner, the next public step, the desk's work."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from elections.models import OwnerBallot, OwnersVote
from elections.today.entries import Kind
from elections.words.owners import next_words
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.waiting import Waiting
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = OwnersVote.State
DECLARES_WITHIN = timedelta(days=3)
entry = Kind("owners", "building-2", gettext_lazy("Owners' vote"), gettext_lazy("Owners' votes")).entry


def waiting(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """Open votes in which this owner, or a co-owner, has given no ballot yet."""
    found = OwnersVote.objects.in_community(community).filter(state=State.OPEN, closes_at__gt=at)
    silent = ~Exists(OwnerBallot.objects.filter(head=OuterRef("units__head")))
    own = found.filter(silent, units__links__user=user).distinct()
    for vote in own.select_related("community__division"):
        yield entry(vote, pgettext("button", "Vote"), "page", vote.closes_at, next_words(vote))


def upcoming(community: Community, at: datetime) -> Iterator[Waiting]:
    """Announced and open votes, for everybody."""
    found = OwnersVote.objects.in_community(community).filter(state__in=[State.ANNOUNCED, State.OPEN])
    for vote in found.filter(closes_at__gt=at).select_related("community__division"):
        until = vote.closes_at if vote.state == State.OPEN else vote.opens_at
        yield entry(vote, _("Question and rules"), "page", until, next_words(vote))


def due(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """Ballots to check, and the step that has its time, for whoever runs elections here."""
    if not may(user, Permission.RUN_ELECTIONS, community, at):
        return
    unchecked = OwnerBallot.objects.unchecked().exclude(entered_by=user).filter(head__vote=OuterRef("pk"))
    found = OwnersVote.objects.in_community(community).under_way().annotate(to_check=Exists(unchecked))
    votes: Any = found.select_related("community__division")
    for vote in votes:
        late = vote.closes_at + DECLARES_WITHIN
        if vote.to_check:
            yield entry(vote, pgettext("ballot", "Check"), "unchecked", late)
        if vote.state == State.ANNOUNCED and vote.opens_at <= at:
            yield entry(vote, pgettext("owners' vote", "Open the vote"), "desk", vote.opens_at)
        if vote.state == State.OPEN and vote.closes_at <= at:
            yield entry(vote, pgettext("owners' vote", "Close the vote"), "desk", vote.closes_at)
        if vote.state == State.CLOSED:
            yield entry(vote, pgettext("owners' vote", "Declare the result"), "desk", late)
