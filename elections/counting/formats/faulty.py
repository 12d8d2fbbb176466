"""Faults of a file, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

from elections.counting.faults import Invalid

Fault = tuple[int, Invalid]  # line, or nought for the file as a whole


class Unreadable(ValueError):
    """The file cannot be counted."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{line}: {fault}" for line, fault in faults))
        self.faults = faults


class Faults:
    """Collects what is wrong, so that all of it can be told at once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, line: int, kind: str, /, **values: object) -> None:
        self.found.append((line, Invalid(kind, **values)))

    @contextmanager
    def on(self, line: int) -> Iterator[None]:
        """Keeps what is refused inside, and goes on."""
        try:
            yield
        except Invalid as fault:
            self.found.append((line, fault))

    def stop(self) -> None:
        if self.found:
            raise Unreadable(sorted(self.found, key=lambda fault: fault[0]))


def exact_number(text: str) -> Fraction:
    """A decimal as people write it, exactly: 12, 12.50, 3,5 as Pabulib has it."""
    plain = text.strip().replace(",", ".")
    whole, _, decimals = plain.removeprefix("-").partition(".")
    if not (whole + decimals).isascii() or not (whole + decimals).isdigit():
        raise Invalid("not_a_number", text=text)
    return Fraction(plain)


def whole_number(text: str) -> int:
    number = exact_number(text)
    if number.denominator != 1:
        raise Invalid("not_a_number", text=text)
    return int(number)
