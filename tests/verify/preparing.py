"""Everything before voting: the chain, the manifest, the trustees' key, the cards."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from tests.verify.proving import Body, L, Proofs, base, canon, hb, hs, mul, num, plus, sha, without


class Preparing(Proofs):
    """A whole election; `on[kind, nth]` changes a body before whoever makes it signs it."""

    def __init__(self, seed: int = 1, *, n: int = 3, t: int = 2, voters: int = 12, **manifest: Any) -> None:
        super().__init__(seed)
        self.n, self.t, self.voters, self.changes = n, t, voters, manifest
        self.on: dict[tuple[str, int], Callable[[Body], Any]] = {}
        self.count: Counter[str] = Counter()
        self.entries: list[Body] = []
        self.lines: list[bytes] = []
        self.clock = datetime(2026, 11, 20, 8, 15, 7, tzinfo=UTC)
        self.board_key, self.authority_key = self.scalar(), self.scalar()
        self.files: dict[str, bytes] = {}
        self.surplus: Counter[tuple[int, int]] = Counter()  # what a dealer adds to a share, to lie
        self.roll = "".join(f"张*{i}\n" for i in range(voters + 8)).encode()
        self.booth = b"<!doctype html><title>booth</title>"
        self.photos: dict[str, bytes] = {}
        self.counted: dict[int, tuple[bytes, list[list[tuple[int, int]]]]] = {}
        self.revision: Counter[int] = Counter()
        self.cancelled: set[int] = set()
        self.trackers: list[bytes] = []
        self.sheets: list[Body] = []

    # --- the chain ---

    def changed(self, kind: str, body: Body) -> Body:
        nth = self.count[kind]
        self.count[kind] += 1
        return self.on.get((kind, nth), lambda same: same)(body)

    def time(self, at: datetime) -> str:
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def put(self, kind: str, body: Body) -> bytes:
        """One line; `on["entry", n]` changes the entry before the board signs, `on["line", n]` the text after."""
        at = self.clock
        if kind in ("ballot", "challenge", "cancel"):
            at = max(at.replace(minute=0, second=0), self.last_at)
        self.last_at = at
        parent = sha(canon(without(self.entries[-1], "sig"))) if self.entries else "0" * 64
        entry = {"at": self.time(at), "body": body, "kind": kind, "n": len(self.entries), "parent": parent}
        entry = self.changed("entry", entry)
        entry_hash = bytes.fromhex(sha(canon(entry)))
        entry["sig"] = self.knows("entry", self.board_key, entry_hash)
        entry = self.changed("signed", entry)
        self.entries.append(entry)
        self.lines.append(self.changed("line", canon(entry) + b"\n"))  # type: ignore[arg-type]
        self.clock += timedelta(seconds=11)
        return entry_hash

    def by_trustee(self, kind: str, i: int, body: Body) -> bytes:
        body = self.changed(kind, {"index": i, **body})
        signature = self.knows(kind, self.signing[i], self.m, hb("body", canon(body)))
        return self.put(kind, self.changed(f"{kind}+", {**body, "signature": signature}))

    # --- before voting ---

    def manifest(self) -> None:
        self.settings = self.changed("manifest", self.usual() | self.changes)
        self.m = self.put("manifest", self.settings)

    def usual(self) -> Body:
        options = [{"id": x, "label": f"候选人{x}"} for x in ("a", "b", "c")]
        threshold = {"base": "took_part", "denominator": 2, "numerator": 1, "strict": True}
        return {
            "attempt": 1,
            "authority": base(self.authority_key).hex(),
            "board": base(self.board_key).hex(),
            "booth": sha(self.booth),
            "closes_at": "2026-11-22T10:00:00Z",
            "opens_at": "2026-11-21T08:30:00Z",
            "community": "梧桐里社区",
            "contests": [
                {"id": "chair", "max": 1, "options": options, "seats": 1, "title": "主任"},
                {"id": "members", "max": 2, "options": options[:2], "seats": 2, "title": "委员"},
            ],
            "election": "e-1",
            "format": "linli-election-1",
            "least": 10,
            "profile": {"digest": sha(b"profile"), "id": "cn-residents-2026", "version": "1"},
            "roll": {"sha256": sha(self.roll), "size": self.voters + 8},
            "rule": {"elected": threshold, "turnout": {**threshold, "base": "roll"}},
            "suite": "linli-1",
            "title": "换届选举",
            "trustees": {
                "names": ["甲", "乙", "丙", "丁", "戊"][: self.n],
                "number": self.n,
                "threshold": self.t,
            },
        }

    def trustees(self) -> None:
        everyone = range(1, self.n + 1)
        seeds = {i: self.random.randbytes(32) for i in everyone}
        self.signing = {i: hs("seed.signing", seeds[i], self.m, i) for i in everyone}
        self.transport = {i: hs("seed.transport", seeds[i], self.m, i) for i in everyone}
        self.a = {
            i: [hs("seed.coefficient", seeds[i], self.m, i, k) for k in range(self.t)] for i in everyone
        }
        for i in everyone:
            made = hb("commitment", self.m, i, *map(base, self.a[i])).hex()
            keys = {"signing": base(self.signing[i]).hex(), "transport": base(self.transport[i]).hex()}
            self.by_trustee("trustee.commit", i, {"commitment": made, **keys})
        for i in reversed(everyone):  # any order of index
            proofs = [self.knows("coefficient", a, self.m, i, k) for k, a in enumerate(self.a[i])]
            body = {"coefficients": [base(a).hex() for a in self.a[i]], "proofs": proofs}
            self.by_trustee("trustee.reveal", i, body)
        for i in everyone:
            shares = [self.box(i, j, hs("seed.deal", seeds[i], self.m, i, j)) for j in everyone]
            self.dealt = self.by_trustee("trustee.deal", i, {"shares": shares})
        self.x = {j: sum(self.f(i, j) for i in everyone) % L for j in everyone}

    def f(self, i: int, j: int) -> int:
        return sum(a * j**k for k, a in enumerate(self.a[i])) % L

    def box(self, i: int, j: int, rho: int) -> Body:
        r, k = base(rho), mul(rho, base(self.transport[j]))
        pad = hb("share", self.m, i, j, r, k)
        share = (self.f(i, j) + self.surplus[i, j]).to_bytes(32, "little")
        return {"box": bytes(x ^ y for x, y in zip(share, pad, strict=True)).hex(), "r": r.hex()}

    def complain(self, j: int, i: int) -> None:
        """Trustee j shows the secret of the box that came from i."""
        deal = next(
            e["body"] for e in self.entries if e["kind"] == "trustee.deal" and e["body"]["index"] == i
        )
        r = bytes.fromhex(deal["shares"][j - 1]["r"])
        e = self.transport[j]
        proof = self.same("complaint", e, r, self.m, i, j)
        self.by_trustee("trustee.complain", j, {"against": i, "proof": proof, "secret": mul(e, r).hex()})

    def confirm(self) -> None:
        self.confirmations()
        self.joint_key()

    def confirmations(self) -> None:
        for j in range(1, self.n + 1):
            proof = self.knows("confirm", self.x[j], self.m, self.dealt, j)
            self.by_trustee("trustee.confirm", j, {"key": base(self.x[j]).hex(), "proof": proof})

    def joint_key(self) -> None:
        self.y = base(sum(self.a[i][0] for i in self.a))
        keys = [base(self.x[j]).hex() for j in range(1, self.n + 1)]
        self.put("key", self.changed("key", {"key": self.y.hex(), "keys": keys}))

    def rehearse(self, v: int = 4711) -> None:
        r = self.scalar()
        a, b = base(r), plus(base(v), mul(r, self.y))
        body = {"a": a.hex(), "b": b.hex(), "proof": self.knows("rehearsal.made", r, self.m, b)}
        self.put("rehearsal", self.changed("rehearsal", body))
        for i in range(1, self.n + 1):
            proof = self.same("rehearsal", self.x[i], a, self.m, i)
            self.by_trustee("trustee.rehearsal", i, {"proof": proof, "share": mul(self.x[i], a).hex()})
        self.put("rehearsed", self.changed("rehearsed", {"r": num(r), "value": v}))

    def cards(self) -> None:
        self.codes = [self.random.randbytes(16) for _ in range(self.voters)]
        self.sk = [hs("credential", "e-1", code) for code in self.codes]
        self.cancel_codes = [hb("cancel", "e-1", code) for code in self.codes]
        listed = [
            {"cancel": sha(c), "key": base(sk).hex()}
            for c, sk in zip(self.cancel_codes, self.sk, strict=True)
        ]
        listed = self.changed("list", sorted(listed, key=lambda c: c["key"]))  # type: ignore[arg-type,assignment]
        text = canon(listed)
        signature = self.knows("credentials", self.authority_key, self.m, hb("list", text))
        self.put("credentials", self.changed("credentials", {"credentials": listed, "signature": signature}))
        body = {"credentials": sha(text), "key": self.y.hex(), "manifest": self.m.hex()}
        self.o = self.put("open", self.changed("open", body))

    def prepare(self) -> Self:
        for step in (self.manifest, self.trustees, self.confirm, self.rehearse, self.cards):
            step()
        self.clock = datetime(2026, 11, 21, 8, 30, 0, tzinfo=UTC)
        return self
