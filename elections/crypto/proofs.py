"""The three proofs of section 3. Every hash holds the whole statement, all commitments and the context.

A proof is a pair (c, z) of scalars. Provers take their nonces as an argument, so that test vectors can fix them.
"""

from collections.abc import Callable, Sequence
from typing import Any

from elections.crypto import suite
from elections.crypto.canonical import listed
from elections.crypto.suite import ORDER, Item, _base, _mult, _sub, base, mult, small, sub
from elections.crypto.suite import _buffer as buffer

Pair = tuple[int, int]
Nonce = Callable[[], int]


def written(pair: Pair) -> list[str]:
    return [suite.scalar_hex(pair[0]), suite.scalar_hex(pair[1])]


def read(value: Any) -> Pair:
    c, z = listed(value, 2)
    return suite.scalar(c), suite.scalar(z)


# --- 1. Schnorr ---


def prove_knowledge(
    x: int, label: str, ctx: Sequence[Item], nonce: Nonce = suite.random_scalar, public: bytes = b""
) -> Pair:
    k = nonce()
    c = suite.hash_scalar(label, public or base(x), base(k), *ctx)
    return c, (k + c * x) % ORDER


def knows(public: bytes, label: str, ctx: Sequence[Item], proof: Pair) -> bool:
    c, z = proof
    return suite.hash_scalar(label, public, sub(base(z), mult(c, public)), *ctx) == c


# --- 2. Equal logarithms ---


def prove_equal(
    x: int, other: bytes, label: str, ctx: Sequence[Item], nonce: Nonce = suite.random_scalar
) -> Pair:
    """That x is the logarithm both of xG to the base G and of x·other to the base `other`."""
    k = nonce()
    statement = (base(x), other, mult(x, other), base(k), mult(k, other))
    c = suite.hash_scalar(label, *statement, *ctx)
    return c, (k + c * x) % ORDER


def are_equal(
    public: bytes, other: bytes, share: bytes, label: str, ctx: Sequence[Item], proof: Pair
) -> bool:
    c, z = proof
    first = sub(base(z), mult(c, public))
    second = sub(mult(z, other), mult(c, share))
    return suite.hash_scalar(label, public, other, share, first, second, *ctx) == c


# --- 3. Range ---


def prove_range(
    m: int,
    r: int,
    key: bytes,
    pair: tuple[bytes, bytes],
    top: int,
    label: str,
    ctx: Sequence[Item],
    nonce: Nonce = suite.random_scalar,
) -> list[Pair]:
    """That (A, B) = (rG, mG + rY) holds an m of 0…top; every branch but the true one is simulated."""
    a, b = pair
    k = nonce()
    simulated = {j: (nonce(), nonce()) for j in range(top + 1) if j != m}
    hashed: list[Item] = [key, a, b, top]
    for j in range(top + 1):
        hashed += (base(k), mult(k, key)) if j == m else commitments(key, pair, j, *simulated[j])
    c = (suite.hash_scalar(label, *hashed, *ctx) - sum(c for c, _ in simulated.values())) % ORDER
    return [(c, (k + c * r) % ORDER) if j == m else simulated[j] for j in range(top + 1)]


def commitments(key: bytes, pair: tuple[bytes, bytes], j: int, c: int, z: int) -> tuple[bytes, bytes]:
    """K1_j and K2_j."""
    a, b = pair
    shifted = sub(b, base(j)) if j else b
    return sub(base(z), mult(c, a)), sub(mult(z, key), mult(c, shifted))


def quick_commitments(key: bytes, pair: tuple[bytes, bytes], j: int, c: int, z: int) -> tuple[bytes, bytes]:
    """The same without a copy between the steps; where the identity turns up, by the careful way."""
    a, b = pair
    cs, zs = c.to_bytes(32, "little"), z.to_bytes(32, "little")
    one, two, three, four = buffer(32), buffer(32), buffer(32), buffer(32)
    if j:
        _sub(four, b, small(j))  # where b is no element, so is what is multiplied
        b = four  # type: ignore[assignment]  # ctypes takes both
    if _base(one, zs) or _mult(two, cs, a) or _mult(three, zs, key) or _mult(four, cs, b):
        return commitments(key, pair, j, c, z)
    _sub(one, one, two)
    _sub(three, three, four)
    return one.raw, three.raw


def is_in_range(
    key: bytes, pair: tuple[bytes, bytes], label: str, ctx: Sequence[Item], proof: list[Pair]
) -> bool:
    """Whether the proof of one pair (c, z) for each of 0…top holds; the length of the proof is the caller's to check."""
    made = [k for j, (c, z) in enumerate(proof) for k in quick_commitments(key, pair, j, c, z)]
    hashed: list[Item] = [key, *pair, len(proof) - 1, *made]
    return suite.hash_scalar(label, *hashed, *ctx) == sum(c for c, _ in proof) % ORDER
