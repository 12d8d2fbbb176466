"""Attack 13: the administrator edits the election after it was fixed."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from elections.actions import board as verbs
from elections.actions.running import open_polls
from elections.models import Candidate
from tests.cast import Cast
from tests.elections.board import scene as made


def run(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text)


@pytest.mark.parametrize(
    "change",
    [
        "closes_at = closes_at + interval '1 day'",
        "least = 10, threshold = 3",
        "roll = 'x'",
        "booth = 'x'",
        "number = 2",
    ],
)
def test_what_the_manifest_fixed_stays(cast: Cast, owner: Any, change: str) -> None:
    scene = made.opened(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        run(f"UPDATE elections_board SET {change}")
    owner("ALTER TABLE elections_board DISABLE TRIGGER elections_board_keeps")
    run(f"UPDATE elections_board SET {change}")
    before = (
        scene.board.closes_at,
        scene.board.threshold,
        scene.board.roll,
        scene.board.booth,
        scene.board.number,
    )
    scene.board.refresh_from_db()
    after = (
        scene.board.closes_at,
        scene.board.threshold,
        scene.board.roll,
        scene.board.booth,
        scene.board.number,
    )
    assert before != after  # damage


def test_a_board_does_not_open_with_other_candidates(cast: Cast, owner: Any) -> None:
    scene = made.ready(made.listed(cast), cast)
    election = open_polls(election=scene.election, by=cast.chair, at=made.OPENS)
    gone = Candidate.objects.of(election).on_ballot()[0]
    owner("ALTER TABLE elections_candidate DISABLE TRIGGER USER")
    owner("UPDATE elections_candidate SET name = '别人' WHERE id = %s", [gone.pk])
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.open_board(board=scene.board, by=cast.chair, at=made.OPENS)
    assert problem.value.code == "changed"


def test_seats_are_fixed(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast)
    take = f"UPDATE elections_trustee SET user_id = {cast.eve.pk} WHERE index = 1"
    with pytest.raises(DatabaseError), transaction.atomic():
        run(take)
    owner("ALTER TABLE elections_trustee DISABLE TRIGGER elections_trustee_stays")
    run(take)
    assert scene.board.trustees.get(index=1).user == cast.eve  # damage
