"""STAR (score, then automatic runoff, 打分加复选): of the two highest sums the one wins whom more people scored higher.

Source: Equal Vote Coalition, star.vote/starvoting.org, with its official tie order: in the scoring round head-to-head
preferences, then the number of highest scores; in the runoff the sum, then the number of highest scores; then the lot.
More seats are filled one after the other (Bloc STAR).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

from elections.counting.points import Points, ranked, sums, valid
from elections.counting.profiles import Profile, Scores
from elections.counting.record import Record

Measure = tuple[str, Callable[[list[str]], Points]]  # what decides between the level, and its name


def star(profile: Profile[Scores], record: Record, *, seats: int = 1, most: int = 5) -> None:
    kept = valid(profile, lambda b: all(0 <= n <= most for n in b.points.values()), record)
    totals = sums(kept)
    record.note("points", totals=ranked(totals))
    for _ in range(min(seats, len(totals))):
        left = {c: n for c, n in totals.items() if c not in record.winners}
        pair = finalists(kept, left, most, record)
        record.elect(runoff(kept, pair, left, most, record) if len(pair) == 2 else pair)


def finalists(profile: Profile[Scores], totals: Points, most: int, record: Record) -> list[str]:
    preferences: Measure = ("preferences", lambda tied: preferred(profile, tied))
    measures = [("totals", lambda tied: totals), preferences, highest_scores(profile, most)]
    return narrow(list(totals), min(2, len(totals)), measures, record)


def runoff(profile: Profile[Scores], pair: list[str], totals: Points, most: int, record: Record) -> list[str]:
    votes = preferred(profile, pair)
    record.note("runoff", votes=ranked(votes), indifferent=profile.size - sum(votes.values()))
    measures = [
        ("runoff", lambda tied: votes),
        ("totals", lambda tied: totals),
        highest_scores(profile, most),
    ]
    return narrow(pair, 1, measures, record)


def narrow(among: list[str], places: int, measures: list[Measure], record: Record) -> list[str]:
    """The first `places` by the first measure; whoever is level at the line by the next one; at last by lot."""
    chosen: list[str] = []
    for turn, (name, measure) in enumerate(measures):
        values = measure(among)
        if turn:
            record.note("star_tie", tied=among, measure=name, values=ranked({c: values[c] for c in among}))
        line = sorted((values[c] for c in among), reverse=True)[places - len(chosen) - 1]
        chosen += [c for c in among if values[c] > line]
        among = [c for c in among if values[c] == line]
        if len(chosen) + len(among) <= places:
            return chosen + among
    return chosen + record.first(among, places - len(chosen))


def preferred(profile: Profile[Scores], among: list[str]) -> Points:
    """For each the sum over the others of how many scored this one higher."""
    votes = dict.fromkeys(among, Fraction(0))
    for ballot in profile.ballots:
        for one, other in combinations(among, 2):
            if (a := ballot.given(one)) != (b := ballot.given(other)):
                votes[one if a > b else other] += ballot.weight
    return votes


def highest_scores(profile: Profile[Scores], most: int) -> Measure:
    def measure(among: list[str]) -> Points:
        return {c: sum((b.weight for b in profile.ballots if b.given(c) == most), Fraction(0)) for c in among}

    return "highest", measure
