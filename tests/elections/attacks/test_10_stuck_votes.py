"""Attack 10: ballots that wait, unchecked, when voting ends. Here nothing waits: a ballot is on the board or refused."""

import pytest

from elections import tasks
from elections.actions import board as verbs
from elections.actions.board import lines
from tests.cast import Cast
from tests.elections.board import scene as made


def test_the_closing_entry_counts_what_stands_and_nothing_comes_after(cast: Cast) -> None:
    scene = made.opened(cast)
    for n in range(10):
        scene.cast_ballot(n)
    scene.cancel(3)
    verbs.publish_challenge(board=scene.board, body=scene.challenge(11), at=made.NOON)
    assert tasks.close_boards_due(made.CLOSES) == 1
    assert tasks.close_boards_due(made.CLOSES) == 0
    entry = scene.board.entries.get(kind="close")
    assert lines.body_of(entry) == {"ballots": 10, "cancelled": 1, "challenges": 1}
    for late in (lambda: scene.cast_ballot(12), lambda: scene.cancel(5)):
        with pytest.raises(verbs.BoardRefused) as problem:
            late()
        assert problem.value.code == "closed"


def test_nobody_closes_early(cast: Cast) -> None:
    scene = made.opened(cast)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.close_board(board=scene.board, by=cast.chair, at=made.NOON)
    assert problem.value.code == "wrong_stage"
