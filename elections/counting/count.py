"""`count(profile, "stv-meek", seats=3, ties=Lot("…"))`: the one door to all counting rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from inspect import signature
from typing import Any

from elections.counting.equal_shares import Completion, Utility, equal_shares
from elections.counting.faults import Invalid
from elections.counting.greedy import By, greedy
from elections.counting.knapsack import knapsack
from elections.counting.phragmen import phragmen, phragmen_budget
from elections.counting.points import approval, borda, cumulative, k_of_n, plurality, quadratic, score
from elections.counting.profiles import Approval, Budget, Profile, Ranking, Scores
from elections.counting.record import Outcome, Record, Undecided
from elections.counting.runoff import irv
from elections.counting.schulze import schulze
from elections.counting.star import star
from elections.counting.stv_meek import stv_meek
from elections.counting.stv_scottish import stv_scottish
from elections.counting.ties import Refuse, TieRule


@dataclass(frozen=True)
class Rule:
    """A way of counting: which ballots it reads, and the function that writes the minutes."""

    run: Callable[..., None]
    ballots: tuple[type, ...]

    @property
    def options(self) -> dict[str, bool]:
        """What may be set, and whether it must be."""
        named = list(signature(self.run).parameters.values())[2:]
        return {option.name: option.default is option.empty for option in named}


RULES = {
    "plurality": Rule(plurality, (Approval,)),
    "k-of-n": Rule(k_of_n, (Approval,)),
    "approval": Rule(approval, (Approval,)),
    "score": Rule(score, (Scores,)),
    "star": Rule(star, (Scores,)),
    "borda": Rule(borda, (Ranking,)),
    "irv": Rule(irv, (Ranking,)),
    "stv-scottish": Rule(stv_scottish, (Ranking,)),
    "stv-meek": Rule(stv_meek, (Ranking,)),
    "schulze": Rule(schulze, (Ranking,)),
    "cumulative": Rule(cumulative, (Scores,)),
    "quadratic": Rule(quadratic, (Scores,)),
    "phragmen": Rule(phragmen, (Approval,)),
    "phragmen-budget": Rule(phragmen_budget, (Approval,)),
    "equal-shares": Rule(equal_shares, (Approval, Scores)),
    "greedy": Rule(greedy, (Approval, Scores)),
    "knapsack": Rule(knapsack, (Approval, Scores)),
}

CHOICES: dict[str, type[StrEnum]] = {"completion": Completion, "utility": Utility, "by": By}


def count(profile: Profile[Any], rule: str, *, ties: TieRule | None = None, **options: Any) -> Outcome:
    """The outcome with its minutes. A tie that the rule `ties` does not decide is reported, with the sure winners."""
    if rule not in RULES:
        raise Invalid("no_rule", rule=rule)
    check(RULES[rule], profile, options)
    record = Record(ties or Refuse())
    tied: tuple[str, ...] = ()
    try:
        RULES[rule].run(profile, record, **options)
    except Undecided as undecided:
        tied = undecided.tied
    vacant = options.get("seats", 0) - len(record.winners)
    if vacant > 0 and not tied:
        record.note("vacant", seats=vacant)
    return Outcome(rule, tuple(record.winners), tuple(record.rounds), record.ties, tied)


def check(rule: Rule, profile: Profile[Any], options: dict[str, Any]) -> None:
    for ballot in profile.ballots:
        if not isinstance(ballot, rule.ballots):
            raise Invalid("wrong_ballots", found=type(ballot).__name__)
    for name, value in options.items():
        if name not in rule.options:
            raise Invalid("no_option", option=name)
        if name in CHOICES and value not in list(CHOICES[name]):
            raise Invalid("no_choice", option=name, value=value, choices=", ".join(CHOICES[name]))
        if isinstance(value, int) and not isinstance(value, bool) and value < 1:
            raise Invalid("below_one", option=name, value=value)
    for name, is_needed in rule.options.items():
        if is_needed and name not in options:
            raise Invalid("option_missing", option=name)
    if isinstance(budget := options.get("budget"), Budget):
        budget.check(profile.candidates)
