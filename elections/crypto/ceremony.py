"""A board from the manifest to the opening, and the trustees' part of the count: what each entry is checked against."""

from collections.abc import Sequence
from typing import Any

from elections.crypto import canonical, cards, chain, manifest, rehearsal, suite, tally, trustees
from elections.crypto.canonical import Body, has_keys
from elections.crypto.chain import Line
from elections.crypto.faults import Malformed, Rejected


class Ceremony:
    """What a board says, read from its lines; ballots, challenges and cancels may be left out.

    The lines come from our own store or were checked before: here they are only read.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = [line for line in lines if line.kind not in chain.VOTING]
        self.counts = chain.counts_of(self.lines)
        self.manifest = manifest.read(self.lines[0].body, self.lines[0].digest)
        self.number, self.threshold = self.manifest.trustees, self.manifest.threshold

    # --- what stands on the board ---

    def one(self, kind: str) -> Line | None:
        return next((line for line in self.lines if line.kind == kind), None)

    def need(self, kind: str) -> Line:
        found = self.one(kind)
        if found is None:
            raise Rejected("wrong_stage")
        return found

    def by_index(self, kind: str) -> dict[int, Body]:
        return {line.body["index"]: line.body for line in self.lines if line.kind == kind}

    def in_order(self, kind: str) -> list[Body]:
        found = self.by_index(kind)
        return [found[i] for i in sorted(found)]

    @property
    def signing(self) -> dict[int, bytes]:
        return {i: bytes.fromhex(b["signing"]) for i, b in self.by_index("trustee.commit").items()}

    @property
    def transports(self) -> list[bytes]:
        return [bytes.fromhex(b["transport"]) for b in self.in_order("trustee.commit")]

    @property
    def coefficients(self) -> list[list[bytes]]:
        return [[bytes.fromhex(c) for c in b["coefficients"]] for b in self.in_order("trustee.reveal")]

    @property
    def last_deal(self) -> bytes:
        return [line for line in self.lines if line.kind == "trustee.deal"][-1].digest

    @property
    def key(self) -> bytes:
        return bytes.fromhex(self.need("key").body["key"])

    @property
    def keys(self) -> list[bytes]:
        return [bytes.fromhex(k) for k in self.need("key").body["keys"]]

    def waiting_for(self, kind: str) -> list[int]:
        done = self.by_index(kind)
        return [i for i in range(1, self.number + 1) if i not in done]

    # --- what may be added ---

    def check_trustee(self, kind: str, body: Any, after: str | None = None) -> None:
        """Whether a trustee's entry may stand next on a board whose last entry is of the kind `after`."""
        index = chain.index_of(body)
        if index > self.number:
            raise Malformed("no such trustee")
        chain.check_order(after or self.lines[-1].kind, self.counts, kind, self.number, self.threshold)
        if index in self.by_index(kind):
            raise Rejected("already_done")
        getattr(self, "check_" + kind.removeprefix("trustee."))(index, body)

    def check_commit(self, index: int, body: Any) -> None:
        trustees.check_commit(self.manifest.hash, body)

    def check_reveal(self, index: int, body: Any) -> None:
        committed = self.by_index("trustee.commit")[index]
        trustees.check_reveal(self.manifest.hash, self.threshold, committed, body)

    def check_deal(self, index: int, body: Any) -> None:
        trustees.check_deal(self.manifest.hash, self.number, self.signing[index], body)

    def check_complain(self, index: int, body: Any) -> None:
        against = canonical.integer(body.get("against"), 1, self.number)
        dealt, committed = self.by_index("trustee.deal")[against], self.by_index("trustee.commit")[index]
        coefficients = self.coefficients[against - 1]
        trustees.check_complaint(self.manifest.hash, committed, dealt, coefficients, body)

    def check_confirm(self, index: int, body: Any) -> None:
        expected = trustees.key_of(self.coefficients, index)
        trustees.check_confirm(self.manifest.hash, self.last_deal, self.signing[index], expected, body)

    def check_rehearsal(self, index: int, body: Any) -> None:
        a = bytes.fromhex(self.need("rehearsal").body["a"])
        rehearsal.check_rehearse(self.manifest.hash, self.signing[index], self.keys[index - 1], a, body)

    def check_share(self, index: int, body: Any) -> None:
        counted = self.need("tally")
        about = (counted.digest, counted.body, body)
        tally.check_share(self.manifest.hash, self.signing[index], self.keys[index - 1], *about)

    def check_rehearsed(self, body: Any) -> None:
        """The number that was encrypted comes out of the shares of the first t, and of the last t."""
        has_keys(body, "r", "value")
        value, r = canonical.integer(body["value"], 0, 9999), suite.scalar(body["r"])
        asked = self.need("rehearsal").body
        made = {"a": suite.base(r).hex(), "b": suite.add(suite.base(value), suite.mult(r, self.key)).hex()}
        if made != {name: asked[name] for name in made}:
            raise Rejected("bad_entry", "not what was encrypted")
        answers = {i: bytes.fromhex(b["share"]) for i, b in self.by_index("trustee.rehearsal").items()}
        indices = sorted(answers)
        for some in (indices[: self.threshold], indices[-self.threshold :]):
            opened = suite.sub(bytes.fromhex(asked["b"]), tally.combined({i: answers[i] for i in some}))
            if opened != suite.base(value):
                raise Rejected("bad_proof", "the shares open to another number")

    def check_credentials(self, body: Any) -> list[tuple[str, str]]:
        about = self.manifest
        return cards.check_credentials(about.hash, about.authority, about.roll_size, body)

    def open_body(self) -> Body:
        listed = self.need("credentials").body["credentials"]
        about = {"key": self.key.hex(), "manifest": self.manifest.hash.hex()}
        return {"credentials": canonical.digest(listed).hex(), **about}
