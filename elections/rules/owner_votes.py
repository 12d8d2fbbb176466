"""Owners' vote, pure: reading a register, its heads, its canonical text and hash, and adding up ballots.

最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释 (2020-12-29) arts. 8 and 9: area as registered; one unit one head,
several units of one buyer one head, the developer's stock one head.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from elections.rules.electorate import DEVELOPER, BadRegister, Entry, Unit, hundredths, owners
from elections.rules.profiles import HeadRule
from elections.rules.results import NOTHING, Weight

HOLDINGS = {
    "": "sold",
    "sold": "sold",
    "已售": "sold",
    "已交付": "sold",
    "undelivered": "undelivered",
    "未交付": "undelivered",
    "已售未交付": "undelivered",
    "unsold": "unsold",
    "未售": "unsold",
}
SEPARATORS = "、,，;；/"
MOST_OWNERS, LONGEST = 12, 40


class RowFault(StrEnum):
    PLACE = "place"  # no building or no unit
    TWICE = "twice"
    AREA = "area"
    HOLDING = "holding"
    OWNERS = "owners"  # none although sold, or some although unsold
    BUYER = "buyer"  # one number of a buyer stands for different owners
    LONG = "long"
    SAME_NAMES = "same_names"  # a warning: same owners of several units, and no buyer's number


WARNINGS = frozenset({RowFault.SAME_NAMES})


@dataclass(frozen=True)
class Row:
    """One unit as the register has it; the line is that of the file."""

    building: str
    number: str
    area: int
    holding: str = "sold"
    owners: tuple[str, ...] = ()
    buyer: str = ""
    line: int = 0

    @property
    def label(self) -> str:
        return f"{self.building}-{self.number}"


@dataclass(frozen=True)
class Fault:
    line: int
    code: RowFault
    about: str = ""

    @property
    def is_warning(self) -> bool:
        return self.code in WARNINGS


def names(text: str) -> tuple[str, ...]:
    for mark in SEPARATORS[1:]:
        text = text.replace(mark, SEPARATORS[0])
    return tuple(dict.fromkeys(name.strip() for name in text.split(SEPARATORS[0]) if name.strip()))


def read_row(line: int, cells: Mapping[str, str]) -> Row | Fault:
    """Building, unit, area in m², owners, buyer's number, holding: as one line of the file has them."""
    said = {key: str(cells.get(key) or "").strip() for key in ("building", "number", "owners", "buyer")}
    holding = HOLDINGS.get(str(cells.get("holding") or "").strip().lower())
    people = names(said["owners"])
    if not said["building"] or not said["number"]:
        return Fault(line, RowFault.PLACE)
    if len(said["building"]) > 20 or len(said["number"]) > 30 or len(said["buyer"]) > LONGEST:
        return Fault(line, RowFault.LONG)
    if len(people) > MOST_OWNERS or any(len(name) > LONGEST for name in people):
        return Fault(line, RowFault.LONG)
    if holding is None:
        return Fault(line, RowFault.HOLDING, str(cells.get("holding")))
    if bool(people) == (holding == "unsold"):
        return Fault(line, RowFault.OWNERS)
    try:
        area = hundredths(str(cells.get("area") or ""))
    except BadRegister:
        return Fault(line, RowFault.AREA, str(cells.get("area")))
    if area > 2**31 - 1:
        return Fault(line, RowFault.AREA, str(cells.get("area")))
    return Row(said["building"], said["number"], area, holding, people, said["buyer"], line)


def read_rows(lines: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[list[Row], list[Fault]]:
    """All good rows, and every fault with its line. Nothing is guessed."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, cells in lines:
        found = read_row(number, cells)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            rows.append(found)
    return rows, faults + among(rows)


def among(rows: Sequence[Row]) -> list[Fault]:
    """What is wrong between rows: a unit twice, a buyer's number for different people, a likely buyer without number."""
    faults: list[Fault] = []
    places: set[str] = set()
    buyers: dict[str, frozenset[str]] = {}
    unnumbered: dict[frozenset[str], Row] = {}
    for row in rows:
        if row.label in places:
            faults.append(Fault(row.line, RowFault.TWICE, row.label))
        places.add(row.label)
        people = frozenset(row.owners)
        if row.buyer and buyers.setdefault(row.buyer, people) != people:
            faults.append(Fault(row.line, RowFault.BUYER, row.buyer))
        if not row.buyer and row.holding == "sold":
            if people in unnumbered:
                faults.append(Fault(row.line, RowFault.SAME_NAMES, "、".join(row.owners)))
            unnumbered[people] = row
    return faults


def heads_of(rows: Iterable[Row], rule: HeadRule = HeadRule.BUYER) -> list[Entry]:
    """The heads, in the order of their first unit. A unit without a buyer's number is a head by itself."""
    ordered = sorted(rows, key=lambda row: (row.building, row.number))
    place = {row.label: n for n, row in enumerate(ordered)}
    units = [
        Unit(row.label, row.area, () if row.holding == "unsold" else (owner_key(row),), row.holding == "sold")
        for row in ordered
    ]
    return sorted(owners(units, rule), key=lambda entry: min(place[label] for label in entry.stands_for))


def owner_key(row: Row) -> str:
    """A prefix keeps a buyer's number from being taken for a unit, or for the developer."""
    return f"buyer:{row.buyer}" if row.buyer else f"unit:{row.label}"


def is_developer(entry: Entry) -> bool:
    return entry.voter == DEVELOPER


def canonical(lines: Iterable[tuple[str, int, str, int]]) -> str:
    """Label, area in 0.01 m², holding, number of the head; one unit a line, sorted: what the hash is taken of."""
    return "".join(f"{label}\t{area}\t{holding}\t{head}\n" for label, area, holding, head in sorted(lines))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Tally:
    """One question's ballots by area and heads. A ballot on which nothing is marked took no part in the question."""

    in_favour: Weight = NOTHING
    against: Weight = NOTHING
    abstained: Weight = NOTHING

    @property
    def took_part(self) -> Weight:
        return self.in_favour + self.against + self.abstained


def tally(ballots: Iterable[tuple[int, str]]) -> Tally:
    """From each head's area and what it said: for, against, abstain, none."""
    sums = {"for": NOTHING, "against": NOTHING, "abstain": NOTHING, "none": NOTHING}
    for area, said in ballots:
        sums[said] += Weight(area, 1)
    return Tally(sums["for"], sums["against"], sums["abstain"])
