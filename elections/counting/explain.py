"""The minutes of a count as sentences, in English or Chinese. Numbers are shown exactly, or marked as rounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from elections.counting import wording
from elections.counting.record import Outcome, Round

PLACES = 9  # decimals that are shown before a number is marked as rounded


def explain(outcome: Outcome, language: str = "zh", names: Mapping[str, str] | None = None) -> list[str]:
    """Rule, tie rule, every step, result: one sentence or two each."""
    speaker = Speaker(language, names or {})
    head = [
        speaker.word("head", rule=wording.RULES[outcome.rule][language]),
        speaker.fill(tie_rule(outcome), asdict(outcome.ties)),
    ]
    steps = [speaker.step(step) for step in outcome.rounds]
    result = [speaker.word("result", winners=speaker.show(outcome.winners))]
    left = [speaker.word("open", tied=speaker.show(outcome.tied))] if outcome.tied else []
    return head + steps + result + left


def tie_rule(outcome: Outcome) -> Mapping[str, str]:
    return wording.LOTS if outcome.rule == "sortition" else wording.TIES[type(outcome.ties).__name__]


@dataclass(frozen=True)
class Speaker:
    """Knows one language and everybody's name."""

    language: str
    names: Mapping[str, str]

    def step(self, step: Round) -> str:
        return self.fill(wording.ROUNDS[step.kind], step.values)

    def fill(self, template: Mapping[str, str], values: Mapping[str, Any]) -> str:
        return template[self.language].format(
            **{name: self.show(value, name) for name, value in values.items()}
        )

    def word(self, key: str, **values: str) -> str:
        return wording.WORDS[key][self.language].format(**values)

    def name(self, candidate: str) -> str:
        return self.names.get(candidate, candidate)

    def show(self, value: Any, role: str = "") -> str:
        if role == "measure":
            return wording.MEASURES[value][self.language]
        if role in ("seed", "stratum"):
            return str(value)
        for kind, shown in self.kinds():
            if isinstance(value, kind):
                return shown(value) or self.word("none")
        raise TypeError(value)

    def kinds(self) -> list[tuple[type | tuple[type, ...], Callable[[Any], str]]]:
        return [
            (str, self.name),
            ((int, Fraction), number),
            (Mapping, self.pairs),
            ((list, tuple), self.several),
        ]

    def several(self, candidates: list[str]) -> str:
        return self.word("comma").join(self.name(candidate) for candidate in candidates)

    def pairs(self, values: Mapping[Any, Any]) -> str:
        """Candidates with their numbers, duels with both sides' numbers, or winners with those they beat."""
        if all(isinstance(value, list) for value in values.values()):
            winners = [
                self.word("beats", one=self.name(a), others=self.several(b)) for a, b in values.items() if b
            ]
            return self.word("semicolon").join(winners)
        return self.word("comma").join(self.pair(values, key) for key in values if is_shown(key))

    def pair(self, values: Mapping[Any, Any], key: Any) -> str:
        if isinstance(key, tuple):
            one, other = key
            return f"{self.name(one)}–{self.name(other)} {number(values[key])}:{number(values[other, one])}"
        return f"{self.name(key)} {number(values[key])}"


def is_shown(key: Any) -> bool:
    """Of a duel the two directions are one."""
    return not isinstance(key, tuple) or key[0] < key[1]


def number(value: int | Fraction) -> str:
    """Exactly where that is short; otherwise as a fraction with a rounded decimal."""
    value = Fraction(value)
    scaled = value * 10**PLACES
    if scaled.denominator == 1:
        whole, rest = divmod(abs(int(scaled)), 10**PLACES)
        decimals = f"{rest:0{PLACES}d}".rstrip("0")
        return ("-" if value < 0 else "") + f"{whole}" + (f".{decimals}" if decimals else "")
    thousandths = round(value * 1000)
    rounded = f"{'-' if thousandths < 0 else ''}{abs(thousandths) // 1000}.{abs(thousandths) % 1000:03d}"
    return f"{value} (≈{rounded})" if value.denominator < 1000 else f"≈{rounded}"
