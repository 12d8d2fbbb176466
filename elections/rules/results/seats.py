"""Who takes the seats of one post: most votes first, near relatives stand back, seats kept for women, ties left open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from elections.rules.results.polls import Kin, Line


@dataclass(frozen=True)
class Tie:
    """Level on votes for fewer seats than they are (or near relatives of each other): they are voted on again."""

    seats: int
    lines: tuple[Line, ...]
    women_only: bool = False


@dataclass(frozen=True)
class Filled:
    elected: tuple[Line, ...] = ()
    ties: tuple[Tie, ...] = ()
    open: int = 0  # seats that nobody takes
    open_for_women: int = 0
    avoided: dict[str, tuple[str, ...]] = field(default_factory=dict)  # who stands back, for whom
    placed_above: frozenset[str] = frozenset()  # elected to a post further up the ballot
    waiting: tuple[
        Line, ...
    ] = ()  # level for a post further up: their seat here stays open until that is decided

    @property
    def women_for_sure(self) -> int:
        """Women elected, and those whom every outcome of a tie elects."""
        sure = sum(line.is_woman for line in self.elected)
        for tie in self.ties:
            men = sum(not line.is_woman for line in tie.lines)
            if len(tie.lines) > tie.seats:
                sure += max(0, tie.seats - men)
        return sure


def held_open(filled: Filled, level_above: Iterable[str]) -> Filled:
    """Whoever is to be voted on for a higher post takes no seat here yet, and nobody else takes it in the meantime."""
    waiting = tuple(line for line in filled.elected if line.person in set(level_above))
    elected = tuple(line for line in filled.elected if line not in waiting)
    return replace(filled, elected=elected, waiting=waiting, open=filled.open + len(waiting))


def ranked(lines: Iterable[Line]) -> list[Line]:
    """Most votes first; level ones stay in the ballot's order."""
    return sorted(lines, key=lambda line: -line.votes)


def fill(lines: Iterable[Line], seats: int, seated: Sequence[str], kin: Kin) -> Filled:
    """Seats go to whoever has most votes, until none is left or votes do not decide."""
    elected: list[Line] = []
    avoided: dict[str, tuple[str, ...]] = {}
    for _, level in groupby(ranked(lines), key=lambda line: line.votes):
        left = seats - len(elected)
        if left == 0:
            break
        free = []
        for line in level:
            if relatives := kin.relatives(line.person, [*seated, *(one.person for one in elected)]):
                avoided[line.person] = relatives
            else:
                free.append(line)
        if len(free) > left or are_related(free, kin):
            return Filled(tuple(elected), (Tie(left, tuple(free)),), avoided=avoided)
        elected += free
    return Filled(tuple(elected), open=seats - len(elected), avoided=avoided)


def are_related(lines: Sequence[Line], kin: Kin) -> bool:
    people = [line.person for line in lines]
    return any(kin.relatives(person, people) for person in people)


def take_seats(lines: Sequence[Line], seats: int, women: int, seated: Sequence[str], kin: Kin) -> Filled:
    """As `fill`, with so many seats kept for women where votes alone would not bring them in."""
    plain = fill(lines, seats, seated, kin)
    kept = min(women, seats)
    if plain.women_for_sure >= kept:
        return plain
    first = fill([line for line in lines if line.is_woman], kept, seated, kin)
    placed = {*first.elected, *(line for tie in first.ties for line in tie.lines)}
    others = [line for line in lines if line not in placed]
    then = fill(others, seats - kept, [*seated, *(line.person for line in first.elected)], kin)
    return Filled(
        elected=(*first.elected, *then.elected),
        ties=(*(Tie(tie.seats, tie.lines, True) for tie in first.ties), *then.ties),
        open=then.open,
        open_for_women=first.open,
        avoided=first.avoided | then.avoided,
    )
