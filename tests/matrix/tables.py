"""Rows of an explicit table: what is promised at addresses whose views are not ours and so declare nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.matrix.urls import Address


@dataclass(frozen=True)
class Row:
    """`pattern` fits an address's name, or its route where it has no name. Empty sets: nobody, for whatever reason."""

    pattern: str
    read: frozenset[str]
    write: frozenset[str]

    def promised(self, method: str) -> frozenset[str]:
        """PUT, PATCH and DELETE are offered nowhere."""
        return {"get": self.read, "post": self.write}.get(method, frozenset())


def row(pattern: str, read: Iterable[str] = (), write: Iterable[str] = ()) -> Row:
    return Row(pattern, frozenset(read), frozenset(write))


def row_for(address: Address, rows: Iterable[Row]) -> Row:
    """The one row that fits; none or two of them are a fault of the table."""
    (found,) = fitting(address, rows)
    return found


def fitting(address: Address, rows: Iterable[Row]) -> list[Row]:
    known = address.known_as
    return [r for r in rows if r.pattern == known or ("*" in r.pattern and fnmatchcase(known, r.pattern))]
