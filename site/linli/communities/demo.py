"""Order 0: the register's slice that ships with the house, so the demo needs neither npm nor a network."""

from pathlib import Path

from linli.communities.actions import import_divisions
from linli.communities.register import Fault, read
from linli.core.demo import World

SLICE = Path(__file__).parent / "data" / "slice"


def build(world: World) -> None:
    import_divisions(rows=read(SLICE), complain=refuse, by=None, at=world.at)


def refuse(fault: Fault) -> None:
    raise ValueError(f"The shipped slice is faulty: {fault}")


builds = [(0, build)]
