"""How a residents' vote is decided, in exact fractions. Nothing here knows the database, the web or the clock.

Sources. Residents' meeting: 城市居民委员会组织法 (2018 text) art. 9: more than half must take part, and more than half of
those taking part must agree. The law was rewritten with effect from 2026-01-01; its articles must be read before a vote
with legal force is run on these defaults. Owners' decisions: 民法典 art. 278 (two thirds take part; more than half or
three quarters of those taking part). Both count everyone who took part in the denominator, abstentions too.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

FEWEST_PUBLISHED = 10  # a secret vote with fewer ballots shows its outcome, never its counts


class Base(StrEnum):
    """What the passing share is a share of."""

    TOOK_PART = "took_part"  # everybody who cast a ballot, abstentions too
    DECIDED = "decided"  # ballots that are no abstention
    ROLL = "roll"  # everybody entitled, whether they voted or not


class Stance(StrEnum):
    """What an option means to the count."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    CHOICE = "choice"  # one of many


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    TIE = "tie"
    NOT_QUORATE = "not_quorate"


@dataclass(frozen=True)
class Threshold:
    """A share of a number: "more than" it where strict (过半数), "at least" it otherwise (三分之二以上)."""

    share: Fraction
    is_strict: bool

    def needed(self, of: int) -> int:
        """The least whole number that meets the threshold."""
        exact = self.share * of
        return floor(exact) + 1 if self.is_strict else ceil(exact)

    def is_met(self, count: int, of: int) -> bool:
        return count >= self.needed(of)

    def __str__(self) -> str:
        return f"{'>' if self.is_strict else '>='} {self.share.numerator}/{self.share.denominator}"


MORE_THAN_HALF = Threshold(Fraction(1, 2), True)
MOST_VOTES = Threshold(Fraction(0), True)  # more than nothing: whoever has most votes, if anybody has one


@dataclass(frozen=True)
class Terms:
    """What a vote is decided by; fixed before it opens."""

    quorum: Threshold
    passing: Threshold
    base: Base


@dataclass(frozen=True)
class Tally:
    """The ballots counted: for each option's position its stance and how many chose it."""

    roll: int
    stances: Mapping[int, Stance]
    counts: Mapping[int, int]

    @property
    def took_part(self) -> int:
        return sum(self.counts.values())

    def of(self, *stances: Stance) -> int:
        return sum(n for position, n in self.counts.items() if self.stances[position] in stances)


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    took_part: int
    quorum_needed: int
    base_size: int
    needed: int
    winner: int | None = None  # position of the option that passed


def tally_of(positions: Iterable[int], stances: Mapping[int, Stance], roll: int) -> Tally:
    """Counts ballots; one for an option that does not exist is an error, never silently dropped."""
    counts = dict.fromkeys(sorted(stances), 0)
    for position in positions:
        counts[position] += 1
    return Tally(roll, stances, counts)


def is_quorate(terms: Terms, took_part: int, roll: int) -> bool:
    """Enough of the roll took part; a vote in which nobody did never has a quorum (组织法 art. 9)."""
    return took_part > 0 and terms.quorum.is_met(took_part, roll)


def base_size(terms: Terms, tally: Tally) -> int:
    """The number that the passing share is taken of."""
    if terms.base is Base.ROLL:
        return tally.roll
    if terms.base is Base.DECIDED:
        return tally.took_part - tally.of(Stance.ABSTAIN)
    return tally.took_part


def leaders(tally: Tally) -> list[int]:
    """Positions of the options that may pass and have most votes; several where they are level."""
    running = {p: n for p, n in tally.counts.items() if tally.stances[p] in (Stance.FOR, Stance.CHOICE)}
    most = max(running.values(), default=0)
    return [p for p, n in running.items() if n == most and n > 0]


def result(terms: Terms, tally: Tally) -> Verdict:
    """The whole decision. A tie passes nothing: it takes a new vote."""
    size = base_size(terms, tally)
    outcome, winner = _decide(terms, tally, size)
    return Verdict(
        outcome=outcome,
        took_part=tally.took_part,
        quorum_needed=max(1, terms.quorum.needed(tally.roll)),
        base_size=size,
        needed=max(1, terms.passing.needed(size)),
        winner=winner,
    )


def _decide(terms: Terms, tally: Tally, size: int) -> tuple[Outcome, int | None]:
    if not is_quorate(terms, tally.took_part, tally.roll):
        return Outcome.NOT_QUORATE, None
    first = leaders(tally)
    if first and terms.passing.is_met(tally.counts[first[0]], size):
        return (Outcome.PASSED, first[0]) if len(first) == 1 else (Outcome.TIE, None)
    votes_for = tally.of(Stance.FOR)
    if votes_for and votes_for == tally.of(Stance.AGAINST):
        return Outcome.TIE, None
    return Outcome.FAILED, None


def may_publish_counts(*, is_secret: bool, took_part: int) -> bool:
    """Counts of a few secret ballots would tell what single neighbours chose; named ones are open anyway."""
    return not is_secret or took_part >= FEWEST_PUBLISHED


def fingerprint(lines: Iterable[str]) -> str:
    """SHA-256 of the sorted lines, each ended by a newline, in UTF-8: what `sort | sha256sum` gives (LC_ALL=C)."""
    ordered = sorted(line.encode() for line in lines)
    return hashlib.sha256(b"".join(line + b"\n" for line in ordered)).hexdigest()


def shown_code(code: str) -> str:
    """A tracking code as people read it: 7KQ4-M2XP-9D3C."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4)).upper()


def typed_code(text: str) -> str:
    """What somebody typed, as the list holds it."""
    return "".join(c for c in text.lower() if c.isalnum())
