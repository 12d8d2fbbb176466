"""Many ballots in one go, for ballots that were cast elsewhere: the demo's history, later the paper box.

It writes what `cast_ballot` writes, through the same triggers, in four statements for any number of ballots.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from elections.actions.casting import drop_into_box, hold
from elections.actions.refusals import VotingNotOpen
from elections.models import Ballot, Elector, Option, Participation, Vote
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.models import new_key


@transaction.atomic
def cast_ballots(*, vote: Vote, choices: Mapping[Elector, Option], by: User | None, at: datetime) -> int:
    """Casts one ballot for each elector, all at `at`; an elector who has voted is refused by the database."""
    vote = hold(vote)
    if not vote.is_open(at):
        raise VotingNotOpen
    Participation.objects.bulk_create([Participation(elector=elector, at=at) for elector in choices])
    if vote.is_secret:
        drop_into_box(vote, {new_key(): option.position for option in choices.values()})
    else:
        Ballot.objects.bulk_create([Ballot(elector=e, option=o, cast_at=at) for e, o in choices.items()])
    detail = {"count": len(choices)}
    record(by=by, action="elections.cast_ballots", obj=vote, community=vote.community, at=at, detail=detail)
    return len(choices)
