"""The roll of an election: what is published of a name, what its hash vouches for, who may stand on it twice."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

STAR = "*"


def masked(name: str) -> str:
    """Enough for neighbours to know a person again, too little for strangers: 张*三, 李*, 欧**修, J*** S***.

    Personal Information Protection Law (个人信息保护法) art. 6: no more than the purpose needs.
    """
    name = " ".join(name.split())
    if not name:
        return ""
    if re.search("[A-Za-z]", name):
        return " ".join(f"{word[0]}***" for word in name.split(" "))
    if len(name) <= 2:
        return name[0] + STAR
    return name[0] + STAR * (len(name) - 2) + name[-1]


def line(number: int, key: str, masked_name: str) -> str:
    """One elector in the published file; its fingerprint is taken of all lines, sorted (`votes.fingerprint`)."""
    return f"{number}\t{key}\t{masked_name}"


@dataclass(frozen=True)
class Entry:
    """What is known of somebody on a roll, as far as it tells two people apart."""

    id: int
    name: str
    household: str
    birth_year: int | None
    phone_hash: str
    user: int | None


def plain(text: str) -> str:
    """Without spaces and in one case: people write 3-2-501, 3 - 2 - 501 and ３-２-５０１."""
    return re.sub(r"[\s\-—–_#号楼栋单元室]+", "-", unicodedata.normalize("NFKC", text)).strip("-").casefold()


def marks(entry: Entry) -> Iterable[tuple[str, ...]]:
    """Two entries that share one of these are probably one person."""
    name = plain(entry.name)
    if entry.user is not None:
        yield ("user", str(entry.user))
    if entry.phone_hash:
        yield ("phone", name, entry.phone_hash)
    if entry.birth_year:
        yield ("birth", name, str(entry.birth_year))
    if entry.household:
        yield ("household", name, plain(entry.household))


def duplicates(entries: Iterable[Entry]) -> list[list[int]]:
    """Groups of ids that may be one person, smallest id first; each id in one group at most."""
    parent: dict[int, int] = {}
    seen: dict[tuple[str, ...], int] = {}

    def root(one: int) -> int:
        while parent[one] != one:
            one = parent[one]
        return one

    for entry in entries:
        parent[entry.id] = entry.id
        for mark in marks(entry):
            first, own = root(seen.setdefault(mark, entry.id)), root(entry.id)
            parent[max(first, own)] = min(first, own)
    groups: dict[int, list[int]] = defaultdict(list)
    for one in sorted(parent):
        groups[root(one)].append(one)
    return [group for group in groups.values() if len(group) > 1]
