"""Residents' representatives, pure: a list of them read, with what is wrong in it; who of the committee sits beside them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

LONGEST = 40
SEXES = {"": "", "女": "f", "男": "m", "f": "f", "m": "m"}
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class RowFault(StrEnum):
    NAME = "name"
    GROUP = "group"
    LONG = "long"
    STARTS = "starts"  # no day
    ENDS = "ends"
    SEX = "sex"  # neither woman nor man
    WINDOW = "window"  # ends before it begins
    TWICE = "twice"  # the same person in the same group at the same time, in the file
    THERE = "there"  # … or in office already


@dataclass(frozen=True)
class Fault:
    line: int
    code: RowFault
    about: str = ""


@dataclass(frozen=True)
class Row:
    """One representative; in office from one day until the day before another."""

    name: str
    group: str
    starts_on: date
    ends_on: date | None = None
    line: int = 0
    sex: str = ""  # f, m; empty where the list does not say

    def meets(self, other: "Row") -> bool:
        """The same person for the same group, on one of the same days."""
        return (
            (self.name, self.group) == (other.name, other.group)
            and (other.ends_on is None or self.starts_on < other.ends_on)
            and (self.ends_on is None or other.starts_on < self.ends_on)
        )


def day(text: str) -> date | None:
    """2026-01-06, 2026/1/6, 2026.1.6, 2026年1月6日; nothing where it is no day."""
    found = DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def read_row(line: int, cells: Mapping[str, str], starts_on: date) -> Row | Fault:
    """One line of the file; without a day of its own it begins on the day given for all."""
    said = {
        key: str(cells.get(key) or "").strip() for key in ("name", "group", "starts_on", "ends_on", "sex")
    }
    for key, code in (("name", RowFault.NAME), ("group", RowFault.GROUP)):
        if not said[key]:
            return Fault(line, code)
        if len(said[key]) > LONGEST:
            return Fault(line, RowFault.LONG)
    begins = day(said["starts_on"]) if said["starts_on"] else starts_on
    ends = day(said["ends_on"])
    if begins is None:
        return Fault(line, RowFault.STARTS, said["starts_on"])
    if said["ends_on"] and ends is None:
        return Fault(line, RowFault.ENDS, said["ends_on"])
    if ends is not None and ends <= begins:
        return Fault(line, RowFault.WINDOW)
    if said["sex"].lower() not in SEXES:
        return Fault(line, RowFault.SEX, said["sex"])
    return Row(said["name"], said["group"], begins, ends, line, SEXES[said["sex"].lower()])


def read_rows(
    lines: Iterable[tuple[int, Mapping[str, str]]], starts_on: date
) -> tuple[list[Row], list[Fault]]:
    """All good rows, and every fault with its line."""
    found = [read_row(line, cells, starts_on) for line, cells in lines]
    rows = [one for one in found if isinstance(one, Row)]
    return rows, [one for one in found if isinstance(one, Fault)]


def clashes(rows: Sequence[Row], there: Iterable[Row]) -> list[Fault]:
    """Who stands in the file twice, and who is a representative at that time already."""
    kept: dict[tuple[str, str], list[tuple[Row, RowFault]]] = {}
    for one in there:
        kept.setdefault((one.name, one.group), []).append((one, RowFault.THERE))
    faults = []
    for row in rows:
        same = kept.setdefault((row.name, row.group), [])
        if hit := next((code for other, code in same if row.meets(other)), None):
            faults.append(Fault(row.line, hit, f"{row.name} · {row.group}"))
        same.append((row, RowFault.TWICE))
    return faults


class Person(Protocol):
    """Somebody in an office, with an account or without."""

    name: Any
    user_id: Any


P = TypeVar("P", bound=Person)


def is_same(one: Person, other: Person) -> bool:
    """By their accounts; where one of the two has none, by the name. Accounts on both tell namesakes apart."""
    if one.user_id and other.user_id:
        return bool(one.user_id == other.user_id)
    return bool(one.name == other.name)


def beside(representatives: Sequence[Person], members: Sequence[P]) -> list[P]:
    """Members of the committee who sit as such: a representative is one already, and nobody counts twice."""
    counted: list[Person] = list(representatives)
    found = []
    for member in members:
        if not any(is_same(member, other) for other in counted):
            found.append(member)
        counted.append(member)
    return found
