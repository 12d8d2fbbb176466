"""Single transferable vote as Scotland's councils are elected: weighted inclusive Gregory transfers, five decimal places.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52; the 2011 Order
(SSI 2011/399) has the same rules. Amounts are whole numbers of 0.00001 votes, so "any remainder being ignored" is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from elections.counting.orders import Order, strict, top, whole
from elections.counting.points import Points, ranked
from elections.counting.profiles import Profile, Ranking
from elections.counting.record import Record

UNIT = 100_000  # one vote
Votes = dict[str, int]  # in units


@dataclass
class Parcel:
    """Papers that say the same and are worth the same."""

    order: Order
    papers: int
    value: int = UNIT  # of each


@dataclass
class Count:
    """Rule 47's state between two stages."""

    seats: int
    quota: int
    continuing: list[str]
    record: Record
    piles: dict[str, list[Parcel]] = field(default_factory=dict)
    credited: Votes = field(default_factory=dict)
    surplus: list[str] = field(default_factory=list)  # elected, still to transfer
    stages: list[Votes] = field(default_factory=list)

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.record.winners)


def stv_scottish(profile: Profile[Ranking], record: Record, *, seats: int = 1) -> None:
    papers = whole(strict(profile, record))
    quota = sum(papers.values()) // (seats + 1) + 1  # rule 46
    count = Count(seats, quota * UNIT, list(profile.candidates), record)
    record.note("quota", quota=quota, papers=sum(papers.values()), seats=seats)
    sort_first(count, papers)
    while not is_complete(count):
        if count.surplus:
            transfer_surplus(count)
        else:
            exclude_lowest(count)


def sort_first(count: Count, papers: dict[Order, int]) -> None:
    """Rule 45: by first preference."""
    count.piles = {candidate: [] for candidate in count.continuing}
    for order, number in papers.items():
        count.piles[order[0]].append(Parcel(order, number))
    count.credited = {c: sum(p.papers for p in pile) * UNIT for c, pile in count.piles.items()}
    end_stage(count)


def end_stage(count: Count) -> None:
    """Rule 47: whoever has the quota is deemed elected. The stage is kept: later ties look back at it."""
    count.stages.append(dict(count.credited))
    count.record.note("standing", votes=ranked(whole_votes(count.credited, count.continuing)))
    reached = [c for c in count.continuing if count.credited[c] >= count.quota]
    reached.sort(key=lambda c: (-count.credited[c], c))
    count.record.elect(reached, "quota_reached")
    count.continuing = [c for c in count.continuing if c not in reached]
    count.surplus += [c for c in reached if count.credited[c] > count.quota]


def is_complete(count: Count) -> bool:
    """Rule 52: as many left as vacancies are all elected, and nothing more is transferred."""
    if len(count.continuing) <= count.vacancies:
        count.record.elect(sorted(count.continuing, key=lambda c: (-count.credited[c], c)), "last_vacancies")
        return True
    return count.vacancies == 0


def transfer_surplus(count: Count) -> None:
    """Rules 48 and 49: the largest surplus; each paper at surplus times its value over the candidate's votes."""
    giver = largest_surplus(count)
    count.surplus.remove(giver)
    total, surplus = count.credited[giver], count.credited[giver] - count.quota
    parcels = [Parcel(p.order, p.papers, surplus * p.value // total) for p in count.piles.pop(giver)]
    received, silent = hand_on(count, parcels)
    count.credited[giver] = count.quota
    lost = surplus - sum(received.values()) - silent
    count.record.note(
        "surplus",
        candidate=giver,
        surplus=votes(surplus),
        received=whole_votes(received),
        silent=votes(silent),
        lost=votes(lost),
    )
    end_stage(count)


def exclude_lowest(count: Count) -> None:
    """Rules 50 and 51: the fewest votes; each paper goes on at the value at which it came."""
    level = extreme(count, count.continuing, min)
    out = count.record.last(level)
    count.continuing.remove(out)
    received, silent = hand_on(count, count.piles.pop(out))
    count.credited[out] = 0
    count.record.note("excluded", candidate=out, received=whole_votes(received), silent=votes(silent))
    end_stage(count)


def hand_on(count: Count, parcels: list[Parcel]) -> tuple[Votes, int]:
    """To the next name that is neither elected nor excluded; what each got, and what found nobody."""
    received: Votes = {}
    silent = 0
    for parcel in parcels:
        amount = parcel.papers * parcel.value
        if (taker := top(parcel.order, count.continuing)) is None:
            silent += amount
            continue
        count.piles[taker].append(parcel)
        count.credited[taker] += amount
        received[taker] = received.get(taker, 0) + amount
    return received, silent


def largest_surplus(count: Count) -> str:
    return count.record.first(extreme(count, count.surplus, max))[0]


def extreme(count: Count, among: list[str], pick: Callable[[Iterable[int]], int]) -> list[str]:
    """Most or fewest votes; those level are told apart by the latest stage at which they were not (rules 49(2), 51(2))."""
    level = list(among)
    for back, stage in enumerate(reversed(count.stages)):
        edge = pick(stage[c] for c in level)
        kept = [c for c in level if stage[c] == edge]
        if back and len(kept) < len(level):
            count.record.note("looked_back", level=level, kept=kept, stage=len(count.stages) - back)
        level = kept
    return level


def votes(units: int) -> Fraction:
    return Fraction(units, UNIT)


def whole_votes(units: Votes, among: list[str] | None = None) -> Points:
    return {c: votes(n) for c, n in units.items() if among is None or c in among}
