"""A profile's file read into a Profile, and a Profile written back. All faults of a file are told at once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from elections.rules.profiles.kinds import Kind, one_of, whole, words
from elections.rules.profiles.rows import Entitled, Matter, Notice, Post, Source, Title
from elections.rules.profiles.sections import OPTIONAL, SECTIONS
from elections.rules.profiles.shape import Profile
from elections.rules.profiles.words import Body, Phase

HEAD = frozenset({"id", "version", "zh", "en", "body", "language", "laws"})
LISTS = frozenset({"entitled", "posts", "matters", "notices"})
SOURCE_KEYS = frozenset({"law", "article", "verified", "note"})
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a profile: which file, which key, what is allowed there."""

    file: str
    key: str
    allowed: str
    found: str = ""

    def __str__(self) -> str:
        found = f", not {self.found}" if self.found else ""
        return f"{self.file}: {self.key}: {self.allowed}{found}"


class BadProfile(ValueError):
    """The profile cannot be used; `faults` says why, all at once."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass
class Reader:
    """Reads one file and collects what is wrong with it."""

    file: str
    laws: Mapping[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def fault(self, key: str, allowed: str, found: Any = "") -> None:
        self.faults.append(Fault(self.file, key, allowed, repr(found) if found != "" else ""))

    def table(self, raw: Any, key: str) -> dict[str, Any]:
        if isinstance(raw, dict):
            return raw
        self.fault(key, "a table", raw)
        return {}

    def known(self, raw: Mapping[str, Any], key: str, names: frozenset[str]) -> None:
        """A key that means nothing is a slip of the pen, never silently dropped."""
        for name in sorted(raw.keys() - names):
            self.fault(f"{key}{name}", "unknown; known here: " + ", ".join(sorted(names)))

    def value(self, raw: Mapping[str, Any], name: str, key: str, kind: Kind) -> Any:
        if name not in raw:
            return self.fault(f"{key}{name}", f"missing; {kind.allowed}")
        try:
            return kind.read(raw[name])
        except (ValueError, TypeError):
            return self.fault(f"{key}{name}", kind.allowed, raw[name])

    def source(self, raw: Mapping[str, Any], key: str) -> Source:
        law = self.value(raw, "law", key, words())
        if law and law not in self.laws:
            self.fault(f"{key}law", "one of [laws]: " + ", ".join(sorted(self.laws)), law)
        article = self.value(raw, "article", key, words())
        verified = raw.get("verified")
        if not isinstance(verified, bool):
            self.fault(f"{key}verified", "true where the article's text was read, false otherwise", verified)
        return Source(law, article, verified is True, str(raw.get("note", "")))

    def section(self, cls: type, raw: Any, key: str) -> Any:
        table = self.table(raw, key)
        slots = {slot.name: slot.metadata["kind"] for slot in fields(cls)}
        self.known(table, f"{key}.", frozenset(slots))
        values = {}
        for name, kind in slots.items():
            where = f"{key}.{name}"
            if name not in table:
                self.fault(where, f"missing; {kind.allowed}, with law, article, verified")
                continue
            entry = self.table(table[name], where)
            self.known(entry, f"{where}.", SOURCE_KEYS | {"value"})
            values[name] = self.value(entry, "value", f"{where}.", kind)
            self.sources[where] = self.source(entry, f"{where}.")
        return cls(**values) if values.keys() == slots.keys() else None

    def title(self, raw: Mapping[str, Any], key: str) -> Title:
        return Title(self.value(raw, "zh", key, words()), self.value(raw, "en", key, words()))

    def rows(self, raw: Any, key: str, read: Callable[[Mapping[str, Any], str], Any]) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self.fault(key, "a list of tables", raw)
            return ()
        return tuple(read(self.table(row, f"{key}[{n}]"), f"{key}[{n}].") for n, row in enumerate(raw, 1))

    def entitled(self, raw: Mapping[str, Any], key: str) -> Entitled:
        self.known(raw, key, SOURCE_KEYS | {"number", "zh", "en"})
        number = self.value(raw, "number", key, whole(1, 9))
        return Entitled(number, self.title(raw, key), self.source(raw, key))

    def post(self, raw: Mapping[str, Any], key: str) -> Post:
        numbers = ("least", "most", "extra", "women_least")
        self.known(raw, key, SOURCE_KEYS | {"key", "zh", "en", *numbers})
        least, most, extra, women = (self.value(raw, name, key, whole(0, 99)) for name in numbers)
        name = self.value(raw, "key", key, words())
        return Post(name, self.title(raw, key), least, most, extra, women, self.source(raw, key))

    def matter(self, raw: Mapping[str, Any], key: str) -> Matter:
        self.known(raw, key, SOURCE_KEYS | {"number", "zh", "en", "special"})
        number = self.value(raw, "number", key, whole(1, 99))
        special = raw.get("special", False) is True
        return Matter(number, self.title(raw, key), special, self.source(raw, key))

    def notice(self, raw: Mapping[str, Any], key: str) -> Notice:
        self.known(raw, key, SOURCE_KEYS | {"number", "zh", "en", "phase"})
        number = self.value(raw, "number", key, whole(1, 99))
        phase = self.value(raw, "phase", key, one_of(Phase))
        return Notice(number, phase, self.title(raw, key), self.source(raw, key))

    def profile(self, raw: Mapping[str, Any]) -> Profile:
        self.known(raw, "", HEAD | LISTS | frozenset(SECTIONS))
        laws = self.table(raw.get("laws"), "laws")
        self.laws = {name: str(title) for name, title in laws.items()}
        sections: dict[str, Any] = dict.fromkeys(SECTIONS)
        for name, cls in SECTIONS.items():
            if name in raw or name not in OPTIONAL:
                sections[name] = self.section(cls, raw.get(name, {}), name)
        return Profile(
            id=self.value(raw, "id", "", _identifier()),
            version=self.value(raw, "version", "", words()),
            title=self.title(raw, ""),
            body=self.value(raw, "body", "", one_of(Body)),
            language=self.value(raw, "language", "", words()),
            entitled=self.rows(raw.get("entitled", []), "entitled", self.entitled),
            posts=self.rows(raw.get("posts", []), "posts", self.post),
            matters=self.rows(raw.get("matters", []), "matters", self.matter),
            notices=self.rows(raw.get("notices", []), "notices", self.notice),
            laws=self.laws,
            sources=self.sources,
            **sections,
        )


def _identifier() -> Kind:
    def read(raw: Any) -> str:
        if not isinstance(raw, str) or not _ID.fullmatch(raw):
            raise ValueError(raw)
        return raw

    return Kind("small letters, digits and single hyphens", read)
