"""The other side of the protocol, written from docs/protocol.md alone: makes boards, true ones and false ones.

It shares no line with the verifier, so that both can only agree if both read the page alike.
"""

import io
import zipfile
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from tests.verify.preparing import Preparing
from tests.verify.proving import Body, L, base, canon, mul, num, plus, sha

CLOSING = datetime(2026, 11, 22, 10, 0, 3, tzinfo=UTC)


class Prover(Preparing):
    """A whole election; `on[kind, nth]` changes a body before whoever makes it signs it."""

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
        self.trackers.append(ballot_hash)
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

    def close(self, at: datetime = CLOSING) -> None:
        self.clock = at
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

    def result(
        self,
        elected: list[list[str]],
        tied: list[list[str]],
        *,
        valid: bool = True,
        used: list[int] | None = None,
    ) -> None:
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
        body |= {"trustees": used or list(range(1, self.t + 1)), "valid": valid}
        self.put("result", self.changed("result", body))

    # --- what is published ---

    @property
    def board(self) -> bytes:
        return b"".join(self.lines)

    def archive(self) -> bytes:
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


def before_the_count(p: Prover) -> Prover:
    p = vote_all(p.prepare())
    p.close()
    p.sheet("一号站", SHEET, **NUMBERS)
    return p


def count(p: Prover) -> Prover:
    p.tally()
    p.share(1)
    p.share(2)
    p.result([["a"], ["a"]], [[], []])
    return p


def whole(p: Prover) -> Prover:
    """An election with every kind of entry but a complaint."""
    return finish(vote_all(p.prepare()))


def complain(p: Prover) -> Prover:
    """Trustee 2 complains about 3."""
    p.manifest()
    p.trustees()
    p.complain(2, 3)
    return p


def complain_justly() -> Prover:
    p = Prover()

    def spoil(body: Body) -> Body:
        body["shares"][1]["box"] = "ab" * 32
        return body

    p.on["trustee.deal", 2] = spoil
    return complain(p)


def complain_of_a_number_past_the_order() -> Prover:
    """The box holds the right share and l on top: no scalar, so the dealer is at fault."""
    p = Prover()
    p.surplus[3, 2] = L
    return complain(p)


def complain_after_confirming() -> Prover:
    p = Prover()
    p.manifest()
    p.trustees()
    p.confirmations()
    p.complain(2, 3)
    return p


COMPLAINTS = {  # and whether each is just
    "a box of nonsense": (complain_justly, True),
    "a good box": (lambda: complain(Prover()), False),
    "a number past the order": (complain_of_a_number_past_the_order, True),
    "after all confirmed": (complain_after_confirming, False),
}
