"""The way of an owners' vote: announced in time, opened with a frozen register, closed on time, decided by the rules."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from elections.actions.owners.base import State, law_of, locked, save, write_down
from elections.actions.owners.counting import decided
from elections.actions.owners.refusals import (
    BallotsUnchecked,
    NoQuestion,
    NoticeTooShort,
    NoUnits,
    TooEarlyToClose,
    TooEarlyToOpen,
    VotingTooLong,
)
from elections.actions.owners.registering import freeze_register
from elections.actions.owners.telling import tell_owners_opened, tell_owners_planned, tell_owners_result
from elections.models import OwnerBallot, OwnersResult, OwnersVote
from elections.rules.days import day_of, latest_day
from elections.rules.profiles import Profile
from linli.accounts.models import User
from linli.core.refusals import Refused
from linli.core.searching import changed


def before_announcing(vote: OwnersVote, at: datetime) -> Iterator[Refused]:
    """Questions, a register, and the whole notice period between today and the opening."""
    law = law_of(vote)
    if not vote.questions.exists():
        yield NoQuestion()
    if not vote.units.exists():
        yield NoUnits()
    if day_of(at) > latest_day(day_of(vote.opens_at), notice_days(law)):
        yield NoticeTooShort()
    most = law.deadlines.voting_most
    if most and (day_of(vote.closes_at) - day_of(vote.opens_at)).days > most:
        yield VotingTooLong()


def before_opening(vote: OwnersVote, at: datetime) -> Iterator[Refused]:
    if at < vote.opens_at:
        yield TooEarlyToOpen()


def before_closing(vote: OwnersVote, at: datetime) -> Iterator[Refused]:
    if at < vote.closes_at:
        yield TooEarlyToClose()


def before_declaring(vote: OwnersVote, at: datetime) -> Iterator[Refused]:
    if OwnerBallot.objects.of(vote).unchecked().exists():
        yield BallotsUnchecked()


BEFORE: dict[str, Callable[[OwnersVote, datetime], Iterator[Refused]]] = {
    State.DRAFT: before_announcing,
    State.ANNOUNCED: before_opening,
    State.OPEN: before_closing,
    State.CLOSED: before_declaring,
}


def in_the_way(vote: OwnersVote, at: datetime) -> list[Refused]:
    """Everything for which the next step would be refused at this moment."""
    return list(BEFORE[vote.state](vote, at)) if vote.state in BEFORE else []


def clear(faults: Iterable[Refused]) -> None:
    for fault in faults:
        raise fault


def notice_days(law: Profile) -> int:
    return law.deadlines.announced_before or 0


@transaction.atomic
def announce_owners_vote(*, vote: OwnersVote, by: User | None, at: datetime) -> OwnersVote:
    """Publishes questions, window and register; the law is frozen, and from now on the terms stand."""
    vote = locked(vote, State.DRAFT)
    law = law_of(vote)
    clear(before_announcing(vote, at))
    save(
        vote,
        state=State.ANNOUNCED,
        announced_at=at,
        profile=law.as_data(),
        profile_digest=law.digest,
        notice_days=notice_days(law),
    )
    write_down(vote, "announce_owners_vote", by, at, detail={"law": law.id, "digest": law.digest})
    tell_owners_planned(vote, by, at)
    changed(vote)
    return vote


@transaction.atomic
def open_owners_vote(*, vote: OwnersVote, by: User | None, at: datetime) -> OwnersVote:
    """Freezes the register, publishes its hash, and lets the owners vote."""
    vote = locked(vote, State.ANNOUNCED)
    clear(before_opening(vote, at))
    frozen = freeze_register(vote)
    save(vote, state=State.OPEN, opened_at=at, **frozen)
    write_down(vote, "open_owners_vote", by, at, detail=frozen)
    tell_owners_opened(vote, by, at)
    return vote


@transaction.atomic
def close_owners_vote(*, vote: OwnersVote, by: User | None, at: datetime) -> OwnersVote:
    """Ends the voting. Paper that came in before can still be typed in and checked."""
    vote = locked(vote, State.OPEN)
    clear(before_closing(vote, at))
    save(vote, state=State.CLOSED, closed_at=at)
    write_down(vote, "close_owners_vote", by, at)
    return vote


@transaction.atomic
def declare_owners_vote(*, vote: OwnersVote, by: User | None, at: datetime) -> OwnersVote:
    """Decides each question by area and heads. Silence is counted with nobody."""
    vote = locked(vote, State.CLOSED)
    clear(before_declaring(vote, at))
    outcomes = decided(vote)
    OwnersResult.objects.bulk_create(
        OwnersResult(
            question=one.question,
            is_carried=one.decision.is_carried,
            area_for=one.tally.in_favour.area,
            heads_for=one.tally.in_favour.heads,
            area_against=one.tally.against.area,
            heads_against=one.tally.against.heads,
            area_abstained=one.tally.abstained.area,
            heads_abstained=one.tally.abstained.heads,
        )
        for one in outcomes
    )
    save(vote, state=State.DECLARED, declared_at=at)
    carried = {one.question.key: one.decision.is_carried for one in outcomes}
    write_down(vote, "declare_owners_vote", by, at, detail={"carried": carried})
    words = "；".join(
        f"{one.question.text}：{_('adopted') if one.decision.is_carried else _('not adopted')}"
        for one in outcomes
    )
    tell_owners_result(vote, words, by, at)
    changed(vote)
    return vote
