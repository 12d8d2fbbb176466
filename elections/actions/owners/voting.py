"""Signed ballots: online by an owner, or on paper, typed in with a photo and read once more by a second person."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from elections.actions.owners.base import State, shared, write_down
from elections.actions.owners.refusals import (
    AlreadyChecked,
    BallotIncomplete,
    NotYourUnit,
    OwnersVotingNotOpen,
    ReadingsDiffer,
    SecondPersonWanted,
    SheetPhotoMissing,
    SignatureMissing,
    WhyMissing,
    WrongSigner,
)
from elections.actions.owners.telling import tell_ballot_recorded, tell_ballot_set_aside
from elections.models import (
    OwnerBallot,
    OwnerBallotCheck,
    OwnerChoice,
    OwnerHead,
    OwnerLink,
    OwnersVote,
)
from linli.accounts.models import User

SPOKEN = {OwnerChoice.FOR, OwnerChoice.AGAINST, OwnerChoice.ABSTAIN}
READ = SPOKEN | {OwnerChoice.NONE}


def checked(vote: OwnersVote, choices: Mapping[str, str], allowed: set[Any]) -> dict[str, str]:
    """One answer to each question of this vote, and nothing else."""
    keys = set(vote.questions.values_list("key", flat=True))
    if set(choices) != keys or not set(choices.values()) <= {str(one) for one in allowed}:
        raise BallotIncomplete
    return {key: str(choice) for key, choice in choices.items()}


def next_ballot(head: OwnerHead, **values: Any) -> OwnerBallot:
    """The head is held: two ballots of one head follow each other."""
    held = OwnerHead.objects.select_for_update().get(pk=head.pk)
    return OwnerBallot.objects.create(head=held, revision=held.ballots.count() + 1, **values)


@transaction.atomic
def give_owner_ballot(*, head: OwnerHead, choices: Mapping[str, str], by: User, at: datetime) -> OwnerBallot:
    """An owner signs online for all units of this head. Voting again replaces what was said before."""
    vote = shared(head.vote, State.OPEN)
    if not vote.is_open(at):
        raise OwnersVotingNotOpen
    if not OwnerLink.objects.filter(unit__head=head, user=by).exists():
        raise NotYourUnit
    said = checked(vote, choices, SPOKEN)
    values = {"manner": OwnerBallot.Manner.ONLINE, "choices": said, "signed_by": str(by)[:40]}
    ballot = next_ballot(head, entered_by=by, entered_at=at, given_at=at, **values)
    write_down(vote, "give_owner_ballot", by, at, obj=ballot, detail={"revision": ballot.revision})
    tell_ballot_recorded(head, vote, at)
    return ballot


@transaction.atomic
def enter_paper_ballot(
    *,
    head: OwnerHead,
    choices: Mapping[str, str],
    signed_by: str,
    given_at: datetime,
    photo: File[bytes] | None,
    by: User,
    at: datetime,
) -> OwnerBallot:
    """Types a signed sheet in. It counts once a second person has read the same from its photo."""
    vote = shared(head.vote, State.OPEN, State.CLOSED)
    if not vote.opens_at <= given_at < vote.closes_at or given_at > at:
        raise OwnersVotingNotOpen
    check_signature(head, signed_by.strip())
    if photo is None:
        raise SheetPhotoMissing
    said = checked(vote, choices, READ)
    digest = hashlib.sha256(photo.read()).hexdigest()
    photo.seek(0)
    values = {"manner": OwnerBallot.Manner.PAPER, "choices": said, "signed_by": signed_by.strip()}
    file = {"photo": photo, "photo_hash": digest}
    ballot = next_ballot(head, entered_by=by, entered_at=at, given_at=given_at, **values, **file)
    detail = {"head": head.number, "revision": ballot.revision, "photo": digest}
    write_down(vote, "enter_owner_ballot", by, at, obj=ballot, detail=detail)
    tell_ballot_recorded(head, vote, at)
    return ballot


def check_signature(head: OwnerHead, signed_by: str) -> None:
    """An owner of one of the units; for the developer's stock whoever signs for the developer."""
    if not signed_by:
        raise SignatureMissing
    owners = {name for unit in head.units.all() for name in unit.owners}
    if not head.is_developer and signed_by not in owners:
        raise WrongSigner


def held_for_check(ballot: OwnerBallot, by: User) -> OwnersVote:
    vote = shared(ballot.head.vote, State.OPEN, State.CLOSED)
    OwnerHead.objects.select_for_update().get(pk=ballot.head_id)
    if OwnerBallotCheck.objects.filter(ballot=ballot).exists():
        raise AlreadyChecked
    if ballot.entered_by_id == by.pk or ballot.manner != OwnerBallot.Manner.PAPER:
        raise SecondPersonWanted
    return vote


@transaction.atomic
def check_paper_ballot(
    *, ballot: OwnerBallot, choices: Mapping[str, str], by: User, at: datetime
) -> OwnerBallotCheck:
    """A second person types what the photo shows, without seeing what the first typed. Both must say the same."""
    vote = held_for_check(ballot, by)
    if checked(vote, choices, READ) != ballot.choices:
        raise ReadingsDiffer
    check = OwnerBallotCheck.objects.create(ballot=ballot, is_valid=True, checked_by=by, checked_at=at)
    write_down(vote, "check_owner_ballot", by, at, obj=ballot, detail={"valid": True})
    return check


@transaction.atomic
def refuse_paper_ballot(*, ballot: OwnerBallot, reason: str, by: User, at: datetime) -> OwnerBallotCheck:
    """A second person finds no valid ballot: unsigned, another's signature, typed wrong. The reason is kept."""
    vote = held_for_check(ballot, by)
    if not reason.strip():
        raise WhyMissing
    values = {"is_valid": False, "reason": reason.strip()[:200]}
    check = OwnerBallotCheck.objects.create(ballot=ballot, checked_by=by, checked_at=at, **values)
    write_down(vote, "refuse_owner_ballot", by, at, obj=ballot, detail={"reason": values["reason"]})
    tell_ballot_set_aside(ballot.head, vote, str(values["reason"]), at)
    return check
