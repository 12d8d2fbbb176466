"""The manifest of section 5: everything that is fixed before the first key is made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elections.crypto import canonical, suite
from elections.crypto.canonical import Body, has_keys, integer, listed, text
from elections.crypto.faults import Malformed

MOST_OPTIONS, MOST_TRUSTEES, LEAST = 64, 20, 10
KEYS = [
    "attempt",
    "authority",
    "board",
    "booth",
    "closes_at",
    "community",
    "contests",
    "election",
    "format",
    "least",
    "opens_at",
    "profile",
    "roll",
    "rule",
    "suite",
    "title",
    "trustees",
]


@dataclass(frozen=True)
class Contest:
    id: str
    most: int
    options: tuple[str, ...]
    seats: int


@dataclass(frozen=True)
class Threshold:
    numerator: int
    denominator: int
    strict: bool
    base: str

    def is_reached(self, count: int, base: int) -> bool:
        ours, theirs = count * self.denominator, self.numerator * base
        return ours > theirs if self.strict else ours >= theirs


@dataclass(frozen=True)
class Manifest:
    """A checked manifest; `hash` is M, the entry hash of its line."""

    hash: bytes
    authority: bytes
    board: bytes
    election: str
    opens_at: datetime
    closes_at: datetime
    contests: tuple[Contest, ...]
    least: int
    roll_size: int
    elected: Threshold
    turnout: Threshold
    trustees: int
    threshold: int


def threshold(value: Any) -> Threshold:
    has_keys(value, "base", "denominator", "numerator", "strict")
    if value["base"] not in ("roll", "took_part") or type(value["strict"]) is not bool:
        raise Malformed("not a threshold")
    bottom = integer(value["denominator"], 1)
    return Threshold(integer(value["numerator"], 0, bottom), bottom, value["strict"], value["base"])


def contest(value: Any) -> Contest:
    has_keys(value, "id", "max", "options", "seats", "title")
    text(value["title"])
    ids = []
    for option in listed(value["options"]):
        has_keys(option, "id", "label")
        text(option["label"])
        ids.append(text(option["id"]))
    if len(set(ids)) != len(ids) or not 1 <= len(ids) <= MOST_OPTIONS:
        raise Malformed("options stand once each, at least one and at most 64")
    most, seats = integer(value["max"], 1, len(ids)), integer(value["seats"], 1, len(ids))
    return Contest(text(value["id"]), most, tuple(ids), seats)


def check_trustees(value: Any) -> tuple[int, int]:
    has_keys(value, "names", "number", "threshold")
    number = integer(value["number"], 1, MOST_TRUSTEES)
    needed = integer(value["threshold"], 1 if number == 1 else 2, number)
    for name in listed(value["names"], number):
        text(name)
    return number, needed


def check_small_parts(body: Body) -> None:
    if body["format"] != "linli-election-1" or body["suite"] != "linli-1":
        raise Malformed("another format")
    for key in ("community", "election", "title"):
        text(body[key])
    integer(body["attempt"], 1)
    suite.raw(body["booth"])
    has_keys(body["profile"], "digest", "id", "version")
    suite.raw(body["profile"]["digest"])
    text(body["profile"]["id"])
    text(body["profile"]["version"])
    suite.raw(has_keys(body["roll"], "sha256", "size")["sha256"])


def read(body: Any, entry_hash: bytes) -> Manifest:
    has_keys(body, *KEYS)
    check_small_parts(body)
    contests = tuple(contest(value) for value in listed(body["contests"]))
    if not contests or len({c.id for c in contests}) != len(contests):
        raise Malformed("contests stand once each")
    opens_at, closes_at = canonical.time(body["opens_at"]), canonical.time(body["closes_at"])
    rule = has_keys(body["rule"], "elected", "turnout")
    elected, turnout = threshold(rule["elected"]), threshold(rule["turnout"])
    if opens_at >= closes_at or turnout.base != "roll":
        raise Malformed("the window or the turnout's base is wrong")
    if body["authority"] == body["board"]:
        raise Malformed("the server is not the authority")
    number, needed = check_trustees(body["trustees"])
    return Manifest(
        hash=entry_hash,
        authority=suite.element(body["authority"]),
        board=suite.element(body["board"]),
        election=body["election"],
        opens_at=opens_at,
        closes_at=closes_at,
        contests=contests,
        least=integer(body["least"], LEAST),
        roll_size=integer(body["roll"]["size"], 1),
        elected=elected,
        turnout=turnout,
        trustees=number,
        threshold=needed,
    )
