"""The other side of the protocol, written from docs/protocol.md alone: makes boards, true ones and false ones.

It shares no line with the verifier, so that both can only agree if both read the page alike.
"""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import rbcl

L = 2**252 + 27742317777372353535851937790883648493
ZERO = bytes(32)
Body = dict[str, Any]


def base(k: int) -> bytes:
    return rbcl.crypto_scalarmult_ristretto255_base((k % L).to_bytes(32, "little")) if k % L else ZERO


def mul(k: int, p: bytes) -> bytes:
    if k % L == 0 or p == ZERO:
        return ZERO
    return rbcl.crypto_scalarmult_ristretto255((k % L).to_bytes(32, "little"), p)


plus, minus = rbcl.crypto_core_ristretto255_add, rbcl.crypto_core_ristretto255_sub


def h(label: str, *items: Any) -> bytes:
    out = b""
    for x in ("linli-1/" + label, *items):
        x = x if isinstance(x, bytes) else str(x).encode()
        out += len(x).to_bytes(4, "big") + x
    return hashlib.sha512(out).digest()


def hs(label: str, *items: Any) -> int:
    return int.from_bytes(h(label, *items), "little") % L


def hb(label: str, *items: Any) -> bytes:
    return h(label, *items)[:32]


def canon(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def num(k: int) -> str:
    return (k % L).to_bytes(32, "little").hex()


def without(body: Body, key: str) -> Body:
    return {k: v for k, v in body.items() if k != key}


class Proofs:
    """Draws from one seed, so that a board is the same each time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.zero_branches = False

    def scalar(self) -> int:
        return self.random.randrange(1, L)

    def knows(self, label: str, x: int, *ctx: Any) -> list[str]:
        k = self.scalar()
        c = hs(label, base(x), base(k), *ctx)
        return [num(c), num(k + c * x)]

    def same(self, label: str, x: int, a: bytes, *ctx: Any, d: bytes | None = None) -> list[str]:
        k = self.scalar()
        c = hs(label, base(x), a, mul(x, a) if d is None else d, base(k), mul(k, a), *ctx)
        return [num(c), num(k + c * x)]

    def ranged(self, label: str, y: bytes, m: int, r: int, top: int, *ctx: Any) -> list[list[str]]:
        a, b = base(r), plus(base(m), mul(r, y))
        k, cs, zs, ks = self.scalar(), [0] * (top + 1), [0] * (top + 1), []
        for j in range(top + 1):
            if j == m:
                ks += [base(k), mul(k, y)]
            else:
                cs[j], zs[j] = (0, 0) if self.zero_branches else (self.scalar(), self.scalar())
                ks += [minus(base(zs[j]), mul(cs[j], a)), minus(mul(zs[j], y), mul(cs[j], minus(b, base(j))))]
        cs[m] = (hs(label, y, a, b, top, *ks, *ctx) - sum(cs)) % L
        zs[m] = k + cs[m] * r
        return [[num(c), num(z)] for c, z in zip(cs, zs, strict=True)]


class Prover(Proofs):
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
        self.roll = "".join(f"张*{i}\n" for i in range(voters + 8)).encode()
        self.booth = b"<!doctype html><title>booth</title>"
        self.photos: dict[str, bytes] = {}
        self.counted: dict[int, tuple[bytes, list[list[tuple[int, int]]]]] = {}
        self.revision: Counter[int] = Counter()
        self.cancelled: set[int] = set()
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
        options = [{"id": x, "label": f"候选人{x}"} for x in ("a", "b", "c")]
        threshold = {"base": "took_part", "denominator": 2, "numerator": 1, "strict": True}
        body = {
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
            **self.changes,
        }
        self.settings = self.changed("manifest", body)
        self.m = self.put("manifest", self.settings)

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
        share = self.f(i, j).to_bytes(32, "little")
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
        for j in range(1, self.n + 1):
            proof = self.knows("confirm", self.x[j], self.m, self.dealt, j)
            self.by_trustee("trustee.confirm", j, {"key": base(self.x[j]).hex(), "proof": proof})
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

    def prepare(self) -> "Prover":
        for step in (self.manifest, self.trustees, self.confirm, self.rehearse, self.cards):
            step()
        self.clock = datetime(2026, 11, 21, 8, 30, 0, tzinfo=UTC)
        return self

    # --- voting ---

    def sealed(
        self, voter: int, choices: list[list[int]], **other: Any
    ) -> tuple[Body, list[list[list[Any]]]]:
        """A ballot without signature, and what opens it; other: o, pk, revision, top to lie about."""
        pk = other.get("pk", base(self.sk[voter]))
        o, revision = other.get("o", self.o), other.get("revision", self.revision[voter] + 1)
        contests, opened = [], []
        for contest, chosen in zip(self.settings["contests"], choices, strict=True):
            contest_id = other.get("ids", {}).get(contest["id"], contest["id"])
            ctx = (o, pk, revision, contest_id)
            rs = [self.scalar() for _ in chosen]
            options = [self.option(m, r, i, ctx) for i, (m, r) in enumerate(zip(chosen, rs, strict=True))]
            total = self.ranged("sum", self.y, sum(chosen), sum(rs), other.get("top", contest["max"]), *ctx)
            contests.append({"id": contest_id, "options": options, "sum": total})
            opened.append([[m, num(r)] for m, r in zip(chosen, rs, strict=True)])
        body = {"contests": contests, "credential": pk.hex(), "election": o.hex(), "revision": revision}
        return self.changed("sealed", body), opened

    def option(self, m: int, r: int, index: int, ctx: tuple[Any, ...]) -> Body:
        proof = self.ranged("option", self.y, m, r, 1 if m < 2 else m, *ctx, index)
        return {"a": base(r).hex(), "b": plus(base(m), mul(r, self.y)).hex(), "proof": proof}

    def vote(self, voter: int, choices: list[list[int]], **other: Any) -> Body:
        return self.cast(voter, *self.sealed(voter, choices, **other))

    def cast(self, voter: int, sealed: Body, opened: list[list[list[Any]]]) -> Body:
        ballot_hash = bytes.fromhex(sha(canon(sealed)))
        signature = self.knows("ballot", self.sk[voter], self.o, ballot_hash)
        self.put("ballot", self.changed("ballot", {**sealed, "signature": signature}))
        self.revision[voter] += 1
        self.counted.pop(voter, None)
        plain = [[(m, int.from_bytes(bytes.fromhex(r), "little")) for m, r in contest] for contest in opened]
        self.counted[voter] = ballot_hash, plain
        return sealed

    def challenge(self, voter: int, choices: list[list[int]]) -> tuple[Body, list[list[list[Any]]]]:
        sealed, opened = self.sealed(voter, choices)
        self.put("challenge", self.changed("challenge", {"ballot": sealed, "opened": opened}))
        return sealed, opened

    def cancel(self, voter: int) -> None:
        body = {"code": self.cancel_codes[voter].hex(), "credential": base(self.sk[voter]).hex()}
        self.put("cancel", self.changed("cancel", body))
        self.cancelled.add(voter)

    def close(self) -> None:
        self.clock = datetime(2026, 11, 22, 10, 0, 3, tzinfo=UTC)
        kinds = Counter(entry["kind"] for entry in self.entries)
        body = {"ballots": kinds["ballot"], "cancelled": kinds["cancel"], "challenges": kinds["challenge"]}
        self.put("close", self.changed("close", body))

    def sheet(self, station: str, votes: list[list[int]], **numbers: int) -> None:
        photo = f"photo of {station}".encode()
        self.photos[f"photos/{sha(photo)}"] = photo
        contests = [
            {"id": c["id"], "votes": v} for c, v in zip(self.settings["contests"], votes, strict=True)
        ]
        body = {"contests": contests, "photo": sha(photo), "station": station, **numbers}
        body = self.changed("paper", body)
        self.put("paper", body)
        self.sheets.append(body)

    # --- the count ---

    def tally(self, left_out: int | None = None) -> None:
        """The true tally; but the sums leave out one voter if asked to lie."""
        kept = [(v, *ballot) for v, ballot in self.counted.items() if v not in self.cancelled]
        self.sums = []
        for number, contest in enumerate(self.settings["contests"]):
            columns = [
                [plain[number][k] for v, _, plain in kept if v != left_out]
                for k in range(len(contest["options"]))
            ]
            self.sums.append([(sum(m for m, _ in c), sum(r for _, r in c)) for c in columns])
        encrypted = [[(base(r), plus(base(m), mul(r, self.y))) for m, r in contest] for contest in self.sums]
        contests = [
            {"id": c["id"], "sums": [{"a": a.hex(), "b": b.hex()} for a, b in sums]}
            for c, sums in zip(self.settings["contests"], encrypted, strict=True)
        ]
        ballots = sha(b"".join(digest for _, digest, _ in kept))
        self.number = len(kept)
        body = {"ballots": ballots, "contests": contests, "counted": self.number}
        self.q = self.put("tally", self.changed("tally", body))

    def share(self, i: int, **ids: str) -> None:
        contests = []
        for contest, sums in zip(self.settings["contests"], self.sums, strict=True):
            contest_id = ids.get(contest["id"], contest["id"])
            shares = []
            for k, (_, r) in enumerate(sums):
                proof = self.same("share", self.x[i], base(r), self.q, i, contest_id, k)
                shares.append({"d": mul(self.x[i], base(r)).hex(), "proof": proof})
            contests.append({"id": contest_id, "shares": shares})
        self.by_trustee("share", i, {"contests": contests})

    def result(self, elected: list[list[str]], tied: list[list[str]], *, valid: bool = True) -> None:
        contests = []
        for number, contest in enumerate(self.settings["contests"]):
            online = [m for m, _ in self.sums[number]]
            sheets = [sheet["contests"][number]["votes"] for sheet in self.sheets]
            paper = [sum(column) for column in zip(*sheets, strict=True)] or [0] * len(online)
            votes = [a + b for a, b in zip(online, paper, strict=True)]
            outcome = {"elected": elected[number], "tied": tied[number]}
            contests.append(
                {"id": contest["id"], "online": online, "paper": paper, "votes": votes, **outcome}
            )
        took_part = self.number + sum(sheet["found"] for sheet in self.sheets)
        body = {"contests": contests, "counted": self.number, "took_part": took_part}
        body |= {"trustees": list(range(1, self.t + 1)), "valid": valid}
        self.put("result", self.changed("result", body))

    # --- what is published ---

    @property
    def board(self) -> bytes:
        return b"".join(self.lines)

    def archive(self) -> bytes:
        import io
        import zipfile

        files = {"board.jsonl": self.board, "roll.txt": self.roll, "booth.html": self.booth}
        files |= dict(sorted(self.photos.items()))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as zipped:
            for name, data in files.items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.create_system, info.external_attr = 3, 0o100644 << 16
                zipped.writestr(info, data)
        return out.getvalue()


NUMBERS = {"blank": 0, "invalid": 1, "found": 3, "issued": 4, "spoiled": 1, "unused": 6, "books": 10}
SHEET = [[1, 1, 0], [2, 1]]


def vote_all(p: Prover) -> Prover:
    """Twelve cards, a challenge, a second ballot, a cancelled card."""
    for voter in range(11):
        p.vote(voter, [[1, 0, 0], [1, voter % 2]])
    p.challenge(11, [[0, 1, 0], [1, 1]])
    p.vote(11, [[0, 1, 0], [0, 0]])
    p.vote(0, [[0, 0, 1], [0, 1]])
    p.cancel(1)
    return p


def finish(p: Prover) -> Prover:
    """Paper, tally, two of three shares, result: the chair and one member are elected."""
    p.close()
    p.sheet("一号站", SHEET, **NUMBERS)
    return count(p)


def count(p: Prover) -> Prover:
    p.tally()
    p.share(1)
    p.share(2)
    p.result([["a"], ["a"]], [[], []])
    return p


def whole(p: Prover) -> Prover:
    """An election with every kind of entry but a complaint."""
    return finish(vote_all(p.prepare()))


def complain_justly(deal_is_bad: bool) -> Prover:
    """Trustee 2 complains about 3, with reason or without."""
    p = Prover()

    def spoil(body: Body) -> Body:
        body["shares"][1]["box"] = "ab" * 32
        return body

    if deal_is_bad:
        p.on["trustee.deal", 2] = spoil
    p.manifest()
    p.trustees()
    p.complain(2, 3)
    return p
