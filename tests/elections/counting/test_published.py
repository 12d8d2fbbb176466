"""Real elections with published results. Where each file comes from stands in its head."""

from fractions import Fraction
from pathlib import Path

from pref_voting.proportional_methods import stv_meek, stv_scottish

from elections.counting.count import count
from elections.counting.formats import read
from elections.counting.profiles import Approval, Budget, Profile, Ranking
from elections.counting.record import Outcome
from tests.elections.counting.theirs import named, with_ties

FILES = Path(__file__).parent / "published"


def values(outcome: Outcome, kind: str, name: str) -> list[object]:
    return [step.values[name] for step in outcome.rounds if step.kind == kind]


def test_burlington_2009_instant_runoff() -> None:
    """Kiss became mayor by 4,313 to 4,061 (official), 4,314 to 4,064 by the published ballots."""
    outcome = count(read(FILES / "burlington-2009.soi").profile, "irv")
    assert outcome.winners == ("1",)
    assert values(outcome, "standing", "votes") == [{"3": 3297, "1": 2982, "2": 2554}, {"1": 4314, "3": 4064}]


def test_burlington_2009_duels() -> None:
    """Montroll was preferred to each of the others, 4,067 to 3,477 and 4,597 to 3,668, and came third."""
    outcome = count(read(FILES / "burlington-2009.soi").profile, "schulze")
    assert outcome.winners == ("2",)
    [duels] = values(outcome, "duels", "pairs")
    published = {
        ("2", "1"): 4067,
        ("1", "2"): 3477,
        ("2", "3"): 4597,
        ("3", "2"): 3668,
        ("1", "3"): 4314,
        ("3", "1"): 4064,
    }
    assert duels == published


def test_burlington_2009_more_votes_would_have_cost_kiss_the_office() -> None:
    """Not monotone, and known for it: had enough of Wright's voters ranked Kiss first, Montroll would have won."""
    profile = read(FILES / "burlington-2009.soi").profile
    convinced = {("3", "1", "2"): 495, ("3",): 300}  # Wright's voters who now rank Kiss above him
    ballots = []
    for ballot in profile.ballots:
        order = tuple(ballot.named())
        if moved := convinced.get(order, 0):
            ballots.append(Ranking.of("1", *(c for c in order if c != "1"), weight=moved))
        if ballot.weight > moved:
            ballots.append(Ranking.of(*order, weight=ballot.weight - moved))
    after = Profile(profile.candidates, tuple(ballots))
    assert after.size == profile.size
    assert count(after, "irv").winners == ("2",)


def test_na_hearadh_2012_scottish_count() -> None:
    """Elected were Macdonald, McLean and MacRae: the ward's councillors in welovestornoway.com's report of 2017.

    The first transfer by hand: surplus 498 − 201 = 297, each paper 297 / 498 = 0.59638 (five places, the rest ignored). Of
    Macdonald's papers 159 go to MacRae and 121 to Wilson, McLean being elected: 94.82442 and 72.16198 votes.
    """
    outcome = count(read(FILES / "na-hearadh-2012.soi").profile, "stv-scottish", seats=3)
    assert outcome.winners == ("1", "3", "2")
    assert values(outcome, "quota", "quota") == [201]
    assert values(outcome, "standing", "votes")[0] == {"1": 498, "3": 202, "2": 69, "4": 33}
    received = values(outcome, "surplus", "received")
    assert received[0] == {"2": Fraction("94.82442"), "4": Fraction("72.16198")}
    assert 159 * 59638 == 9482442
    assert 121 * 59638 == 7216198


def test_na_hearadh_2012_by_other_programs() -> None:
    profile = read(FILES / "na-hearadh-2012.soi").profile
    for seats in (1, 2, 3):
        for rule, theirs in (("stv-scottish", stv_scottish), ("stv-meek", stv_meek)):
            winners = theirs(with_ties(profile), num_seats=seats)
            assert set(count(profile, rule, seats=seats).winners) == named(profile, winners)


def test_warsaw_2017_greedy() -> None:
    """All four projects of Plac Wojska Polskiego were chosen, as `selected` says in the file."""
    election = read(FILES / "plac-wojska-polskiego-2017.pb")
    outcome = count(election.profile, "greedy", budget=election.budget)
    assert values(outcome, "votes", "totals") == [{"427": 16, "915": 14, "2567": 12, "1623": 5}]
    assert set(outcome.winners) == {"427", "915", "2567", "1623"}


def test_gdynia_2020_greedy() -> None:
    """Cisowa, large projects: costs, votes, budget and choice as published by Pabulib; the first took all the money."""
    votes = {"1": 547, "2": 411, "3": 351}
    profile = Profile(tuple(votes), tuple(Approval.of(c, weight=n) for c, n in votes.items()))
    budget = Budget.of(448110, {"1": 448110, "2": 185716, "3": 448110})
    assert count(profile, "greedy", budget=budget).winners == ("1",)
