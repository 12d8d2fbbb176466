"""Every input of every hash matters: without it the vectors differ, and a proof of something false is accepted.

Each forgery below is accepted by a verifier whose hash leaves one input out (the mutant), and refused by ours.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from elections.crypto import proofs, suite
from elections.crypto.suite import ORDER, base, mult
from elections.crypto.vectors import FILE

HASHES = json.loads(FILE.read_text())["hashes"]
CTX = (b"\x07" * 32, 3, "chair")
X, KEY = 12345, 99991
EQUAL = ("complaint", "rehearsal", "share")  # labels of proofs of equal logarithms
RANGE = ("option", "sum")
honest = suite.digest


def item(shown: dict[str, Any]) -> Any:
    return bytes.fromhex(shown["bytes"]) if "bytes" in shown else next(iter(shown.values()))


@contextmanager
def omitting(label: str, place: int) -> Iterator[None]:
    """The mutant: the hash with this label leaves one item out."""

    def mutant(used: str, *items: Any) -> bytes:
        return honest(used, *(items[:place] + items[place + 1 :] if used == label else items))

    suite.digest = mutant
    try:
        yield
    finally:
        suite.digest = honest


def inverse(value: int) -> int:
    return pow(value, -1, ORDER)


def point(value: int) -> bytes:
    return base(value % ORDER)


@pytest.mark.parametrize("entry", HASHES, ids=lambda e: e["label"])
def test_without_any_one_input_the_vectors_differ(entry: dict[str, Any]) -> None:
    items = [item(shown) for shown in entry["items"]]
    assert items
    for place in range(len(items)):
        with omitting(entry["label"], place):
            assert suite.digest(entry["label"], *items).hex() != entry["digest"]


def schnorr_labels() -> list[tuple[str, tuple[Any, ...]]]:
    """Labels of proofs of knowledge and of signatures, with the context that they really have."""
    seeds = [e for e in HASHES if not e["label"].startswith("seed.")]
    plain = {"body", "cancel", "card", "commitment", "credential", "list", "seed", *EQUAL, *RANGE}
    return [(e["label"], tuple(item(s) for s in e["items"][2:])) for e in seeds if e["label"] not in plain]


@pytest.mark.parametrize(("label", "ctx"), schnorr_labels(), ids=lambda v: v if isinstance(v, str) else "")
def test_a_proof_of_knowledge_is_not_moved_to_another_context(label: str, ctx: tuple[Any, ...]) -> None:
    proof = proofs.prove_knowledge(X, label, ctx)
    assert proofs.knows(base(X), label, ctx, proof)
    for place in range(len(ctx)):
        other = (*ctx[:place], b"something else", *ctx[place + 1 :])
        assert not proofs.knows(base(X), label, other, proof)
        with omitting(label, 2 + place):
            moved = proofs.prove_knowledge(X, label, ctx)
            assert proofs.knows(base(X), label, other, moved)


def test_a_key_of_unknown_logarithm_is_proved_when_the_key_is_not_hashed() -> None:
    k, z = 5, 77
    with omitting("coefficient", 0):
        c = suite.hash_scalar("coefficient", b"whatever", base(k), *CTX)
        forged = mult(inverse(c), point(z - k))  # P = (zG − R) / c
        assert proofs.knows(forged, "coefficient", CTX, (c, z))
    assert not proofs.knows(forged, "coefficient", CTX, (c, z))


def test_any_key_is_proved_when_the_commitment_is_not_hashed() -> None:
    with omitting("coefficient", 1):
        c = suite.hash_scalar("coefficient", base(X), b"whatever", *CTX)
        assert proofs.knows(base(X), "coefficient", CTX, (c, 4242))
    assert not proofs.knows(base(X), "coefficient", CTX, (c, 4242))


def unequal(place: int) -> tuple[bytes, bytes, bytes, proofs.Pair]:
    """P, A, D with log_G P ≠ log_A D, and a proof that they are equal, where item `place` is not hashed."""
    a, d, k1, k2 = 31, 1009, 5, 17 if place < 3 else 5
    p, other, share = base(X), base(a), base(a * d)
    first, second = base(k1), base(k2 * a)
    items = [p, other, share, first, second]
    c = suite.hash_scalar("share", *items, *CTX)  # the mutant does not see items[place]
    z = (k1 + c * X) % ORDER
    if place == 0:
        z = (k2 + c * d) % ORDER
        p = mult(inverse(c), point(z - k1))
    elif place == 1:
        other = mult(inverse(z), point(k2 * a + c * a * d))
    elif place == 2:
        share = mult(inverse(c), point(z * a - k2 * a))
    elif place == 3:
        z = (k2 + c * d) % ORDER
    return p, other, share, (c, z)


@pytest.mark.parametrize("place", range(5))
def test_unequal_logarithms_are_proved_when_any_item_is_not_hashed(place: int) -> None:
    with omitting("share", place):
        *statement, proof = unequal(place)
        assert proofs.are_equal(*statement, "share", CTX, proof)  # type: ignore[call-arg,arg-type]
    assert not proofs.are_equal(*statement, "share", CTX, proof)  # type: ignore[call-arg,arg-type]


@pytest.mark.parametrize("label", EQUAL)
@pytest.mark.parametrize("place", range(len(CTX)))
def test_a_share_is_not_moved_to_another_context(label: str, place: int) -> None:
    statement = (base(X), base(31), base(31 * X))
    other = (*CTX[:place], b"something else", *CTX[place + 1 :])
    assert not proofs.are_equal(*statement, label, other, proofs.prove_equal(X, base(31), label, CTX))
    with omitting(label, 5 + place):
        assert proofs.are_equal(*statement, label, other, proofs.prove_equal(X, base(31), label, CTX))


def root(square: int) -> int | None:
    """A square root modulo the order, which is 5 modulo 8."""
    found = pow(square, (ORDER + 3) // 8, ORDER)
    if found * found % ORDER != square % ORDER:
        found = found * pow(2, (ORDER - 1) // 4, ORDER) % ORDER
    return found if found * found % ORDER == square % ORDER else None


def outside(label: str, free: int) -> tuple[bytes, tuple[bytes, bytes], list[proofs.Pair]]:
    """Y and a ciphertext of a huge number with a proof that it is 0 or 1, where Y, A or B (0, 1, 2) is not hashed.

    With K1_j the identity and K2_j = u_j G both branches hold if c_j (w + j) = u_j for w = αy − b; and c_0 + c_1 is the
    hash: a quadratic equation for w, after which the free one is solved for.
    """
    alpha, b, y = 777, 888, KEY
    for u in range(2, 200):
        logs = [y, alpha, b]
        k2 = [u, 3 * u + 1]
        hashed = [*map(base, logs), 1, suite.IDENTITY, base(k2[0]), suite.IDENTITY, base(k2[1])]
        c = suite.hash_scalar(label, *hashed, *CTX)
        # c w² + (c − u0 − u1) w − u0 = 0
        half = (c - k2[0] - k2[1]) % ORDER
        if (square := root(half * half + 4 * c * k2[0])) is None:
            continue
        w = (square - half) * inverse(2 * c) % ORDER
        logs[free] = [(w + b) * inverse(alpha), (w + b) * inverse(y), alpha * y - w][free] % ORDER
        cs = [k2[j] * inverse(w + j) % ORDER for j in (0, 1)]
        made = [(one, one * logs[1] % ORDER) for one in cs]
        return base(logs[0]), (base(logs[1]), base(logs[2])), made
    raise AssertionError("no square in two hundred")


@pytest.mark.parametrize("label", RANGE)
@pytest.mark.parametrize("free", range(3))
def test_a_huge_number_is_proved_small_when_the_statement_is_not_hashed(label: str, free: int) -> None:
    """Helios's weak Fiat-Shamir (Bernhard, Pereira, Warinschi 2012)."""
    with omitting(label, free):
        key, pair, proof = outside(label, free)
        assert proofs.is_in_range(key, pair, label, CTX, proof)
    assert not proofs.is_in_range(key, pair, label, CTX, proof)


@pytest.mark.parametrize("label", RANGE)
@pytest.mark.parametrize("place", [4, 5, 6, 7])
def test_five_is_proved_to_be_0_or_1_when_a_commitment_is_not_hashed(label: str, place: int) -> None:
    """The branch whose commitment is not hashed is free: of its two equations one need not hold."""
    j, is_second = divmod(place - 4, 2)
    r, key = 4321, base(KEY)
    b = 5 + r * KEY if is_second else j + (r + 1) * KEY  # m is 5; or B is made with another r than A
    pair = base(r), point(b)
    other = 1 - j
    simulated = (11, 13)
    kept = r + (0 if is_second else 1)
    k = 99
    commitments: dict[int, tuple[bytes, bytes]] = {
        j: (base(k), mult(k, key)),
        other: proofs.commitments(key, pair, other, *simulated),
    }
    with omitting(label, place):
        hashed = [key, *pair, 1, *commitments[0], *commitments[1]]
        c = (suite.hash_scalar(label, *hashed, *CTX) - simulated[0]) % ORDER
        mine = (c, (k + c * kept) % ORDER)
        proof = [mine, simulated] if j == 0 else [simulated, mine]
        assert proofs.is_in_range(key, pair, label, CTX, proof)
    assert not proofs.is_in_range(key, pair, label, CTX, proof)


@pytest.mark.parametrize("label", RANGE)
@pytest.mark.parametrize("place", range(len(CTX)))
def test_a_ciphertext_is_not_moved_to_another_ballot(label: str, place: int) -> None:
    key, r = base(KEY), 5
    pair = base(r), point(1 + r * KEY)
    other = (*CTX[:place], b"somebody else", *CTX[place + 1 :])
    made = proofs.prove_range(1, r, key, pair, 1, label, CTX)
    assert proofs.is_in_range(key, pair, label, CTX, made)
    assert not proofs.is_in_range(key, pair, label, other, made)
    with omitting(label, 8 + place):
        made = proofs.prove_range(1, r, key, pair, 1, label, CTX)
        assert proofs.is_in_range(key, pair, label, other, made)
