"""Our profiles in the words of the oracles: packages by other people, which only tests import.

They are a group of their own in pyproject.toml. Where it is missing these imports fail, and so do the tests.
"""

import pyrankvote
from pref_voting.profiles_with_ties import ProfileWithTies

from elections.counting.profiles import Approval, Profile, Ranking, Scores

EACH = 250  # profiles in one test
CHUNKS = {  # tests of EACH profiles; together at least ten thousand
    "scottish": 10,
    "meek": 2,
    "schulze": 6,
    "borda": 6,
    "irv": 6,
    "star": 6,
    "phragmen": 4,
    "equal_shares": 4,
    "equal_shares_points": 2,
    "add1": 2,
    "greedy": 4,
    "knapsack": 2,
}


def seeds(chunk: int) -> range:
    return range(chunk * EACH, (chunk + 1) * EACH)


def with_ties(profile: Profile[Ranking]) -> ProfileWithTies:
    """pref_voting's; candidates are numbers there. Those not ranked are below those ranked, as with us."""
    number = {candidate: i for i, candidate in enumerate(profile.candidates)}
    orders = [{number[c]: rank for c, rank in ballot.ranks().items()} for ballot in profile.ballots]
    weights = [int(ballot.weight) for ballot in profile.ballots]
    theirs = ProfileWithTies(orders, rcounts=weights, candidates=list(number.values()))
    theirs.use_extended_strict_preference()
    return theirs


def named(profile: Profile[Ranking], numbers: list[int]) -> set[str]:
    return {profile.candidates[number] for number in numbers}


def papers(profile: Profile[Ranking]) -> tuple[list[pyrankvote.Candidate], list[pyrankvote.Ballot]]:
    """pyrankvote's: every paper by itself."""
    candidates = {c: pyrankvote.Candidate(c) for c in profile.candidates}
    ballots = [
        pyrankvote.Ballot([candidates[c] for c in ballot.named()])
        for ballot in profile.ballots
        for _ in range(int(ballot.weight))
    ]
    return list(candidates.values()), ballots


def stars(profile: Profile[Scores]) -> list[dict[str, int]]:
    """starvote's."""
    return [
        {c: int(n) for c, n in ballot.points.items()}
        for ballot in profile.ballots
        for _ in range(int(ballot.weight))
    ]


def voters(profile: Profile[Approval]) -> list[list[str]]:
    return [sorted(ballot.chosen) for ballot in profile.ballots for _ in range(int(ballot.weight))]
