"""Random ballots, the same on every machine: small enough to be fast, level often enough to be mean."""

from random import Random

from elections.counting.profiles import Approval, Budget, Profile, Ranking, Scores

LETTERS = "abcdefgh"


def rankings(
    random: Random, *, most: int = 6, is_complete: bool = False, papers: int = 40
) -> Profile[Ranking]:
    """A few kinds of papers, each many times; voters lean to the same names, as people do."""
    candidates = LETTERS[: random.randint(2, most)]
    ballots = []
    for _ in range(random.randint(1, 12)):
        order = sorted(candidates, key=lambda c: random.gauss(candidates.index(c), 3))
        length = len(order) if is_complete else random.randint(1, len(order))
        ballots.append(Ranking.of(*order[:length], weight=random.randint(1, max(1, papers // 4))))
    return Profile(tuple(candidates), tuple(ballots))


def approvals(random: Random, *, most: int = 7, voters: int = 12, weight: int = 4) -> Profile[Approval]:
    candidates = LETTERS[: random.randint(2, most)]
    ballots = []
    for _ in range(random.randint(1, voters)):
        chosen = random.sample(candidates, random.randint(1, len(candidates)))
        ballots.append(Approval.of(*chosen, weight=random.randint(1, weight)))
    return Profile(tuple(candidates), tuple(ballots))


def scores(random: Random, *, most: int = 5) -> Profile[Scores]:
    candidates = LETTERS[: random.randint(2, 6)]
    ballots = [
        Scores.of({c: random.randint(0, most) for c in candidates}, weight=random.randint(1, 3))
        for _ in range(random.randint(1, 15))
    ]
    return Profile(tuple(candidates), tuple(ballots))


def budget(random: Random, profile: Profile[Approval]) -> Budget:
    costs = {c: random.randint(1, 20) for c in profile.candidates}
    return Budget.of(random.randint(1, sum(costs.values())), costs)
