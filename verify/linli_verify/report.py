"""What was checked, how often, and where it did not hold."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from linli_verify.checks import CHECKS, GROUPS

MOST_FINDINGS = 200  # a hostile board may be wrong a million times


class BrokenError(Exception):
    """What follows cannot be understood, since what stands before it is wrong."""


@dataclass
class Report:
    """Counts per check and the findings; `off` leaves checks out, which only tests want."""

    off: Collection[str] = ()
    passed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    findings: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    line: int = 0  # of the board, where it is being read; 0 is the archive as a whole

    def check(self, name: str, holds: bool, where: str) -> bool:
        """Count one check; whether the caller may rely on it."""
        meaning = CHECKS[name]
        if name in self.off:
            return True
        (self.passed if holds else self.failed)[name] += 1
        if not holds and len(self.findings) < MOST_FINDINGS:
            about = {"check": name, "line": self.line, "where": where}
            self.findings.append(about | {"en": meaning.en, "zh": meaning.zh})
        return holds

    def need(self, name: str, holds: bool, where: str) -> None:
        """A check without which nothing more can be said."""
        if not self.check(name, holds, where):
            raise BrokenError(where)

    @property
    def holds(self) -> bool:
        return not self.failed

    @property
    def exit(self) -> int:
        return 0 if self.holds else 1

    def as_data(self) -> dict[str, Any]:
        groups = [
            {
                "group": group.id,
                "checks": [
                    {
                        "id": check.id,
                        "en": check.en,
                        "zh": check.zh,
                        "passed": self.passed[check.id],
                        "failed": self.failed[check.id],
                    }
                    for check in group.checks
                ],
            }
            for group in GROUPS
        ]
        verdict = {"exit": self.exit, "holds": self.holds}
        return verdict | {"facts": self.facts, "findings": self.findings, "groups": groups}
