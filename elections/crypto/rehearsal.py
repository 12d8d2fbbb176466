"""The rehearsal of section 6: a number that the server encrypted and knows, answered by every trustee before the opening."""

from typing import Any

from elections.crypto import proofs, suite
from elections.crypto.canonical import Body, has_keys
from elections.crypto.faults import Rejected
from elections.crypto.proofs import Nonce
from elections.crypto.suite import add, base, mult
from elections.crypto.trustees import Trustee, check_signature


def rehearsal_body(
    manifest: bytes, value: int, r: int, key: bytes, nonce: Nonce = suite.random_scalar
) -> Body:
    """An encryption whose maker knows r: nobody's ballot."""
    a, b = base(r), add(base(value), mult(r, key))
    proof = proofs.prove_knowledge(r, "rehearsal.made", (manifest, b), nonce)
    return {"a": a.hex(), "b": b.hex(), "proof": proofs.written(proof)}


def check_rehearsal_made(manifest: bytes, body: Any) -> None:
    """What a trustee asks before answering."""
    has_keys(body, "a", "b", "proof")
    b = suite.element(body["b"])
    if not proofs.knows(
        suite.element(body["a"]), "rehearsal.made", (manifest, b), proofs.read(body["proof"])
    ):
        raise Rejected("bad_proof")


def rehearse(trustee: Trustee, x: int, a: bytes, nonce: Nonce = suite.random_scalar) -> Body:
    proof = proofs.prove_equal(x, a, "rehearsal", (trustee.manifest, trustee.index), nonce)
    body = {"index": trustee.index, "proof": proofs.written(proof), "share": mult(x, a).hex()}
    return trustee.sign("trustee.rehearsal", body, nonce)


def check_rehearse(manifest: bytes, signing: bytes, key: bytes, a: bytes, body: Any) -> None:
    has_keys(body, "index", "proof", "share", "signature")
    share, ctx = suite.element(body["share"]), (manifest, body["index"])
    if not proofs.are_equal(key, a, share, "rehearsal", ctx, proofs.read(body["proof"])):
        raise Rejected("bad_proof")
    check_signature(signing, manifest, "trustee.rehearsal", body)
