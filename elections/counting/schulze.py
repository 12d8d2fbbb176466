"""Schulze's method with winning votes: whoever is beaten by nobody along the strongest chain of majorities wins.

Source: Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method, Social Choice and Welfare 36 (2011). The order is complete, so more seats take its first ones (not proportional).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from elections.counting.profiles import Profile, Ranking
from elections.counting.record import Record

Pairs = dict[tuple[str, str], Fraction]


def schulze(profile: Profile[Ranking], record: Record, *, seats: int = 1) -> None:
    preferred = duels(profile)
    record.note("duels", pairs=preferred, wins=beaten(preferred))
    strength = strongest_paths(preferred, profile.candidates)
    record.note("paths", pairs=strength, wins=beaten(strength))
    left = list(profile.candidates)
    while left and len(record.winners) < seats:
        best = unbeaten(strength, left)
        chosen = record.first(best, seats - len(record.winners))
        record.elect(chosen, "unbeaten")
        left = [c for c in left if c not in best]


def duels(profile: Profile[Ranking]) -> Pairs:
    """How many prefer one to the other; those not ranked are equally last."""
    pairs = dict.fromkeys(permutations(profile.candidates, 2), Fraction(0))
    for ballot in profile.ballots:
        ranks, last = ballot.ranks(), len(profile.candidates)
        for one, other in pairs:
            if ranks.get(one, last) < ranks.get(other, last):
                pairs[one, other] += ballot.weight
    return pairs


def strongest_paths(preferred: Pairs, candidates: tuple[str, ...]) -> Pairs:
    """A chain is as strong as its weakest majority; a duel that is not won has no strength."""
    paths = {(a, b): n if n > preferred[b, a] else Fraction(0) for (a, b), n in preferred.items()}
    for via, start, end in permutations(candidates, 3):
        paths[start, end] = max(paths[start, end], min(paths[start, via], paths[via, end]))
    return paths


def beaten(pairs: Pairs) -> dict[str, list[str]]:
    """Whom each one beats."""
    wins: dict[str, list[str]] = {one: [] for one, _ in pairs}
    for (one, other), n in pairs.items():
        if n > pairs[other, one]:
            wins[one].append(other)
    return wins


def unbeaten(strength: Pairs, left: list[str]) -> list[str]:
    return sorted(a for a in left if all(strength[a, b] >= strength[b, a] for b in left if b != a))
