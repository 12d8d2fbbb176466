"""Order 10: two years of talk in every community, and the bench topic that the cast is talking about."""

from forum.demo.history import build_history
from forum.demo.living import build_living
from linli.core.demo import World


def build(world: World) -> None:
    for community in world.communities:
        if world.residents.get(community.code):
            build_history(world, community)
    build_living(world)


builds = [(10, build)]
