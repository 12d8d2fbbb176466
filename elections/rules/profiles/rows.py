"""The lists of a profile: who is registered, posts, matters, notices; and where each of them comes from."""

from dataclasses import dataclass
from typing import Any

from elections.rules.profiles.words import Phase


@dataclass(frozen=True)
class Title:
    zh: str
    en: str

    def as_data(self) -> dict[str, Any]:
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True)
class Source:
    """Where a value comes from; `verified` only where the article's text was read."""

    law: str
    article: str
    verified: bool
    note: str = ""

    def as_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {"law": self.law, "article": self.article, "verified": self.verified}
        return data | ({"note": self.note} if self.note else {})


@dataclass(frozen=True)
class Entitled:
    """People whom the law has registered as electors, in its own words."""

    number: int
    title: Title
    source: Source

    def as_data(self) -> dict[str, Any]:
        return {"number": self.number} | self.title.as_data() | self.source.as_data()


@dataclass(frozen=True)
class Post:
    key: str
    title: Title
    least: int  # seats
    most: int
    extra: int  # candidates beyond the seats, at least
    women_least: int
    source: Source

    def as_data(self) -> dict[str, Any]:
        seats = {"least": self.least, "most": self.most, "extra": self.extra, "women_least": self.women_least}
        return {"key": self.key} | self.title.as_data() | seats | self.source.as_data()


@dataclass(frozen=True)
class Matter:
    """A matter that owners decide together; a special one takes the higher majority."""

    number: int
    title: Title
    is_special: bool
    source: Source

    def as_data(self) -> dict[str, Any]:
        head = {"number": self.number, "special": self.is_special}
        return head | self.title.as_data() | self.source.as_data()


@dataclass(frozen=True)
class Notice:
    number: int
    phase: Phase
    title: Title
    source: Source

    def as_data(self) -> dict[str, Any]:
        head = {"number": self.number, "phase": str(self.phase)}
        return head | self.title.as_data() | self.source.as_data()
