"""Casting a ballot: one for each elector, and in a secret vote nothing that joins the two.

Order of locks: the vote (shared, so that closing waits for ballots on their way), the elector, the box. The choice of
a secret ballot goes into one SQL statement and nowhere else: not into the audit event, a job, a session or a message.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from elections.actions.refusals import (
    AlreadyVoted,
    NothingToChange,
    NotOnBallot,
    NotOnRoll,
    SecretIsFinal,
    VotingNotOpen,
)
from elections.models import Ballot, Elector, Option, Participation, Vote
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.models import new_key


@dataclass(frozen=True)
class Receipt:
    """What the voter takes home. A secret ballot has a tracking code, shown once and kept nowhere with a name."""

    code: str = ""


def hold(vote: Vote) -> Vote:
    """Holds the vote as it is: ballots do not wait for each other, closing waits for all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM elections_vote WHERE id = %s FOR SHARE", [vote.pk])
    return Vote.objects.select_related("community__division").get(pk=vote.pk)


def locked_elector(vote: Vote, user: User) -> Elector:
    found = Elector.objects.select_for_update().filter(vote=vote, user=user).first()
    if found is None:
        raise NotOnRoll
    return found


def admitted(vote: Vote, option: Option, by: User, at: datetime) -> tuple[Vote, Elector]:
    """The vote and the elector, held, where this ballot may be cast now."""
    vote = hold(vote)
    if not vote.is_open(at):
        raise VotingNotOpen
    elector = locked_elector(vote, by)
    if option.vote_id != vote.pk:
        raise NotOnBallot
    return vote, elector


def drop_into_box(vote: Vote, choices: dict[str, int]) -> None:
    """Adds choices to the vote's box without ever reading it."""
    statement = (
        "UPDATE elections_ballotbox SET choices = choices || (SELECT jsonb_object_agg(code, position)"
        " FROM unnest(%s::text[], %s::int[]) AS added (code, position)) WHERE vote_id = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(choices), list(choices.values()), vote.pk])


@transaction.atomic
def cast_ballot(*, vote: Vote, option: Option, by: User, at: datetime) -> Receipt:
    """Casts the one ballot of an elector; `closes_at` itself is too late."""
    vote, elector = admitted(vote, option, by, at)
    if Participation.objects.filter(elector=elector).exists():
        raise AlreadyVoted
    Participation.objects.create(elector=elector, at=at)
    receipt = Receipt()
    if vote.is_secret:
        receipt = Receipt(new_key())
        drop_into_box(vote, {receipt.code: option.position})
    else:
        Ballot.objects.create(elector=elector, option=option, cast_at=at)
    record(by=by, action="elections.cast_ballot", obj=vote, community=vote.community, at=at)
    return receipt


@transaction.atomic
def change_ballot(*, vote: Vote, option: Option, by: User, at: datetime) -> Ballot:
    """A named ballot may be changed until the vote closes: a revision is added, the last one counts."""
    vote, elector = admitted(vote, option, by, at)
    if vote.is_secret:
        raise SecretIsFinal
    last = Ballot.objects.filter(elector=elector).order_by("-revision").first()
    if last is None:
        raise NothingToChange
    ballot = Ballot.objects.create(elector=elector, option=option, cast_at=at, revision=last.revision + 1)
    detail = {"revision": ballot.revision}
    record(by=by, action="elections.change_ballot", obj=vote, community=vote.community, at=at, detail=detail)
    return ballot
