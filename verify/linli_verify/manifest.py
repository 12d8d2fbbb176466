"""The first entry, and the files whose hashes it holds (section 5)."""

from typing import Any

from linli_verify.election import Election, Entry
from linli_verify.hashing import plain

MOST_OPTIONS, MOST_TRUSTEES, LEAST = 64, 20, 10


def check_manifest(e: Election, entry: Entry) -> None:
    body, check, where = entry.body, e.report.check, entry.where
    e.manifest, e.m = body, entry.hash
    suite = body["format"] == "linli-election-1" and body["suite"] == "linli-1"
    e.report.need("manifest.suite", suite, where)
    e.report.need("manifest.contests", contests_are_good(body["contests"]), where)
    e.report.need("manifest.trustees", trustees_are_good(body["trustees"]), where)
    rule = body["rule"]
    good = all(threshold_is_good(rule[key]) for key in ("elected", "turnout"))
    good = good and rule["turnout"]["base"] == "roll" and body["least"] >= LEAST
    check("manifest.rule", good, where)
    check("manifest.parties", body["authority"] != body["board"], where)
    check("manifest.times", body["opens_at"] < body["closes_at"] and body["attempt"] >= 1, where)
    check("manifest.roll", body["roll"]["size"] >= 1, where)
    _check_files(e, where)


def _check_files(e: Election, where: str) -> None:
    roll, booth = e.files.get("roll.txt"), e.files.get("booth.html")
    if roll is not None:
        e.report.check("roll.digest", plain(roll) == e.manifest["roll"]["sha256"], where)
        e.report.check("roll.size", lines_of(roll) == e.manifest["roll"]["size"], where)
    if booth is not None:
        e.report.check("booth.digest", plain(booth) == e.manifest["booth"], where)


def lines_of(roll: bytes) -> int:
    """How many electors a roll names; −1 if it is not one line each."""
    try:
        lines = roll.decode().split("\n")
    except UnicodeDecodeError:
        return -1
    return len(lines) if lines.pop() == "" and all(lines) else -1


def contests_are_good(contests: list[dict[str, Any]]) -> bool:
    return bool(contests) and unique(contests) and all(_contest_is_good(contest) for contest in contests)


def _contest_is_good(contest: dict[str, Any]) -> bool:
    options = len(contest["options"])
    in_bounds = 1 <= contest["max"] <= options <= MOST_OPTIONS and 1 <= contest["seats"] <= options
    return in_bounds and unique(contest["options"])


def unique(things: list[dict[str, Any]]) -> bool:
    return len({thing["id"] for thing in things}) == len(things)


def trustees_are_good(trustees: dict[str, Any]) -> bool:
    n, t = trustees["number"], trustees["threshold"]
    return 1 <= t <= n <= MOST_TRUSTEES and (t > 1 or n == 1) and len(trustees["names"]) == n


def threshold_is_good(threshold: dict[str, Any]) -> bool:
    a, b = threshold["numerator"], threshold["denominator"]
    return threshold["base"] in ("roll", "took_part") and b >= 1 and a <= b
