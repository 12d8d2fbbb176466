"""Who makes up the electorate: all electors, one for each household, the representatives, or the owners by area and heads.

One person one vote; a household or a buyer of several units is one too. Owners are counted as 最高人民法院关于审理建筑物区分
所有权纠纷案件适用法律若干问题的解释 (2020-12-29) arts. 8 and 9 say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from elections.rules.days import years_after
from elections.rules.profiles import HeadRule
from elections.rules.results import NOTHING, Weight

DEVELOPER = "developer"  # stock not sold, or sold and not handed over, is one head together


class BadRegister(ValueError):
    """The register cannot be counted: a unit twice, a unit without area, a voter who is nobody."""


class AreaSource(StrEnum):
    REGISTERED = "registered"  # the title register
    SURVEYED = "surveyed"  # measured, not yet registered
    CONTRACT = "contract"  # as the contract of sale says


@dataclass(frozen=True)
class Resident:
    person: str
    household: str = ""
    is_representative: bool = False


@dataclass(frozen=True)
class Entry:
    """One vote on the roll and what it stands for: a person, a household, or units of one owner."""

    voter: str
    stands_for: tuple[str, ...]
    weight: Weight = NOTHING


@dataclass(frozen=True)
class Unit:
    """An exclusive unit 专有部分. Whoever own it together are one buyer; its area is in 0.01 m²."""

    key: str
    area: int
    owners: tuple[str, ...] = ()
    is_delivered: bool = True

    @property
    def buyer(self) -> tuple[str, ...]:
        """The owners, or the developer while the unit is unsold or not handed over."""
        return tuple(sorted(set(self.owners))) if self.owners and self.is_delivered else (DEVELOPER,)


def is_of_age(born: date, election_day: date, least_age: int) -> bool:
    """Eighteen years, reckoned to the election day; the birthday itself counts.

    村民委员会组织法 (2018) art. 13, 城市居民委员会组织法 (2025) art. 16.
    """
    return years_after(born, least_age) <= election_day


def all_electors(residents: Iterable[Resident]) -> tuple[Entry, ...]:
    return _once(Entry(one.person, (one.person,)) for one in residents)


def by_household(residents: Iterable[Resident], chosen: Mapping[str, str]) -> tuple[Entry, ...]:
    """One vote for each household, cast by whom it chose; a household that chose nobody has none yet."""
    members: dict[str, list[str]] = {}
    for one in residents:
        if not one.household:
            raise BadRegister(f"{one.person} belongs to no household")
        members.setdefault(one.household, []).append(one.person)
    entries = []
    for household, person in chosen.items():
        if person not in members.get(household, ()):
            raise BadRegister(f"{person} is not of household {household}")
        entries.append(Entry(person, (household,)))
    return _once(entries)


def representatives(residents: Iterable[Resident]) -> tuple[Entry, ...]:
    return all_electors(one for one in residents if one.is_representative)


def owners(units: Iterable[Unit], heads: HeadRule = HeadRule.BUYER) -> tuple[Entry, ...]:
    """Art. 9: one unit one head; several units of one buyer one head; the developer's stock one head."""
    held: dict[tuple[str, ...], list[Unit]] = {}
    seen: set[str] = set()
    for unit in units:
        if unit.key in seen:
            raise BadRegister(f"unit {unit.key} twice")
        if unit.area <= 0:
            raise BadRegister(f"unit {unit.key} without area")
        seen.add(unit.key)
        held.setdefault(unit.buyer, []).append(unit)
    return tuple(
        Entry(
            voter="+".join(buyer),
            stands_for=tuple(unit.key for unit in own),
            weight=Weight(sum(unit.area for unit in own), 1 if heads is HeadRule.BUYER else len(own)),
        )
        for buyer, own in sorted(held.items())
    )


def total(entries: Iterable[Entry]) -> Weight:
    return sum((entry.weight for entry in entries), NOTHING)


def area_of(
    registered: int | None = None, surveyed: int | None = None, contract: int | None = None
) -> tuple[int, AreaSource]:
    """Art. 8: the title register's area; where there is none the survey's; where there is none the contract's."""
    known = {
        AreaSource.REGISTERED: registered,
        AreaSource.SURVEYED: surveyed,
        AreaSource.CONTRACT: contract,
    }
    for source, area in known.items():
        if area is not None:
            return area, source
    raise BadRegister("no area is known")


def hundredths(text: str) -> int:
    """Square metres as written ("88.37") in hundredths, exactly; finer than that is refused, never rounded."""
    try:
        area = Decimal(text.strip()) * 100
    except InvalidOperation as error:
        raise BadRegister(f"{text!r} is no area") from error
    if not area.is_finite() or area != area.to_integral_value() or area <= 0:
        raise BadRegister(f"{text!r} is no area in hundredths of a square metre")
    return int(area)


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Nobody stands on a roll twice (art. 13: whoever registers in one place registers in no other)."""
    found = tuple(entries)
    if len({entry.voter for entry in found}) != len(found):
        raise BadRegister("somebody stands on the roll twice")
    return found
