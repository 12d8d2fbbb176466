"""The arithmetic of the result, in whole numbers (sections 5 and 9)."""

from collections.abc import Mapping, Sequence
from typing import Any


def reaches(n: int, threshold: Mapping[str, Any], *, roll: int, took_part: int) -> bool:
    """Whether n reaches a/b of the base: more than, or at least, as the rule says."""
    base = roll if threshold["base"] == "roll" else took_part
    left, right = n * threshold["denominator"], threshold["numerator"] * base
    return left > right if threshold["strict"] else left >= right


def elected(votes: Sequence[int], reached: Sequence[bool], seats: int) -> tuple[list[int], list[int]]:
    """(elected, tied) among the options that reach the threshold, as positions in order."""
    able = [i for i, yes in enumerate(reached) if yes]
    if len(able) <= seats:
        return able, []
    border = sorted((votes[i] for i in able), reverse=True)[seats - 1]
    above = [i for i in able if votes[i] > border]
    level = [i for i in able if votes[i] == border]
    if len(above) + len(level) <= seats:
        return sorted(above + level), []
    return above, level
