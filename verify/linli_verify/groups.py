"""The group through libsodium: fast. `pure.py` holds another one, written apart from it."""

from typing import Protocol

from linli_verify.hashing import ORDER

IDENTITY = bytes(32)


class Group(Protocol):
    """Elements are their 32 bytes, scalars are integers; the identity is an element like any other."""

    name: str

    def is_element(self, data: bytes, /) -> bool: ...
    def add(self, a: bytes, b: bytes, /) -> bytes: ...
    def subtract(self, a: bytes, b: bytes, /) -> bytes: ...
    def base(self, k: int, /) -> bytes: ...
    def times(self, k: int, a: bytes, /) -> bytes: ...
    def differ(self, z: int, p: bytes | None, c: int, q: bytes, /) -> bytes: ...


class Sodium:
    """ristretto255 by rbcl, which refuses to return the identity: those cases are answered here."""

    name = "libsodium"

    def __init__(self) -> None:
        import rbcl  # a machine without it can still verify with --pure

        self._valid = rbcl.crypto_core_ristretto255_is_valid_point
        self.add = rbcl.crypto_core_ristretto255_add
        self.subtract = rbcl.crypto_core_ristretto255_sub
        self._base = rbcl.crypto_scalarmult_ristretto255_base
        self._times = rbcl.crypto_scalarmult_ristretto255

    def is_element(self, data: bytes) -> bool:
        return data[31] < 128 and bool(self._valid(data))  # libsodium does not look at the highest bit

    def base(self, k: int) -> bytes:
        k %= ORDER
        return self._base(k.to_bytes(32, "little")) if k else IDENTITY

    def times(self, k: int, a: bytes) -> bytes:
        k %= ORDER
        return self._times(k.to_bytes(32, "little"), a) if k and a != IDENTITY else IDENTITY

    def differ(self, z: int, p: bytes | None, c: int, q: bytes) -> bytes:
        """zP − cQ, with P the generator if none is given."""
        return self.subtract(self.base(z) if p is None else self.times(z, p), self.times(c, q))
