"""A whole small board from fixed seeds: three trustees of whom two open, twelve electors, two contests."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from elections.crypto import ballots, canonical, cards, chain, rehearsal, suite, tally, trustees
from elections.crypto.ballots import Opening, Setting
from elections.crypto.canonical import Body
from elections.crypto.cards import Card
from elections.crypto.ceremony import Ceremony
from elections.crypto.chain import Line
from elections.crypto.trustees import Trustee

BEGIN = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
OPENS, CLOSES = datetime(2026, 11, 22, 0, 30, tzinfo=UTC), datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ELECTION, ELECTORS, NUMBER, NEEDED = "370103008009/zu3k9m2qwxyz", 16, 3, 2
ROLL = "".join(f"{n}\t张*{n}\n" for n in range(1, ELECTORS + 1)).encode()
BOOTH = "<!doctype html><title>投票</title>".encode()
AUTHORITY_SEED = suite.hash_bytes("vector", "authority")
PHOTO = b"\x89PNG a photo of the sheet"


def fixed(name: str) -> Callable[[], int]:
    """Nonces that everybody can draw again: Hs("vector", name, 0), Hs("vector", name, 1), …"""
    numbers = iter(range(2**31))
    return lambda: suite.hash_scalar("vector", name, next(numbers))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def authority_secret() -> int:
    return cards.authority_key(AUTHORITY_SEED, ELECTION)


def manifest_body(**changed: Any) -> Body:
    ratio = {"denominator": 2, "numerator": 1, "strict": True}
    names = [("a", "安"), ("b", "白“小”\n"), ("c", "陈\\\u007f😀")]
    chair = {"id": "chair", "max": 1, "options": [{"id": i, "label": t} for i, t in names], "seats": 1}
    places = [{"id": f"m{n}", "label": f"候选人{n}"} for n in range(1, 5)]
    members = {"id": "members", "max": 3, "options": places, "seats": 3}
    body = {
        "attempt": 1,
        "authority": suite.base(authority_secret()).hex(),
        "board": suite.base(suite.hash_scalar("vector", "board")).hex(),
        "booth": sha256(BOOTH),
        "closes_at": canonical.time_text(CLOSES),
        "community": "建新社区",
        "contests": [chair | {"title": "主任"}, members | {"title": "委员"}],
        "election": ELECTION,
        "format": "linli-election-1",
        "least": 10,
        "opens_at": canonical.time_text(OPENS),
        "profile": {"digest": sha256(b"profile"), "id": "cn-residents-2026", "version": "1"},
        "roll": {"sha256": sha256(ROLL), "size": ELECTORS},
        "rule": {"elected": ratio | {"base": "took_part"}, "turnout": ratio | {"base": "roll"}},
        "suite": "linli-1",
        "title": "第八届居民委员会选举",
        "trustees": {"names": ["监督委员会", "街道", "居民代表"], "number": NUMBER, "threshold": NEEDED},
    }
    return body | changed


class Board:
    """Writes lines one after the other, as a server does."""

    def __init__(self, **changed: Any) -> None:
        self.lines: list[Line] = []
        self.secret = suite.hash_scalar("vector", "board")
        self.nonce = fixed("entry")
        self.add("manifest", manifest_body(**changed), BEGIN)
        self.number = self.lines[0].body["trustees"]["number"]
        self.threshold = self.lines[0].body["trustees"]["threshold"]
        m = self.lines[0].digest
        self.trustees = [Trustee(self.seed(i), m, i) for i in range(1, self.number + 1)]
        self.secrets: list[int] = []

    @staticmethod
    def seed(i: int) -> bytes:
        return suite.hash_bytes("vector", "seed", i)

    def add(self, kind: str, body: Body, at: datetime | None = None) -> Line:
        last = self.lines[-1] if self.lines else None
        before = last.at if last else BEGIN
        at = chain.shown_time(kind, at or before + timedelta(minutes=1), before)
        parent = last.hash if last else chain.FIRST_PARENT
        about: Any = {"n": len(self.lines), "parent": parent, "at": at}
        line = chain.write_line(kind=kind, body=body, secret=self.secret, nonce=self.nonce, **about)
        self.lines.append(line)
        return line

    def by_trustee(self, kind: str, make: Callable[[Trustee, Callable[[], int]], Body]) -> None:
        for trustee in self.trustees:
            body = make(trustee, fixed(f"{kind} {trustee.index}"))
            self.state.check_trustee(kind, body)
            self.add(kind, body)

    @property
    def state(self) -> Ceremony:
        return Ceremony(self.lines)

    def make_key(self) -> None:
        t = self.threshold
        self.by_trustee("trustee.commit", lambda who, nonce: trustees.commit(who, t, nonce))
        self.by_trustee("trustee.reveal", lambda who, nonce: trustees.reveal(who, t, nonce))
        transports = self.state.transports
        self.by_trustee("trustee.deal", lambda who, nonce: trustees.deal(who, t, transports, nonce))
        state = self.state
        deals, everyones = state.in_order("trustee.deal"), state.coefficients
        self.secrets = [trustees.secret_share(who, deals, everyones) for who in self.trustees]
        self.by_trustee(
            "trustee.confirm",
            lambda who, nonce: trustees.confirm(who, self.secrets[who.index - 1], state.last_deal, nonce),
        )
        self.add("key", trustees.key_body(everyones))

    def rehearse(self) -> None:
        r, value = suite.hash_scalar("vector", "rehearsal"), 4711
        m, drawn = self.lines[0].digest, fixed("rehearsal.made")
        asked = self.add("rehearsal", rehearsal.rehearsal_body(m, value, r, self.state.key, drawn))
        rehearsal.check_rehearsal_made(m, asked.body)
        a = bytes.fromhex(asked.body["a"])
        self.by_trustee(
            "trustee.rehearsal",
            lambda who, nonce: rehearsal.rehearse(who, self.secrets[who.index - 1], a, nonce),
        )
        body = {"r": suite.scalar_hex(r), "value": value}
        self.state.check_rehearsed(body)
        self.add("rehearsed", body)

    def open(self, hands: Sequence[Card]) -> Setting:
        m = self.lines[0].digest
        body = cards.credentials_body(m, list(hands), authority_secret(), fixed("credentials"))
        self.state.check_credentials(body)
        self.add("credentials", body)
        self.add("open", self.state.open_body(), OPENS - timedelta(hours=2))
        return self.setting

    @property
    def setting(self) -> Setting:
        state = self.state
        return Setting(state.need("open").digest, state.key, state.manifest.contests)

    def make(
        self, card: Card, choices: Sequence[Sequence[int]], revision: int = 1, name: str = ""
    ) -> tuple[Body, Opening]:
        drawn = fixed(name or f"ballot {card.public.hex()} {revision}")
        return ballots.unsigned(self.setting, card.public, revision, choices, drawn)

    def vote(self, card: Card, choices: Sequence[Sequence[int]], revision: int, at: datetime) -> Line:
        bare, _ = self.make(card, choices, revision)
        ballot = ballots.sign(bare, card.key, fixed(f"signature {card.public.hex()} {revision}"))
        ballots.check(self.setting, ballot)
        return self.add("ballot", ballot, at)

    def counted(self) -> list[tuple[Body, bytes]]:
        cancelled = {line.body["credential"] for line in self.lines if line.kind == "cancel"}
        cast = [line.body for line in self.lines if line.kind == "ballot"]
        last = {body["credential"]: body["revision"] for body in cast}
        return [
            (body, ballots.ballot_hash(body))
            for body in cast
            if body["credential"] not in cancelled and last[body["credential"]] == body["revision"]
        ]

    def close(self) -> None:
        kinds = chain.counts_of(self.lines)
        ends = {"ballots": "ballot", "cancelled": "cancel", "challenges": "challenge"}
        self.add("close", {key: kinds.get(kind, 0) for key, kind in ends.items()}, CLOSES)

    def tally(self, answering: Sequence[int]) -> None:
        line = self.add("tally", tally.tally_body(self.state.manifest.contests, self.counted()))
        for i in answering:
            who, nonce = self.trustees[i - 1], fixed(f"share {i}")
            body = tally.share_body(who, self.secrets[i - 1], line.digest, line.body, nonce)
            self.state.check_trustee("share", body)
            self.add("share", body)
        state = self.state
        shares = state.in_order("share")[: state.threshold]
        sheets = [line.body for line in self.lines if line.kind == "paper"]
        self.add("result", tally.result_body(state.manifest, line.body, shares, sheets))

    def text(self) -> bytes:
        return b"".join(line.text + b"\n" for line in self.lines)


def hands(count: int, election: str = ELECTION) -> list[Card]:
    return [Card(election, suite.hash_bytes("vector", "card", n)[:16]) for n in range(count)]


def sheet() -> Body:
    numbers = {"blank": 0, "books": 10, "found": 2, "invalid": 1, "issued": 3, "spoiled": 1, "unused": 7}
    votes = [{"id": "chair", "votes": [1, 0, 0]}, {"id": "members", "votes": [1, 1, 0, 0]}]
    return {"contests": votes, "photo": sha256(PHOTO), "station": "建新社区服务中心"} | numbers


def choice(n: int) -> list[list[int]]:
    """Chairs a, a, a, b, then again; the members m1, m2 and one of m3, m4, or nobody at all."""
    chair = [[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0]][n % 4]
    return [chair, [0, 0, 0, 0] if n == 5 else [1, 1, n % 2, 1 - n % 2]]


def whole_board() -> Board:
    """Twelve vote; one challenges first, one votes again, one goes to the polling station instead."""
    board = Board()
    board.make_key()
    board.rehearse()
    cast = hands(14)
    board.open(cast)
    at = OPENS + timedelta(minutes=10)
    for n in range(6):
        board.vote(cast[n], choice(n), 1, at)
    bare, opening = board.make(cast[6], choice(1), 1, "challenged")
    board.add("challenge", ballots.challenge(bare, opening), at + timedelta(hours=1))
    for n in range(6, 12):
        board.vote(cast[n], choice(n), 1, at + timedelta(hours=1, minutes=n))
    board.vote(cast[2], [[0, 0, 1], [0, 0, 0, 1]], 2, at + timedelta(hours=2))
    lost = cast[3]
    board.add(
        "cancel", {"code": lost.cancel_code.hex(), "credential": lost.public.hex()}, at + timedelta(hours=3)
    )
    board.close()
    board.add("paper", sheet())
    board.tally([3, 1, 2])
    return board
