"""Published elections: PrefLib's and Pabulib's files. Every bad line is reported, none is repaired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elections.counting.faults import Invalid
from elections.counting.formats.faulty import Unreadable
from elections.counting.formats.pabulib import read_pabulib
from elections.counting.formats.preflib import read_preflib
from elections.counting.profiles import Budget, Profile


@dataclass(frozen=True)
class Election:
    """What a file holds: ballots, and for a budget the money and the costs."""

    profile: Profile[Any]
    budget: Budget | None = None


READERS: dict[str, Callable[[str], tuple[Profile[Any], Budget | None]]] = {
    ".soc": lambda text: (read_preflib(text, "soc"), None),
    ".soi": lambda text: (read_preflib(text, "soi"), None),
    ".toc": lambda text: (read_preflib(text, "toc"), None),
    ".toi": lambda text: (read_preflib(text, "toi"), None),
    ".cat": lambda text: (read_preflib(text, "cat"), None),
    ".pb": read_pabulib,
}


def read(path: Path) -> Election:
    """The election in a file, or `Unreadable` with every line that is wrong."""
    if path.suffix not in READERS:
        raise Unreadable([(0, Invalid("no_format", suffix=path.suffix, known=", ".join(READERS)))])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise Unreadable([(line, Invalid("not_utf8"))]) from None
    profile, budget = READERS[path.suffix](text)
    return Election(profile, budget)
