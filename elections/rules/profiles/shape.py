"""A whole profile, its plain data and the digest that an election freezes."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from elections.rules.profiles.rows import Entitled, Matter, Notice, Post, Source, Title
from elections.rules.profiles.sections import (
    SECTIONS,
    Ballots,
    Committee,
    Deadlines,
    Election,
    ElectionCommittee,
    Electorate,
    Endings,
    Meeting,
    Owners,
    Proxies,
    Recall,
)
from elections.rules.profiles.words import Body, Signers


@dataclass(frozen=True)
class Profile:
    id: str
    version: str
    title: Title
    body: Body
    language: str
    electorate: Electorate
    ballots: Ballots
    committee: Committee | None
    election_committee: ElectionCommittee | None
    election: Election
    recall: Recall | None
    endings: Endings | None
    meeting: Meeting | None
    owners: Owners | None
    proxies: Proxies
    deadlines: Deadlines
    entitled: tuple[Entitled, ...]
    posts: tuple[Post, ...]
    matters: tuple[Matter, ...]
    notices: tuple[Notice, ...]
    laws: Mapping[str, str]  # short name to full title
    sources: Mapping[str, Source]  # "deadlines.handover_within" to where it comes from

    def source(self, key: str) -> Source:
        return self.sources[key]

    def petition_shares(self) -> dict[Signers, Fraction]:
        """Which part of whom may ask for a recall."""
        if self.recall is None:
            return {}
        shares = {
            Signers.ELECTORS: self.recall.electors_share,
            Signers.REPRESENTATIVES: self.recall.representatives_share,
        }
        return {who: part for who, part in shares.items() if part is not None}

    def as_data(self) -> dict[str, Any]:
        """Plain data in the form of the file; `of_data` reads it back into an equal profile."""
        head = {"id": self.id, "version": self.version, "body": str(self.body), "language": self.language}
        sections = {name: self._section(name) for name in SECTIONS if getattr(self, name) is not None}
        lists: dict[str, tuple[Entitled | Post | Matter | Notice, ...]] = {
            "entitled": self.entitled,
            "posts": self.posts,
            "matters": self.matters,
            "notices": self.notices,
        }
        rows = {name: [row.as_data() for row in found] for name, found in lists.items()}
        return head | self.title.as_data() | {"laws": dict(self.laws)} | sections | rows

    def _section(self, name: str) -> dict[str, Any]:
        section = getattr(self, name)
        return {
            slot.name: {"value": slot.metadata["kind"].write(getattr(section, slot.name))}
            | self.sources[f"{name}.{slot.name}"].as_data()
            for slot in fields(section)
        }

    @property
    def canonical(self) -> str:
        """JSON with sorted keys and no spaces; its UTF-8 bytes are what the digest is taken of."""
        return json.dumps(self.as_data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.canonical.encode()).hexdigest()
