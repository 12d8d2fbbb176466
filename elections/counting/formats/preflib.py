"""PrefLib (preflib.org/format): complete or incomplete orders, with or without ties, and categories.

# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: …
12: 1,{2,3}
"""

from __future__ import annotations

import re
from typing import Any

from elections.counting.faults import Invalid
from elections.counting.formats.faulty import Faults, whole_number
from elections.counting.profiles import Approval, Ballot, Profile, Ranking, check

HEADER = re.compile(r"#\s*([^:]+?)\s*:\s*(.*?)\s*$")
TIERS = re.compile(r"\{[^{}]*\}|[^,{}]+")
SHAPE = re.compile(r"(?:\{[^{}]*\}|[^,{}]+)(?:,(?:\{[^{}]*\}|[^,{}]+))*")


def read_preflib(text: str, kind: str) -> Profile[Any]:
    """Rankings; of categories (cat) the first one is taken as approved."""
    faults = Faults()
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    headers = {m[1].upper(): (n, m[2]) for n, line in lines if (m := HEADER.match(line))}
    candidates, names = alternatives(headers, faults)
    ballots: list[Ballot] = []
    for n, line in lines:
        if not line.startswith("#"):
            with faults.on(n):
                ballot = read_ballot(line, kind, candidates)
                check(ballot, set(candidates))
                ballots.append(ballot)
    check_total(headers, ballots, faults)
    faults.stop()
    return Profile(candidates, tuple(ballots), names)


def alternatives(
    headers: dict[str, tuple[int, str]], faults: Faults
) -> tuple[tuple[str, ...], dict[str, str]]:
    line, text = headers.get("NUMBER ALTERNATIVES", (0, ""))
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        faults.add(line, "header", header="NUMBER ALTERNATIVES")
        faults.stop()
    candidates = tuple(str(number) for number in range(1, int(text) + 1))
    names = {c: headers[f"ALTERNATIVE NAME {c}"][1] for c in candidates if f"ALTERNATIVE NAME {c}" in headers}
    for candidate in candidates:
        if candidate not in names:
            faults.add(0, "header", header=f"ALTERNATIVE NAME {candidate}")
    return candidates, names


def read_ballot(line: str, kind: str, candidates: tuple[str, ...]) -> Ballot:
    number, colon, order = line.partition(":")
    if not colon:
        raise Invalid("no_colon", text=line)
    weight, order = whole_number(number), order.replace(" ", "")
    if not SHAPE.fullmatch(order):
        raise Invalid("order", text=order)
    tiers = [[c for c in tier.strip("{}").split(",") if c] for tier in TIERS.findall(order)]
    if kind == "cat":
        return Approval.of(*tiers[0], weight=weight)
    check_kind(tiers, kind, candidates)
    return Ranking.of(*tiers, weight=weight)


def check_kind(tiers: list[list[str]], kind: str, candidates: tuple[str, ...]) -> None:
    """s…: strict; …c: complete."""
    if kind[0] == "s" and any(len(tier) > 1 for tier in tiers):
        raise Invalid("not_strict", kind=kind)
    if kind[2] == "c" and sum(len(tier) for tier in tiers) < len(candidates):
        raise Invalid("not_complete", kind=kind)


def check_total(headers: dict[str, tuple[int, str]], ballots: list[Ballot], faults: Faults) -> None:
    line, text = headers.get("NUMBER VOTERS", (0, ""))
    found = sum(ballot.weight for ballot in ballots)
    if not faults.found and text != str(found):
        faults.add(line, "total", header="NUMBER VOTERS", said=text, found=found)
