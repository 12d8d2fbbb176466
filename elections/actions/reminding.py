"""One reminder before a vote closes, only to those who have not voted."""

from datetime import datetime

from django.db import transaction

from elections.actions.drafting import locked
from elections.actions.refusals import VotingNotOpen, WrongState
from elections.actions.telling import tell_reminder
from elections.models import Vote
from linli.accounts.models import User
from linli.audit.actions import record


@transaction.atomic
def remind_electors(*, vote: Vote, by: User | None, at: datetime) -> Vote:
    """Reminds each elector who has not voted, once; who they are is said to nobody else."""
    vote = locked(vote, Vote.State.OPEN)
    if not vote.is_open(at):
        raise VotingNotOpen
    if vote.reminded_at:
        raise WrongState
    vote.reminded_at = at
    vote.save(update_fields=["reminded_at"])
    waiting = vote.electors.filter(participation=None).values("user")
    tell_reminder(vote, User.objects.filter(pk__in=waiting, is_active=True), at)
    record(by=by, action="elections.remind_electors", obj=vote, community=vote.community, at=at)
    return vote
