"""Attack 5: some voters are shown another ballot paper. Ballots are bound to the fingerprint, and so to the manifest."""

from dataclasses import replace

import pytest

from elections.actions import board as verbs
from elections.crypto import ballots
from tests.cast import Cast
from tests.elections.board import scene as made


def test_a_ballot_of_another_paper_is_refused(cast: Cast) -> None:
    scene = made.opened(cast)
    other = replace(scene.setting, election=bytes(31) + b"\x01")
    bare, _ = ballots.unsigned(other, scene.cards[0].public, 1, scene.choices())
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballots.sign(bare, scene.cards[0].key), at=made.NOON)
    assert problem.value.code == "bad_proof"


def test_contests_in_another_order_are_refused(cast: Cast) -> None:
    scene = made.opened(cast)
    other = replace(scene.setting, contests=scene.setting.contests[::-1])
    bare, _ = ballots.unsigned(other, scene.cards[0].public, 1, scene.choices()[::-1])
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballots.sign(bare, scene.cards[0].key), at=made.NOON)
    assert problem.value.code == "malformed"


def test_options_swapped_within_a_contest_are_refused(cast: Cast) -> None:
    scene = made.opened(cast)
    ballot = scene.ballot(0)
    del ballot["signature"]
    ballot["contests"][0]["options"].reverse()
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballots.sign(ballot, scene.cards[0].key), at=made.NOON)
    assert problem.value.code == "bad_proof"
