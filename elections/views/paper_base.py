"""What every page about paper begins with: the station of this election, the names on the ballot, the way back."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.models import Candidate, Election, Station
from elections.views.election_base import below, find
from linli.communities.models import Community

State = Election.State


def on_paper(request: HttpRequest, community: Community, key: str, at: datetime) -> Election:
    """The election, if it is held on paper (too)."""
    election = find(request, community, key, at)
    if election.ballot_mode == Election.BallotMode.ONLINE:
        raise Http404
    return election


def is_ready(found: Election) -> bool:
    """What is voted on stands: the candidates are public, or the roll of a vote on a recall is settled."""
    if found.kind == Election.Kind.RECALL:
        return bool(found.is_roll_frozen and found.state == State.ROLL_PUBLISHED)
    return bool(found.state == State.CANDIDATES_PUBLISHED)


def is_printed(found: Election) -> bool:
    """Whether ballots can be printed: what is voted on stands, and the polls are not over."""
    return is_ready(found) or bool(found.state == State.POLLING)


def station_of(election: Election, number: str) -> Station:
    return get_object_or_404(Station.objects.of(election), key=number)


def url(name: str, election: Election, *more: Any) -> str:
    return reverse(f"paper:{name}", args=[election.community.code, election.key, *more])


def names_of(election: Election) -> dict[str, str]:
    """The words behind the keys of a sheet: posts, candidates, and whom a recall is about."""
    names = {post.key: post.name for post in election.posts.all()}
    names |= dict(Candidate.objects.of(election).on_ballot().values_list("key", "name"))
    recalls = election.recalls.select_related("officeholder")
    names |= {one.key: str(one.officeholder) for one in recalls}
    return names | {"recall": pgettext("election", "Recall")}


def trail(election: Election, *steps: tuple[str, str]) -> list[dict[str, str]]:
    return below(election, (_("Paper and stations"), url("desk", election)), *steps)
