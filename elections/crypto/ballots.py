"""Ballots and challenges of section 8: made, checked, opened."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from elections.crypto import canonical, proofs, suite
from elections.crypto.canonical import Body, has_keys, integer, listed
from elections.crypto.codes import code, in_groups
from elections.crypto.faults import Malformed, Rejected
from elections.crypto.manifest import Contest
from elections.crypto.proofs import Nonce
from elections.crypto.suite import ORDER, Item, add, base, mult, total

TRACKER = 20
Opening = list[list[tuple[int, int]]]  # for each contest and option (m, r)


@dataclass(frozen=True)
class Setting:
    """What every ballot of an election is checked against: O, Y and the contests."""

    election: bytes
    key: bytes
    contests: tuple[Contest, ...]


@dataclass(frozen=True)
class Checked:
    """What the board needs to know of a ballot whose proofs hold."""

    credential: str
    revision: int
    hash: bytes


# --- made ---


def encrypt(m: int, r: int, key: bytes) -> tuple[bytes, bytes]:
    return base(r), add(base(m), mult(r, key))


def unsigned(
    setting: Setting,
    credential: bytes,
    revision: int,
    choices: Sequence[Sequence[int]],
    nonce: Nonce = suite.random_scalar,
) -> tuple[Body, Opening]:
    """A ballot without its signature, and the opening that a challenge would publish. A choice is 0 or 1 for each option."""
    ctx = (setting.election, credential, revision)
    opening = [[(m, nonce()) for m in chosen] for chosen in choices]
    parts = [
        contest_part(setting.key, contest, ctx, opened, nonce)
        for contest, opened in zip(setting.contests, opening, strict=True)
    ]
    whose = {"credential": credential.hex(), "election": setting.election.hex(), "revision": revision}
    return {"contests": parts, **whose}, opening


def contest_part(
    key: bytes, contest: Contest, ctx: tuple[Item, ...], opened: Sequence[tuple[int, int]], nonce: Nonce
) -> Body:
    pairs = [encrypt(m, r, key) for m, r in opened]
    options = []
    for index, ((m, r), (a, b)) in enumerate(zip(opened, pairs, strict=True)):
        made = proofs.prove_range(m, r, key, (a, b), 1, "option", (*ctx, contest.id, index), nonce)
        options.append({"a": a.hex(), "b": b.hex(), "proof": [proofs.written(p) for p in made]})
    m, r = sum(m for m, _ in opened), sum(r for _, r in opened) % ORDER
    pair = (total([a for a, _ in pairs]), total([b for _, b in pairs]))
    made = proofs.prove_range(m, r, key, pair, contest.most, "sum", (*ctx, contest.id), nonce)
    return {"id": contest.id, "options": options, "sum": [proofs.written(p) for p in made]}


def ballot_hash(ballot: Body) -> bytes:
    return canonical.digest({k: v for k, v in ballot.items() if k != "signature"})


def tracker(digest: bytes) -> str:
    return in_groups(code(digest)[:TRACKER])


def sign(ballot: Body, secret: int, nonce: Nonce = suite.random_scalar) -> Body:
    ctx = (bytes.fromhex(ballot["election"]), ballot_hash(ballot))
    signature = proofs.prove_knowledge(secret, "ballot", ctx, nonce, bytes.fromhex(ballot["credential"]))
    return ballot | {"signature": proofs.written(signature)}


# --- checked ---


def check(setting: Setting, ballot: Any) -> Checked:
    """A ballot by itself: encodings, context, proofs, signature. Who may cast it and when is the board's to say."""
    has_keys(ballot, "contests", "credential", "election", "revision", "signature")
    bare = {k: v for k, v in ballot.items() if k != "signature"}
    found = check_unsigned(setting, bare)
    ctx = (setting.election, found.hash)
    if not proofs.knows(bytes.fromhex(found.credential), "ballot", ctx, proofs.read(ballot["signature"])):
        raise Rejected("bad_signature")
    return found


def check_unsigned(setting: Setting, ballot: Any) -> Checked:
    has_keys(ballot, "contests", "credential", "election", "revision")
    credential, revision = suite.element(ballot["credential"]), integer(ballot["revision"], 1)
    if suite.raw(ballot["election"]) != setting.election:
        raise Rejected("bad_proof", "made for another election")
    ctx = (setting.election, credential, revision)
    parts = listed(ballot["contests"], len(setting.contests))
    for contest, part in zip(setting.contests, parts, strict=True):
        check_part(setting.key, contest, ctx, part)
    digest = hashlib.sha256(canonical.dumps(ballot)).digest()
    return Checked(ballot["credential"], revision, digest)


def check_part(key: bytes, contest: Contest, ctx: tuple[Item, ...], part: Any) -> None:
    has_keys(part, "id", "options", "sum")
    if part["id"] != contest.id:
        raise Malformed("not the contests of the manifest")
    pairs = []
    for index, option in enumerate(listed(part["options"], len(contest.options))):
        has_keys(option, "a", "b", "proof")
        pair = suite.unproved_element(option["a"]), suite.unproved_element(option["b"])
        proof = [proofs.read(p) for p in listed(option["proof"], 2)]
        if not proofs.is_in_range(key, pair, "option", (*ctx, contest.id, index), proof):
            raise Rejected("bad_proof")
        pairs.append(pair)
    summed = total([a for a, _ in pairs]), total([b for _, b in pairs])
    proof = [proofs.read(p) for p in listed(part["sum"], contest.most + 1)]
    if not proofs.is_in_range(key, summed, "sum", (*ctx, contest.id), proof):
        raise Rejected("bad_proof")


# --- challenged ---


def challenge(ballot: Body, opening: Opening) -> Body:
    opened = [[[m, suite.scalar_hex(r)] for m, r in contest] for contest in opening]
    return {"ballot": ballot, "opened": opened}


def check_challenge(setting: Setting, body: Any) -> Checked:
    """A challenged ballot: all that holds for a ballot but the signature, and the opening encrypts to it."""
    has_keys(body, "ballot", "opened")
    found = check_unsigned(setting, body["ballot"])
    parts = body["ballot"]["contests"]
    for part, opened in zip(parts, listed(body["opened"], len(parts)), strict=True):
        for option, one in zip(part["options"], listed(opened, len(part["options"])), strict=True):
            m, r = listed(one, 2)
            made = encrypt(integer(m, 0, 1), suite.scalar(r), setting.key)
            if made != (bytes.fromhex(option["a"]), bytes.fromhex(option["b"])):
                raise Rejected("bad_proof", "the opening encrypts to something else")
    return found


def marks(ballot: Body) -> list[str]:
    """What may stand once on a board: components as they are, proofs by their first scalar pair."""
    found: list[str] = []
    for part in ballot["contests"]:
        for option in part["options"]:
            found += (option["a"], option["b"], canonical.digest(option["proof"]).hex())
        found.append(canonical.digest(part["sum"]).hex())
    return found
