"""Attack 3: Eve copies Ann's ciphertext to learn, from the sum, how Ann voted."""

from typing import Any

import pytest

from elections.actions import board as verbs
from elections.crypto import ballots
from tests.cast import Cast
from tests.elections.board import scene as made


def copied(scene: made.Scene) -> made.Body:
    theirs = scene.ballot(0)
    verbs.accept_ballot(board=scene.board, ballot=theirs, at=made.NOON)
    mine = {"contests": theirs["contests"], "credential": scene.cards[1].public.hex()}
    mine |= {"election": theirs["election"], "revision": 1}
    return ballots.sign(mine, scene.cards[1].key)


def test_a_copied_ballot_is_refused(cast: Cast) -> None:
    scene = made.opened(cast)
    ballot = copied(scene)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballot, at=made.NOON)
    assert problem.value.code == "bad_proof"


def test_the_board_refuses_it_even_if_proofs_were_not_checked(
    cast: Cast, owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = made.opened(cast)
    ballot = copied(scene)
    monkeypatch.setattr(ballots.proofs, "is_in_range", lambda *_: True)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballot, at=made.NOON)
    assert problem.value.code == "repeated"
    owner("ALTER TABLE elections_boardmark DROP CONSTRAINT elections_boardmark_pkey")
    verbs.accept_ballot(board=scene.board, ballot=ballot, at=made.NOON)
    assert scene.board.entries.filter(kind="ballot").count() == 2  # damage: Ann's choice is in the sum twice
