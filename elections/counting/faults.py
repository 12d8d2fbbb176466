"""What is wrong with ballots, options or files: one exception whose kind is worded in `wording.py`."""

from __future__ import annotations

from elections.counting import wording


class Invalid(ValueError):
    """Cannot be counted as it stands; nothing is guessed."""

    def __init__(self, kind: str, /, **values: object) -> None:
        super().__init__(kind)
        self.kind, self.values = kind, values

    def says(self, language: str = "en") -> str:
        return wording.FAULTS[self.kind][language].format(**self.values)

    def __str__(self) -> str:
        return self.says()
