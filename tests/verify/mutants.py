"""For each check a board that breaks just that check, and holds in all else."""

from collections.abc import Callable
from datetime import UTC, datetime

from tests.verify.falsifying import (
    BOGUS,
    Mutant,
    changed,
    past_order,
    put,
    setting,
)
from tests.verify.prover import (
    NUMBERS,
    SHEET,
    Prover,
    before_the_count,
    complain,
    count,
    finish,
    vote_all,
    whole,
)
from tests.verify.proving import hs

MUTANTS: dict[str, Mutant] = {}


def mutant(name: str) -> Callable[[Mutant], Mutant]:
    def keep(make: Mutant) -> Mutant:
        MUTANTS[name] = make
        return make

    return keep


TRUSTEES = {"names": ["甲", "乙"], "number": 3, "threshold": 2}
CLOSE = 36  # the line of `close` in the whole election, from 0
MUTANTS |= {
    "value.hex": changed("sealed", 0, "contests.0.sum.0.0", str.upper),
    "value.time": changed("manifest", 0, "opens_at", "2026-11-21 08:30:00Z"),
    "value.element": changed("trustee.deal", 0, "shares.0.r", "ff" * 32),
    "value.identity": changed("trustee.deal", 0, "shares.0.r", "00" * 32),
    "value.scalar": changed("sealed", 0, "contests.0.sum.0.0", past_order),
    "chain.number": changed("entry", 5, "n", 6),
    "chain.parent": changed("entry", 5, "parent", "1" * 64),
    "chain.signature": changed("signed", 5, "sig", BOGUS),
    "chain.time": changed("entry", 5, "at", "2026-11-20T08:00:00Z"),
    "manifest.suite": setting(suite="linli-2"),
    "manifest.contests": changed("manifest", 0, "contests.1.seats", 3),
    "manifest.rule": setting(least=9),
    "manifest.trustees": setting(trustees=TRUSTEES),
    "manifest.times": setting(attempt=0),
    "roll.size": changed("manifest", 0, "roll.size", 21),
    "trustee.signature": changed("trustee.commit+", 0, "signature", BOGUS),
    "trustee.commitment": changed("trustee.commit", 0, "commitment", "ab" * 32),
    "trustee.coefficient": changed("trustee.reveal", 0, "proofs.1", BOGUS),
    "trustee.deal": changed("trustee.deal", 2, "shares", lambda shares: shares[:2]),
    "trustee.confirm": changed("trustee.confirm", 1, "proof", BOGUS),
    "trustee.complaint": changed("trustee.complain", 0, "proof", BOGUS, complain),
    "key.joint": changed("key", 0, "keys", lambda keys: keys[::-1]),
    "rehearsal.made": changed("rehearsal", 0, "proof", BOGUS),
    "rehearsal.share": changed("trustee.rehearsal", 2, "proof", BOGUS),
    "rehearsal.value": changed("rehearsed", 0, "value", 4712),
    "credentials.signature": changed("credentials", 0, "signature", BOGUS),
    "open.binding": changed("open", 0, "manifest", "ab" * 32),
    "ballot.election": changed("sealed", 0, "election", "ab" * 32),
    "ballot.signature": changed("ballot", 0, "signature", BOGUS),
    "challenge.opened": changed("challenge", 0, "opened.0.0.0", 1),
    "cancel.code": changed("cancel", 0, "code", "ab" * 32),
    "close.time": changed("entry", CLOSE, "at", "2026-11-22T09:59:59Z"),
    "close.counts": changed("close", 0, "ballots", 12),
    "paper.contests": changed("paper", 0, "contests.0.id", "mayor"),
    "paper.sums": changed("paper", 0, "books", 11),
    "paper.votes": changed("paper", 0, "contests.0.votes", [2, 1, 0]),
    "tally.least": setting(least=12),
    "tally.counted": changed("tally", 0, "ballots", "ab" * 32),
    "share.proof": changed("share", 0, "contests.1.shares.0.proof", BOGUS),
    "result.contests": changed("result", 0, "contests.0.id", "mayor"),
    "result.votes": changed("result", 0, "contests.0.votes.0", lambda n: n + 1),
    "result.took_part": changed("result", 0, "took_part", 15),
    "result.valid": changed("result", 0, "valid", False),
    "result.elected": changed("result", 0, "contests.0.elected", ["b"]),
}


@mutant("line.shape")
def _extra_key() -> Prover:
    p = Prover()
    p.on["paper", 0] = lambda body: body | {"witness": "x"}
    return whole(p)


@mutant("line.canonical")
def _blank_in_line() -> Prover:
    p = Prover()
    p.on["line", 5] = lambda line: line.replace(b"{", b"{ ", 1)  # type: ignore[attr-defined]
    return whole(p)


@mutant("chain.hour")
def _minute_of_a_cancel() -> Prover:
    return changed("entry", CLOSE - 1, "at", "2026-11-21T08:17:00Z")()


@mutant("chain.order")
def _closed_twice() -> Prover:
    p = vote_all(Prover().prepare())
    p.close()
    return finish(p)


@mutant("manifest.parties")
def _one_key_for_both() -> Prover:
    p = Prover()
    p.authority_key = p.board_key
    return whole(p)


@mutant("roll.digest")
def _another_roll() -> Prover:
    p = whole(Prover())
    p.roll = p.roll.replace("张".encode(), "李".encode())
    return p


@mutant("manifest.roll")
def _nobody_on_the_roll() -> Prover:
    p = Prover()
    p.roll = b""
    p.on["manifest", 0] = put("roll.size", 0)
    p.manifest()
    return p


@mutant("booth.digest")
def _another_booth() -> Prover:
    p = whole(Prover())
    p.booth += b"<script>steal()</script>"
    return p


@mutant("credentials.order")
def _cards_in_another_order() -> Prover:
    p = Prover()
    p.on["list", 0] = lambda listed: listed[::-1]  # type: ignore[index]
    return whole(p)


@mutant("credentials.number")
def _more_cards_than_electors() -> Prover:
    p = Prover()
    p.roll = "一\n二\n三\n".encode()
    p.on["manifest", 0] = put("roll.size", 3)
    return p.prepare()


@mutant("ballot.contests")
def _another_contest() -> Prover:
    p = Prover().prepare()
    p.vote(0, [[1, 0, 0], [1, 0]], ids={"chair": "mayor"})
    return p


@mutant("ballot.credential")
def _no_card() -> Prover:
    p = vote_all(Prover().prepare())
    p.sk.append(hs("credential", "e-1", b"found in the street"))
    p.vote(12, [[0, 1, 0], [0, 0]])
    return finish(p)


@mutant("ballot.cancelled")
def _after_paper() -> Prover:
    p = vote_all(Prover().prepare())
    p.vote(1, [[0, 1, 0], [0, 0]])
    return finish(p)


@mutant("ballot.revision")
def _revision_leaps() -> Prover:
    p = Prover().prepare()
    p.revision[11] = 4
    return finish(vote_all(p))


@mutant("ballot.time")
def _before_opening() -> Prover:
    p = Prover().prepare()
    p.clock = datetime(2026, 11, 21, 7, 10, tzinfo=UTC)
    p.vote(0, [[1, 0, 0], [1, 0]])
    return p


@mutant("ballot.option")
def _two_votes_for_one() -> Prover:
    p = Prover().prepare()
    p.vote(3, [[1, 0, 0], [2, 0]])
    return p


@mutant("ballot.sum")
def _two_chairs() -> Prover:
    p = Prover().prepare()
    p.vote(3, [[1, 1, 0], [1, 0]], top=2)
    return p


@mutant("ballot.copied")
def _same_randomness() -> Prover:
    p = Prover().prepare()
    state = p.random.getstate()
    p.vote(3, [[1, 0, 0], [1, 0]])
    p.random.setstate(state)
    p.vote(3, [[1, 0, 0], [1, 0]])
    return p


@mutant("ballot.challenged")
def _challenged_then_cast() -> Prover:
    p = Prover().prepare()
    p.cast(3, *p.challenge(3, [[1, 0, 0], [1, 0]]))
    return p


@mutant("cancel.once")
def _cancelled_twice() -> Prover:
    p = vote_all(Prover().prepare())
    p.cancel(1)
    return finish(p)


@mutant("paper.once")
def _sheet_twice() -> Prover:
    p = before_the_count(Prover())
    p.sheet("一号站", SHEET, **NUMBERS)
    return count(p)


@mutant("paper.photo")
def _another_photo() -> Prover:
    p = whole(Prover())
    p.photos = dict.fromkeys(p.photos, b"another photo")
    return p


@mutant("paper.cancels")
def _cancelled_without_paper() -> Prover:
    p = vote_all(Prover().prepare())
    p.close()
    return count(p)


@mutant("tally.electors")
def _more_than_the_roll() -> Prover:
    """Eleven online and ten on paper, of twenty; nothing is opened yet."""
    p = vote_all(Prover().prepare())
    p.close()
    p.sheet("一号站", SHEET, **NUMBERS | {"found": 10, "issued": 11, "books": 17})
    p.tally()
    return p


@mutant("tally.sums")
def _left_out_of_the_sums() -> Prover:
    p = before_the_count(Prover())
    p.tally(left_out=5)
    p.share(1)
    p.share(2)
    p.result([["a"], ["a"]], [[], []])
    return p


@mutant("share.contests")
def _share_of_another_contest() -> Prover:
    p = before_the_count(Prover())
    p.tally()
    p.share(1, chair="mayor")
    p.share(2)
    p.result([["a"], ["a"]], [[], []])
    return p


@mutant("result.trustees")
def _one_trustee_too_many() -> Prover:
    p = before_the_count(Prover())
    p.tally()
    for i in (1, 2, 3):
        p.share(i)
    p.on["result", 0] = put("trustees", [1, 2, 3])
    p.result([["a"], ["a"]], [[], []])
    return p


def one_more(path: str) -> Prover:
    """One vote more in a column of the result, and in its total."""
    p = Prover()
    more = put("contests.0.votes.1", lambda n: n + 1)
    p.on["result", 0] = lambda body: put(path, lambda n: n + 1)(more(body))
    return whole(p)


MUTANTS["result.online"] = lambda: one_more("contests.0.online.1")
MUTANTS["result.paper"] = lambda: one_more("contests.0.paper.1")


def no_cards() -> Prover:
    return Prover(voters=0).prepare()


def endless_books() -> Prover:
    p = vote_all(Prover().prepare())
    p.close()
    p.sheet("一号站", SHEET, **NUMBERS | {"unused": 10**9, "books": 10**9 + 4})
    return p


OTHERS: list[tuple[str, Mutant]] = [("credentials.number", no_cards), ("paper.sums", endless_books)]
