"""The names of all checks, with what each makes sure of in English and Chinese."""

import json
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Check:
    id: str
    en: str
    zh: str


@dataclass(frozen=True)
class Group:
    id: str
    en: str
    zh: str
    checks: tuple[Check, ...]


def _load() -> tuple[Group, ...]:
    data = json.loads(files("linli_verify").joinpath("checks.json").read_text(encoding="utf-8"))
    return tuple(
        Group(group["group"], group["en"], group["zh"], tuple(Check(**check) for check in group["checks"]))
        for group in data
    )


GROUPS = _load()
CHECKS = {check.id: check for group in GROUPS for check in group.checks}
