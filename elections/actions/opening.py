"""Opening a vote: its roll is frozen in the same moment."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from elections.actions.drafting import locked
from elections.actions.refusals import EmptyRoll, TooEarly, TooFewOptions, WindowPast
from elections.actions.telling import tell_opened
from elections.models import BallotBox, Elector, Option, Vote
from elections.rules import fingerprint
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.searching import changed
from linli.roles.permissions import Permission
from linli.roles.rights import holders


def freeze_roll(vote: Vote, users: Iterable[User]) -> None:
    """Copies the entitled residents onto the roll, numbered by their public keys, and takes its hash."""
    ordered = sorted(users, key=lambda user: user.key)
    entries = [
        Elector(vote=vote, user=user, number=n, name=str(user)[:60]) for n, user in enumerate(ordered, 1)
    ]
    if not entries:
        raise EmptyRoll
    Elector.objects.bulk_create(entries, batch_size=2000)
    vote.roll_size, vote.roll_hash = len(entries), fingerprint(entry.line for entry in entries)


def set_open(vote: Vote, users: Iterable[User], at: datetime) -> None:
    """The rows of an opening; `open_vote` says who may do it, and tells people."""
    freeze_roll(vote, users)
    if vote.is_secret:
        BallotBox.objects.create(vote=vote)
    vote.state, vote.opened_at = Vote.State.OPEN, at
    vote.announced_at = vote.announced_at or at
    vote.save(update_fields=["state", "opened_at", "announced_at", "roll_size", "roll_hash"])


@transaction.atomic
def open_vote(*, vote: Vote, by: User | None, at: datetime) -> Vote:
    """Opens the vote for those who are verified residents now; who joins later is not on its roll."""
    vote = locked(vote, Vote.State.DRAFT, Vote.State.ANNOUNCED)
    if at < vote.opens_at:
        raise TooEarly
    if vote.closes_at <= at:
        raise WindowPast
    if vote.options.exclude(stance=Option.Stance.ABSTAIN).count() < 2:
        raise TooFewOptions
    set_open(vote, holders(Permission.VOTE, vote.community, at), at)
    detail = {"roll_size": vote.roll_size, "roll_hash": vote.roll_hash}
    record(by=by, action="elections.open_vote", obj=vote, community=vote.community, at=at, detail=detail)
    tell_opened(vote, by, at)
    changed(vote)
    return vote
