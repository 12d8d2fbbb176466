"""Selection by lot from a published list: a deliberative panel, a supervisory group, an order of speakers.

Everybody's lot number is the SHA-256 of seed, line feed, name. The list is walked from the lowest number up. Who comes is
taken, unless the stratum already has its most, or the seats that are left are needed for strata below their least.

Fairness. Lot numbers are as good as random to anyone who cannot choose the seed after seeing the list, so any two people of
one stratum have the same chance. Where no quota bites, everybody on the list has it: seats over people. Where one does, the
chance of a stratum follows from its quota, which is public; `proportional` sets quotas so that it differs by less than one
seat from the stratum's share of the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from elections.counting.faults import Invalid
from elections.counting.record import Outcome, Record
from elections.counting.ties import Lot

Quota = tuple[int, int]  # least and most
Pool = Mapping[str, str]  # who belongs to which stratum


def draw(pool: Pool, *, seats: int, seed: str, quotas: Mapping[str, Quota] | None = None) -> Outcome:
    """The panel in the order in which its members were drawn, and the minutes of the walk."""
    lot, sizes = Lot(seed), Counter(pool.values())
    limits = {stratum: (quotas or {}).get(stratum, (0, size)) for stratum, size in sizes.items()}
    check(seats, sizes, limits, quotas or {})
    record, taken = Record(lot), Counter[str]()
    for stratum, (least, most) in sorted((quotas or {}).items()):
        record.note("stratum_quota", stratum=stratum, size=sizes[stratum], least=least, most=most)
    for person in lot.order(list(pool)):
        if len(record.winners) == seats:
            break
        stratum = pool[person]
        if obstacle := hindrance(stratum, seats, taken, limits):
            record.note(obstacle, candidate=person, stratum=stratum)
            continue
        taken[stratum] += 1
        record.elect([person], "drawn", place=len(record.winners) + 1, stratum=stratum)
    return Outcome("sortition", tuple(record.winners), tuple(record.rounds), lot)


def hindrance(stratum: str, seats: int, taken: Counter[str], limits: Mapping[str, Quota]) -> str | None:
    """Why somebody of this stratum cannot be taken now."""
    least, most = limits[stratum]
    if taken[stratum] == most:
        return "stratum_full"
    owed = sum(max(0, limits[other][0] - taken[other]) for other in limits)
    left = seats - taken.total()
    return "seats_owed" if taken[stratum] >= least and left <= owed else None


def check(seats: int, sizes: Counter[str], limits: Mapping[str, Quota], quotas: Mapping[str, Quota]) -> None:
    if seats < 1:
        raise Invalid("below_one", option="seats", value=seats)
    for stratum, (least, most) in quotas.items():
        if not 0 <= least <= most or least > sizes[stratum]:
            raise Invalid("quota", stratum=stratum, least=least, most=most, size=sizes[stratum])
    least = sum(quota[0] for quota in limits.values())
    most = sum(min(quota[1], sizes[stratum]) for stratum, quota in limits.items())
    if not least <= seats <= most:
        raise Invalid("quotas", seats=seats, least=least, most=most)


def next_in_line(
    pool: Pool, *, seed: str, panel: list[str], leaving: str, declined: frozenset[str] = frozenset()
) -> str | None:
    """Who moves up for a member that leaves: the next of the same stratum on the list."""
    waiting = [p for p in pool if pool[p] == pool[leaving] and p not in panel and p not in declined]
    return next(iter(Lot(seed).order(waiting)), None)


def proportional(pool: Pool, seats: int) -> dict[str, Quota]:
    """Each stratum's exact share of the seats, rounded down and up."""
    shares = {stratum: Fraction(seats * size, len(pool)) for stratum, size in Counter(pool.values()).items()}
    return {stratum: (floor(share), ceil(share)) for stratum, share in shares.items()}
