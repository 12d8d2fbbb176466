"""The board's signing key and the rehearsal's secrets: derived from SECRET_KEY, never stored."""

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings

from elections.crypto import suite
from elections.models import Board


def hkdf(secret: bytes, info: bytes) -> bytes:
    """RFC 5869 with SHA-512, no salt, one block."""
    extracted = hmac.new(bytes(64), secret, hashlib.sha512).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha512).digest()


@lru_cache(maxsize=256)
def derived(secret: str, purpose: str) -> int:
    found = hkdf(secret.encode(), f"linli-1 {purpose}".encode())
    return int.from_bytes(found, "little") % suite.ORDER


def purpose_of(board: Board, what: str) -> str:
    return f"{what} {board.election.key} {board.attempt}"


def new_signing_key(board: Board) -> int:
    return derived(settings.SECRET_KEY, purpose_of(board, "board"))


@lru_cache(maxsize=256)
def matching(secrets: tuple[str, ...], purpose: str, public: str) -> int:
    """The key that the manifest names, also after SECRET_KEY was changed and the old one kept as a fallback."""
    for secret in secrets:
        key = derived(secret, purpose)
        if suite.base(key).hex() == public:
            return key
    raise LookupError("no SECRET_KEY or fallback gives this board's key: put the one of its set-up back")


def signing_key(board: Board, public: str) -> int:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return matching(secrets, purpose_of(board, "board"), public)


def rehearsal_secrets(board: Board, signing: int) -> tuple[int, int]:
    """(value, r): bound to the signing key, so that they come out the same when they are published."""
    seed = suite.scalar_hex(signing)
    value = derived(seed, purpose_of(board, "rehearsal value")) % 10_000
    return value, derived(seed, purpose_of(board, "rehearsal randomness"))
