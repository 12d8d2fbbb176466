"""Recounts a declared vote of Linli from its published file, with nothing but Python (3.9 or later).

    python3 recount.py vote-XXXX.json [TRACKING-CODE]

It shares no line with the site's own count. Exit code 0: the declared result follows from the published ballots, and their
hash is the declared one. 1: it does not. 2: the file cannot be read. With a tracking code it also says what that ballot is.
重新计票：核对公布的选票与公布的结果是否一致；附上追踪码，可查自己的选票。
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

Record = dict[str, Any]  # the published file


def needed(rule: Record, size: int) -> int:
    """The least number of votes out of `size` that meets a share: more than it where strict, at least it otherwise."""
    exact = Fraction(rule["share"]) * size
    least = exact.numerator // exact.denominator
    if rule["strict"] or least < exact:
        least += 1
    return max(1, least)


def count(record: Record) -> Record:
    """Outcome, winner, number of ballots and counts, from the options, the rule, the roll and the ballots alone."""
    stances = {option["position"]: option["stance"] for option in record["options"]}
    counts = dict.fromkeys(stances, 0)
    for _, position in record["ballots"]:
        counts[position] += 1
    cast = len(record["ballots"])
    outcome, winner = decide(record, stances, counts, cast)
    return {
        "outcome": outcome,
        "winner": winner,
        "took_part": cast,
        "counts": {str(p): n for p, n in counts.items()},
    }


def decide(
    record: Record, stances: dict[int, str], counts: dict[int, int], cast: int
) -> tuple[str, int | None]:
    if cast < needed(record["quorum"], record["roll"]["size"]):
        return "not_quorate", None
    abstained = sum(n for p, n in counts.items() if stances[p] == "abstain")
    base = {"took_part": cast, "decided": cast - abstained, "roll": record["roll"]["size"]}[
        record["passing"]["base"]
    ]
    running = sorted(((n, p) for p, n in counts.items() if stances[p] in ("for", "choice")), reverse=True)
    most = running[0][0]
    level = [p for n, p in running if n == most]
    if most >= needed(record["passing"], base):
        return ("passed", level[0]) if len(level) == 1 else ("tie", None)
    against = sum(n for p, n in counts.items() if stances[p] == "against")
    return ("tie", None) if most == against > 0 and "for" in stances.values() else ("failed", None)


def list_hash(record: Record) -> str:
    """SHA-256 of the sorted lines `code, tab, position, newline`."""
    lines = sorted(f"{who}\t{position}\n".encode() for who, position in record["ballots"])
    return hashlib.sha256(b"".join(lines)).hexdigest()


def faults(record: Record) -> list[str]:
    """Everything in which the file contradicts itself."""
    declared, found = record["declared"], count(record)
    wrong = [
        f"{key}: declared {declared[key]}, recounted {found[key]}"
        for key in found
        if declared[key] != found[key]
    ]
    if list_hash(record) != declared["list_sha256"]:
        wrong.append("the list of ballots is not the one whose hash was declared")
    voters = [who for who, _ in record["ballots"]]
    if len(set(voters)) != len(voters):
        wrong.append("a tracking code or elector appears twice")
    if len(voters) > record["roll"]["size"]:
        wrong.append("more ballots than electors on the roll")
    return wrong


def report(record: Record, code: str, say: Callable[[str], Any]) -> None:
    texts = {option["position"]: option["text"] for option in record["options"]}
    found = count(record)
    say(f"{record['question']}\n")
    for position, text in texts.items():
        say(f"{found['counts'][str(position)]:>7}  {text}\n")
    say(f"{found['took_part']:>7}  ballots, roll {record['roll']['size']}: {found['outcome']}\n")
    if code:
        plain = "".join(c for c in code.lower() if c.isalnum())
        mine = [texts[position] for who, position in record["ballots"] if who == plain]
        say(f"{code}: {mine[0] if mine else 'not in the list'}\n")


def main(arguments: list[str], say: Callable[[str], Any] = sys.stdout.write) -> int:
    try:
        with open(arguments[0], encoding="utf-8") as file:
            record = json.load(file)
        if record["format"] != "linli-vote-1":
            raise ValueError(record["format"])
        report(record, arguments[1] if len(arguments) > 1 else "", say)
        wrong = faults(record)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as problem:
        say(f"cannot recount: {problem!r}\n")
        return 2
    for fault in wrong:
        say(f"WRONG  {fault}\n")
    say("the declared result does not hold\n" if wrong else "the declared result holds\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
