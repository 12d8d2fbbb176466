"""Elections of the demo, in its first community: one finished, one whose polls are open, one in its nominations."""

from elections.demo.elections.by_election import nominating
from elections.demo.elections.club import polling
from elections.demo.elections.general import past_general
from linli.core.demo import World


def build_elections(world: World) -> None:
    for community in world.communities[:1]:
        if len(world.residents.get(community.code, [])) >= 60:
            past_general(world, community)
            nominating(world, community)
            polling(world, community)
