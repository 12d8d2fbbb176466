"""Single transferable vote by Meek's method: the elected keep just so much of each paper that they hold one quota.

Source: Reference Meek Rule, Proportional Representation Foundation (prfound.org/resources/reference/reference-meek-rule),
after Hill, Wichmann and Woodall, Algorithm 123, Computer Journal 30 (1987). Letters and numbers (B.2.a …) are the rule's own.
Amounts are whole numbers of 0.000000001 votes, rounded as the rule says.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from elections.counting.orders import Order, strict, whole
from elections.counting.points import Points, ranked
from elections.counting.profiles import Profile, Ranking
from elections.counting.record import Record

UNIT = 1_000_000_000  # one vote
OMEGA = UNIT // 1_000_000  # a total surplus below this is none
Votes = dict[str, int]  # in units


@dataclass
class Count:
    papers: dict[Order, int]
    seats: int
    hopeful: list[str]
    keep: Votes  # in units: what a candidate keeps of each vote that comes
    record: Record
    votes: Votes
    quota: int = 0
    surplus: int = 0

    @property
    def elected(self) -> list[str]:
        return self.record.winners

    @property
    def is_complete(self) -> bool:
        """B.1."""
        return len(self.elected) >= self.seats or len(self.elected) + len(self.hopeful) <= self.seats


def stv_meek(profile: Profile[Ranking], record: Record, *, seats: int = 1) -> None:
    papers = whole(strict(profile, record))
    names = list(profile.candidates)
    count = Count(papers, seats, names, dict.fromkeys(names, UNIT), record, dict.fromkeys(names, 0))
    while not count.is_complete:
        if not iterate(count):
            defeat_lowest(count)
    if len(count.elected) < seats:  # C
        distribute(count)
        note(count, 1)
        record.elect(sorted(count.hopeful, key=lambda c: (-count.votes[c], c)), "last_vacancies")


def iterate(count: Count) -> bool:
    """B.2, until somebody is elected or the surplus is as good as gone; true where somebody was."""
    turns, before = 0, None
    while True:
        turns += 1
        distribute(count)
        if reached := find_winners(count, turns):
            return bool(reached)
        if count.surplus < OMEGA or (before is not None and count.surplus >= before):
            note(count, turns)
            return False
        before = count.surplus
        for candidate in count.elected:
            count.keep[candidate] = new_keep(count, candidate)


def distribute(count: Count) -> None:
    """B.2.a and b: each paper runs down its names, each keeping a share; then the quota of what was kept."""
    count.votes = dict.fromkeys(count.votes, 0)
    for order, papers in count.papers.items():
        left = UNIT
        for candidate in order:
            kept = up(left * count.keep[candidate], UNIT)
            count.votes[candidate] += kept * papers
            left -= kept
    count.quota = sum(count.votes.values()) // (count.seats + 1) + 1


def find_winners(count: Count, turns: int) -> list[str]:
    """B.2.c and d."""
    reached = [c for c in count.hopeful if count.votes[c] >= count.quota]
    reached.sort(key=lambda c: (-count.votes[c], c))
    if reached:
        note(count, turns)
    count.record.elect(reached, "quota_reached")
    count.hopeful = [c for c in count.hopeful if c not in reached]
    count.surplus = max(0, sum(count.votes[c] - count.quota for c in count.elected))
    return reached


def new_keep(count: Count, candidate: str) -> int:
    """B.2.f, both steps rounded up; nobody keeps more than the whole."""
    return min(UNIT, up(up(count.keep[candidate] * count.quota, UNIT) * UNIT, count.votes[candidate]))


def defeat_lowest(count: Count) -> None:
    """B.3: votes that differ by less than the surplus still on its way are level."""
    fewest = min(count.votes[c] for c in count.hopeful)
    level = sorted(c for c in count.hopeful if count.votes[c] <= fewest + count.surplus)
    out = count.record.last(level)
    count.hopeful.remove(out)
    count.keep[out] = 0
    count.record.note("out", candidates=[out])


def up(number: int, by: int) -> int:
    return -(-number // by)


def note(count: Count, turns: int) -> None:
    """The standing once a round, not every turn of its iteration."""
    still = {c: n for c, n in count.votes.items() if c in count.hopeful or c in count.elected}
    silent = sum(count.papers.values()) * UNIT - sum(count.votes.values())
    count.record.note(
        "meek",
        votes=ranked(shares(still)),
        quota=Fraction(count.quota, UNIT),
        keep=shares({c: count.keep[c] for c in count.elected}),
        exhausted=Fraction(silent, UNIT),
        turns=turns,
    )


def shares(units: Votes) -> Points:
    return {c: Fraction(n, UNIT) for c, n in units.items()}
