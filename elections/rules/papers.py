"""The arithmetic of paper: what a station's sheet must add up to, where two entries differ, and the sum of all sheets.

Every ballot that was printed is somewhere: unused in its book, spoiled and handed back, found in the box, or taken away.
More ballots in the box than people who took one voids a poll (Zhejiang's measures for villagers' committees, 浙江省村民委员会
选举办法); fewer do not. Counts are non-negative integers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

NUMBERS = ("books", "unused", "spoiled", "found", "blank", "invalid")
MOST = 1_000_000  # nobody counts more ballots by hand at one station


class FaultCode(StrEnum):
    NUMBER = "number"  # not a whole number from 0 on
    BOOKS = "books"  # not the ballots that the station's books hold
    ISSUED = "issued"  # more found and spoiled than were given out
    ATTENDED = "attended"  # more found than people who took one
    VALID = "valid"  # more blank and invalid ballots than were found
    VOTES = "votes"  # a line has more votes than there are valid ballots
    SEATS = "seats"  # a post has more votes than its valid ballots have seats
    LINES = "lines"  # names that are not on the ballot, or a name that is missing


@dataclass(frozen=True)
class Fault:
    code: FaultCode
    where: str  # the number's name, a post or a line
    count: int = 0
    most: int = 0


@dataclass(frozen=True)
class Contest:
    """One post of the ballot: how many names an elector may choose, and the lines on it."""

    key: str
    seats: int
    lines: tuple[str, ...]
    asks_each: bool = False  # yes, no or abstain to each line, as a recall does


@dataclass(frozen=True)
class Votes:
    for_: int
    against: int = 0
    abstained: int = 0

    @property
    def all(self) -> int:
        return self.for_ + self.against + self.abstained


@dataclass(frozen=True)
class Sheet:
    """A station's sheet. `votes` has an entry for each line of the ballot; `others` are names that electors wrote in."""

    books: int
    unused: int
    spoiled: int
    found: int
    blank: int
    invalid: int
    votes: Mapping[str, Votes]
    others: Mapping[tuple[str, int], int] = field(default_factory=dict)  # (post, number on the roll) -> votes

    @property
    def issued(self) -> int:
        return self.books - self.unused

    @property
    def taken_away(self) -> int:
        return self.issued - self.spoiled - self.found

    @property
    def valid(self) -> int:
        return self.found - self.blank - self.invalid

    def as_data(self) -> dict[str, Any]:
        """What is kept in the database, and compared."""
        lines = {line: [v.for_, v.against, v.abstained] for line, v in sorted(self.votes.items())}
        others = [[post, number, n] for (post, number), n in sorted(self.others.items())]
        return {name: getattr(self, name) for name in NUMBERS} | {"votes": lines, "others": others}


def of_data(data: Mapping[str, Any]) -> Sheet:
    votes = {line: Votes(*numbers) for line, numbers in data["votes"].items()}
    others = {(post, number): n for post, number, n in data["others"]}
    return Sheet(**{name: data[name] for name in NUMBERS}, votes=votes, others=others)


def faults(sheet: Sheet, contests: Iterable[Contest], ballots: int, attended: int) -> list[Fault]:
    """Everything in which a sheet contradicts itself, its station's books (`ballots`) or its list of those who came."""
    found = list(not_numbers(sheet))
    if found:
        return found
    if sheet.books != ballots:
        found.append(Fault(FaultCode.BOOKS, "books", sheet.books, ballots))
    if sheet.taken_away < 0:
        found.append(Fault(FaultCode.ISSUED, "found", sheet.found + sheet.spoiled, sheet.issued))
    if sheet.found > attended:
        found.append(Fault(FaultCode.ATTENDED, "found", sheet.found, attended))
    if sheet.valid < 0:
        found.append(Fault(FaultCode.VALID, "invalid", sheet.blank + sheet.invalid, sheet.found))
    return found + list(wrong_lines(sheet, list(contests)))


def not_numbers(sheet: Sheet) -> Iterable[Fault]:
    named = [(name, getattr(sheet, name)) for name in NUMBERS]
    named += [(line, n) for line, v in sheet.votes.items() for n in (v.for_, v.against, v.abstained)]
    named += [(post, n) for (post, _), n in sheet.others.items()]
    for name, number in named:
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MOST:
            yield Fault(FaultCode.NUMBER, name)


def wrong_lines(sheet: Sheet, contests: list[Contest]) -> Iterable[Fault]:
    on_ballot = {line for contest in contests for line in contest.lines}
    for line in sorted(on_ballot ^ set(sheet.votes)):
        yield Fault(FaultCode.LINES, line)
    for post in sorted({post for post, _ in sheet.others} - {contest.key for contest in contests}):
        yield Fault(FaultCode.LINES, post)
    for contest in contests:
        yield from wrong_contest(sheet, contest)


def wrong_contest(sheet: Sheet, contest: Contest) -> Iterable[Fault]:
    votes = {line: sheet.votes[line] for line in contest.lines if line in sheet.votes}
    others = [n for (post, _), n in sheet.others.items() if post == contest.key]
    for line, counted in votes.items():
        if counted.all > sheet.valid:
            yield Fault(FaultCode.VOTES, line, counted.all, sheet.valid)
    for number in others:
        if number > sheet.valid:
            yield Fault(FaultCode.VOTES, contest.key, number, sheet.valid)
    chosen, most = sum(v.for_ for v in votes.values()) + sum(others), sheet.valid * contest.seats
    if not contest.asks_each and chosen > most:
        yield Fault(FaultCode.SEATS, contest.key, chosen, most)


def differences(one: Sheet, two: Sheet) -> list[str]:
    """Where two entries of one sheet do not say the same: names of numbers, and lines of the ballot."""
    wrong = [name for name in NUMBERS if getattr(one, name) != getattr(two, name)]
    lines = sorted(set(one.votes) | set(two.votes))
    wrong += [line for line in lines if one.votes.get(line) != two.votes.get(line)]
    others = sorted(set(one.others) | set(two.others))
    return wrong + [
        f"{post}/{number}"
        for post, number in others
        if one.others.get((post, number)) != two.others.get((post, number))
    ]


def total(sheets: Iterable[Sheet], contests: Iterable[Contest]) -> Sheet:
    """All stations together."""
    sums, lines = dict.fromkeys(NUMBERS, 0), {}
    others: dict[tuple[str, int], int] = {}
    for line in (line for contest in contests for line in contest.lines):
        lines[line] = Votes(0)
    for sheet in sheets:
        sums = {name: sums[name] + getattr(sheet, name) for name in NUMBERS}
        for line, v in sheet.votes.items():
            was = lines[line]
            lines[line] = Votes(was.for_ + v.for_, was.against + v.against, was.abstained + v.abstained)
        for where, n in sheet.others.items():
            others[where] = others.get(where, 0) + n
    return Sheet(**sums, votes=lines, others=others)
