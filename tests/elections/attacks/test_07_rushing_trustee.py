"""Attack 7: the last trustee chooses a key after having seen the others'."""

import pytest

from elections.actions import board as verbs
from elections.crypto import suite, trustees
from tests.cast import Cast
from tests.elections.board import scene as made


def test_nothing_is_revealed_before_all_have_committed(cast: Cast) -> None:
    scene = made.set_up(made.listed(cast), cast)
    for i in (1, 2):
        scene.post(i, "trustee.commit", trustees.commit(scene.players[i - 1], 2))
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.post(1, "trustee.reveal", trustees.reveal(scene.players[0], 2))
    assert problem.value.code == "wrong_stage"


def test_only_what_was_committed_to_is_revealed(cast: Cast) -> None:
    """Trustee 3 has seen C_1 and C_2 and would like Y to be a key of its own."""
    scene = made.set_up(made.listed(cast), cast)
    scene.all_post("trustee.commit", lambda who: trustees.commit(who, 2))
    for i in (1, 2):
        scene.post(i, "trustee.reveal", trustees.reveal(scene.players[i - 1], 2))
    third = scene.players[2]
    seen = suite.total([c[0] for c in scene.ceremony.coefficients])
    body = trustees.reveal(third, 2)
    body["coefficients"][0] = suite.sub(suite.base(5), seen).hex()
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.post(
            3,
            "trustee.reveal",
            third.sign("trustee.reveal", {k: v for k, v in body.items() if k != "signature"}),
        )
    assert problem.value.code == "bad_entry"


def test_a_coefficient_that_nobody_knows_is_refused(cast: Cast) -> None:
    scene = made.set_up(made.listed(cast), cast)
    third, m = scene.players[2], scene.ceremony.manifest.hash
    wanted = [suite.mult(3, suite.base(5)), suite.base(9)]
    commit = {k: v for k, v in trustees.commit(third, 2).items() if k != "signature"}
    commit["commitment"] = trustees.commitment(m, 3, wanted).hex()
    for i in (1, 2):
        scene.post(i, "trustee.commit", trustees.commit(scene.players[i - 1], 2))
    scene.post(3, "trustee.commit", third.sign("trustee.commit", commit))
    reveal = {k: v for k, v in trustees.reveal(third, 2).items() if k != "signature"}
    reveal["coefficients"] = [c.hex() for c in wanted]
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.post(3, "trustee.reveal", third.sign("trustee.reveal", reveal))
    assert problem.value.code == "bad_proof"
