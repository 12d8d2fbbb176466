"""Ranked and scored ballots: we elect whom the packages of other authors elect.

Where a lot is needed we say so and elect nobody by it; an oracle draws the lot, silently, in its own way. Such profiles are
compared with the set of all whom some lot could elect, where the oracle can name that set, and left out otherwise.
"""

from itertools import permutations
from random import Random

import pyrankvote
import pytest
import starvote
from pref_voting.iterative_methods import instant_runoff_put
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles import Profile as TheirProfile
from pref_voting.proportional_methods import stv_meek, stv_scottish
from pref_voting.scoring_methods import borda_for_profile_with_ties

from elections.counting.count import count
from elections.counting.ties import Drawn
from tests.elections.counting import profiles
from tests.elections.counting.theirs import CHUNKS, EACH, named, papers, seeds, stars, with_ties

OPEN = 0.2  # at most this share of a chunk may be undecided, or the comparison would say little


def test_at_least_ten_thousand_profiles_are_compared() -> None:
    assert sum(CHUNKS.values()) * EACH >= 10_000


@pytest.mark.parametrize("chunk", range(CHUNKS["scottish"]))
def test_scottish_stv(chunk: int) -> None:
    undecided = 0
    for seed in seeds(chunk):
        random = Random(seed)
        profile = profiles.rankings(random)
        seats = random.randint(1, len(profile.candidates) - 1)
        ours = count(profile, "stv-scottish", seats=seats)
        if ours.is_decided:
            theirs = stv_scottish(with_ties(profile), num_seats=seats)
            assert set(ours.winners) == named(profile, theirs), seed
        undecided += not ours.is_decided
    assert undecided < EACH * OPEN


@pytest.mark.parametrize("chunk", range(CHUNKS["meek"]))
def test_meek_stv(chunk: int) -> None:
    """Theirs iterates in floats to 1e-10, ours in whole billionths as its source says: both far finer than these gaps."""
    for seed in seeds(chunk):
        random = Random(seed)
        profile = profiles.rankings(random, most=5)
        seats = random.randint(1, len(profile.candidates) - 1)
        ours = count(profile, "stv-meek", seats=seats)
        if ours.is_decided:
            theirs = stv_meek(with_ties(profile), num_seats=seats, tol=1e-8)
            assert set(ours.winners) == named(profile, theirs), seed


@pytest.mark.parametrize("chunk", range(CHUNKS["schulze"]))
def test_schulze_with_all_who_are_level(chunk: int) -> None:
    for seed in seeds(chunk):
        profile = profiles.rankings(Random(seed))
        theirs = with_ties(profile)
        ours = count(profile, "schulze")
        winners = beat_path(theirs, strength_function=theirs.support)  # winning votes; its default is margins
        assert set(ours.tied or ours.winners) == named(profile, winners), seed


@pytest.mark.parametrize("chunk", range(CHUNKS["borda"]))
def test_borda_with_all_who_are_level(chunk: int) -> None:
    for seed in seeds(chunk):
        profile = profiles.rankings(Random(seed))
        ours = count(profile, "borda")
        assert set(ours.tied or ours.winners) == named(
            profile, borda_for_profile_with_ties(with_ties(profile))
        ), seed


@pytest.mark.parametrize("chunk", range(CHUNKS["irv"]))
def test_instant_runoff(chunk: int) -> None:
    for seed in seeds(chunk):
        profile = profiles.rankings(Random(seed))
        ours = count(profile, "irv")
        if ours.is_decided:
            theirs = pyrankvote.instant_runoff_voting(*papers(profile)).get_winners()
            assert list(ours.winners) == [str(winner) for winner in theirs], seed


def test_instant_runoff_by_every_lot() -> None:
    """Each lot elects one whom pref_voting's tree of all eliminations can elect; if that is one only, every lot does."""
    for seed in range(200):
        random = Random(seed)
        profile = profiles.rankings(random, most=4, is_complete=True, papers=8)
        number = {c: i for i, c in enumerate(profile.candidates)}
        orders = [[number[c] for c in ballot.named()] for ballot in profile.ballots]
        theirs = TheirProfile(orders, rcounts=[int(ballot.weight) for ballot in profile.ballots])
        possible = named(profile, instant_runoff_put(theirs))
        ours = {count(profile, "irv", ties=Drawn(lot)).winners[0] for lot in permutations(profile.candidates)}
        assert ours <= possible, seed
        assert len(possible) > 1 or ours == possible, seed


@pytest.mark.parametrize("chunk", range(CHUNKS["star"]))
def test_star_and_bloc_star(chunk: int) -> None:
    """starvote stops at a tie that its official order does not break, as we do: compared with ties and all."""
    for seed in seeds(chunk):
        random = Random(seed)
        profile = profiles.scores(random)
        seats = random.randint(1, len(profile.candidates) - 1)
        ours = count(profile, "star", seats=seats)
        assert (set(ours.winners) if ours.is_decided else "tie") == their_stars(stars(profile), seats), seed


def their_stars(ballots: list[dict[str, int]], seats: int) -> set[str] | str:
    try:
        if seats == 1:
            return set(starvote.star_voting(ballots, tiebreaker=None))
        return set(starvote.bloc_star_voting(ballots, seats=seats, tiebreaker=None))
    except starvote.UnbreakableTieError:
        return "tie"
