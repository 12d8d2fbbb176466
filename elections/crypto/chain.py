"""The board of section 4: entries, their hashes, signatures and times, and which kind may follow which."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elections.crypto import canonical, proofs, suite
from elections.crypto.canonical import Body, has_keys
from elections.crypto.faults import Malformed, Rejected
from elections.crypto.proofs import Nonce

FIRST_PARENT = "0" * 64
VOTING = ("ballot", "challenge", "cancel")
STAGES: tuple[tuple[str, ...], ...] = (
    ("manifest",),
    ("trustee.commit",),
    ("trustee.reveal",),
    ("trustee.deal",),
    ("trustee.confirm", "trustee.complain"),
    ("key",),
    ("rehearsal",),
    ("trustee.rehearsal",),
    ("rehearsed",),
    ("credentials",),
    ("open",),
    VOTING,
    ("close",),
    ("paper",),
    ("tally",),
    ("share",),
    ("result",),
)
RANK = {kind: rank for rank, kinds in enumerate(STAGES) for kind in kinds}
BY_EACH = ("trustee.commit", "trustee.reveal", "trustee.deal", "trustee.confirm", "trustee.rehearsal")
MANY = {*VOTING, "paper", "share", *BY_EACH}
LONGEST = 16 * 2**20
OPTIONAL = (RANK["ballot"], RANK["paper"])


@dataclass(frozen=True)
class Line:
    """One line of a board, read."""

    n: int
    kind: str
    at: datetime
    body: Body
    parent: str
    hash: str
    signature: proofs.Pair
    text: bytes

    @property
    def digest(self) -> bytes:
        return bytes.fromhex(self.hash)


def write_line(
    *,
    n: int,
    kind: str,
    at: datetime,
    body: Body,
    parent: str,
    secret: int,
    nonce: Nonce = suite.random_scalar,
) -> Line:
    entry = {"at": canonical.time_text(at), "body": body, "kind": kind, "n": n, "parent": parent}
    content = canonical.dumps(entry)
    digest = hashlib.sha256(content).digest()
    signature = proofs.prove_knowledge(secret, "entry", (digest,), nonce)
    sig = canonical.dumps(proofs.written(signature))
    text = content[:-1] + b',"sig":' + sig + b"}"  # "sig" sorts last
    if len(text) >= LONGEST:
        raise Malformed("too long for a line")
    return Line(n, kind, canonical.time(entry["at"]), body, parent, digest.hex(), signature, text)


def read_line(text: bytes) -> Line:
    value = has_keys(canonical.loads(text), "at", "body", "kind", "n", "parent", "sig")
    bare = {key: value[key] for key in value if key != "sig"}
    digest = canonical.digest(bare).hex()
    suite.raw(value["parent"])
    about = canonical.integer(value["n"]), canonical.text(value["kind"]), canonical.time(value["at"])
    return Line(*about, value["body"], value["parent"], digest, proofs.read(value["sig"]), text)


def is_signed(line: Line, board: bytes) -> bool:
    return proofs.knows(board, "entry", (line.digest,), line.signature)


def shown_time(kind: str, at: datetime, previous: datetime | None) -> datetime:
    """The time of an entry: voters' entries tell only the hour, and never less than what stands before them."""
    at = at.replace(microsecond=0)
    if kind in VOTING:
        at = at.replace(minute=0, second=0)
    return max(at, previous) if previous else at


def check_order(last: str | None, counts: Mapping[str, int], kind: str, number: int, threshold: int) -> None:
    """Whether `kind` may follow a board that ends in `last` and holds so many entries of each kind."""
    if kind not in RANK:
        raise Malformed("unknown kind")
    rank, before = RANK[kind], RANK[last] if last else -1
    if last == "trustee.complain" or (kind == "trustee.complain" and counts.get("trustee.deal", 0) < number):
        raise Rejected("wrong_stage")
    if rank == before and kind not in MANY and kind != "trustee.complain":
        raise Rejected("already_done")
    if rank < before:
        raise Rejected("already_done" if kind not in VOTING else "closed")
    if any(skipped not in OPTIONAL for skipped in range(before + 1, rank)):
        raise Rejected("wrong_stage")
    waited_for = [k for k in BY_EACH if RANK[k] < rank and counts.get(k, 0) < number]
    if waited_for or (kind == "result" and counts.get("share", 0) < threshold):
        raise Rejected("wrong_stage")


def counts_of(lines: list[Line]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        found[line.kind] = found.get(line.kind, 0) + 1
    return found


def index_of(body: Any) -> int:
    """Whose entry it is, of the kinds that trustees write."""
    if type(body) is not dict:
        raise Malformed("not an object")
    return canonical.integer(body.get("index"), 1)
