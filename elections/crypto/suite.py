"""Group, scalars and hashes of section 2. Elements are 32 bytes, scalars are integers below the order.

libsodium is called through rbcl's own handle of it: the wrappers copy each answer twice, which checking 3,000 ballots feels.
"""

import ctypes
import hashlib
import re
import secrets
from functools import lru_cache

from rbcl._sodium import _sodium

from elections.crypto.faults import Malformed

ORDER = 2**252 + 27742317777372353535851937790883648493
IDENTITY = bytes(32)
THIRTY_TWO = (32).to_bytes(4, "big")
HEX = re.compile(r"[0-9a-f]{64}").fullmatch

Item = bytes | int | str

_mult = _sodium.crypto_scalarmult_ristretto255
_base = _sodium.crypto_scalarmult_ristretto255_base
_add = _sodium.crypto_core_ristretto255_add
_sub = _sodium.crypto_core_ristretto255_sub
_is_valid = _sodium.crypto_core_ristretto255_is_valid_point
_buffer = ctypes.create_string_buffer
_sodium.sodium_init()


def base(scalar: int) -> bytes:
    """scalar·G."""
    out = _buffer(32)
    _base(out, scalar.to_bytes(32, "little"))  # the identity's bytes are written too where the scalar is 0
    return out.raw


def mult(scalar: int, element: bytes) -> bytes:
    """scalar·element; refuses bytes that are no element."""
    out = _buffer(32)
    if _mult(out, scalar.to_bytes(32, "little"), element):  # the identity comes out, or nothing went in
        if not _is_valid(element):
            raise Malformed("not an element")
        return IDENTITY
    return out.raw


def add(one: bytes, other: bytes) -> bytes:
    out = _buffer(32)
    if _add(out, one, other):
        raise Malformed("not an element")
    return out.raw


def sub(one: bytes, other: bytes) -> bytes:
    out = _buffer(32)
    if _sub(out, one, other):
        raise Malformed("not an element")
    return out.raw


def total(elements: list[bytes]) -> bytes:
    result = elements[0]
    for element in elements[1:]:
        result = add(result, element)
    return result


G = base(1)


@lru_cache(maxsize=128)
def small(number: int) -> bytes:
    """number·G, remembered: the numbers of options."""
    return base(number)


@lru_cache(maxsize=128)
def label_frame(label: str) -> bytes:
    return framed(("linli-1/" + label,))


def random_scalar() -> int:
    return secrets.randbelow(ORDER - 1) + 1


# --- reading and writing ---


def raw(text: object) -> bytes:
    """32 bytes of 64 lower-case hexadecimal digits."""
    if type(text) is not str or not HEX(text):
        raise Malformed("not 64 hexadecimal digits")
    return bytes.fromhex(text)


def unproved_element(text: object) -> bytes:
    """For bytes that `mult` looks at next: neither the identity nor 2^255 and more, which libsodium would cut to a second
    encoding of the same element."""
    found = raw(text)
    if found == IDENTITY or found[31] & 0x80:
        raise Malformed("not an element")
    return found


def element(text: object) -> bytes:
    """An element that is not the identity."""
    found = unproved_element(text)
    if not _is_valid(found):
        raise Malformed("not an element")
    return found


def scalar(text: object) -> int:
    found = int.from_bytes(raw(text), "little")
    if found >= ORDER:
        raise Malformed("not a reduced scalar")
    return found


def scalar_hex(value: int) -> str:
    return value.to_bytes(32, "little").hex()


# --- hashing ---


def item(value: Item) -> bytes:
    if type(value) is bytes:
        return value
    return str(value).encode() if isinstance(value, int) else value.encode()  # type: ignore[union-attr]


def framed(items: tuple[Item, ...]) -> bytes:
    """lp(x1) ‖ lp(x2) ‖ …"""
    parts: list[bytes] = []
    for value in items:
        content = value if type(value) is bytes else item(value)
        parts += (THIRTY_TWO if len(content) == 32 else len(content).to_bytes(4, "big"), content)
    return b"".join(parts)


def digest(label: str, *items: Item) -> bytes:
    """H(label, x1, …): 64 bytes."""
    return hashlib.sha512(label_frame(label) + framed(items)).digest()


def hash_scalar(label: str, *items: Item) -> int:
    return int.from_bytes(digest(label, *items), "little") % ORDER


def hash_bytes(label: str, *items: Item) -> bytes:
    return digest(label, *items)[:32]
