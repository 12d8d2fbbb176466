"""What a value in a profile may be: how it is read from a file, how it is written back, and what is allowed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from elections.rules.votes import Threshold

NONE = "none"  # written out where the law sets nothing, so that nobody wonders whether it was forgotten
_SHARE = re.compile(r"(>=|>) *(\d{1,4})/(\d{1,4})")
_PART = re.compile(r"(\d{1,4})/(\d{1,4})")


@dataclass(frozen=True)
class Kind:
    """How one value is read and written. `read` raises ValueError for what is not allowed."""

    allowed: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any] = lambda value: value


def sourced(kind: Kind) -> Any:
    """A field of a section whose value stands in the file with its law and article."""
    return field(metadata={"kind": kind})


def whole(least: int, most: int) -> Kind:
    def read(raw: Any) -> int:
        if type(raw) is not int or not least <= raw <= most:
            raise ValueError(raw)
        return raw

    return Kind(f"a whole number from {least} to {most}", read)


def flag() -> Kind:
    def read(raw: Any) -> bool:
        if type(raw) is not bool:
            raise ValueError(raw)
        return raw

    return Kind("true or false", read)


def words() -> Kind:
    def read(raw: Any) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise ValueError(raw)
        return raw

    return Kind("a text that is not empty", read)


def one_of(choices: type[StrEnum]) -> Kind:
    return Kind("one of " + ", ".join(choices), choices, str)


def some_of(choices: type[StrEnum]) -> Kind:
    """A list without repeats, at least one."""

    def read(raw: Any) -> tuple[StrEnum, ...]:
        found = tuple(choices(one) for one in raw) if isinstance(raw, list) else ()
        if not found or len(set(found)) != len(found):
            raise ValueError(raw)
        return found

    return Kind(
        "a list, each once, of " + ", ".join(choices), read, lambda value: [str(one) for one in value]
    )


def _fraction(over: str, under: str) -> Fraction:
    if int(under) == 0 or int(over) > int(under):
        raise ValueError(f"{over}/{under}")
    return Fraction(int(over), int(under))


def threshold() -> Kind:
    """ "> 1/2" is more than half (过半数), ">= 2/3" is two thirds or more (三分之二以上)."""

    def read(raw: Any) -> Threshold:
        match = _SHARE.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            raise ValueError(raw)
        return Threshold(_fraction(match[2], match[3]), match[1] == ">")

    return Kind('a share such as "> 1/2" or ">= 2/3", at most the whole', read, str)


def share() -> Kind:
    def read(raw: Any) -> Fraction:
        match = _PART.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            raise ValueError(raw)
        return _fraction(match[1], match[2])

    return Kind(
        'a part such as "1/5", at most the whole',
        read,
        lambda value: f"{value.numerator}/{value.denominator}",
    )


def or_none(kind: Kind) -> Kind:
    """The same, or the word none where the law sets nothing."""
    return Kind(
        f'{kind.allowed}, or "{NONE}"',
        lambda raw: None if raw == NONE else kind.read(raw),
        lambda value: NONE if value is None else kind.write(value),
    )
