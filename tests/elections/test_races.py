"""Many threads at once: one ballot for each elector, a box that loses nothing, and a close that is a fence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from elections.actions import cast_ballot, casting, close_vote
from elections.actions import refusals as no
from elections.models import Ballot, BallotBox, Participation, Vote
from linli.accounts.models import User
from tests.cast import Cast
from tests.elections.ballots import CLOSES, DURING, crowd, named, opened, option

THREADS = 32


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Starts all acts together, each on a connection of its own; gives results or refusals."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return act()
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def casting_of(vote: Vote, voter: User) -> Callable[[], Any]:
    choice = option(vote)
    return lambda: cast_ballot(vote=vote, option=choice, by=voter, at=DURING)


@pytest.mark.parametrize("make", [opened, named])
def test_one_elector_in_many_threads_casts_one_ballot(live_cast: Cast, make: Callable[[Cast], Vote]) -> None:
    vote = make(live_cast)
    answers = at_once([casting_of(vote, live_cast.ann)] * THREADS)
    assert sum(isinstance(a, casting.Receipt) for a in answers) == 1
    assert sum(isinstance(a, no.AlreadyVoted) for a in answers) == THREADS - 1
    assert Participation.objects.count() == 1
    cast = len(BallotBox.objects.get(vote=vote).choices) if vote.is_secret else Ballot.objects.count()
    assert cast == 1


def test_many_electors_at_once_lose_no_ballot(live_cast: Cast) -> None:
    voters = crowd(live_cast, THREADS)
    vote = opened(live_cast)
    answers = at_once([casting_of(vote, voter) for voter in voters])
    assert {a.code for a in answers} == set(BallotBox.objects.get(vote=vote).choices)
    assert len(answers) == THREADS == Participation.objects.count()


def test_a_close_is_a_fence(live_cast: Cast) -> None:
    voters = crowd(live_cast, 16)
    vote = opened(live_cast)
    acts = [casting_of(vote, voter) for voter in voters]
    answers = at_once([*acts[:8], lambda: close_vote(vote=vote, by=None, at=CLOSES), *acts[8:]])
    receipts = {a.code for a in answers if isinstance(a, casting.Receipt)}
    late = [a for a in answers if isinstance(a, no.VotingNotOpen)]
    assert len(receipts) + len(late) == 16
    assert set(BallotBox.objects.get(vote=vote).choices) == receipts
    vote.refresh_from_db()
    assert vote.state == Vote.State.CLOSED


@pytest.fixture
def as_owner(live_cast: Cast) -> Callable[[str], None]:
    """Runs SQL as the owner of the tables, for good; each test mends what it broke."""

    def run(text: str) -> None:
        from django.conf import settings

        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute(text)
            cursor.execute(f"SET ROLE {settings.DATABASE_APP_ROLE}")

    return run


def test_without_lock_and_constraint_one_elector_votes_many_times(
    live_cast: Cast, as_owner: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    vote = named(live_cast)
    elector = vote.electors.get(user=live_cast.ann)
    everybody_has_looked = Barrier(4)

    class Looked:
        """What the check sees when nothing holds the elector: nobody has voted yet, for each of them."""

        def exists(self) -> bool:
            everybody_has_looked.wait(timeout=10)
            return False

    monkeypatch.setattr(casting, "locked_elector", lambda vote, user: elector)
    monkeypatch.setattr(casting.Participation.objects, "filter", lambda **_: Looked())
    as_owner("ALTER TABLE elections_participation DROP CONSTRAINT elections_participation_pkey")
    as_owner("ALTER TABLE elections_ballot DROP CONSTRAINT elections_ballot_once")
    try:
        at_once([casting_of(vote, live_cast.ann)] * 4)
        assert Ballot.objects.count() == 4  # damage
    finally:
        as_owner("TRUNCATE elections_ballot, elections_participation")
        as_owner(
            "ALTER TABLE elections_participation ADD CONSTRAINT elections_participation_pkey PRIMARY KEY (elector_id)"
        )
        as_owner(
            "ALTER TABLE elections_ballot ADD CONSTRAINT elections_ballot_once UNIQUE (elector_id, revision)"
        )
