"""The chain: each line by itself, and against the one before it (section 4)."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from linli_verify.canonical import NotCanonicalError, hour_of, is_canonical, parse, write
from linli_verify.election import Election, Entry, element, pair
from linli_verify.order import VOTING, Order
from linli_verify.proofs import knows
from linli_verify.report import BrokenError
from linli_verify.shapes import BODIES, ENTRY, Reader

LONGEST_LINE = 2**24


def lines(board: bytes) -> Iterator[bytes]:
    """Lines without their line feed; what stands after the last one is a line that fails."""
    start = 0
    while start < len(board):
        end = board.find(b"\n", start)
        yield board[start:] + b"?" if end < 0 else board[start:end]
        start = len(board) if end < 0 else end + 1


class Chain:
    def __init__(self, e: Election) -> None:
        self.e, self.order = e, Order()
        self.reader = Reader(e.report, e.group)
        self.board_key = b""

    def entry(self, n: int, line: bytes) -> Entry:
        """One line, checked in all that does not depend on what it says."""
        self.e.report.line = n + 1
        raw = self._parsed(n, line)
        entry_hash = sha256(write({key: value for key, value in raw.items() if key != "sig"})).digest()
        entry = Entry(n, raw["at"], raw["kind"], raw["body"], entry_hash)
        if n == 0:
            self.board_key = element(entry.body["board"]) if entry.kind == "manifest" else b""
        index = entry.body.get("index")
        self.e.report.need("chain.order", self.order.accepts(entry.kind, index), entry.where)
        self._check_links(entry, raw)
        self.e.last = entry
        return entry

    def _parsed(self, n: int, line: bytes) -> dict[str, Any]:
        need, where = self.e.report.need, f"line {n + 1}"
        try:
            if len(line) >= LONGEST_LINE:
                raise NotCanonicalError("too long")
            raw = parse(line)
        except NotCanonicalError as error:
            need("line.canonical", False, f"{where}: {error}")
            raise
        need("line.canonical", is_canonical(raw, line), where)
        need("line.shape", isinstance(raw, dict), where)
        self._fits(raw, ENTRY, where)
        need("line.shape", raw["kind"] in BODIES, f"{where}: kind")
        self._fits(raw["body"], BODIES[raw["kind"]], f"{where} ({raw['kind']})")
        return dict(raw)

    def _fits(self, value: Any, shape: Any, where: str) -> None:
        if not self.reader.fits(value, shape, where):
            raise BrokenError(where)

    def _check_links(self, entry: Entry, raw: dict[str, Any]) -> None:
        check, where, last = self.e.report.check, entry.where, self.e.last
        check("chain.number", raw["n"] == entry.n, where)
        check("chain.parent", raw["parent"] == (last.hash if last else bytes(32)).hex(), where)
        signed = knows(self.e.group, "entry", self.board_key, pair(raw["sig"]), entry.hash)
        check("chain.signature", signed, where)
        check("chain.time", last is None or last.at <= entry.at, where)
        if entry.kind in VOTING:
            whole = entry.at == hour_of(entry.at) or (last is not None and entry.at == last.at)
            check("chain.hour", whole, where)
