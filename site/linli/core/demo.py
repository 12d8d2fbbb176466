"""What every app's `demo.py` is given: a world to fill, the same each time.

`demo.py` defines `builds: list[tuple[int, Callable[[World], None]]]`: what to do, and when in the order:
0 divisions, 1 communities and portals, 2 people, 10-49 rooms, 50-59 notices and guides, 90 search index.
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
    cast: dict[str, Any] = field(default_factory=dict)  # "ann", "bo", "chen", "dan", "eve" -> user

    def days_ago(self, least: float, most: float) -> datetime:
        return self.at - timedelta(days=self.random.uniform(least, most))

    def days_ahead(self, least: float, most: float) -> datetime:
        return self.at + timedelta(days=self.random.uniform(least, most))


def builders() -> list[Callable[[World], None]]:
    """All apps' steps in their order."""
    steps = [(order, module.__name__, build) for module in faces("demo") for order, build in module.builds]
    return [build for _, _, build in sorted(steps, key=lambda step: step[:2])]
