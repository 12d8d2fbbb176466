"""Cards and credentials of section 7."""

import hashlib
from dataclasses import dataclass
from typing import Any

from elections.crypto import canonical, proofs, suite
from elections.crypto.canonical import Body
from elections.crypto.codes import code, plain, read_code
from elections.crypto.faults import Malformed, Rejected

SIZE, CHECK = 16, 2


@dataclass(frozen=True)
class Card:
    """What one elector is handed; only this object ever holds the secret."""

    election: str
    secret: bytes

    @property
    def text(self) -> str:
        """26 characters and two that find a slip of the pen."""
        return code(self.secret) + check_characters(self.secret)

    @property
    def key(self) -> int:
        return suite.hash_scalar("credential", self.election, self.secret)

    @property
    def public(self) -> bytes:
        return suite.base(self.key)

    @property
    def cancel_code(self) -> bytes:
        return suite.hash_bytes("cancel", self.election, self.secret)


def check_characters(secret: bytes) -> str:
    return code(suite.hash_bytes("card", secret))[:CHECK]


def read_card(election: str, typed: str) -> Card:
    cleaned = plain(typed)
    secret = read_code(cleaned[:-CHECK], SIZE)
    if cleaned[-CHECK:] != check_characters(secret):
        raise Malformed("the check characters do not fit")
    return Card(election, secret)


def seed_text(seed: bytes) -> str:
    """A trustee's or the authority's seed as it is written down: 52 characters and two that find a slip."""
    return code(seed) + code(suite.hash_bytes("seed", seed))[:CHECK]


def read_seed(typed: str) -> bytes:
    cleaned = plain(typed)
    seed = read_code(cleaned[:-CHECK], 32)
    if cleaned != seed_text(seed):
        raise Malformed("the check characters do not fit")
    return seed


def authority_key(seed: bytes, election: str) -> int:
    return suite.hash_scalar("seed.authority", seed, election)


def cancel_digest(cancel_code: bytes) -> bytes:
    return hashlib.sha256(cancel_code).digest()


def list_digest(credentials: list[Any]) -> bytes:
    return suite.hash_bytes("list", canonical.dumps(credentials))


def credentials_body(
    manifest: bytes, cards: list[Card], authority: int, nonce: proofs.Nonce = suite.random_scalar
) -> Body:
    """The list, ascending by key, signed by the authority."""
    listed = [{"cancel": cancel_digest(c.cancel_code).hex(), "key": c.public.hex()} for c in cards]
    listed.sort(key=lambda entry: entry["key"])
    ctx = (manifest, list_digest(listed))
    signature = proofs.prove_knowledge(authority, "credentials", ctx, nonce)
    return {"credentials": listed, "signature": proofs.written(signature)}


def check_credentials(manifest: bytes, authority: bytes, roll_size: int, body: Any) -> list[tuple[str, str]]:
    """(key, cancel digest) of each credential, where the list is sorted, without repeats, signed and not too long."""
    canonical.has_keys(body, "credentials", "signature")
    entries = canonical.listed(body["credentials"])
    found = [(one["key"], one["cancel"]) for one in (canonical.has_keys(e, "cancel", "key") for e in entries)]
    for key, cancel in found:
        suite.element(key)
        suite.raw(cancel)
    keys = [key for key, _ in found]
    if keys != sorted(set(keys)) or len({cancel for _, cancel in found}) != len(found):
        raise Rejected("bad_entry", "credentials are ascending, each once")
    if not 1 <= len(found) <= roll_size:
        raise Rejected("bad_entry", "more credentials than electors, or none")
    signature = proofs.read(body["signature"])
    if not proofs.knows(authority, "credentials", (manifest, list_digest(entries)), signature):
        raise Rejected("bad_signature")
    return found
