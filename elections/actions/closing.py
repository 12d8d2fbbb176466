"""After the last moment: closing, counting, declaring. Nobody counts before, not even the system."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from elections import rules
from elections.actions.drafting import locked
from elections.actions.refusals import StillOpen
from elections.actions.telling import tell_result
from elections.models import Ballot, BallotBox, Result, Vote
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.searching import changed


def set_closed(vote: Vote, at: datetime) -> None:
    vote.state, vote.closed_at = Vote.State.CLOSED, at
    vote.save(update_fields=["state", "closed_at"])


@transaction.atomic
def close_vote(*, vote: Vote, by: User | None, at: datetime) -> Vote:
    """Closes the box once the window is over; waits for ballots on their way, and lets none in afterwards."""
    vote = locked(vote, Vote.State.OPEN)
    if at < vote.closes_at:
        raise StillOpen
    set_closed(vote, at)
    record(by=by, action="elections.close_vote", obj=vote, community=vote.community, at=at)
    return vote


def chosen(vote: Vote) -> Iterable[int]:
    """The position that each counted ballot says."""
    if vote.is_secret:
        return [int(position) for position in BallotBox.objects.get(vote=vote).choices.values()]
    return [ballot.option.position for ballot in Ballot.objects.counted(vote)]


def published_lines(vote: Vote) -> list[str]:
    """The list that anyone can recount: tracking code or elector, and the position chosen."""
    if vote.is_secret:
        return [f"{code}\t{position}" for code, position in BallotBox.objects.get(vote=vote).choices.items()]
    return [f"{b.elector.number} {b.elector.name}\t{b.option.position}" for b in Ballot.objects.counted(vote)]


def count(vote: Vote, by: User | None, at: datetime) -> Result:
    """Counts the closed box and keeps what may be published of it."""
    options = {option.position: option for option in vote.options.all()}
    stances = {position: rules.Stance(option.stance) for position, option in options.items()}
    tally = rules.tally_of(chosen(vote), stances, vote.roll_size)
    verdict = rules.result(vote.terms, tally)
    shown = rules.may_publish_counts(is_secret=vote.is_secret, took_part=verdict.took_part)
    return Result.objects.create(
        vote=vote,
        outcome=verdict.outcome.value,
        winner=options[verdict.winner] if verdict.winner else None,
        took_part=verdict.took_part,
        counts={str(position): n for position, n in tally.counts.items()} if shown else {},
        list_hash=rules.fingerprint(published_lines(vote)) if shown else "",
        declared_at=at,
        declared_by=by,
    )


def set_declared(vote: Vote, by: User | None, at: datetime) -> Result:
    result = count(vote, by, at)
    vote.state = Vote.State.DECLARED
    vote.save(update_fields=["state"])
    return result


@transaction.atomic
def declare_result(*, vote: Vote, by: User | None, at: datetime) -> Result:
    """Counts a closed vote and makes its result public, with the hash of the list it was counted from."""
    vote = locked(vote, Vote.State.CLOSED)
    result = set_declared(vote, by, at)
    detail = {"outcome": result.outcome, "took_part": result.took_part, "list_hash": result.list_hash}
    record(by=by, action="elections.declare_result", obj=vote, community=vote.community, at=at, detail=detail)
    with override(settings.LANGUAGE_CODE):
        tell_result(vote, str(result.get_outcome_display()), by, at)
    changed(vote)
    return result
