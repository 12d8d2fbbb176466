"""What a count leaves behind: every step as data, who is elected, and who is level where nothing decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from elections.counting.ties import Refuse, TieRule


@dataclass(frozen=True)
class Round:
    """One step; `explain.py` has a sentence for each kind."""

    kind: str
    values: Mapping[str, Any]


class Undecided(Exception):
    """A tie that the declared rule does not decide."""

    def __init__(self, tied: tuple[str, ...]) -> None:
        super().__init__(", ".join(tied))
        self.tied = tied


@dataclass(frozen=True)
class Outcome:
    """Winners in the order of election; where a tie is left, those who are level, and only the sure winners."""

    rule: str
    winners: tuple[str, ...]
    rounds: tuple[Round, ...]
    ties: TieRule = Refuse()
    tied: tuple[str, ...] = ()

    @property
    def is_decided(self) -> bool:
        return not self.tied


@dataclass
class Record:
    """The tellers' minutes while they count."""

    ties: TieRule = field(default_factory=Refuse)
    rounds: list[Round] = field(default_factory=list)
    winners: list[str] = field(default_factory=list)

    def note(self, kind: str, **values: Any) -> None:
        self.rounds.append(Round(kind, values))

    def elect(self, candidates: Iterable[str], kind: str = "elected", **values: Any) -> None:
        if chosen := list(candidates):
            self.winners += chosen
            self.note(kind, candidates=chosen, **values)

    def first(self, tied: Collection[str], places: int = 1) -> list[str]:
        """The ones that the tie rule puts first; no tie where all have a place."""
        if len(tied) <= places:
            return list(tied)
        order = self.order(tied)
        self.note("lot", tied=order, chosen=order[:places])
        return order[:places]

    def last(self, tied: Collection[str]) -> str:
        """The one that the tie rule puts last: who goes out."""
        if len(tied) == 1:
            return next(iter(tied))
        order = self.order(tied)
        self.note("lot", tied=order, chosen=order[-1:])
        return order[-1]

    def order(self, tied: Collection[str]) -> list[str]:
        if isinstance(self.ties, Refuse):
            level = tuple(sorted(tied))
            self.note("undecided", tied=level)
            raise Undecided(level)
        return self.ties.order(tied)
