"""How equal votes are decided. The rule is declared before the count; without one a tie is reported, never hidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from elections.counting.faults import Invalid


@dataclass(frozen=True)
class Refuse:
    """Nothing decides: the count stops, and says who is level."""


@dataclass(frozen=True)
class Lot:
    """A lot that anyone can repeat: lowest SHA-256 of seed, line feed, candidate goes first.

    The seed must be fixed by something that nobody controls, after the candidates are published (a lottery draw, say).
    """

    seed: str

    def __post_init__(self) -> None:
        if not self.seed:
            raise Invalid("no_seed")

    def number(self, candidate: str) -> str:
        return sha256(f"{self.seed}\n{candidate}".encode()).hexdigest()

    def order(self, tied: Collection[str]) -> list[str]:
        return sorted(tied, key=self.number)


@dataclass(frozen=True)
class Drawn:
    """A lot drawn by hand before the count: the order in which the names came out."""

    names: tuple[str, ...]

    def order(self, tied: Collection[str]) -> list[str]:
        for candidate in tied:
            if candidate not in self.names:
                raise Invalid("not_drawn", candidate=candidate)
        return sorted(tied, key=self.names.index)


TieRule = Refuse | Lot | Drawn
