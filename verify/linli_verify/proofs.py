"""The three proofs of section 3; each is checked against its whole statement."""

from collections.abc import Sequence

from linli_verify.groups import Group
from linli_verify.hashing import ORDER, Item, hash_to_scalar

Pair = tuple[int, int]


def knows(g: Group, label: str, p: bytes, proof: Pair, *context: Item) -> bool:
    """Schnorr: somebody knows x with P = xG. A signature is the same proof."""
    c, z = proof
    return c % ORDER == hash_to_scalar(label, p, g.differ(z, None, c, p), *context)


def same_log(g: Group, label: str, p: bytes, a: bytes, d: bytes, proof: Pair, *context: Item) -> bool:
    """Chaum-Pedersen: P = xG and D = xA for one x."""
    c, z = proof
    k1, k2 = g.differ(z, None, c, p), g.differ(z, a, c, d)
    return c % ORDER == hash_to_scalar(label, p, a, d, k1, k2, *context)


def in_range(
    g: Group, label: str, y: bytes, a: bytes, b: bytes, proof: Sequence[Pair], *context: Item
) -> bool:
    """(A, B) encrypts one of 0…top; the proof has one pair for each."""
    commitments: list[bytes] = []
    for j, (c, z) in enumerate(proof):
        less = g.subtract(b, g.base(j)) if j else b
        commitments += g.differ(z, None, c, a), g.differ(z, y, c, less)
    total = sum(c for c, _ in proof) % ORDER
    return total == hash_to_scalar(label, y, a, b, len(proof) - 1, *commitments, *context)


def weighted_sum(g: Group, pairs: Sequence[tuple[int, bytes]]) -> bytes:
    """Σ kP."""
    total = bytes(32)
    for k, p in pairs:
        total = g.add(total, g.times(k, p))
    return total


def at_point(g: Group, coefficients: Sequence[bytes], x: int) -> bytes:
    """The polynomial with these coefficients "in the exponent", by Horner."""
    total = coefficients[-1]
    for element in reversed(coefficients[:-1]):
        total = g.add(g.times(x, total), element)
    return total


def lagrange(indices: Sequence[int], i: int) -> int:
    """λ_i for x = 0 over a set of indices."""
    top = bottom = 1
    for j in indices:
        if j != i:
            top, bottom = top * j % ORDER, bottom * (j - i) % ORDER
    return top * pow(bottom, -1, ORDER) % ORDER


def decrypted(g: Group, b: bytes, shares: Sequence[tuple[int, bytes]]) -> bytes:
    """mG = B − Σ λ_i D_i."""
    indices = [i for i, _ in shares]
    return g.subtract(b, weighted_sum(g, [(lagrange(indices, i), d) for i, d in shares]))
