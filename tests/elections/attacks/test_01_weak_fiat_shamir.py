"""Attack 1, weak Fiat-Shamir: a ballot for a hundred votes, proved with a hash that leaves the ciphertext out.

Forgeries against every input of every hash stand in tests/elections/crypto/test_fiat_shamir.py."""

import pytest

from elections.actions import board as verbs
from elections.crypto import ballots, proofs, suite
from elections.crypto.suite import base, mult
from tests.cast import Cast
from tests.elections.board import scene as made
from tests.elections.crypto.test_fiat_shamir import omitting, root


def forged(scene: made.Scene) -> made.Body:
    """A signed ballot whose first option holds a huge number; its proof would hold if B were not hashed."""
    bare, opening = ballots.unsigned(scene.setting, scene.cards[0].public, 1, scene.choices())
    contest = scene.setting.contests[0]
    ctx = (scene.setting.election, scene.cards[0].public, 1, contest.id, 0)
    r = opening[0][0][1]
    b, proof = proved_anyhow(scene.setting.key, r, ctx)
    bare["contests"][0]["options"][0] |= {"b": b.hex(), "proof": [proofs.written(p) for p in proof]}
    return ballots.sign(bare, scene.cards[0].key)


def proved_anyhow(key: bytes, r: int, ctx: tuple[object, ...]) -> tuple[bytes, list[proofs.Pair]]:
    """B = mG + rY for an m that comes out of the equations: K1_j = 0, K2_j = u_j G, c_j (j − m) = u_j."""
    order = suite.ORDER
    for u in range(2, 200):
        u0, u1 = u, 3 * u + 1
        hashed = [key, base(r), b"unseen", 1, suite.IDENTITY, base(u0), suite.IDENTITY, base(u1)]
        c = suite.hash_scalar("option", *hashed, *ctx)  # type: ignore[arg-type]
        half = (c - u0 - u1) % order
        if (square := root(half * half + 4 * c * u0)) is not None:
            w = (square - half) * pow(2 * c, -1, order) % order
            cs = [u0 * pow(w, -1, order) % order, u1 * pow(w + 1, -1, order) % order]
            return suite.add(base(-w % order), mult(r, key)), [(one, one * r % order) for one in cs]
    raise AssertionError


def test_a_forged_ballot_is_refused(cast: Cast) -> None:
    scene = made.opened(cast)
    with omitting("option", 2):
        ballot = forged(scene)
        part, contest = ballot["contests"][0], scene.setting.contests[0]
        pair = [bytes.fromhex(part["options"][0][x]) for x in "ab"]
        proof = [proofs.read(p) for p in part["options"][0]["proof"]]
        ctx = (scene.setting.election, scene.cards[0].public, 1, contest.id, 0)
        assert proofs.is_in_range(
            scene.setting.key, (pair[0], pair[1]), "option", ctx, proof
        )  # the weak hash
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballot, at=made.NOON)
    assert problem.value.code == "bad_proof"
