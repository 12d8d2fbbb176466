"""Turnout where people vote on paper and online: everybody counts once, and paper goes before online."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


class StrangerVoted(ValueError):
    """Somebody who is not on the roll is said to have voted."""


@dataclass(frozen=True)
class Turnout:
    """How many took part by which way; `cancelled` are online ballots that a paper one replaced."""

    roll: int
    paper: int
    online: int
    cancelled: int

    @property
    def took_part(self) -> int:
        return self.paper + self.online


def merge(roll: Collection[str], paper: Iterable[str], online: Iterable[str]) -> Turnout:
    """Who took a paper ballot counts there, whatever they did online; who did so twice counts once."""
    came, clicked = set(paper), set(online)
    if strangers := (came | clicked).difference(roll):
        raise StrangerVoted(", ".join(sorted(strangers)))
    both = came & clicked
    return Turnout(len(set(roll)), len(came), len(clicked - both), len(both))


def counted_online(online: Iterable[str], paper: Collection[str]) -> list[str]:
    """The online voters whose ballots go into the count, each once, in the order given."""
    came = set(paper)
    return [voter for voter in dict.fromkeys(online) if voter not in came]
