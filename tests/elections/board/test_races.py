"""Many at once: one ballot for one slot, a close that is a fence, a chain with one end."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count

from elections.actions import board as verbs
from elections.actions.board import voting
from elections.crypto import chain
from elections.models import BoardEntry
from tests.cast import Cast
from tests.elections.board import scene as made
from tests.elections.board.scene import CLOSES, NOON, Scene
from tests.races import race


def casting(scene: Scene, ballot: Any, at: Any = NOON) -> Callable[[], Any]:
    return lambda: verbs.accept_ballot(board=scene.board, ballot=ballot, at=at)[0]


def chain_holds() -> bool:
    entries = list(BoardEntry.objects.order_by("n"))
    linked = all(b.parent == a.hash and b.n == a.n + 1 for a, b in zip(entries, entries[1:], strict=False))
    return linked and all(chain.read_line(e.line).hash == e.hash for e in entries)


def in_waves(runners: list[Callable[[], Any]], size: int) -> list[Any]:
    """The server of the tests has no hundred connections to give."""
    return [
        answer for start in range(0, len(runners), size) for answer in race(runners[start : start + size])
    ]


def test_two_hundred_threads_on_one_slot_cast_one_ballot(live_cast: Cast) -> None:
    scene = made.opened(live_cast)
    ballots = [scene.ballot(0) for _ in range(20)]
    answers = in_waves([casting(scene, ballots[n % 20]) for n in range(200)], 50)
    entries = [a for a in answers if isinstance(a, BoardEntry)]
    refused = [a for a in answers if isinstance(a, verbs.BoardRefused)]
    assert len(entries) + len(refused) == 200
    assert len({entry.hash for entry in entries}) == 1
    assert BoardEntry.objects.filter(kind="ballot").count() == 1
    assert {problem.code for problem in refused} == {"revision"}
    assert chain_holds()


def test_many_voters_at_once_lose_nothing_and_a_close_is_a_fence(live_cast: Cast) -> None:
    scene = made.opened(live_cast)
    acts = [casting(scene, scene.ballot(n)) for n in range(14)]
    close = lambda: verbs.close_board(board=scene.board, by=None, at=CLOSES)  # noqa: E731
    answers = race([*acts[:7], close, *acts[7:]])
    receipts = {a.hash for a in answers if isinstance(a, BoardEntry)}
    late = [a for a in answers if isinstance(a, verbs.BoardRefused)]
    assert len(receipts) + len(late) == 14
    assert all(problem.code == "closed" for problem in late)
    assert set(BoardEntry.objects.filter(kind="ballot").values_list("hash", flat=True)) == receipts
    assert BoardEntry.objects.order_by("-n")[0].kind == "close"
    assert chain_holds()


def test_a_cancel_and_a_ballot_at_once_never_leave_a_ballot_after_the_cancel(live_cast: Cast) -> None:
    scene = made.opened(live_cast)
    for n in range(5):
        race([casting(scene, scene.ballot(n)), lambda n=n: scene.cancel(n)])  # type: ignore[misc]
        kinds = [
            e.kind for e in BoardEntry.objects.filter(credential=scene.cards[n].public.hex()).order_by("n")
        ]
        assert kinds in (["cancel"], ["ballot", "cancel"])


def as_owner(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(text)
        cursor.execute(f"SET ROLE {settings.DATABASE_APP_ROLE}")


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The action reads the board without holding it."""
    monkeypatch.setattr(voting, "held", lambda board: type(board).objects.get(pk=board.pk))


def test_without_the_lock_the_database_still_lets_in_one(live_cast: Cast, without_lock: None) -> None:
    scene = made.opened(live_cast)
    answers = race([casting(scene, scene.ballot(0)) for _ in range(20)])
    assert BoardEntry.objects.filter(kind="ballot").count() == 1
    assert sum(isinstance(a, BoardEntry) for a in answers) == 1
    assert chain_holds()


def test_without_lock_trigger_and_constraints_one_slot_takes_many(
    live_cast: Cast, without_lock: None
) -> None:
    scene = made.opened(live_cast)
    as_owner("ALTER TABLE elections_boardentry DISABLE TRIGGER elections_boardentry_grows")
    as_owner("DROP INDEX elections_entry_slot")
    as_owner("ALTER TABLE elections_boardentry DROP CONSTRAINT elections_entry_n")
    try:
        for card in range(len(scene.cards)):  # each begins with a free slot
            race([casting(scene, scene.ballot(card)) for _ in range(8)])
        slots = BoardEntry.objects.filter(kind="ballot").values("credential", "revision")
        assert slots.annotate(count=Count("pk")).filter(count__gt=1).order_by().exists()
        assert not chain_holds()
    finally:
        as_owner("TRUNCATE elections_boardentry, elections_boardmark")
        as_owner("ALTER TABLE elections_boardentry ENABLE TRIGGER elections_boardentry_grows")
        as_owner("ALTER TABLE elections_boardentry ADD CONSTRAINT elections_entry_n UNIQUE (board_id, n)")
        as_owner(
            "CREATE UNIQUE INDEX elections_entry_slot ON elections_boardentry (board_id, credential, revision) "
            "WHERE kind = 'ballot'"
        )


def test_a_row_by_hand_must_be_the_next_of_its_chain(live_cast: Cast) -> None:
    scene = made.opened(live_cast)
    last = BoardEntry.objects.order_by("-n")[0]
    copy = BoardEntry(**{f.attname: getattr(last, f.attname) for f in last._meta.fields if f.name != "id"})
    copy.n += 2
    with pytest.raises(DatabaseError, match="not the next of its chain"):
        copy.save(force_insert=True)
    assert scene.board.entries.count() == last.n + 1
