"""What every app's `figures.py` yields: `figures(*, community, at) -> Iterable[Figure]`, this month's numbers."""

from dataclasses import dataclass

from linli.core.waiting import Room


@dataclass(frozen=True, kw_only=True)
class Figure:
    label: str
    value: str
    room: Room
    url: str = ""
