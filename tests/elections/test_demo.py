"""The demo's votes: every state and outcome is there, written through the same guards as real ones."""

from random import Random

from elections.demo import PAST, build_votes
from elections.models import Elector, Participation, Result, Vote
from linli.core.demo import World
from tests.cast import BEGINNING, Cast
from tests.elections.ballots import crowd


def test_every_state_and_outcome_is_there(cast: Cast) -> None:
    world = World(
        at=BEGINNING.replace(year=2027),
        random=Random(1),
        communities=[cast.home, cast.other],
        residents={cast.home.code: [*crowd(cast, 40), cast.ann], cast.other.code: []},
        staff={cast.home.code: {"committee_member": cast.bo}},
        cast={"ann": cast.ann, "bo": cast.bo},
    )
    build_votes(world)
    votes = Vote.objects.in_community(cast.home)
    assert set(votes.values_list("state", flat=True)) == set(Vote.State.values) - {"draft"}
    assert set(Result.objects.values_list("outcome", flat=True)) == set(Result.Outcome.values)
    assert votes.filter(state="declared").count() == len(PAST)
    assert set(votes.filter(state="declared").values_list("secrecy", flat=True)) == {"secret", "named"}
    assert votes.open(world.at).count() == 2
    waiting = Elector.objects.filter(vote__in=votes.open(world.at), user=cast.ann)
    assert not Participation.objects.filter(elector__in=waiting).exists()
    assert not Vote.objects.in_community(cast.other).exists()
