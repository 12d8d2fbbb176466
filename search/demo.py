"""Order 90: when all rooms are full, everything in them is made findable."""

from django.utils import timezone

from linli.core.demo import World
from search.actions import rebuild


def build(world: World) -> None:
    rebuild(at=timezone.now())


builds = [(90, build)]
