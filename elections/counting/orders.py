"""Ranked papers sorted by what they say; used by all rules that pass a paper on from one name to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from fractions import Fraction

from elections.counting.faults import Invalid
from elections.counting.profiles import Profile, Ranking
from elections.counting.record import Record

Order = tuple[str, ...]


def strict(profile: Profile[Ranking], record: Record) -> dict[Order, Fraction]:
    """Papers by order. From where two names are ranked equally a paper is silent; silent at once, it is spoiled."""
    papers: Counter[Order] = Counter()
    cut = Fraction(0)
    for ballot in profile.ballots:
        order = until_equal(ballot)
        papers[order] += ballot.weight  # type: ignore[assignment]  # fractions, not whole numbers
        cut += ballot.weight if len(order) < len(ballot.named()) else 0
    if cut:
        record.note("cut", papers=cut, of=profile.size)
    if silent := papers.pop((), 0):
        record.note("spoiled", papers=silent, of=profile.size)
    return {order: Fraction(weight) for order, weight in papers.items()}


def until_equal(ballot: Ranking) -> Order:
    order: list[str] = []
    for tier in ballot.tiers:
        if len(tier) > 1:
            break
        order += tier
    return tuple(order)


def whole(papers: Mapping[Order, Fraction]) -> dict[Order, int]:
    """The same, in whole papers: the laws that name a quota count papers, not shares."""
    for weight in papers.values():
        if weight.denominator != 1:
            raise Invalid("not_whole", weight=weight)
    return {order: int(weight) for order, weight in papers.items()}


def top(order: Order, continuing: Collection[str]) -> str | None:
    """The first name that is still in the count."""
    return next((candidate for candidate in order if candidate in continuing), None)
