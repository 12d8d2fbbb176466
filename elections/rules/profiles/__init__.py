"""Jurisdiction profiles: what the law asks of an election, as validated data with the source of every value.

The files beside this one are the stock; an operator's folder is read first, so a file of the same name replaces one.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from elections.rules.profiles import checks
from elections.rules.profiles.kinds import NONE
from elections.rules.profiles.reading import BadProfile, Fault, Reader
from elections.rules.profiles.rows import Entitled, Matter, Notice, Post, Source, Title
from elections.rules.profiles.sections import (
    LATER,
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
from elections.rules.profiles.shape import Profile
from elections.rules.profiles.words import (
    Assurance,
    Body,
    Channel,
    Consent,
    HeadRule,
    Holder,
    Mode,
    Phase,
    Signers,
)

STOCK = Path(__file__).parent

__all__ = [
    "STOCK",
    "Assurance",
    "BadProfile",
    "Ballots",
    "Body",
    "Channel",
    "Committee",
    "Consent",
    "Deadlines",
    "Election",
    "ElectionCommittee",
    "Electorate",
    "Endings",
    "Entitled",
    "Fault",
    "HeadRule",
    "Holder",
    "Matter",
    "Meeting",
    "Mode",
    "Notice",
    "Owners",
    "Phase",
    "Post",
    "Profile",
    "Proxies",
    "Recall",
    "Signers",
    "Source",
    "Title",
    "UnknownProfile",
    "load",
    "names",
    "of_data",
    "parse",
    "validate",
]


class UnknownProfile(LookupError):
    """No profile of that name, neither the operator's nor in stock."""


def names(*, folder: Path | None = None) -> list[str]:
    """All profiles that can be loaded."""
    folders = [STOCK] if folder is None else [STOCK, folder]
    return sorted({file.stem for one in folders for file in one.glob("*.toml")})


def load(name: str, *, folder: Path | None = None) -> Profile:
    """The profile of that name; the operator's folder goes before the stock."""
    if name not in names(folder=folder):
        raise UnknownProfile(f"no profile {name!r}; there are: {', '.join(names(folder=folder))}")
    own = None if folder is None else folder / f"{name}.toml"
    file = own if own is not None and own.is_file() else STOCK / f"{name}.toml"
    profile = parse(file.read_text(encoding="utf-8"), file=str(file))
    if profile.id != name:
        raise BadProfile([Fault(str(file), "id", f"{name!r}, the file's own name", repr(profile.id))])
    return profile


def parse(text: str, *, file: str = "profile") -> Profile:
    """A profile from the text of its file; BadProfile tells every fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadProfile([Fault(file, "file", f"valid TOML: {error}")]) from error
    return read(raw, file)


def of_data(raw: Mapping[str, Any]) -> Profile:
    """A profile as an election froze it, perhaps before the newest values were known."""
    return read(completed(raw), "profile")


def completed(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """With "none" for what was not known when it was frozen: the rules of that day go on."""
    law = next(iter(raw.get("laws", {})), "")
    none = {"value": NONE, "law": law, "article": "-", "verified": False}
    found = dict(raw)
    for section, name in LATER:
        if section in found and name not in found[section]:
            found[section] = dict(found[section]) | {name: none}
    return found


def read(raw: Mapping[str, Any], file: str) -> Profile:
    """Every fault of it is told at once."""
    reader = Reader(file)
    profile = reader.profile(raw)
    if reader.faults:
        raise BadProfile(reader.faults)
    if found := checks.faults(profile, file):
        raise BadProfile(found)
    return profile


def validate(text: str, *, file: str = "profile") -> list[Fault]:
    """Everything wrong with the text of a profile; nothing where it can be used."""
    try:
        parse(text, file=file)
    except BadProfile as bad:
        return bad.faults
    return []
