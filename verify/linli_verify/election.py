"""What is known of the election so far, as the board is read from top to bottom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from linli_verify.canonical import write
from linli_verify.groups import Group
from linli_verify.hashing import Item, hash_to_bytes
from linli_verify.proofs import Pair, knows
from linli_verify.report import Report


@dataclass(frozen=True)
class Entry:
    """One line of the board that has the right shape."""

    n: int
    at: str
    kind: str
    body: dict[str, Any]
    hash: bytes

    @property
    def where(self) -> str:
        return f"line {self.n + 1} ({self.kind})"


@dataclass
class Counted:
    """The last ballot of one credential."""

    line: int
    revision: int
    hash: bytes
    sums: list[tuple[bytes, bytes]]


@dataclass
class Election:
    report: Report
    group: Group
    group_for_ballot: Callable[[int], Group]
    files: dict[str, bytes]
    manifest: dict[str, Any] = field(default_factory=dict)
    m: bytes = b""  # entry hash of the manifest
    o: bytes = b""  # entry hash of the opening: the election's fingerprint
    q: bytes = b""  # entry hash of the tally
    last: Entry | None = None
    # trustees, by index
    signing: dict[int, bytes] = field(default_factory=dict)
    commitments: dict[int, bytes] = field(default_factory=dict)
    transport: dict[int, bytes] = field(default_factory=dict)
    coefficients: dict[int, list[bytes]] = field(default_factory=dict)
    deals: dict[int, list[dict[str, str]]] = field(default_factory=dict)
    dealt: bytes = b""  # entry hash of the last deal
    keys: list[bytes] = field(default_factory=list)  # Y_1…Y_n
    key: bytes = b""
    rehearsal: tuple[bytes, bytes] = (b"", b"")
    rehearsed: dict[int, bytes] = field(default_factory=dict)
    # cards and ballots
    credentials: dict[bytes, bytes] = field(default_factory=dict)
    credentials_digest: str = ""
    ballots: int = 0
    challenges: int = 0
    cancels: int = 0
    cancelled: set[bytes] = field(default_factory=set)
    current: dict[bytes, Counted] = field(default_factory=dict)
    challenged: set[bytes] = field(default_factory=set)
    seen: set[bytes] = field(default_factory=set)
    trackers: dict[str, tuple[int, bytes | None]] = field(
        default_factory=dict
    )  # line, credential unless challenged
    # paper and count
    sheets: list[dict[str, Any]] = field(default_factory=list)
    sums: list[list[tuple[bytes, bytes]]] = field(default_factory=list)
    counted: int = 0
    shares: dict[int, list[list[bytes]]] = field(default_factory=dict)

    @property
    def contests(self) -> list[dict[str, Any]]:
        return list(self.manifest["contests"])

    @property
    def trustee_count(self) -> int:
        return int(self.manifest["trustees"]["number"])

    @property
    def threshold(self) -> int:
        return int(self.manifest["trustees"]["threshold"])

    def signed_by_trustee(self, entry: Entry) -> None:
        """Each body of a trustee carries his own signature over all the rest of it."""
        body = {key: value for key, value in entry.body.items() if key != "signature"}
        context: tuple[Item, ...] = (self.m, hash_to_bytes("body", write(body)))
        signer = self.signing[entry.body["index"]]
        good = knows(self.group, entry.kind, signer, pair(entry.body["signature"]), *context)
        self.report.check("trustee.signature", good, entry.where)


def pair(value: list[str]) -> Pair:
    """`[c, z]` as two integers."""
    return scalar(value[0]), scalar(value[1])


def scalar(value: str) -> int:
    return int.from_bytes(bytes.fromhex(value), "little")


def element(value: str) -> bytes:
    return bytes.fromhex(value)
