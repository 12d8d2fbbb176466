"""Postponing: an announced election takes a later day before its polls open. What is published stays; the calendar follows."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from elections.actions.running.base import State, day_of, days_off, law_of, locked, save, write_down
from elections.actions.running.lawful import check_lawful, shown
from elections.actions.running.noticing import reissue
from elections.actions.running.refusals import (
    BoardHoldsHours,
    NotLater,
    PostponedTooLate,
    PostponedTooNear,
    PostponeReasonMissing,
)
from elections.actions.running.telling import tell_postponed
from elections.models import Board, Election, Postponement
from elections.rules.offices import recall_vote_by
from elections.rules.profiles import Phase
from linli.accounts.models import User
from linli.core.searching import changed

POSTPONABLE = (State.ANNOUNCED, State.ROLL_PUBLISHED, State.NOMINATING, State.CANDIDATES_PUBLISHED)


def last_lawful_day(election: Election) -> date | None:
    """A vote on a recall keeps its days from the admission of the petition; others have none that postponing would pass."""
    admitted = [one.admitted_at for one in election.recalls.all() if one.admitted_at]
    if election.kind != Election.Kind.RECALL or not admitted:
        return None
    return recall_vote_by(law_of(election), day_of(min(admitted)), days_off(election.election_day))


def check_board(election: Election) -> None:
    """The first line of a board names the hours and is signed: nothing on it changes. A board that broke counts no more."""
    boards = Board.objects.select_for_update().filter(election=election).exclude(state=Board.State.BROKEN)
    if any(one.opens_at for one in boards.order_by("pk")):
        raise BoardHoldsHours


def check_day(election: Election, old_day: date, at: datetime) -> None:
    """The new day is announced as early as the rules ask of an election day, and the polls are open no longer than they allow."""
    if election.election_day <= old_day:
        raise NotLater
    if at >= election.polls_open_at:
        raise PostponedTooNear
    last = last_lawful_day(election)
    if last and election.election_day > last:
        raise PostponedTooLate(_("This vote must be held by %(last)s.") % {"last": shown(last)})
    check_lawful(election, State.ANNOUNCED, at)


@transaction.atomic
def postpone_election(
    *,
    election: Election,
    election_day: date,
    polls_open_at: datetime,
    polls_close_at: datetime,
    reason: str,
    by: User,
    at: datetime,
) -> Postponement:
    """Moves the election day with its hours. All residents are told, and the first notice is issued anew."""
    if not reason.strip():
        raise PostponeReasonMissing
    election = locked(election, *POSTPONABLE, by=by)
    check_board(election)
    old: dict[str, Any] = {
        "old_day": election.election_day,
        "old_opens_at": election.polls_open_at,
        "old_closes_at": election.polls_close_at,
    }
    election.election_day = election_day
    election.polls_open_at, election.polls_close_at = polls_open_at, polls_close_at
    check_day(election, old["old_day"], at)
    new = {"new_day": election_day, "new_opens_at": polls_open_at, "new_closes_at": polls_close_at}
    about = {"reason": reason.strip()[:200], "decided_by": by, "decided_at": at}
    moved = Postponement.objects.create(election=election, **old, **new, **about)
    save(election, election_day=election_day, polls_open_at=polls_open_at, polls_close_at=polls_close_at)
    detail = {"old": str(old["old_day"]), "new": str(election_day), "reason": moved.reason}
    write_down(election, "postpone_election", by, at, detail=detail)
    reissue(election, Phase.ANNOUNCEMENT, by, at)
    tell_postponed(election, moved, by, at)
    changed(election)
    return moved
