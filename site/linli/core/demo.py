"""What every app's `demo.py` is given: a world to fill, the same each time.

`demo.py` defines `builds: list[tuple[int, Callable[[World], None]]]`: what to do, and when in the order:
0 divisions, 1 communities and portals, 2 people, 10-49 rooms, 50-59 notices and guides, 90 search index.
It may define `shown(user) -> Iterable[Shown]` too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from linli.core.discovery import faces


@dataclass
class World:
    """`at` is the demo's present moment; `people` and `places` are filled by the ground floor's demos."""

    at: datetime
    random: Random
    communities: list[Any] = field(default_factory=list)
    residents: dict[str, list[Any]] = field(default_factory=dict)  # community code -> verified residents
    staff: dict[str, dict[str, Any]] = field(default_factory=dict)  # community code -> role code -> user
    cast: dict[str, Any] = field(default_factory=dict)  # "ann", "bo", "chen", "dan", "eve", "fang" -> user

    def days_ago(self, least: float, most: float) -> datetime:
        return self.at - timedelta(days=self.random.uniform(least, most))

    def days_ahead(self, least: float, most: float) -> datetime:
        return self.at + timedelta(days=self.random.uniform(least, most))


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A secret that somebody would keep in a drawer, shown by the page of the demo's people; there, and nowhere else."""

    title: str
    rows: tuple[tuple[str, str], ...]  # what it is, and the code
    url: str  # where it is used
    step: str
    note: str = ""


def drawer(person: Any) -> list[Shown]:
    """What all apps' demos would show this person."""
    found = [module.shown(person) for module in faces("demo") if hasattr(module, "shown")]
    return [one for some in found for one in some]


def builders() -> list[Callable[[World], None]]:
    """All apps' steps in their order."""
    steps = [(order, module.__name__, build) for module in faces("demo") for order, build in module.builds]
    return [build for _, _, build in sorted(steps, key=lambda step: step[:2])]
