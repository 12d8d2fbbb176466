"""What the clock does to votes and boards: opens, reminds, closes. Each is safe to run twice."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from elections.actions import board as boards
from elections.actions import close_vote, open_vote, remind_electors
from elections.models import Board, Election, Vote
from linli.core.refusals import Refused

REMINDS_BEFORE = timedelta(hours=24)


@app.periodic(cron="* * * * *")
@app.task(name="elections.keep_time", queueing_lock="elections.keep_time", pass_context=False)
def keep_time(timestamp: int) -> None:
    """Every minute: what is due."""
    now = timezone.now()
    close_due(now)
    open_due(now)
    remind_due(now)
    open_boards_due(now)
    close_boards_due(now)


def open_due(now: datetime) -> int:
    """Opens announced votes whose time has come; one that cannot open waits on the staff's desk."""
    done = 0
    for vote in Vote.objects.upcoming().filter(opens_at__lte=now, closes_at__gt=now).order_by("pk"):
        done += _try(open_vote, vote, now)
    return done


def remind_due(now: datetime) -> int:
    """Reminds electors a day before closing, unless the vote opened only then."""
    soon = Vote.objects.open(now).filter(closes_at__lte=now + REMINDS_BEFORE, reminded_at=None).order_by("pk")
    return sum(
        _try(remind_electors, vote, now) for vote in soon if vote.opened_at <= now - REMINDS_BEFORE / 4
    )


def close_due(now: datetime) -> int:
    """Closes votes whose window is over."""
    over = Vote.objects.filter(state=Vote.State.OPEN, closes_at__lte=now).order_by("pk")
    return sum(_try(close_vote, vote, now) for vote in over)


def open_boards_due(now: datetime) -> int:
    """Opens boards that are ready as soon as the polls are open."""
    waiting = Board.objects.filter(state=Board.State.READY, opens_at__lte=now, closes_at__gt=now)
    due = waiting.filter(election__state=Election.State.POLLING).order_by("pk")
    return sum(_try_board(boards.open_board, board, now) for board in due)


def close_boards_due(now: datetime) -> int:
    """Closes boards whose window is over; where there is no paper to wait for, the trustees may begin at once."""
    over = Board.objects.filter(state=Board.State.OPEN, closes_at__lte=now).order_by("pk")
    done = 0
    for board in over.select_related("election"):
        done += _try_board(boards.close_board, board, now)
        if board.election.ballot_mode == Election.BallotMode.ONLINE:
            _try_board(boards.post_tally, board, now)
    return done


def _try_board(act: object, board: Board, now: datetime) -> bool:
    try:
        act(board=board, by=None, at=now)  # type: ignore[operator]  # one of the actions above
    except Refused:
        return False
    return True


def _try(act: object, vote: Vote, now: datetime) -> bool:
    """Another worker may have been quicker: a refusal is no failure."""
    try:
        act(vote=vote, by=None, at=now)  # type: ignore[operator]  # one of the three actions above
    except Refused:
        return False
    return True
