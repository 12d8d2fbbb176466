"""Attack 12: re-encryption links or moves ballots. Nothing is re-encrypted here, and a re-encrypted copy proves nothing."""

import pytest

from elections.actions import board as verbs
from elections.crypto import ballots, suite
from tests.cast import Cast
from tests.elections.board import scene as made


def test_a_re_encrypted_copy_is_refused(cast: Cast) -> None:
    """(A + sG, B + sY) holds the same vote and looks new; the proofs do not follow."""
    scene = made.opened(cast)
    theirs = scene.ballot(0)
    verbs.accept_ballot(board=scene.board, ballot=theirs, at=made.NOON)
    mine = {k: v for k, v in theirs.items() if k != "signature"} | {"credential": scene.cards[1].public.hex()}
    for part in mine["contests"]:
        for option in part["options"]:
            s = suite.random_scalar()
            option["a"] = suite.add(bytes.fromhex(option["a"]), suite.base(s)).hex()
            option["b"] = suite.add(bytes.fromhex(option["b"]), suite.mult(s, scene.setting.key)).hex()
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballots.sign(mine, scene.cards[1].key), at=made.NOON)
    assert problem.value.code == "bad_proof"


def test_what_was_cast_can_never_be_opened_as_a_challenge(cast: Cast) -> None:
    """A coerced voter cannot turn the receipt into a proof on the board."""
    scene = made.opened(cast)
    bare, opening = ballots.unsigned(scene.setting, scene.cards[0].public, 1, scene.choices())
    verbs.accept_ballot(board=scene.board, ballot=ballots.sign(bare, scene.cards[0].key), at=made.NOON)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.publish_challenge(board=scene.board, body=ballots.challenge(bare, opening), at=made.NOON)
    assert problem.value.code == "repeated"


def test_what_was_challenged_can_never_be_cast(cast: Cast) -> None:
    scene = made.opened(cast)
    bare, opening = ballots.unsigned(scene.setting, scene.cards[0].public, 1, scene.choices())
    verbs.publish_challenge(board=scene.board, body=ballots.challenge(bare, opening), at=made.NOON)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballots.sign(bare, scene.cards[0].key), at=made.NOON)
    assert problem.value.code == "challenged"


def test_a_challenge_that_opens_to_something_else_is_refused(cast: Cast) -> None:
    scene = made.opened(cast)
    body = scene.challenge(0)
    body["opened"][0][0][0], body["opened"][0][1][0] = body["opened"][0][1][0], body["opened"][0][0][0]
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.publish_challenge(board=scene.board, body=body, at=made.NOON)
    assert problem.value.code == "bad_proof"
