"""What every app's `demo.py` is given: a world to fill, the same each time.

`demo.py` defines `ORDER: int` (ground floor 0-9, rooms 10-49, show 50-) and `build(world: World) -> None`.
"""

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


def builders() -> list[Any]:
    return sorted(faces("demo"), key=lambda module: (module.ORDER, module.__name__))
