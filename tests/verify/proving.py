"""Hashes and proofs from the prover's side, written from docs/protocol.md alone: no line is the verifier's."""

import hashlib
import json
import random
from typing import Any

import rbcl

L = 2**252 + 27742317777372353535851937790883648493
ZERO = bytes(32)
Body = dict[str, Any]


def base(k: int) -> bytes:
    return rbcl.crypto_scalarmult_ristretto255_base((k % L).to_bytes(32, "little")) if k % L else ZERO


def mul(k: int, p: bytes) -> bytes:
    if k % L == 0 or p == ZERO:
        return ZERO
    return rbcl.crypto_scalarmult_ristretto255((k % L).to_bytes(32, "little"), p)


plus, minus = rbcl.crypto_core_ristretto255_add, rbcl.crypto_core_ristretto255_sub


def h(label: str, *items: Any) -> bytes:
    out = b""
    for x in ("linli-1/" + label, *items):
        x = x if isinstance(x, bytes) else str(x).encode()
        out += len(x).to_bytes(4, "big") + x
    return hashlib.sha512(out).digest()


def hs(label: str, *items: Any) -> int:
    return int.from_bytes(h(label, *items), "little") % L


def hb(label: str, *items: Any) -> bytes:
    return h(label, *items)[:32]


def canon(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def num(k: int) -> str:
    return (k % L).to_bytes(32, "little").hex()


def without(body: Body, key: str) -> Body:
    return {k: v for k, v in body.items() if k != key}


class Proofs:
    """Draws from one seed, so that a board is the same each time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.zero_branches = False

    def scalar(self) -> int:
        return self.random.randrange(1, L)

    def knows(self, label: str, x: int, *ctx: Any) -> list[str]:
        k = self.scalar()
        c = hs(label, base(x), base(k), *ctx)
        return [num(c), num(k + c * x)]

    def same(self, label: str, x: int, a: bytes, *ctx: Any, d: bytes | None = None) -> list[str]:
        k = self.scalar()
        c = hs(label, base(x), a, mul(x, a) if d is None else d, base(k), mul(k, a), *ctx)
        return [num(c), num(k + c * x)]

    def ranged(self, label: str, y: bytes, m: int, r: int, top: int, *ctx: Any) -> list[list[str]]:
        a, b = base(r), plus(base(m), mul(r, y))
        k, cs, zs, ks = self.scalar(), [0] * (top + 1), [0] * (top + 1), []
        for j in range(top + 1):
            if j == m:
                ks += [base(k), mul(k, y)]
            else:
                cs[j], zs[j] = (0, 0) if self.zero_branches else (self.scalar(), self.scalar())
                ks += [minus(base(zs[j]), mul(cs[j], a)), minus(mul(zs[j], y), mul(cs[j], minus(b, base(j))))]
        cs[m] = (hs(label, y, a, b, top, *ks, *ctx) - sum(cs)) % L
        zs[m] = k + cs[m] * r
        return [[num(c), num(z)] for c, z in zip(cs, zs, strict=True)]
