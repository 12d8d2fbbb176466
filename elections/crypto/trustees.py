"""The trustees' key of section 6: what a trustee makes of a seed, and what anybody checks of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from elections.crypto import canonical, proofs, suite
from elections.crypto.canonical import Body, has_keys, listed
from elections.crypto.faults import Malformed, Rejected
from elections.crypto.proofs import Nonce
from elections.crypto.suite import ORDER, base, mult

Coefficients = Sequence[bytes]


@dataclass(frozen=True)
class Trustee:
    """Trustee `index` of a board: all secrets follow from the seed."""

    seed: bytes
    manifest: bytes
    index: int

    def secret(self, what: str, *more: int) -> int:
        return suite.hash_scalar(f"seed.{what}", self.seed, self.manifest, self.index, *more)

    @property
    def signing(self) -> int:
        return self.secret("signing")

    @property
    def transport(self) -> int:
        return self.secret("transport")

    def coefficients(self, threshold: int) -> list[int]:
        return [self.secret("coefficient", k) for k in range(threshold)]

    def sign(self, kind: str, body: Body, nonce: Nonce = suite.random_scalar) -> Body:
        ctx = (self.manifest, body_digest(body))
        return body | {"signature": proofs.written(proofs.prove_knowledge(self.signing, kind, ctx, nonce))}


def body_digest(body: Body) -> bytes:
    return suite.hash_bytes("body", canonical.dumps({k: v for k, v in body.items() if k != "signature"}))


def check_signature(signing: bytes, manifest: bytes, kind: str, body: Body) -> None:
    ctx = (manifest, body_digest(body))
    if not proofs.knows(signing, kind, ctx, proofs.read(body["signature"])):
        raise Rejected("bad_signature")


# --- commit and reveal ---


def commitment(manifest: bytes, index: int, coefficients: Coefficients) -> bytes:
    return suite.hash_bytes("commitment", manifest, index, *coefficients)


def commit(trustee: Trustee, threshold: int, nonce: Nonce = suite.random_scalar) -> Body:
    public = [base(a) for a in trustee.coefficients(threshold)]
    body = {
        "commitment": commitment(trustee.manifest, trustee.index, public).hex(),
        "index": trustee.index,
        "signing": base(trustee.signing).hex(),
        "transport": base(trustee.transport).hex(),
    }
    return trustee.sign("trustee.commit", body, nonce)


def check_commit(manifest: bytes, body: Any) -> None:
    has_keys(body, "commitment", "index", "signature", "signing", "transport")
    suite.raw(body["commitment"])
    suite.element(body["transport"])
    check_signature(suite.element(body["signing"]), manifest, "trustee.commit", body)


def reveal(trustee: Trustee, threshold: int, nonce: Nonce = suite.random_scalar) -> Body:
    secrets = trustee.coefficients(threshold)
    made = [
        proofs.prove_knowledge(a, "coefficient", (trustee.manifest, trustee.index, k), nonce)
        for k, a in enumerate(secrets)
    ]
    body = {
        "coefficients": [base(a).hex() for a in secrets],
        "index": trustee.index,
        "proofs": [proofs.written(p) for p in made],
    }
    return trustee.sign("trustee.reveal", body, nonce)


def check_reveal(manifest: bytes, threshold: int, committed: Body, body: Any) -> list[bytes]:
    """The coefficients, where they are those committed to and known."""
    has_keys(body, "coefficients", "index", "proofs", "signature")
    found = [suite.element(c) for c in listed(body["coefficients"], threshold)]
    index = body["index"]
    if commitment(manifest, index, found).hex() != committed["commitment"]:
        raise Rejected("bad_entry", "not what was committed to")
    for k, value in enumerate(listed(body["proofs"], threshold)):
        if not proofs.knows(found[k], "coefficient", (manifest, index, k), proofs.read(value)):
            raise Rejected("bad_proof")
    check_signature(suite.element(committed["signing"]), manifest, "trustee.reveal", body)
    return found


# --- deals and complaints ---


def share_at(coefficients: Sequence[int], j: int) -> int:
    """f(j)."""
    return sum(a * pow(j, k, ORDER) for k, a in enumerate(coefficients)) % ORDER


def public_share(coefficients: Coefficients, j: int) -> bytes:
    """f(j)·G from the public coefficients."""
    return suite.total([mult(pow(j, k, ORDER), c) for k, c in enumerate(coefficients)])


def mask(manifest: bytes, i: int, j: int, r: bytes, k: bytes) -> bytes:
    return suite.hash_bytes("share", manifest, i, j, r, k)


def xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def deal(
    trustee: Trustee, threshold: int, transports: Sequence[bytes], nonce: Nonce = suite.random_scalar
) -> Body:
    secrets, shares = trustee.coefficients(threshold), []
    for j, transport in enumerate(transports, 1):
        rho = trustee.secret("deal", j)
        r, k = base(rho), mult(rho, transport)
        share = share_at(secrets, j).to_bytes(32, "little")
        box = xor(share, mask(trustee.manifest, trustee.index, j, r, k))
        shares.append({"box": box.hex(), "r": r.hex()})
    return trustee.sign("trustee.deal", {"index": trustee.index, "shares": shares}, nonce)


def check_deal(manifest: bytes, number: int, signing: bytes, body: Any) -> None:
    has_keys(body, "index", "shares", "signature")
    for share in listed(body["shares"], number):
        has_keys(share, "box", "r")
        suite.raw(share["box"])
        suite.element(share["r"])
    check_signature(signing, manifest, "trustee.deal", body)


def opened(
    manifest: bytes, i: int, j: int, share: Body, secret: bytes, coefficients: Coefficients
) -> int | None:
    """f_i(j) out of its box with the secret K; None where the dealer did not keep to the coefficients."""
    content = xor(suite.raw(share["box"]), mask(manifest, i, j, suite.raw(share["r"]), secret))
    value = int.from_bytes(content, "little")
    return value if value < ORDER and base(value) == public_share(coefficients, j) else None


def open_box(trustee: Trustee, dealt: Body, coefficients: Coefficients) -> int | None:
    share = dealt["shares"][trustee.index - 1]
    secret = mult(trustee.transport, suite.raw(share["r"]))
    return opened(trustee.manifest, dealt["index"], trustee.index, share, secret, coefficients)


def complain(trustee: Trustee, dealt: Body, nonce: Nonce = suite.random_scalar) -> Body:
    i, j = dealt["index"], trustee.index
    r = suite.raw(dealt["shares"][j - 1]["r"])
    ctx = (trustee.manifest, i, j)
    proof = proofs.prove_equal(trustee.transport, r, "complaint", ctx, nonce)
    secret = mult(trustee.transport, r).hex()
    body = {"against": i, "index": j, "proof": proofs.written(proof), "secret": secret}
    return trustee.sign("trustee.complain", body, nonce)


def check_complaint(
    manifest: bytes, committed: Body, dealt: Body, coefficients: Coefficients, body: Any
) -> None:
    """Refused where the box opens to a good share: then the complaint is what is wrong."""
    has_keys(body, "against", "index", "proof", "secret", "signature")
    i, j = body["against"], body["index"]
    share, secret = dealt["shares"][j - 1], suite.element(body["secret"])
    statement = (suite.element(committed["transport"]), suite.raw(share["r"]), secret)
    if not proofs.are_equal(*statement, "complaint", (manifest, i, j), proofs.read(body["proof"])):
        raise Rejected("bad_proof")
    check_signature(suite.element(committed["signing"]), manifest, "trustee.complain", body)
    if opened(manifest, i, j, share, secret, coefficients) is not None:
        raise Rejected("bad_entry", "the share is good")


# --- the key ---


def secret_share(trustee: Trustee, deals: Sequence[Body], everyones: Sequence[Coefficients]) -> int:
    """x_j; refuses where a box does not hold what it should."""
    total = 0
    for dealt, coefficients in zip(deals, everyones, strict=True):
        part = open_box(trustee, dealt, coefficients)
        if part is None:
            raise Rejected("bad_entry", f"the share of trustee {dealt['index']} is wrong")
        total += part
    return total % ORDER


def public_key(everyones: Sequence[Coefficients]) -> bytes:
    return suite.total([coefficients[0] for coefficients in everyones])


def key_of(everyones: Sequence[Coefficients], j: int) -> bytes:
    """Y_j."""
    return suite.total([public_share(coefficients, j) for coefficients in everyones])


def confirm(trustee: Trustee, x: int, last_deal: bytes, nonce: Nonce = suite.random_scalar) -> Body:
    ctx = (trustee.manifest, last_deal, trustee.index)
    proof = proofs.prove_knowledge(x, "confirm", ctx, nonce)
    body = {"index": trustee.index, "key": base(x).hex(), "proof": proofs.written(proof)}
    return trustee.sign("trustee.confirm", body, nonce)


def check_confirm(manifest: bytes, last_deal: bytes, signing: bytes, expected: bytes, body: Any) -> None:
    has_keys(body, "index", "key", "proof", "signature")
    if suite.element(body["key"]) != expected:
        raise Rejected("bad_entry", "not the key that follows from the reveals")
    ctx = (manifest, last_deal, body["index"])
    if not proofs.knows(expected, "confirm", ctx, proofs.read(body["proof"])):
        raise Rejected("bad_proof")
    check_signature(signing, manifest, "trustee.confirm", body)


def key_body(everyones: Sequence[Coefficients]) -> Body:
    key = public_key(everyones)
    keys = [key_of(everyones, j) for j in range(1, len(everyones) + 1)]
    if suite.IDENTITY in (key, *keys):
        raise Malformed("the key is the identity")
    return {"key": key.hex(), "keys": [k.hex() for k in keys]}
